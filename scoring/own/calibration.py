"""From a raw score to a probability: a logistic curve through the scores of examples left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np

STEPS: Final = 50
PRIOR: Final = 0.1
"""Pulls the curve towards ``USUAL``, so that three examples do not make it a cliff."""
USUAL: Final = (3.0, 0.0)
"""Slope and offset of the curve that scores of -1 and +1 would give."""


@dataclass(frozen=True)
class Curve:
    """``of(raw)`` is 0..1 and grows with ``raw``; 0.5 is where it is as likely as not."""

    slope: float
    offset: float

    def of(self, raw: float) -> float:
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * raw + self.offset))))


def fit_curve(shown: Sequence[float], lacking: Sequence[float], everyday: Sequence[float]) -> Curve:
    """Newton's method on the weighted, regularised likelihood; each kind of reply counts alike.

    A curve that would fall is none: the usual slope is kept, and the offset alone is fitted.
    """
    groups = [group for group in (shown, lacking, everyday) if len(group)]
    scores = np.concatenate([np.asarray(group, dtype=np.float64) for group in groups])
    targets = np.concatenate([np.full(len(group), float(group is shown)) for group in groups])
    share = np.concatenate([np.full(len(g), (2.0 if g is shown else 1.0) / len(g)) for g in groups])
    rows = np.column_stack([scores, np.ones(len(scores))])
    usual = np.array(USUAL)
    curve = usual.copy()
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-np.clip(rows @ curve, -30, 30)))
        slope = rows.T @ (share * (said - targets)) + PRIOR * (curve - usual)
        bend = rows.T @ (rows * (share * said * (1 - said))[:, None]) + PRIOR * np.eye(2)
        curve = curve - np.linalg.solve(bend, slope)
        curve[0] = max(curve[0], 0.5)
    return Curve(float(curve[0]), float(curve[1]))
