"""A second opinion stands beside the result of a call and never touches it."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging import ModelJudge, Opinion, load_prompt
from scoring.schema import ReplyRow
from simulator.background import MOST_WAITING
from simulator.errors import CallNotFound, CallNotOver, OpinionsBusy, StoreUnavailable
from simulator.opinions import StoredOpinion
from simulator.second_opinion import SecondOpinions
from simulator.store.memory import MemoryCallStore
from tests.unit.scoring.judging_fakes import FakeChat, FakeJudge, answered
from tests.unit.simulator.opinion_fakes import SOON, OpinionDesk, greets, passing, still
from tests.unit.simulator.practice_fakes import START, Desk, ticking_clock

PROMPT = load_prompt()


def test_every_reply_is_judged_with_what_was_said_before_it() -> None:
    desk = OpinionDesk()
    call_id = desk.finished("您好", "哪里停电？")
    assert desk.opinions.view("guest", call_id).asked_at is None
    desk.asked(call_id)
    assert [(row.reply, len(row.history)) for row in desk.judge.rows] == [("您好", 1), ("哪里停电？", 3)]
    view = desk.opinions.view("guest", call_id)
    assert (view.status, view.model, view.prompt, view.asking) == ("idle", "fake-model", "p1", False)
    assert view.asked_at == START
    first, second = (line.sides for line in view.lines)
    assert first is not None
    assert second is not None
    assert ([one.label for one in first.agreed], [one.label for one in first.only_model]) == (
        ["greeting"],
        ["closing"],
    )
    assert (second.agreed, second.only_grader) == ((), ())
    assert view.differing == 2


def test_the_result_stays_as_it_was() -> None:
    desk = OpinionDesk()
    call_id = desk.finished("您好", "滚")
    before = (
        desk.store.result(call_id),
        desk.store.get(call_id),
        desk.desk.practice.report("guest", call_id),
    )
    desk.asked(call_id)
    after = (desk.store.result(call_id), desk.store.get(call_id), desk.desk.practice.report("guest", call_id))
    assert after == before


ANSWERS = st.one_of(
    st.text(),
    st.lists(st.tuples(st.sampled_from(["rude", "greeting", "满分", "closing"]), st.text(max_size=3))).map(
        lambda claims: answered(*claims, ("greeting", "您好"), ("rude", "您好"))
    ),
    st.sampled_from([RuntimeError("x"), TimeoutError(), RecursionError()]),
)


@given(ANSWERS, st.booleans())
def test_whatever_the_model_says_the_score_is_the_same(answer: str | Exception, early: bool) -> None:
    """Asked before the report is made or after it: the result is that of a call that nobody asked about."""
    untouched = Desk()
    plain = untouched.talking()
    untouched.practice.reply("guest", plain, "您好，再见", after=1)
    expected = untouched.practice.report("guest", plain)
    store = MemoryCallStore()
    desk = Desk(store=store)
    call_id = desk.talking()
    desk.practice.reply("guest", call_id, "您好，再见", after=1)
    if not early:
        desk.practice.report("guest", call_id)
    judge = ModelJudge(FakeChat(answer), PROMPT)
    opinions = SecondOpinions(store, store, lambda: judge, ticking_clock(), still, deadline_s=100)
    opinions.ask_now(call_id)
    report = desk.practice.report("guest", call_id)
    assert report == expected
    assert report.assessment.row.score == 10.0


def test_asking_again_adds_an_opinion_and_shows_the_newest() -> None:
    desk = OpinionDesk()
    call_id = desk.finished("您好")
    desk.asked(call_id)
    desk.judge = FakeJudge(lambda _: Opinion(), model="other")
    assert desk.opinions.view("guest", call_id).model == "fake-model"
    desk.opinions.ask_now(call_id)
    view = desk.opinions.view("guest", call_id)
    assert (view.model, view.differing) == ("other", 1)


def test_a_reply_without_an_opinion_says_why() -> None:
    desk = OpinionDesk(judge=FakeJudge(lambda _: Opinion(silence="busy")))
    call_id = desk.finished("您好")
    desk.asked(call_id)
    (line,) = desk.opinions.view("guest", call_id).lines
    assert (line.silence, line.sides, line.text) == ("busy", None, "您好")


def test_when_the_time_of_the_call_is_over_the_rest_is_not_asked() -> None:
    desk = OpinionDesk(monotonic=passing(40))
    call_id = desk.finished("您好", "嗯", "好", "是")
    desk.asked(call_id)
    assert desk.judge.limits == [60, 20]  # what is left of it is what a single reply may take at most
    lines = desk.opinions.view("guest", call_id).lines
    assert [line.silence for line in lines] == [None, None, "deadline", "deadline"]


def test_a_cancelled_asking_keeps_nothing() -> None:
    gate, begun = threading.Event(), threading.Event()

    def slow(row: ReplyRow) -> Opinion:
        begun.set()
        gate.wait(SOON)
        return greets(row)

    desk = OpinionDesk(judge=FakeJudge(slow))
    call_id = desk.finished("您好", "嗯")
    view = desk.opinions.ask("guest", call_id)
    assert view.asking
    assert begun.wait(SOON)
    running = desk.opinions.ask("guest", call_id)  # a second click
    assert (running.status, running.done, running.total) == ("running", 0, 2)
    assert desk.opinions.cancel("guest", call_id).status == "cancelled"
    gate.set()
    assert desk.background.wait(SOON)
    view = desk.opinions.view("guest", call_id)
    assert (view.status, view.asked_at, len(desk.judge.rows)) == ("cancelled", None, 1)


class FullStore(MemoryCallStore):
    def add_opinion(self, opinion: StoredOpinion) -> None:
        raise StoreUnavailable("disk full")


def test_an_opinion_that_cannot_be_kept_is_said() -> None:
    desk = OpinionDesk(store=FullStore())
    call_id = desk.finished("您好")
    desk.asked(call_id)
    view = desk.opinions.view("guest", call_id)
    assert (view.status, view.asked_at) == ("failed", None)
    with pytest.raises(StoreUnavailable):
        desk.opinions.ask_now(call_id)


def test_only_ones_own_finished_calls_can_be_asked_about() -> None:
    desk = OpinionDesk()
    call_id = desk.finished("您好")
    for act in (desk.opinions.view, desk.opinions.ask, desk.opinions.cancel):
        with pytest.raises(CallNotFound):
            act("somebody else", call_id)
        with pytest.raises(CallNotFound):
            act("guest", "nothing")
    going_on = desk.desk.talking()
    with pytest.raises(CallNotOver):
        desk.opinions.ask("guest", going_on)
    with pytest.raises(CallNotOver):
        desk.opinions.ask_now(going_on)
    with pytest.raises(CallNotFound):
        desk.opinions.ask_now("nothing")


def test_too_many_askings_are_refused() -> None:
    gate, begun = threading.Event(), threading.Event()

    def slow(_: ReplyRow) -> Opinion:
        begun.set()
        gate.wait(SOON)
        return Opinion()

    desk = OpinionDesk(judge=FakeJudge(slow))
    calls = [desk.finished("您好") for _ in range(MOST_WAITING + 2)]
    desk.opinions.ask("guest", calls[0])
    assert begun.wait(SOON)
    for call_id in calls[1:-1]:
        desk.opinions.ask("guest", call_id)
    with pytest.raises(OpinionsBusy):
        desk.opinions.ask("guest", calls[-1])
    gate.set()
    assert desk.background.wait(SOON)


def test_an_opinion_on_a_turn_that_is_not_there_is_left_out() -> None:
    desk = OpinionDesk()
    call_id = desk.finished("您好")
    desk.asked(call_id)
    kept = desk.store.newest_opinion(call_id)
    assert kept is not None
    moved = kept.replies[0].model_copy(update={"turn": 77})
    desk.store.add_opinion(replace(kept, replies=(moved,)))
    assert desk.opinions.view("guest", call_id).lines == ()
