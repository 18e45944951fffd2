"""Joining what the vectors and the keywords say into one score."""

from typing import Final

import numpy as np

from knowledge.ports import Scores

VECTOR_WEIGHT: Final = 0.5
"""Chosen by leaving one question out at a time, see docs/retrieval.md."""


def fuse(vectors: Scores, keywords: Scores, vector_weight: float = VECTOR_WEIGHT) -> Scores:
    """Convex combination, 0..1. ``vectors`` are similarities, ``keywords`` BM25 scores (scaled)."""
    close = np.clip(vectors, 0.0, 1.0)
    best = float(keywords.max(initial=0.0))
    scaled = keywords / best if best > 0 else np.zeros_like(keywords)
    fused: Scores = vector_weight * close + (1.0 - vector_weight) * scaled
    return fused
