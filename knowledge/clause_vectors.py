"""Similarity of a text to whole clauses, from all vectors of their entries at once."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from knowledge.index import Snapshot
from knowledge.ports import Scores, Vectors

SHARPNESS: Final = 10.0
"""Between the average over a clause's entries (0) and the closest of them (infinity)."""


class ClauseVectors:
    """The vectors of a snapshot sorted by clause, in the order of the clauses. Immutable."""

    def __init__(self, clause_ids: Sequence[str], snapshot: Snapshot) -> None:
        """Every clause must have a vector in the snapshot; vectors of other clauses are left out."""
        rows: dict[str, list[int]] = {clause_id: [] for clause_id in clause_ids}
        for row, clause_id in enumerate(snapshot.clause_ids):
            if clause_id in rows:
                rows[clause_id].append(row)
        self._counts = np.array([len(found) for found in rows.values()], dtype=np.int64)
        self._starts = np.cumsum(self._counts) - self._counts
        self._vectors = np.ascontiguousarray(
            snapshot.vectors[[row for found in rows.values() for row in found]]
        )

    def closest(self, vector: Vectors) -> Scores:
        """Cosine of the closest entry of each clause, 0..1: what is said in one way is said."""
        best: Scores = np.clip(np.maximum.reduceat(self._vectors @ vector, self._starts), 0.0, 1.0)
        return best

    def pooled(self, vector: Vectors) -> Scores:
        """A soft maximum over the entries of each clause, 0..1.

        A clause that is near by many of its entries beats one that is near by a single accident.
        """
        grown = np.exp(SHARPNESS * (self._vectors @ vector))
        means = np.add.reduceat(grown, self._starts) / self._counts
        pooled: Scores = np.clip(np.log(means) / SHARPNESS, 0.0, 1.0).astype(np.float32)
        return pooled
