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


@given(COSINES, KEYWORDS, st.integers(0, 5), st.floats(0, 1), st.floats(0, 1))
def test_a_closer_vector_never_lowers_a_score_nor_touches_another(
    vectors: np.ndarray, keywords: np.ndarray, place: int, closer: float, weight: float
) -> None:
    before = fuse(vectors, keywords, weight)
    vectors[place] = max(float(vectors[place]), closer)
    after = fuse(vectors, keywords, weight)
    assert after[place] >= before[place] - 1e-6
    assert np.array_equal(np.delete(after, place), np.delete(before, place))


@given(COSINES, KEYWORDS, st.integers(0, 5), st.floats(0, 50, width=16))
def test_more_shared_words_never_lower_a_rank(
    vectors: np.ndarray, keywords: np.ndarray, place: int, more: float
) -> None:
    def behind(scores: np.ndarray) -> set[int]:
        return {other for other in range(6) if scores[place] > scores[other] + 1e-5}

    before = behind(fuse(vectors, keywords))
    keywords[place] += more
    assert before <= behind(fuse(vectors, keywords) + 2e-5 * np.eye(6)[place])


@given(COSINES, KEYWORDS, st.floats(0.01, 100))
def test_the_scale_of_the_keyword_scores_does_not_matter(
    vectors: np.ndarray, keywords: np.ndarray, factor: float
) -> None:
    keywords[keywords < 1e-3] = 0
    scaled = (keywords * factor).astype(np.float32)
    np.testing.assert_allclose(fuse(vectors, scaled), fuse(vectors, keywords), atol=1e-4)


@pytest.mark.parametrize(("weight", "leads"), [(1.0, 0), (0.0, 1)])
def test_at_either_end_of_the_weight_one_side_decides_alone(weight: float, leads: int) -> None:
    fused = fuse(np.array([0.9, 0.1], np.float32), np.array([1.0, 5.0], np.float32), weight)
    assert fused.argmax() == leads


def test_an_opposite_meaning_counts_as_none_and_not_against() -> None:
    assert fuse(np.array([-1.0], np.float32), np.array([2.0], np.float32)).tolist() == [0.5]


def test_nothing_joined_with_nothing_is_nothing() -> None:
    nothing = np.zeros(0, np.float32)
    assert fuse(nothing, nothing).shape == (0,)
