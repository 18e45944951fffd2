"""Fits what corrections teach: of each label a small linear model on top of the grader's own odds.

scipy is needed here and nowhere else at run time; import this module where something is to be fitted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from scoring.teaching.taught import Features

Floats = NDArray[np.float64]
WEIGHT: Final = 20.0
"""How much a correction counts against the penalty on the weights, which keeps a lesson to what is alike."""
BACKGROUND_WEIGHT: Final = 0.1
MARGIN: Final = 2.0
"""Log odds beyond the threshold that a corrected reply shall reach: the same words are to be judged so in
another call too."""


@dataclass(frozen=True)
class Shown:
    """Replies with what is right of one label. ``odds``: log odds beyond its threshold."""

    features: tuple[Features, ...]
    wanted: NDArray[np.bool_]
    odds: Floats


def fit_lesson(shown: Shown, background: csr_matrix, truth: NDArray[np.bool_]) -> Features:
    """Weights of the n-grams of the corrected replies, to be added to the odds of the label.

    ``background`` are the features of the shipped examples, ``truth`` whether each carries the label: what is
    judged rightly resists. The same corrections always give the same weights.
    """
    buckets = np.unique(np.concatenate([places for places, _ in shown.features]))
    taught = as_matrix(shown.features, background.shape[1])[:, buckets]
    near = background[:, buckets]
    touched = np.flatnonzero(np.diff(near.indptr))
    signs = np.where(np.concatenate([shown.wanted, truth[touched]]), 1.0, -1.0)
    rows = vstack([taught, near[touched]]).tocsr().multiply(signs[:, None]).tocsr()
    count = len(shown.odds)
    lacking = np.concatenate([MARGIN - signs[:count] * shown.odds, np.zeros(len(touched))])
    weights = np.repeat([WEIGHT, BACKGROUND_WEIGHT], [count, len(touched)])
    return buckets, _solve(rows, lacking, weights).astype(np.float32)


def as_matrix(features: Sequence[Features], width: int) -> csr_matrix:
    """``(replies, width)``."""
    ends = np.cumsum([0, *(len(places) for places, _ in features)])
    places = np.concatenate([places for places, _ in features])
    values = np.concatenate([values for _, values in features])
    return csr_matrix((values.astype(np.float64), places, ends), shape=(len(features), width))


def _solve(rows: csr_matrix, lacking: Floats, counts: Floats) -> Floats:
    """Squared hinge loss, convex, from zero, so that nothing depends on chance.

    A corrected reply lacks what it needs to reach the margin; an example lacks nothing, so that it resists
    only being pushed the wrong way, and where nothing is to be learnt the weights stay zero.
    """

    def loss(weights: Floats) -> tuple[float, Floats]:
        short = np.maximum(lacking - rows @ weights, 0)
        total = float(counts @ short**2 + weights @ weights) / 2
        return total, weights - rows.T @ (counts * short)

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    solved: Floats = found.x
    return solved
