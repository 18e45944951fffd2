"""How one item was decided, before it is known what it is worth."""

from dataclasses import dataclass
from typing import Literal

from knowledge.vocabulary import ElementId
from scoring.schema import DimensionId

DecisionStatus = Literal["met", "missed", "waived", "not_judged"]


@dataclass(frozen=True)
class Evidence:
    """Where in the conversation it was decided: index of the utterance, characters of it."""

    turn: int
    start: int | None = None
    end: int | None = None
    clause: str | None = None
    phrase: str | None = None


@dataclass(frozen=True)
class Decision:
    """``weight`` is relative within the dimension; 0 for what is only advice."""

    id: str
    label: str
    dimension: DimensionId
    status: DecisionStatus
    weight: float
    reason: str
    clause: str | None = None
    evidence: Evidence | None = None
    element: ElementId | None = None
    """The element that a missed item is listed under."""
    better: str | None = None
    volunteered: bool = False
    """The customer told it unasked: it has no points, but makes nothing else of its dimension dearer."""

    @property
    def counts(self) -> bool:
        return self.weight > 0 and self.status in ("met", "missed")


@dataclass(frozen=True)
class Deduction:
    """Points of the total of 100 that something took away; 0 where it was already deducted."""

    id: str
    label: str
    dimension: DimensionId
    points: float
    reason: str
    clause: str | None
    evidence: Evidence | None = None
