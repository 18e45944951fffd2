"""Hybrid search: a question in, clauses out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

import numpy as np

from knowledge.fusion import fuse
from knowledge.ports import Encoder, RetrievedClause, Scores, Vectors
from knowledge.query import clean_query
from knowledge.repeats import Repeats
from knowledge.schema import Clause

MAX_RESULTS: Final = 50
VECTORS_ASKED: Final = 200
"""A clause has about eight entries, so this reaches 25 clauses at the very least."""
MOST_ASKED: Final = 1_000
"""Where a text repeats, its copies fill the places of others; more is asked, up to what stays quick."""


class NearestClauses(Protocol):
    """Clauses that have an entry close to a vector."""

    def candidates(self, vector: Vectors, count: int) -> frozenset[str]: ...


class Relevance(Protocol):
    """How close a vector is to each clause, 0..1, in the order of the clauses."""

    def pooled(self, vector: Vectors) -> Scores: ...


class KeywordScores(Protocol):
    """One score for each clause, in the order of the clauses."""

    def scores(self, query: str) -> Scores: ...


@dataclass(frozen=True)
class Signals:
    """What the ranking is made of."""

    nearest: NearestClauses
    relevance: Relevance
    keywords: KeywordScores


class HybridSearch:
    """Ranks clauses by meaning and by words. Immutable; safe for several threads."""

    def __init__(self, clauses: Sequence[Clause], encoder: Encoder, signals: Signals) -> None:
        self._clauses = tuple(clauses)
        self._encoder = encoder
        self._signals = signals
        self._repeats = Repeats(self._clauses)
        self._asked = min(VECTORS_ASKED * self._repeats.most, MOST_ASKED)

    def find(self, query: str, k: int) -> tuple[RetrievedClause, ...]:
        """At most ``k`` (1..50) clauses, best first; of those that say the same, the best.

        Raises :class:`ValueError` for a bad query or ``k``.
        """
        if not 1 <= k <= MAX_RESULTS:
            raise ValueError(f"k is {k}; ask for 1 to {MAX_RESULTS} clauses")
        text = clean_query(query)
        fused = fuse(self.by_meaning(text), self.by_words(text))
        found = (int(i) for i in np.argsort(-fused, kind="stable") if fused[i] > 0)
        return tuple(
            RetrievedClause(self._clauses[i], float(fused[i])) for i in islice(self._repeats.once(found), k)
        )

    def by_meaning(self, text: str) -> Scores:
        """Relevance of each clause that the index finds near, 0 for the others."""
        vector = self._encoder.encode([text])[0]
        if not vector.any():
            return np.zeros(len(self._clauses), dtype=np.float32)
        near = self._signals.nearest.candidates(vector, self._asked)
        found = np.array([clause.id in near for clause in self._clauses], dtype=np.float32)
        return found * self._signals.relevance.pooled(vector)

    def by_words(self, text: str) -> Scores:
        """BM25 score of each clause."""
        return self._signals.keywords.scores(text)
