"""Fits the linear model over n-grams: one logistic regression for each label."""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from scoring.detection.learned.labels import LABELS, SITUATION_PLACE
from scoring.detection.learned.network import Array, Table
from scoring.detection.learned.ngrams import BUCKETS, NgramModel, features, vector
from scoring.detection.learned.training.corpus import Item

INVERSE_PENALTY: Final = 20.0
RARE: Final = 2
"""A bucket met in fewer replies carries no weight."""
SITUATION_NAMES: Final = {number: name for name, number in SITUATION_PLACE.items()}

Found = Mapping[str, Counter[int]]


def found_in(items: Sequence[Item], syllables: Mapping[str, int]) -> list[Found]:
    return [
        features(item.text, item.heard, SITUATION_NAMES.get(item.situation, ""), syllables) for item in items
    ]


def fit_linear(found: Sequence[Found], labels: NDArray[np.bool_], workers: int = 1) -> NgramModel:
    """``labels`` are ``(items, L)``."""
    frequency = np.zeros(BUCKETS, dtype=np.int64)
    for views in found:
        for bucket in {bucket for counts in views.values() for bucket in counts}:
            frequency[bucket] += 1
    rarity = (np.log((1 + len(found)) / (1 + frequency)) + 1).astype(np.float32)
    rarity[frequency < RARE] = 0
    matrix = _matrix(found, rarity)
    with ProcessPoolExecutor(workers) as pool:
        fitted = list(pool.map(partial(_fit_one, matrix), labels.T))
    return _compact(rarity, np.stack([weights for weights, _ in fitted], axis=1), [b for _, b in fitted])


def _matrix(found: Sequence[Found], rarity: Array) -> csr_matrix:
    vectors = [vector(views, rarity) for views in found]
    ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
    places = np.concatenate([places for places, _ in vectors])
    values = np.concatenate([values for _, values in vectors])
    return csr_matrix((values, places, ends), shape=(len(found), BUCKETS))


def _fit_one(matrix: csr_matrix, wanted: NDArray[np.bool_]) -> tuple[Array, float]:
    model = LogisticRegression(C=INVERSE_PENALTY, class_weight="balanced", solver="liblinear", max_iter=100)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, wanted)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def _compact(rarity: Array, weights: Array, bias: Sequence[float]) -> NgramModel:
    """Only buckets in use keep a row; row 0 stands for all others."""
    used = np.flatnonzero(rarity > 0)
    rows = np.zeros(BUCKETS, dtype=np.int32)
    rows[used] = np.arange(1, len(used) + 1)
    table = np.vstack([np.zeros((1, len(LABELS)), dtype=np.float32), weights[used]])
    return NgramModel(rarity, rows, Table.of(table), np.array(bias, dtype=np.float32))


def save_linear(model: NgramModel, file: Path) -> None:
    save_file(
        {
            "rarity": model.rarity.astype(np.float16),
            "rows": model.rows,
            "weights.rows": model.weights.rows,
            "weights.scales": model.weights.scales,
            "bias": model.bias,
        },
        file,
    )
