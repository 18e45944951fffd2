"""What the rest of the product asks of the retrieval layer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.schema import Clause
from knowledge.vocabulary import ElementId, SituationId, Stage, ViolationId

Vectors = NDArray[np.float32]
Scores = NDArray[np.float32]
"""One number for each of a list of clauses or texts, in the order of the list."""


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Identifies the weights: another fingerprint means that every stored vector is void."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """``(len(texts), dimension)`` float32, each row of length 1 (all zeros for an empty text)."""


@dataclass(frozen=True)
class Moment:
    """A moment of a call, for which the clauses that apply are looked up."""

    situation: SituationId
    stage: Stage
    customer_text: str
    """The customer's last words, ``""`` when the trainee speaks first."""
    reply: str
    """What the trainee says, ``""`` when the coach asks before the trainee has spoken."""


@dataclass(frozen=True)
class RetrievedClause:
    """A clause and how relevant it is to the moment, 0..1."""

    clause: Clause
    score: float


@dataclass(frozen=True)
class MomentClauses:
    """The clauses retrieved for a moment, best first; every citation is taken from here."""

    ranked: tuple[RetrievedClause, ...]
    by_element: dict[ElementId, RetrievedClause] = field(default_factory=dict)
    """The best-ranked clause that each element fulfils."""
    by_violation: dict[ViolationId, RetrievedClause] = field(default_factory=dict)
    """The best-ranked clause that each violation breaks."""
    own: tuple[RetrievedClause, ...] = ()
    """Every clause that the company wrote itself and that applies to the situation, best first."""


class ClauseRetriever(Protocol):
    """Finds the clauses that apply to a moment of a call."""

    def for_moment(self, moment: Moment) -> MomentClauses: ...
