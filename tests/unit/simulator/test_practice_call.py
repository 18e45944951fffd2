"""One call from ringing to report."""

from collections.abc import Callable

import pytest

from scoring.schema import WorkOrder
from simulator.errors import (
    BadReply,
    BadSeed,
    CallEnded,
    CallMoved,
    CallNotAnswered,
    CallNotFound,
    CallNotOver,
    FormSubmitted,
    UnknownScenario,
)
from simulator.practice import LARGEST_SEED
from tests.unit.simulator.practice_fakes import CARD, START, Desk


def test_a_started_call_rings_and_nobody_has_spoken() -> None:
    call = Desk().practice.start("guest", CARD.id, seed=3)
    assert (call.status, call.turns, call.seed, call.mood_level) == ("ringing", (), 3, "uneasy")
    assert call.screen == (("户名", "张3"),)
    assert call.coach == ()


def test_a_call_without_a_seed_draws_one() -> None:
    assert Desk().practice.start("guest", CARD.id).seed == 7


def test_answering_starts_the_timer_and_brings_the_first_line() -> None:
    desk = Desk()
    call = desk.practice.start("guest", CARD.id, seed=3)
    assert call.started_at == START
    answered = desk.practice.answer("guest", call.id)
    assert answered.started_at > START
    assert [turn.text for turn in answered.turns] == ["喂，停电了！（3）"]


def test_answering_twice_changes_nothing() -> None:
    desk = Desk()
    call_id = desk.talking()
    assert desk.practice.answer("guest", call_id) == desk.practice.view("guest", call_id)


def test_a_reply_is_graded_and_answered() -> None:
    desk = Desk()
    call = desk.practice.reply("guest", desk.talking(), " 您好\t请讲 ", after=1)
    assert [(turn.index, turn.role, turn.text) for turn in call.turns[1:]] == [
        (1, "trainee", "您好 请讲"),
        (2, "customer", "第2句。"),
    ]
    assert call.turns[1].grade is not None
    assert call.turns[1].grade.graded.elements[0].id == "greeting"
    assert call.coach[0].done
    assert call.mood == call.turns[2].mood == 10


def test_without_hints_grades_and_coach_appear_only_at_the_end() -> None:
    desk = Desk()
    call_id = desk.talking(hints=False)
    during = desk.practice.reply("guest", call_id, "您好", after=1)
    assert during.turns[1].grade is None
    assert during.coach == ()
    after = desk.practice.reply("guest", call_id, "再见", after=3)
    assert after.status == "ended"
    assert after.turns[1].grade is not None


def test_the_customer_ends_the_call_and_the_record_says_who_hung_up() -> None:
    desk = Desk()
    call = desk.practice.reply("guest", desk.talking(), "祝您生活愉快，再见", after=1)
    assert (call.status, call.end_reason) == ("ended", "satisfied")
    assert [(event.kind, event.role, event.turn) for event in call.events] == [("hang_up", "customer", 3)]


def test_an_insult_makes_the_customer_hang_up() -> None:
    desk = Desk()
    call = desk.practice.reply("guest", desk.talking(), "滚", after=1)
    assert (call.end_reason, call.mood_level) == ("hung_up_angry", "furious")


def test_hanging_up_ends_the_call_whatever_the_engine_thinks() -> None:
    desk = Desk()
    call = desk.practice.act("guest", desk.talking(), "hang_up", after=1)
    assert (call.status, call.end_reason, len(call.turns)) == ("ended", "trainee_hung_up", 1)
    assert [(event.kind, event.role, event.turn) for event in call.events] == [("hang_up", "trainee", 1)]


def test_a_silent_act_is_an_event_and_adds_no_turn() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.act("guest", call_id, "start_recording", after=1)
    call = desk.practice.act("guest", call_id, "start_recording", after=1)
    assert (len(call.turns), [event.kind for event in call.events]) == (1, ["start_recording"])


def test_waiting_quietly_may_be_repeated() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.act("guest", call_id, "wait_quietly", after=1)
    assert len(desk.practice.act("guest", call_id, "wait_quietly", after=1).events) == 2


def test_breaking_off_leaves_no_event_and_can_be_repeated() -> None:
    desk = Desk()
    call_id = desk.talking()
    call = desk.practice.close("guest", call_id)
    assert (call.status, call.end_reason, call.events) == ("ended", None, ())
    assert desk.practice.close("guest", call_id) == call


