"""What the use-cases need from outside; production code and fakes both fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.vocabulary import SituationId
from scoring.results import Assessment, CaseTruth, CoachItem, TurnGrade
from scoring.schema import CallEvent, DialogueRow, GradedReply, ReplyRow, Utterance, WorkOrder
from simulator.records import CaseFile, Step, StoredCall, StoredResult
from simulator.views import Action, EndReason, MoodLevel, RecentCall, ScenarioCard


class CallStore(Protocol):
    """Keeps calls. Every method is one transaction; all raise ``StoreUnavailable``."""

    def add(self, call: StoredCall) -> None:
        """Keep a new call, which has no turns yet."""

    def get(self, call_id: str) -> StoredCall | None:
        """The call with all its turns and events, or ``None``."""

    def advance(self, call_id: str, revision: int, step: Step) -> bool:
        """Add a step if the call is still at ``revision`` and not over; ``False``: nothing was changed."""

    def save_work_order(self, call_id: str, form: WorkOrder) -> bool:
        """Replace the form if the call is not over; it does not count as a step."""

    def add_result(self, result: StoredResult) -> StoredResult:
        """Keep the result unless the call has one; return the one that is kept."""

    def result(self, call_id: str) -> StoredResult | None: ...

    def recent(self, owner: str, limit: int) -> tuple[RecentCall, ...]:
        """The owner's calls, newest first."""


@dataclass(frozen=True)
class CustomerLine:
    """What the customer does next. ``text`` is empty where he says nothing."""

    state: str
    text: str
    mood: int
    disclosed: tuple[str, ...] = ()
    ended: EndReason | None = None


class Customers(Protocol):
    """The customer's side of the line; ``instance`` and ``state`` are its own JSON, kept by others."""

    @property
    def engine(self) -> str:
        """Which engine plays; recorded with every call."""

    def cards(self) -> tuple[ScenarioCard, ...]: ...

    def prepare(self, scenario_id: str, seed: int) -> CaseFile:
        """Draw the case. Raises ``UnknownScenario``."""

    def open(self, instance: str) -> CustomerLine: ...

    def respond(
        self, instance: str, state: str, text: str, graded: GradedReply | None, action: Action | None
    ) -> CustomerLine:
        """Answer a reply (``graded``) or an ``action`` (then ``text`` is empty)."""

    def truth(self, instance: str, state: str, turns: Sequence[Utterance]) -> CaseTruth: ...

    def mood_level(self, mood: int) -> MoodLevel: ...

    def fingerprint(self, call: StoredCall) -> str:
        """SHA-256 of scenario, seed and transcript."""


class ReplyGrader(Protocol):
    def grade_turn(self, row: ReplyRow, /) -> TurnGrade: ...


class CallAssessor(Protocol):
    def assess(
        self, row: DialogueRow, truth: CaseTruth | None, graded: Sequence[GradedReply] | None, /
    ) -> Assessment: ...


class CallCoach(Protocol):
    def items(
        self,
        situation: SituationId,
        turns: Sequence[Utterance],
        graded: Sequence[GradedReply],
        truth: CaseTruth | None,
        events: Sequence[CallEvent],
        /,
    ) -> tuple[CoachItem, ...]: ...


class CallScoring(Protocol):
    """The part of ``scoring`` that a call needs."""

    @property
    def grader(self) -> ReplyGrader: ...
    @property
    def assessor(self) -> CallAssessor: ...
    @property
    def coach(self) -> CallCoach: ...


class ScoringSource(Protocol):
    """Gives the scoring when it is needed. Raises ``GraderNotReady`` until it is loaded."""

    def __call__(self) -> CallScoring: ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The time, aware, in UTC."""


class Sources(Protocol):
    """Where fresh ids and seeds come from."""

    def call_id(self) -> str:
        """Unguessable and safe in a URL."""

    def seed(self) -> int:
        """0..2**31-1."""
