"""Whatever a trainee does, and in whatever order, a call keeps its shape."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scoring.schema import WorkOrder
from simulator.errors import BadReply, CallEnded, CallMoved, FormSubmitted
from simulator.store.sql import open_store
from simulator.views import Action, CallView, ReportView
from tests.unit.simulator.practice_fakes import Desk

ACTIONS = st.sampled_from(get_args(Action))


class OneCall(RuleBasedStateMachine):
    """Two tabs of one trainee: one that acts on what is there, one that acts on what it saw long ago."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = self.desk_with_store()
        self.call_id = self.desk.talking()
        self.before = self.view()
        self.report: ReportView | None = None

    def desk_with_store(self) -> Desk:
        return Desk()

    def view(self) -> CallView:
        return self.desk.practice.view("guest", self.call_id)

    @rule(text=st.text(alphabet="您好再见滚 \n", max_size=6), lag=st.sampled_from([0, 0, 0, 1, -1]))
    def reply(self, text: str, lag: int) -> None:
        before = self.view()
        expected = (CallMoved, CallEnded) if lag else (BadReply, CallEnded)
        try:
            call = self.desk.practice.reply("guest", self.call_id, text, len(before.turns) - lag)
        except expected:
            assert self.view() == before
        else:
            assert lag == 0
            assert len(call.turns) == len(before.turns) + 2

    @rule(action=ACTIONS)
    def act(self, action: Action) -> None:
        before = self.view()
        try:
            self.desk.practice.act("guest", self.call_id, action, len(before.turns))
        except CallEnded:
            assert before.status == "ended"

    @rule(name=st.text(max_size=5))
    def write(self, name: str) -> None:
        before = self.view()
        try:
            self.desk.practice.save_work_order("guest", self.call_id, WorkOrder(name=name))
        except FormSubmitted:
            assert self.view() == before

    @invariant()
    def what_was_shown_stays(self) -> None:
        now = self.view()
        assert now.turns[: len(self.before.turns)] == self.before.turns
        assert now.events[: len(self.before.events)] == self.before.events
        if self.before.status == "ended":
            form = {"work_order": now.work_order, "form_open": now.form_open}
            assert now == self.before.model_copy(update=form)
        self.before = now

    @invariant()
    def turns_are_numbered_and_every_trainee_turn_is_graded(self) -> None:
        turns = self.view().turns
        assert [turn.index for turn in turns] == list(range(len(turns)))
        assert all((turn.grade is not None) == (turn.role == "trainee") for turn in turns)
        assert all((turn.mood is not None) == (turn.role == "customer") for turn in turns)

    @rule()
    def open_the_report(self) -> None:
        if self.view().status == "ended":
            report = self.desk.practice.report("guest", self.call_id)
            assert self.report in (None, report)
            assert len(self.desk.scoring.scoring.assessor.rows) == 1
            self.report = report

    @invariant()
    def the_form_is_open_until_the_report_is(self) -> None:
        assert self.view().form_open == (self.report is None)


class OneCallInADatabase(OneCall):
    """The same, with every view read back from SQLite."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory()
        self.kept = open_store(Path(self.folder.name) / "trainer.db")
        super().__init__()

    def desk_with_store(self) -> Desk:
        return Desk(store=self.kept)

    def teardown(self) -> None:
        self.kept.close()
        self.folder.cleanup()


TestOneCall = OneCall.TestCase
TestOneCall.settings = settings(max_examples=40, stateful_step_count=15)
TestOneCallInADatabase = OneCallInADatabase.TestCase
TestOneCallInADatabase.settings = settings(max_examples=10, stateful_step_count=12)
