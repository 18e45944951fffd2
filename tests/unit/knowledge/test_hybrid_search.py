"""Ranking by meaning and by words together."""

import pytest

from knowledge.search import HybridSearch, Signals
from tests.unit.knowledge.retrieval_fakes import STANDARD, FixedKeywords, FixedNearest, PairEncoder

NO_WORDS = (0.0,) * len(STANDARD)


def search(cosines: dict[str, float], words: tuple[float, ...] = NO_WORDS) -> HybridSearch:
    nearest = FixedNearest(cosines)
    return HybridSearch(STANDARD, PairEncoder(), Signals(nearest, nearest, FixedKeywords(words)))


def test_a_clause_found_by_both_comes_before_one_found_by_either() -> None:
    found = search({"open.greet": 0.8, "drunk.wait_calm": 0.8}, (0, 0, 0, 2, 2)).find("喝醉", 5)
    assert found[0].clause.id == "drunk.wait_calm"
    assert {item.clause.id for item in found} == {"open.greet", "drunk.wait_calm", "att.no_rhetoric"}


def test_scores_fall_and_no_more_than_k_come_back() -> None:
    found = search({clause.id: 0.1 * n for n, clause in enumerate(STANDARD)}).find("问候", 3)
    scores = [item.score for item in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_question_that_matches_nothing_finds_nothing() -> None:
    assert search({}).find("😀", 5) == ()


@pytest.mark.parametrize("k", [0, -1, 51])
def test_k_out_of_bounds_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="ask for 1 to 50"):
        search({}).find("停电", k)


def test_a_text_without_a_vector_is_not_looked_up() -> None:
    nearest = FixedNearest({"open.greet": 1.0})
    signals = Signals(nearest, nearest, FixedKeywords(NO_WORDS))
    HybridSearch(STANDARD, PairEncoder(), signals).find("电", 5)
    assert nearest.counts == []


def test_both_sides_are_asked_the_cleaned_question() -> None:
    words, encoder, nearest = FixedKeywords(NO_WORDS), PairEncoder(), FixedNearest({})
    HybridSearch(STANDARD, encoder, Signals(nearest, nearest, words)).find(" 停电\u200b了 ", 5)
    assert words.queries == encoder.asked == ["停电 了"]
