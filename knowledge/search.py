"""Hybrid search: a question in, clauses out."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from knowledge.fusion import Scores, fuse
from knowledge.ports import Encoder, RetrievedClause, Vectors
from knowledge.query import clean_query
from knowledge.schema import Clause

MAX_RESULTS: Final = 50
VECTORS_ASKED: Final = 120
"""A clause has about six entries, so this reaches some twenty clauses or more."""


class NearestClauses(Protocol):
    """Clauses close to a vector -> cosine."""

    def closest(self, vector: Vectors, count: int) -> dict[str, float]: ...


class KeywordScores(Protocol):
    """One score for each clause, in the order of the clauses."""

    def scores(self, query: str) -> Scores: ...


class HybridSearch:
    """Ranks clauses by meaning and by words. Immutable; safe for several threads."""

    def __init__(
        self, clauses: Sequence[Clause], encoder: Encoder, nearest: NearestClauses, keywords: KeywordScores
    ) -> None:
        self._clauses = tuple(clauses)
        self._position = {clause.id: number for number, clause in enumerate(self._clauses)}
        self._encoder = encoder
        self._nearest = nearest
        self._keywords = keywords

    def find(self, query: str, k: int) -> tuple[RetrievedClause, ...]:
        """At most ``k`` (1..50) clauses, best first. Raises :class:`ValueError` for a bad query or ``k``."""
        if not 1 <= k <= MAX_RESULTS:
            raise ValueError(f"k is {k}; ask for 1 to {MAX_RESULTS} clauses")
        text = clean_query(query)
        fused = fuse(self.by_meaning(text), self.by_words(text))
        best = np.argsort(-fused, kind="stable")[:k]
        return tuple(RetrievedClause(self._clauses[i], float(fused[i])) for i in best if fused[i] > 0)

    def by_meaning(self, text: str) -> Scores:
        """Cosine of the closest entry of each clause; 0 for clauses that are not near."""
        scores = np.zeros(len(self._clauses), dtype=np.float32)
        if not self._clauses:
            return scores
        vector = self._encoder.encode([text])[0]
        if vector.any():
            for clause, cosine in self._nearest.closest(vector, VECTORS_ASKED).items():
                scores[self._position[clause]] = cosine
        return scores

    def by_words(self, text: str) -> Scores:
        """BM25 score of each clause."""
        return self._keywords.scores(text)
