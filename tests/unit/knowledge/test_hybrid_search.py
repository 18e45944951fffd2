"""Ranking by meaning and by words together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schema import Clause
from knowledge.search import MOST_ASKED, VECTORS_ASKED, HybridSearch, Signals
from tests.unit.knowledge.retrieval_fakes import (
    STANDARD,
    FixedKeywords,
    FixedNearest,
    PairEncoder,
    clause,
)

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


def passages(*texts: str) -> tuple[Clause, ...]:
    """Passages of a company document; the section tells them apart where the text does not."""
    plain = [clause(f"company.x.{n}", f"第{n}条", document="规定.txt") for n in range(len(texts))]
    return tuple(c.model_copy(update={"requirement": text}) for c, text in zip(plain, texts, strict=True))


def ranked(clauses: tuple[Clause, ...], words: tuple[float, ...], k: int = 5) -> list[str]:
    nearest = FixedNearest({}, clauses=clauses)
    found = HybridSearch(clauses, PairEncoder(), Signals(nearest, nearest, FixedKeywords(words))).find(
        "问", k
    )
    return [item.clause.id for item in found]


def test_passages_that_say_the_same_take_one_place_and_the_best_of_them_stays() -> None:
    own = passages("先致歉。", "先致歉。", "先 致歉。", "问地址。", "派人。")
    assert ranked(own, (3, 9, 5, 4, 2), k=3) == ["company.x.1", "company.x.3", "company.x.4"]


def test_repeats_do_not_shorten_an_answer() -> None:
    own = passages(*["先致歉。"] * 60, "问地址。", "派人。", "回访。")
    assert len(ranked(own, (*[9.0] * 60, 3, 2, 1), k=4)) == 4


def test_more_of_the_index_is_asked_where_texts_repeat_but_not_without_limit() -> None:
    def asked(own: tuple[Clause, ...]) -> list[int]:
        nearest = FixedNearest({}, clauses=own)
        HybridSearch(own, PairEncoder(), Signals(nearest, nearest, FixedKeywords((0.0,) * len(own)))).find(
            "停电", 1
        )
        return nearest.counts

    assert asked(passages("甲", "乙")) == [VECTORS_ASKED]
    assert asked(passages("甲", "甲", "甲", "乙")) == [3 * VECTORS_ASKED]
    assert asked(passages(*["甲"] * 500)) == [MOST_ASKED]


def test_a_clause_that_the_index_does_not_find_near_counts_by_its_words_only() -> None:
    (found,) = search({}, (0, 0, 3, 0, 0)).find("停电", 5)
    assert (found.clause.id, found.score) == ("repeat.apologise", 0.5)


@given(st.lists(st.floats(0, 50, width=16), min_size=5, max_size=5), st.integers(1, 5))
def test_the_first_k_are_the_same_whatever_k_is(words: list[float], k: int) -> None:
    found = search({"open.greet": 0.4, "att.no_rhetoric": 0.4}, tuple(words))
    assert found.find("停电", k) == found.find("停电", 5)[:k]


def test_equal_scores_come_in_the_order_of_the_standard() -> None:
    found = search({clause.id: 0.5 for clause in STANDARD}).find("停电", 5)
    assert [item.clause.id for item in found] == [clause.id for clause in STANDARD]