def test_a_call_that_was_never_answered_can_be_broken_off_and_reported() -> None:
    desk = Desk()
    call = desk.practice.start("guest", CARD.id)
    desk.practice.close("guest", call.id)
    assert desk.practice.report("guest", call.id).moods == ()


def test_the_work_order_can_be_completed_after_the_call_until_the_report_is_opened() -> None:
    desk = Desk()
    call_id = desk.talking()
    begun = WorkOrder(kind="repair")
    complete = WorkOrder(kind="repair", name="张先生")
    assert desk.practice.save_work_order("guest", call_id, begun).form_open
    desk.practice.act("guest", call_id, "hang_up", after=1)
    assert desk.practice.save_work_order("guest", call_id, complete).form_open
    desk.practice.report("guest", call_id)
    with pytest.raises(FormSubmitted):
        desk.practice.save_work_order("guest", call_id, WorkOrder())
    view = desk.practice.view("guest", call_id)
    assert (view.work_order, view.form_open) == (complete, False)


def test_control_characters_of_a_form_are_not_kept() -> None:
    desk = Desk()
    form = WorkOrder(name="张\x00三", description="没电\r\n\x07请处理")
    kept = desk.practice.save_work_order("guest", desk.talking(), form).work_order
    assert (kept.name, kept.description) == ("张三", "没电\n请处理")


def test_a_client_that_lags_behind_is_told_to_load_again() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.reply("guest", call_id, "您好", after=1)
    with pytest.raises(CallMoved) as moved:
        desk.practice.reply("guest", call_id, "您好", after=1)
    assert (moved.value.after, moved.value.turns) == (1, 3)
    assert len(desk.practice.view("guest", call_id).turns) == 3


def test_another_trainee_cannot_tell_whether_the_call_exists() -> None:
    desk = Desk()
    call_id = desk.talking("li")
    attempts: list[Callable[[], object]] = [
        lambda: desk.practice.view("wang", call_id),
        lambda: desk.practice.answer("wang", call_id),
        lambda: desk.practice.reply("wang", call_id, "您好", after=1),
        lambda: desk.practice.act("wang", call_id, "hang_up", after=1),
        lambda: desk.practice.close("wang", call_id),
        lambda: desk.practice.save_work_order("wang", call_id, WorkOrder()),
        lambda: desk.practice.report("wang", call_id),
    ]
    for attempt in attempts:
        with pytest.raises(CallNotFound) as foreign:
            attempt()
        assert str(foreign.value) == str(CallNotFound(call_id))
    assert desk.practice.recent("wang") == ()


def test_a_ringing_call_takes_no_reply_and_a_running_one_has_no_report() -> None:
    desk = Desk()
    ringing = desk.practice.start("guest", CARD.id)
    with pytest.raises(CallNotAnswered):
        desk.practice.reply("guest", ringing.id, "您好", after=0)
    with pytest.raises(CallNotOver):
        desk.practice.report("guest", ringing.id)


def test_nothing_can_be_said_after_the_end() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.act("guest", call_id, "hang_up", after=1)
    with pytest.raises(CallEnded):
        desk.practice.reply("guest", call_id, "喂？", after=1)


def test_a_refused_reply_leaves_the_call_as_it_was() -> None:
    desk = Desk()
    call_id = desk.talking()
    before = desk.practice.view("guest", call_id)
    with pytest.raises(BadReply):
        desk.practice.reply("guest", call_id, " \n ", after=1)
    assert desk.practice.view("guest", call_id) == before
    assert desk.customers.asked == []


def test_an_unknown_scenario_names_near_ones() -> None:
    with pytest.raises(UnknownScenario, match=CARD.id):
        Desk().practice.start("guest", "tiny_outag")


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED + 1])
def test_a_seed_that_not_every_machine_can_hold_is_refused(seed: int) -> None:
    with pytest.raises(BadSeed, match=str(seed)):
        Desk().practice.start("guest", CARD.id, seed=seed)


def test_a_call_that_never_ends_is_ended_before_the_transcript_overflows() -> None:
    desk = Desk()
    call = desk.practice.view("guest", desk.talking())
    while call.status == "talking":
        call = desk.practice.reply("guest", call.id, "嗯", after=len(call.turns))
    assert (call.end_reason, len(call.turns)) == ("turn_limit", 499)
    assert desk.practice.report("guest", call.id).assessment.row.score > 0
