"""What the customer makes out where detection found nothing: he must not seem deaf."""

from pathlib import Path

import pytest

from personas.catalogue import load_personas
from simulator.customer import Instance, ScriptedCustomer, TraineeTurn, instantiate
from simulator.customer.hearing import is_open_question, overheard, takes_leave

CATALOGUE = load_personas(Path(__file__).parents[2] / "data" / "personas")


@pytest.fixture
def call() -> Instance:
    scenario = CATALOGUE.scenarios["dark_stairs"]
    return instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, 1)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("闻到什么味了？", ("ask_details",)),
        ("有味", ()),
        ("今天天气怎么样？", ()),
        ("您还有其他问题？", ("ask_more",)),
        ("", ()),
    ],
)
def test_a_question_needs_words_of_a_fact(call: Instance, text: str, heard: tuple[str, ...]) -> None:
    assert overheard(call, (), text) == heard


def test_what_was_told_is_not_heard_as_asked_again(call: Instance) -> None:
    assert overheard(call, ("smell",), "闻到什么味了？") == ()


def test_a_goodbye_counts_at_the_end_only() -> None:
    assert takes_leave("好的，再见。")
    assert not takes_leave("上回他跟您说了再见以后就没有再打过来是吧，我马上帮您查")


def test_open_and_pointed_questions_are_told_apart() -> None:
    assert is_open_question("请您具体说说")
    assert not is_open_question("户号多少？")


def test_what_detection_found_is_not_added_to(call: Instance) -> None:
    said = ScriptedCustomer().open(call)
    turn = TraineeTurn(text="闻到什么味了？几点停的？", elements=frozenset({"ask_time"}))
    answer = ScriptedCustomer().respond(call, said.state, turn)
    assert "smell" not in answer.state.told
