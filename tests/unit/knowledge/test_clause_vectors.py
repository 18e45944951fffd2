"""Similarity of a text to whole clauses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clause_vectors import ClauseVectors
from knowledge.index import Snapshot


def unit(*values: float) -> list[float]:
    length = float(np.linalg.norm(values)) or 1.0
    return [value / length for value in values]


ROWS = {"b": unit(1, 0), "a": unit(0, 1), "x": unit(1, 1)}
SNAPSHOT = Snapshot(
    ("1", "2", "3", "4"),
    ("b", "a", "x", "b"),
    np.array([ROWS["b"], ROWS["a"], ROWS["x"], unit(0, -1)], np.float32),
)
VECTORS = ClauseVectors(["a", "b"], SNAPSHOT)
ANGLES = st.floats(-3.2, 3.2)


def test_scores_come_in_the_order_of_the_clauses_whatever_the_order_of_the_rows() -> None:
    assert VECTORS.closest(np.array([1, 0], np.float32)).tolist() == [0.0, 1.0]
    assert VECTORS.closest(np.array([0, 1], np.float32)).tolist() == [1.0, 0.0]


@given(ANGLES)
def test_the_pooled_score_lies_between_the_average_and_the_closest(angle: float) -> None:
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)
    average = (float(vector[0]) - float(vector[1])) / 2
    pooled, closest = VECTORS.pooled(vector)[1], VECTORS.closest(vector)[1]
    assert max(0.0, average) - 1e-5 <= pooled <= closest + 1e-5


def test_one_entry_alone_is_its_own_pool() -> None:
    assert VECTORS.pooled(np.array(unit(1, 3), np.float32))[0] == pytest.approx(unit(1, 3)[1], abs=1e-5)
