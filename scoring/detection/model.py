"""What goes into detection and what comes out."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from knowledge.vocabulary import ElementId, SituationId, ViolationId
from scoring.schema import NotJudged, ReplyRow, Utterance

Act = TypeVar("Act", bound=str)


@dataclass(frozen=True)
class ReplyContext:
    """One reply with the dialogue before it."""

    situation: SituationId
    history: tuple[Utterance, ...]
    reply: str

    @classmethod
    def of(cls, row: ReplyRow) -> "ReplyContext":
        return cls(situation=row.situation, history=row.history, reply=row.reply)


@dataclass(frozen=True)
class Detected(Generic[Act]):
    """An act found: ``reply[start:end]`` are the words that do it, ``score`` 0..1 how sure that is."""

    id: Act
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Detection:
    """Each id at most once, in the order of the words."""

    elements: tuple[Detected[ElementId], ...] = ()
    violations: tuple[Detected[ViolationId], ...] = ()
    not_judged: tuple[NotJudged, ...] = field(default=())

    @property
    def scores(self) -> dict[str, float]:
        """How sure each act found is, 0..1."""
        scores: dict[str, float] = {act.id: act.score for act in self.elements}
        scores.update((act.id, act.score) for act in self.violations)
        return scores
