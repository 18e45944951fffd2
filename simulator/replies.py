"""What may be taken as something said, whatever a client sends."""

import unicodedata

from scoring.schema import MAX_REPLY_CHARACTERS, WorkOrder
from simulator.errors import BadReply


def clean_reply(text: str) -> str:
    """The reply as it is graded and kept: newlines stay, tabs become blanks, other controls go.

    Emoji, right-to-left text and the joiners they need (category Cf) are kept as they are.
    Raises :class:`BadReply`.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadReply("not_text", "the reply holds half a character (a lone surrogate); type it again")
    cleaned = _without_controls(text)
    if not _visible(cleaned):
        raise BadReply("empty", f"the reply {text[:20]!r} says nothing; write what you would say")
    if len(cleaned) > MAX_REPLY_CHARACTERS:
        raise BadReply(
            "too_long", f"the reply has {len(cleaned)} characters; at most {MAX_REPLY_CHARACTERS} are taken"
        )
    return cleaned


def clean_form(form: WorkOrder) -> WorkOrder:
    """The form without control characters, which some databases refuse to keep."""
    fields: dict[str, str] = form.model_dump()
    return WorkOrder.model_validate({name: _without_controls(value) for name, value in fields.items()})


def _without_controls(text: str) -> str:
    return "".join(map(_allowed, text.replace("\r\n", "\n"))).strip()


def _allowed(character: str) -> str:
    if character in "\n\r":
        return "\n"
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) == "Cc" else character


def _visible(text: str) -> bool:
    """Whether anything is left besides blanks and invisible joiners or marks of direction."""
    return any(unicodedata.category(character) not in {"Cf", "Zs", "Zl", "Zp", "Cc"} for character in text)
