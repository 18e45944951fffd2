"""The small parts: chance, blanks, wordings, fingerprint."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.catalogue import load_personas
from personas.schema import Variable
from scoring.schema import CallEvent, Utterance
from simulator.customer import fingerprint, instantiate
from simulator.customer.choice import chance, draw
from simulator.customer.instance import fill
from simulator.customer.lines import choose, join

CATALOGUE = load_personas(Path(__file__).parents[2] / "data" / "personas")


@given(st.integers(), st.text(), st.integers(0, 100), st.integers(1, 1000))
def test_a_draw_is_in_range_and_always_the_same(seed: int, purpose: str, counter: int, size: int) -> None:
    assert 0 <= draw(seed, purpose, counter, size) < size
    assert draw(seed, purpose, counter, size) == draw(seed, purpose, counter, size)


def test_draws_are_the_same_for_all_time() -> None:
    assert [draw(7, "need first", turn, 10) for turn in range(8)] == [3, 9, 3, 0, 6, 1, 8, 3]


def test_never_and_always_are_kept() -> None:
    assert not any(chance(seed, "x", 0, 0) for seed in range(50))
    assert all(chance(seed, "x", 0, 100) for seed in range(50))


def test_seeds_give_different_cases_and_the_same_seed_the_same() -> None:
    scenario = CATALOGUE.scenarios["dark_stairs"]
    made = [instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, seed) for seed in (1, 2, 1)]
    assert made[0] == made[2]
    assert made[0].variables != made[1].variables


def test_a_blank_has_the_same_value_everywhere() -> None:
    scenario = CATALOGUE.scenarios["dark_stairs"]
    made = instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, 3)
    assert made.scenario.work_order["address"] == made.scenario.facts["address"].value
    assert made.scenario.work_order["address"] == made.scenario.case.screen[0][1]
    assert "{" not in made.model_dump_json(exclude={"person"}).replace('{"', "").replace(":{", "").replace(
        "{}", ""
    )


def test_two_draws_from_one_pool_differ_and_a_choice_may_hold_an_earlier_blank() -> None:
    variables = {
        "here": Variable(pool="communities"),
        "there": Variable(pool="communities"),
        "sentence": Variable(choices=("在{here}",)),
    }
    scenario = CATALOGUE.scenarios["dark_stairs"].model_copy(
        update={"variables": CATALOGUE.scenarios["dark_stairs"].variables | variables}
    )
    for seed in range(20):
        drawn = instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, seed).variables
        assert len({drawn["here"], drawn["there"], drawn["community"]}) == 3
        assert drawn["sentence"] == f"在{drawn['here']}"


def test_a_pool_that_is_missing_is_an_error() -> None:
    scenario = CATALOGUE.scenarios["dark_stairs"]
    with pytest.raises(KeyError, match="surnames"):
        instantiate(scenario, CATALOGUE.person_of(scenario), {}, 1)


def test_unknown_blanks_stay_as_they_are() -> None:
    assert fill("{a}{correct}", {"a": "甲"}) == "甲{correct}"


@given(st.integers(), st.lists(st.sampled_from("甲乙丙丁"), max_size=12))
def test_a_wording_is_new_while_there_are_new_ones_and_never_the_newest(seed: int, said: list[str]) -> None:
    chosen = choose(("甲", "乙", "丙"), seed, "x", 0, tuple(said))
    assert chosen not in said or {"甲", "乙", "丙"} <= set(said)
    assert not said or chosen != said[-1]


@pytest.mark.parametrize(
    ("fragments", "text"),
    [
        (("哎呀，", "快来人"), "哎呀，快来人。"),
        (("你好！", "没电了"), "你好！没电了。"),
        (("我姓王", "电话是1"), "我姓王。电话是1。"),
        (("等等，",), "等等。"),
        (("嗯……", "", "好"), "嗯……好。"),
        ((), ""),
    ],
)
def test_sentences_are_joined_as_they_are_spoken(fragments: tuple[str, ...], text: str) -> None:
    assert join(fragments) == text


def test_the_fingerprint_depends_on_everything_and_on_nothing_else() -> None:
    turns = (Utterance(role="customer", text="喂"),)
    event = CallEvent(kind="hang_up", turn=1)
    prints = {
        fingerprint("a", 1, turns),
        fingerprint("b", 1, turns),
        fingerprint("a", 2, turns),
        fingerprint("a", 1, (Utterance(role="trainee", text="喂"),)),
        fingerprint("a", 1, turns, (event,)),
    }
    assert len(prints) == 5
    assert fingerprint("a", 1, turns) == "bab8f23549272c2775fe6381ee383558a3f8490854bdf31a9f886fa3a9fcfc7f"
