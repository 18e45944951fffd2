"""Taking a call: every use-case of a trainee who practises. Whatever is returned is already kept."""

from typing import Final

from scoring.schema import WorkOrder
from simulator.errors import (
    BadSeed,
    CallEnded,
    CallMoved,
    CallNotAnswered,
    CallNotFound,
    CallNotOver,
    FormSubmitted,
    GraderNotReady,
)
from simulator.ports import CallScoring, CallStore, Clock, Customers, ScoringSource, Sources
from simulator.records import Step, StoredCall, StoredResult
from simulator.replies import clean_form, clean_reply
from simulator.report import judge, report_view
from simulator.showing import call_view
from simulator.steps import action_step, answer_step, close_step, dialogue_row, reply_row, reply_step
from simulator.views import Action, CallView, RecentCall, ReportView, ScenarioCard

LARGEST_SEED: Final = 2**53 - 1
"""The largest whole number that a browser keeps exact."""

LONGEST_LIST: Final = 100


class Practice:
    """One trainee, one simulated customer. ``owner`` is who practises; nobody else sees the call."""

    def __init__(
        self,
        store: CallStore,
        customers: Customers,
        scoring: ScoringSource,
        clock: Clock,
        sources: Sources,
    ) -> None:
        self._store = store
        self._customers = customers
        self._scoring = scoring
        self._clock = clock
        self._sources = sources

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        return self._customers.cards()

    def start(self, owner: str, scenario_id: str, seed: int | None = None, hints: bool = True) -> CallView:
        """Let a call ring. Raises ``UnknownScenario`` and ``BadSeed``."""
        seed = self._sources.seed() if seed is None else seed
        if not 0 <= seed <= LARGEST_SEED:
            raise BadSeed(seed, LARGEST_SEED)
        case = self._customers.prepare(scenario_id, seed)
        call = StoredCall(
            id=self._sources.call_id(),
            owner=owner,
            seed=seed,
            engine=self._customers.engine,
            hints=hints,
            case=case,
            created_at=self._clock(),
            mood=case.mood,
        )
        self._store.add(call)
        return self._show(call)

    def answer(self, owner: str, call_id: str) -> CallView:
        """Take the call; the customer speaks first. Answering twice changes nothing."""
        call = self._mine(owner, call_id)
        if call.status == "ringing":
            line = self._customers.open(call.case.instance)
            # False means that another tab has answered in between, which is just as good
            self._store.advance(call.id, call.revision, answer_step(line, self._clock()))
        return self.view(owner, call_id)

    def reply(self, owner: str, call_id: str, text: str, after: int) -> CallView:
        """Say something. ``after`` is the number of turns that the trainee has seen.

        Raises ``BadReply``, ``CallMoved``, ``CallEnded``, ``CallNotAnswered``, ``CallNotFound``,
        ``GraderNotReady`` and ``StoreUnavailable``; then nothing of the reply is kept.
        """
        call = self._talking(owner, call_id, after)
        text = clean_reply(text)
        grade = self._scoring().grader.grade_turn(reply_row(call, text))
        line = self._customers.respond(call.case.instance, call.state, text, grade.graded, None)
        return self._advance(call, reply_step(call, text, grade, line, self._clock()))

    def act(self, owner: str, call_id: str, action: Action, after: int) -> CallView:
        """Do something; the grader is not needed. The same act twice at one point counts once."""
        call = self._talking(owner, call_id, after)
        repeated = any(event.kind == action and event.turn == after for event in call.events)
        if repeated and action != "wait_quietly":
            return self._show(call)
        line = self._customers.respond(call.case.instance, call.state, "", None, action)
        return self._advance(call, action_step(call, action, line, self._clock()))

    def close(self, owner: str, call_id: str) -> CallView:
        """Break the call off as it stands, without anybody hanging up. Closing twice changes nothing."""
        call = self._mine(owner, call_id)
        if call.status != "ended":
            return self._advance(call, close_step(call, self._clock()))
        return self._show(call)

    def save_work_order(self, owner: str, call_id: str, form: WorkOrder) -> CallView:
        """Keep the form. It may be completed after the call, until the report is opened.

        Raises ``FormSubmitted`` and ``CallNotFound``.
        """
        call = self._mine(owner, call_id)
        if not self._store.save_work_order(call.id, clean_form(form)):
            raise FormSubmitted(call_id)
        return self.view(owner, call_id)

    def view(self, owner: str, call_id: str) -> CallView:
        return self._show(self._mine(owner, call_id))

    def report(self, owner: str, call_id: str, form_offered: bool = True) -> ReportView:
        """The finished call with its result, which is made once, when it is first asked for.

        A blank work order counts as left blank, unless ``form_offered`` is false: then it is not judged.
        Raises ``CallNotOver`` and, only where the result is still to be made, ``GraderNotReady``.
        """
        call = self._mine(owner, call_id)
        if call.status != "ended":
            raise CallNotOver(call_id)
        return report_view(call, self._result(call, form_offered), self._customers)

    def recent(self, owner: str, limit: int = 20) -> tuple[RecentCall, ...]:
        """The trainee's own calls, newest first; ``limit`` 1..100."""
        return self._store.recent(owner, max(1, min(limit, LONGEST_LIST)))

    def _mine(self, owner: str, call_id: str) -> StoredCall:
        call = self._store.get(call_id)
        if call is None or call.owner != owner:
            raise CallNotFound(call_id)
        return call

    def _talking(self, owner: str, call_id: str, after: int) -> StoredCall:
        call = self._mine(owner, call_id)
        if call.status == "ringing":
            raise CallNotAnswered(call_id)
        if call.status == "ended":
            raise CallEnded(call_id)
        if after != len(call.turns):
            raise CallMoved(call_id, after, len(call.turns))
        return call

    def _advance(self, call: StoredCall, step: Step) -> CallView:
        if not self._store.advance(call.id, call.revision, step):
            now = self._mine(call.owner, call.id)
            raise CallMoved(call.id, len(call.turns), len(now.turns))
        return self._show(self._mine(call.owner, call.id))

    def _result(self, call: StoredCall, form_offered: bool) -> StoredResult:
        """The one result of a finished call. Two that are made at once are equal; the first one stays."""
        made = self._store.result(call.id)
        if made is None:
            row = dialogue_row(call, form_offered)
            made = self._store.add_result(judge(call, row, self._customers, self._scoring(), self._clock()))
        return made

    def _ready(self) -> CallScoring | None:
        try:
            return self._scoring()
        except GraderNotReady:
            return None

    def _show(self, call: StoredCall) -> CallView:
        coached = call.hints and call.status == "talking"
        form_open = call.status != "ended" or self._store.result(call.id) is None
        return call_view(call, self._customers, self._ready() if coached else None, form_open)
