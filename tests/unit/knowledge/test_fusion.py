"""Joining vector and keyword scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.fusion import fuse

COSINES = arrays(np.float32, 6, elements=st.floats(-1, 1, width=32))
KEYWORDS = arrays(np.float32, 6, elements=st.floats(0, 100, width=32))


@given(COSINES, KEYWORDS, st.floats(0, 1))
def test_the_fused_score_stays_between_zero_and_one(
    vectors: np.ndarray, keywords: np.ndarray, weight: float
) -> None:
    fused = fuse(vectors, keywords, weight)
    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()


@given(COSINES, KEYWORDS)
def test_whoever_leads_in_both_leads_in_the_sum(vectors: np.ndarray, keywords: np.ndarray) -> None:
    vectors[2], keywords[2] = 1.0, 200.0
    assert fuse(vectors, keywords).argmax() == 2


def test_without_shared_words_the_vectors_decide_alone() -> None:
    fused = fuse(np.array([0.2, 0.9], np.float32), np.zeros(2, np.float32))
    assert fused[1] > fused[0]


def test_without_a_known_vector_the_keywords_decide_alone() -> None:
    fused = fuse(np.zeros(2, np.float32), np.array([1.0, 3.0], np.float32), 0.5)
    assert fused.tolist() == pytest.approx([1 / 6, 0.5])
