"""How far each source is believed, and each label's threshold, from rows that no model was trained on."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from scoring.detection.learned.combination import Blend, Combination
from scoring.detection.learned.labels import ELEMENTS, LABELS
from scoring.detection.learned.network import Array

GRID: Final = np.arange(0.1, 0.91, 0.02)
BORROWED: Final = 1.0
"""Counts that a label borrows from the average label, so that few rows do not draw a line by chance."""
INVERSE_PENALTY: Final = 1.0
WITHIN_ELEMENTS: Final = 0.0
WITHIN_VIOLATIONS: Final = 0.005
"""So little F1 is given up for a higher line: a false accusation weighs more than a missed violation."""


@dataclass(frozen=True)
class Opinions:
    """Of ``rows`` left-out rows on each label, all ``(rows, L)``: log odds, log odds, 0..1, and the truth."""

    network: Array
    ngrams: Array
    rules: Array
    truth: NDArray[np.bool_]

    def columns(self, first: int, last: int) -> "Opinions":
        part = slice(first, last)
        return Opinions(self.network[:, part], self.ngrams[:, part], self.rules[:, part], self.truth[:, part])


def calibrate(opinions: Opinions) -> Combination:
    """Elements share what the models are worth, and so do violations; each label has its own rules,
    bias and threshold."""
    middle = len(ELEMENTS)
    elements, violations = opinions.columns(0, middle), opinions.columns(middle, len(LABELS))
    return Combination(_blends(elements, WITHIN_ELEMENTS) + _blends(violations, WITHIN_VIOLATIONS))


def _blends(opinions: Opinions, within: float) -> tuple[Blend, ...]:
    rows, labels = opinions.truth.shape
    which = csr_matrix(np.tile(np.eye(labels, dtype=np.float32), (rows, 1)))
    models = csr_matrix(np.stack([opinions.network, opinions.ngrams], axis=2).reshape(-1, 2))
    rules = which.multiply(opinions.rules.reshape(-1, 1)).tocsr()
    evidence = hstack([models, rules, which]).tocsr()
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(evidence, opinions.truth.reshape(-1))
    likely = model.predict_proba(evidence)[:, 1].reshape(rows, labels)
    weights, bias = model.coef_[0], float(model.intercept_[0])
    lines = _thresholds(likely, opinions.truth, within)
    return tuple(
        Blend(
            network=float(weights[0]),
            ngrams=float(weights[1]),
            rules=float(weights[2 + label]),
            bias=float(weights[2 + labels + label]) + bias,
            threshold=float(lines[label]),
        )
        for label in range(labels)
    )


def _thresholds(likely: Array, truth: NDArray[np.bool_], within: float) -> Array:
    """For each label the highest line whose F1 is within ``within`` of the best; few rows lean on the
    average label."""
    passed = likely[None] >= GRID[:, None, None]
    hits = (passed & truth).sum(axis=1).astype(float)
    extra = (passed & ~truth).sum(axis=1).astype(float)
    lost = (~passed & truth).sum(axis=1).astype(float)
    hits, extra, lost = (n + BORROWED * n.mean(axis=1, keepdims=True) for n in (hits, extra, lost))
    f1 = 2 * hits / (2 * hits + extra + lost)
    good = f1 >= f1.max(axis=0) - within
    highest = len(GRID) - 1 - good[::-1].argmax(axis=0)
    lines: Array = GRID[highest]
    return lines
