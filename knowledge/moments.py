"""Which clauses apply at this moment of a call.

Works on vectors held in memory: a reply is graded while the trainee waits, and one moment must
cost about a millisecond.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.clause_vectors import ClauseVectors
from knowledge.index import Snapshot
from knowledge.own import is_own
from knowledge.ports import Encoder, Moment, MomentClauses, RetrievedClause, Scores
from knowledge.repeats import Repeats
from knowledge.schema import Clause, JudgedFrom
from knowledge.vocabulary import ELEMENTS, VIOLATIONS, SituationId, Stage

RANKED: Final = 12
COMPANY_SHARE: Final = 3
"""So many places among the ranked are kept for the company's own clauses, where they are relevant."""
COMPANY_RELEVANCE: Final = 0.05
"""A company clause is relevant when it is as close to what was said as this share of the standard ..."""
COMPANY_FLOOR: Final = 0.15
"""... and no less close than this. A share, because encoders differ in what they call close."""
GRADABLE: Final = frozenset[JudgedFrom](set(get_args(JudgedFrom)) - {"org"})
_SITUATION, _STAGE, _CUSTOMER, _REPLY = 0.4, 0.2, 0.2, 0.2
Id = TypeVar("Id", bound=str)


@dataclass(frozen=True)
class _Fit:
    """How well every clause fits a situation and stage, whatever is said."""

    score: Scores
    """0 .. ``_SITUATION + _STAGE``."""
    rank: Scores
    """Whole numbers: situation before stage before having a phrase; similarity decides the rest."""


class MomentRetriever:
    """Implements :class:`knowledge.ports.ClauseRetriever`. Immutable; safe for several threads."""

    def __init__(self, clauses: Iterable[Clause], snapshot: Snapshot, encoder: Encoder) -> None:
        self._clauses = tuple(clause for clause in clauses if GRADABLE & set(clause.judged_from))
        self._vectors = ClauseVectors([clause.id for clause in self._clauses], snapshot)
        self._company = np.array([clause.document is not None for clause in self._clauses], dtype=bool)
        self._own = [place for place, clause in enumerate(self._clauses) if is_own(clause.id)]
        self._elements = _carriers(ELEMENTS, [clause.elements for clause in self._clauses])
        self._violations = _carriers(VIOLATIONS, [clause.violations for clause in self._clauses])
        self._repeats = Repeats(self._clauses)
        # bounded caches: the customer's words come back for the coach, the grader and the report
        self._similarity = lru_cache(maxsize=256)(self._compare)
        self._fit = lru_cache(maxsize=None)(self._fits)
        self._encoder = encoder

    def for_moment(self, moment: Moment) -> MomentClauses:
        """The clauses that apply, best first, and the best one for every element and violation."""
        fit = self._fit(moment.situation, moment.stage)
        customer, reply = self._similarity(moment.customer_text), self._similarity(moment.reply)
        scores = fit.score + _CUSTOMER * customer + _REPLY * reply
        # at most 1 together, so that they only ever decide between clauses of the same rank
        order = fit.rank + 0.3 * customer + 0.6 * reply
        return MomentClauses(
            ranked=tuple(self._found(i, scores) for i in self._best(scores, np.maximum(customer, reply))),
            by_element={
                name: self._found(_top(order, held), scores) for name, held in self._elements.items()
            },
            by_violation={
                name: self._found(_top(order, held), scores) for name, held in self._violations.items()
            },
            own=self._company_own(moment.situation, scores),
        )

    def _company_own(self, situation: SituationId, scores: Scores) -> tuple[RetrievedClause, ...]:
        """All that apply: whether a reply does what one asks for is not told by how near its words are."""
        applying = [i for i in self._own if _match(situation, self._clauses[i].situations)]
        return tuple(self._found(i, scores) for i in sorted(applying, key=lambda i: -scores[i]))

    def _best(self, scores: Scores, similarity: Scores) -> Sequence[int]:
        own = np.flatnonzero(self._company & (similarity >= self._relevant_from(similarity)))
        nearest = map(int, own[np.argsort(-similarity[own], kind="stable")])
        own = np.fromiter(islice(self._repeats.once(nearest), COMPANY_SHARE), dtype=np.intp)
        standard = np.argsort(-np.where(self._company, -1.0, scores), kind="stable")
        standard = standard[~self._company[standard]][: RANKED - len(own)]
        chosen = np.concatenate([standard, own])
        return [int(i) for i in chosen[np.argsort(-scores[chosen], kind="stable")]]

    def _relevant_from(self, similarity: Scores) -> float:
        of_standard = similarity[~self._company]
        place = int(len(of_standard) * (1 - COMPANY_RELEVANCE))
        limit = float(np.partition(of_standard, place)[place]) if len(of_standard) else 0.0
        return max(COMPANY_FLOOR, limit)

    def _found(self, position: int, scores: Scores) -> RetrievedClause:
        return RetrievedClause(self._clauses[position], float(min(1.0, scores[position])))

    def _compare(self, text: str) -> Scores:
        """Similarity of a text to each clause, 0..1: that of the clause's closest entry."""
        if not text.strip() or not len(self._clauses):
            return np.zeros(len(self._clauses), dtype=np.float32)
        return self._vectors.closest(self._encoder.encode([text])[0])

    def _fits(self, situation: SituationId, stage: Stage) -> _Fit:
        situations = np.array([_match(situation, clause.situations) for clause in self._clauses], np.float32)
        stages = np.array([_match(stage, clause.stages) for clause in self._clauses], np.float32)
        phrases = np.array([bool(clause.phrases) for clause in self._clauses], np.float32)
        rank = 8 * np.ceil(2 * situations) + 4 * np.ceil(stages) + 2 * phrases
        return _Fit((_SITUATION * situations + _STAGE * stages).astype(np.float32), rank.astype(np.float32))


def _match(value: str, applies_to: Sequence[str]) -> float:
    """1 when named, a half when it applies to every call, 0 when only others are named."""
    if not applies_to:
        return 0.5
    return 1.0 if value in applies_to else 0.0


def _top(order: Scores, positions: NDArray[np.intp]) -> int:
    return int(positions[order[positions].argmax()])


def _carriers(ids: Iterable[Id], carried: Sequence[Sequence[Id]]) -> Mapping[Id, NDArray[np.intp]]:
    held = {id_: np.flatnonzero([id_ in mine for mine in carried]) for id_ in ids}
    return {id_: positions for id_, positions in held.items() if len(positions)}
