"""A call taken line by line from a script."""

import json

import pytest

from scoring.schema import WorkOrder
from simulator.errors import BadReply, UnknownScenario
from simulator.playing import Play, PlaySources, result_json, turn_json
from simulator.practice import Practice
from simulator.store.memory import MemoryCallStore
from tests.unit.simulator.practice_fakes import CARD, FakeCustomers, SwitchedScoring, ticking_clock


def begin(seed: int = 3, scenario: str = CARD.id) -> Play:
    store = MemoryCallStore()
    sources = PlaySources(scenario, seed)
    practice = Practice(store, FakeCustomers(), SwitchedScoring(), ticking_clock(), sources)
    return Play(practice, store, scenario, seed)


def transcript(play: Play, *lines: str) -> list[str]:
    for line in lines:
        play.feed(line)
    return [*map(turn_json, play.new_turns()), result_json(play.finish())]


def test_each_turn_is_one_json_line_and_the_assessed_row_comes_last() -> None:
    *turns, result = map(json.loads, transcript(begin(), "您好", "再见"))
    assert turns[0] == {
        "turn": 0,
        "role": "customer",
        "text": "喂，停电了！（3）",
        "mood": -20,
        "disclosed": ["outage"],
        "ended": None,
    }
    assert turns[1] == {
        "turn": 1,
        "role": "trainee",
        "text": "您好",
        "mood": None,
        "disclosed": [],
        "ended": None,
    }
    assert turns[-1]["ended"] == "satisfied"
    assert (result["id"], result["score"]) == (f"{CARD.id}-3", 20.0)
    assert len(result["fingerprint"]) == 64


def test_equal_plays_print_equal_bytes() -> None:
    lines = ("您好", "/start_recording", '/work_order {"name": "张三"}', "再见")
    assert transcript(begin(), *lines) == transcript(begin(), *lines)
    assert transcript(begin(), *lines) != transcript(begin(seed=4), *lines)


def test_turns_are_told_once_each() -> None:
    play = begin()
    assert [turn.index for turn in play.new_turns()] == [0]
    play.feed("您好")
    assert [turn.index for turn in play.new_turns()] == [1, 2]
    assert play.new_turns() == ()


def test_actions_are_events_and_not_said() -> None:
    play = begin()
    play.feed(" /start_recording ")
    play.feed("/hang_up")
    assert play.over
    assert [event.kind for event in play.call.events] == ["start_recording", "hang_up"]
    assert len(play.call.turns) == 1


def test_the_end_of_the_script_ends_the_call_as_it_stands() -> None:
    play = begin()
    report = play.finish()
    assert (report.call.status, report.call.end_reason, report.call.events) == ("ended", None, ())
    assert play.over


def test_the_work_order_is_filled_field_by_field() -> None:
    play = begin()
    play.feed('/work_order {"kind": "repair", "name": "张三"}')
    play.feed('/work_order {"name": "李四"}')
    form = play.call.work_order
    assert (form.kind, form.name, form.address) == ("repair", "李四", "")


def recorded_form(*lines: str) -> WorkOrder | None:
    """The work order as the assessor gets it at the end of a script."""
    store, scoring = MemoryCallStore(), SwitchedScoring()
    practice = Practice(store, FakeCustomers(), scoring, ticking_clock(), PlaySources(CARD.id, 3))
    transcript(Play(practice, store, CARD.id, 3), *lines)
    return scoring.scoring.assessor.rows[0].work_order


def test_a_form_that_the_script_never_mentions_is_not_judged() -> None:
    assert recorded_form("您好", "再见") is None


def test_a_form_that_the_script_leaves_blank_counts_as_blank() -> None:
    assert recorded_form("您好", '/work_order {"name": ""}', "再见") == WorkOrder()


def test_the_form_may_be_filled_in_after_the_call_and_nothing_else_done() -> None:
    form = '/work_order {"name": "张三"}'
    assert Play.fits_after_the_call(form)
    assert not any(map(Play.fits_after_the_call, ("喂？", "/hang_up", "/work_orders {}")))
    assert recorded_form("您好", "再见", form) == WorkOrder(name="张三")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("/dance", "unknown action '/dance'"),
        ("/hang_up now", "unknown action"),
        ("/", "unknown action"),
        ("/work_order", "no field"),
        ("/work_order {", "not JSON"),
        ("/work_order []", "row"),
        ('/work_order {"nmae": "x"}', "nmae"),
        ('/work_order {"kind": "party"}', "kind"),
        ('/work_order {"name": "' + "x" * 200 + '"}', "name"),
    ],
)
def test_a_line_that_cannot_be_used_says_why_and_changes_nothing(line: str, complaint: str) -> None:
    play = begin()
    before = play.call
    with pytest.raises(ValueError, match=complaint):
        play.feed(line)
    assert play.call == before


def test_an_empty_line_is_not_a_reply() -> None:
    with pytest.raises(BadReply):
        begin().feed("   ")


def test_an_unknown_scenario_is_refused_before_anything_else() -> None:
    with pytest.raises(UnknownScenario):
        begin(scenario="nobody")
