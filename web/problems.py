"""Typed errors of the use-cases to words for the user."""

from knowledge.refusal import DocumentRefused
from simulator.errors import BadCorrection, BadReply, PracticeError
from web.texts import Texts


def practice_message(error: PracticeError, t: Texts) -> str:
    """What to show for ``error``; one that has no message of its own gets the general one."""
    key = f"errors.{error.code}"
    if isinstance(error, BadReply | BadCorrection):
        return t.first(f"{key}_{error.reason}", key)
    return t.first(key, "errors.unexpected")


def document_message(error: DocumentRefused, name: str, t: Texts) -> str:
    """Why the document ``name`` was refused, and what to do about it."""
    key = f"document_errors.{error.code}"
    if key in t.keys:
        return t(key, name=name)
    return t("document_errors.other", name=name, reason=str(error))
