"""What a second judge says of a reply. It is shown beside the grade and never becomes part of it."""

from typing import Literal

from scoring.judging.offered import Label
from scoring.schema import Frozen

Silence = Literal[
    "unreachable", "timed_out", "server_error", "busy", "not_allowed", "refused", "too_large", "cut_off",
    "malformed", "ambiguous", "empty_reply", "deadline", "failed",
]  # fmt: skip
"""Why there is no opinion on a reply; pages have words for each."""
Disregard = Literal["unknown_label", "not_in_reply", "repeated"]


class Claim(Frozen):
    """A label that the model gave, with ``reply[start:end] == text``; code points, end exclusive."""

    label: Label
    start: int
    end: int
    text: str


class Disregarded(Frozen):
    """Something answered that counts as nothing, shortened."""

    reason: Disregard
    label: str
    words: str


class Opinion(Frozen):
    """``silence`` says why there is none; then the rest is empty. No claims and no silence: nothing found."""

    claims: tuple[Claim, ...] = ()
    disregarded: tuple[Disregarded, ...] = ()
    silence: Silence | None = None

    @property
    def given(self) -> bool:
        return self.silence is None

    @property
    def labels(self) -> frozenset[Label]:
        return frozenset(claim.label for claim in self.claims)
