"""What makes the customers worth listening to: own voices, enough wordings, nobody's real number."""

import re
from collections import defaultdict
from typing import get_args

import pytest

from personas.catalogue import load_personas
from personas.schema import SpeechAct
from simulator.customer import instantiate

CATALOGUE = load_personas()
PEOPLE = sorted(CATALOGUE.people)
SCENARIOS = sorted(CATALOGUE.scenarios)
UNASSIGNED = ("142", "144", "154")
"""Mobile ranges that no carrier has been given."""
SHORT = 6
"""Characters up to which two people may well say the same thing."""
MOST_SAID: tuple[SpeechAct, ...] = (
    "not_understood", "not_answered", "still_upset", "withhold", "already_told", "acknowledge",
    "read_back_wrong",
)  # fmt: skip
MIXED_TIME = re.compile(r"点\{(?!\w+_said\})|\d点")
WRITTEN_STYLE = re.compile(r"尊敬的|贵公司|倘若|此刻|以及|因此|予以|敬请|您好，我是一名")


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_has_four_wordings_for_every_act(person: str) -> None:
    speech = CATALOGUE.people[person].speech
    few = {act: len(speech.get(act, ())) for act in get_args(SpeechAct) if len(speech.get(act, ())) < 4}
    assert not few


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_said_most_has_six_wordings(person: str) -> None:
    speech = CATALOGUE.people[person].speech
    assert {act: len(speech[act]) for act in MOST_SAID if len(speech[act]) < 6} == {}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_time_of_day_is_spoken_in_one_script(scenario: str) -> None:
    item = CATALOGUE.scenarios[scenario]
    said = [*item.opening]
    for fact in item.facts.values():
        said += [*fact.tell, *fact.volunteer]
    for need in item.needs.values():
        said += [*need.raise_, *need.press, *need.settled]
    assert not [text for text in said if MIXED_TIME.search(text)]


def test_no_two_people_share_a_sentence() -> None:
    said_by: defaultdict[str, set[str]] = defaultdict(set)
    for person in CATALOGUE.people.values():
        for wordings in person.speech.values():
            for wording in wordings:
                said_by[wording].add(person.id)
    assert not {text: who for text, who in said_by.items() if len(who) > 1 and len(text) > SHORT + 1}


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_speaks_like_a_letter(person: str) -> None:
    wordings = [text for texts in CATALOGUE.people[person].speech.values() for text in texts]
    assert not [text for text in wordings if WRITTEN_STYLE.search(text)]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_has_wordings_enough_to_be_played_again(scenario: str) -> None:
    item = CATALOGUE.scenarios[scenario]
    assert len(item.opening) >= 5
    assert all(len(fact.tell) >= 4 for fact in item.facts.values())
    for need in item.needs.values():
        assert min(len(need.raise_), len(need.press), len(need.settled)) >= 4
    assert len(item.better) >= 8


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_seeds_make_different_calls(scenario: str) -> None:
    item = CATALOGUE.scenarios[scenario]
    person = CATALOGUE.person_of(item)
    calls = [instantiate(item, person, CATALOGUE.pools, seed).variables for seed in range(60)]
    assert len({tuple(call.values()) for call in calls}) >= 55


def test_no_telephone_number_can_be_anybodys() -> None:
    assert all(head.startswith(UNASSIGNED) and len(head) == 7 for head in CATALOGUE.pools["phone_heads"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_dangerous_is_asked_for(scenario: str) -> None:
    item = CATALOGUE.scenarios[scenario]
    if item.case.hazard is not None:
        assert "safety_advice" in item.expects.require
        assert "safety_advice" in item.better
        assert any("safety_advice" in need.settled_by for need in item.needs.values())


def test_customers_come_to_the_counter_and_to_the_telephone_in_all_difficulties() -> None:
    kinds = {(item.channel, item.difficulty) for item in CATALOGUE.scenarios.values()}
    assert {channel for channel, _ in kinds} == {"hotline", "counter"}
    assert {difficulty for _, difficulty in kinds} == {"easy", "medium", "hard"}
