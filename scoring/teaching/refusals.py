"""Why the grader cannot be taught, or a refit grader not be used."""

from typing import Literal

RefusalCode = Literal[
    "unknown", "unreadable", "foreign", "changed", "worse", "unmeasured", "no_author", "no_reason"
]


class CandidateRefused(ValueError):
    """A refit grader that cannot be used; ``code`` is for a screen, the message says what to do."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        self.code: RefusalCode = code
        super().__init__(message)


class NothingToLearnError(ValueError):
    """No correction names a label that can be told from the words."""


class RefitBusyError(RuntimeError):
    """Another refit is under way; the same request works when it is done."""
