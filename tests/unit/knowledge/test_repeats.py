"""Which clauses say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.repeats import Repeats
from knowledge.schema import Clause
from tests.unit.knowledge.retrieval_fakes import clause

ORDERS = st.permutations(range(6))


def asking(*requirements: str) -> list[Clause]:
    plain = [clause(f"a.c{n}", "标题") for n in range(len(requirements))]
    return [c.model_copy(update={"requirement": text}) for c, text in zip(plain, requirements, strict=True)]


def test_of_equal_requirements_the_first_in_the_order_asked_for_stays() -> None:
    repeats = Repeats(asking("甲", "乙", "甲", "丙", "乙"))
    assert list(repeats.once([0, 1, 2, 3, 4])) == [0, 1, 3]
    assert list(repeats.once([4, 3, 2, 1, 0])) == [4, 3, 2]


@pytest.mark.parametrize("other", ["先致歉， 再说明。", "先致歉,再说明。", "先致歉，\n再说明。"])
def test_blanks_and_width_make_no_difference(other: str) -> None:
    assert list(Repeats(asking("先致歉，再说明。", other)).once([0, 1])) == [0]


@pytest.mark.parametrize("other", ["先致歉，再说明", "再说明，先致歉。", "先致欠，再说明。"])
def test_other_words_are_another_rule(other: str) -> None:
    assert list(Repeats(asking("先致歉，再说明。", other)).once([0, 1])) == [0, 1]


def test_the_most_repeated_text_is_counted() -> None:
    assert Repeats(asking("甲", "乙", "甲", "甲")).most == 3
    assert Repeats(asking("甲", "乙")).most == 1
    assert Repeats(()).most == 1


@given(st.lists(st.sampled_from("甲乙丙"), min_size=6, max_size=6), ORDERS)
def test_nothing_is_lost_but_repeats_and_the_order_stays(texts: list[str], order: list[int]) -> None:
    kept = list(Repeats(asking(*texts)).once(order))
    assert {texts[i] for i in kept} == set(texts)
    assert len({texts[i] for i in kept}) == len(kept)
    assert kept == [i for i in order if i in kept]
    assert all(texts[i] not in {texts[j] for j in order[: order.index(i)]} for i in kept)
