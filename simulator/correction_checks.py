"""What may be taken as a correction, whatever a client sends."""

from typing import Final, Literal

from scoring.results import TurnGrade
from scoring.schema import GradedReply
from scoring.teaching import FROM_FACTS, KINDS, TEACHABLE, CorrectionKind, Label, found_spans
from simulator.corrected import Draft
from simulator.errors import BadCorrection
from simulator.records import StoredCall, StoredTurn

LONGEST_REASON: Final = 500
LONGEST_AUTHOR: Final = 60


def corrected_turn(call: StoredCall, turn: int) -> tuple[StoredTurn, TurnGrade]:
    """A reply of the trainee, and its grade. Raises :class:`BadCorrection`."""
    for said in call.turns:
        if said.index == turn and said.grade is not None:
            return said, said.grade
    raise BadCorrection("no_reply", f"turn {turn} of call {call.id!r} is no graded reply; choose one that is")


def known_label(label: str) -> Label:
    """Raises :class:`BadCorrection`."""
    if label in FROM_FACTS:
        raise BadCorrection(
            "from_facts", f"{label!r} is judged from the facts of the case; correct its scenario instead"
        )
    for known in TEACHABLE:
        if known == label:
            return known
    raise BadCorrection(
        "unknown_label", f"{label[:60]!r} is no element and no violation; choose a listed one"
    )


def known_kind(kind: str) -> CorrectionKind:
    """Raises :class:`BadCorrection`."""
    for known in KINDS:
        if known == kind:
            return known
    raise BadCorrection(
        "unknown_kind", f"{kind[:60]!r} is no kind of correction; use one of {', '.join(KINDS)}"
    )


def span_of(draft: Draft, reply: str) -> tuple[int, int] | tuple[None, None]:
    """Where the words stand in the reply: code points, end exclusive. Raises :class:`BadCorrection`."""
    words = draft.words.strip()
    if draft.kind == "not_there":
        return None, None
    if not words:
        if draft.kind == "other_words":
            raise BadCorrection("no_words", "name the words of the reply that do the act instead")
        return None, None
    start = reply.find(words)
    if start < 0:
        raise BadCorrection(
            "words_outside", f"{words[:60]!r} does not stand in the reply; copy the words as they were said"
        )
    return start, start + len(words)


def check_against(
    graded: GradedReply, label: Label, kind: CorrectionKind, span: tuple[int | None, int | None]
) -> None:
    """A correction must say something else than the grader. Raises :class:`BadCorrection`."""
    found = found_spans(graded)
    if kind == "missing" and label in found:
        raise BadCorrection("was_found", f"{label!r} was found in this reply; correct its words instead")
    if kind != "missing" and label not in found:
        raise BadCorrection("was_not_found", f"{label!r} was not found in this reply; nothing to correct")
    if kind == "other_words" and found[label] == span:
        raise BadCorrection("same_words", f"{label!r} was found in these very words; nothing to correct")


def filled(value: str, longest: int, name: Literal["author", "reason"]) -> str:
    """One line of text. Raises :class:`BadCorrection` where it is blank or too long."""
    kept = "".join(character for character in value if character.isprintable() or character.isspace())
    line = " ".join(kept.split())
    if not line:
        raise BadCorrection(
            "no_author" if name == "author" else "no_reason", f"the {name} is blank; write it"
        )
    if len(line) > longest:
        raise BadCorrection(
            "long_author" if name == "author" else "long_reason",
            f"the {name} has {len(line)} characters; at most {longest}",
        )
    return line
