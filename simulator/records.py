"""A call as it is kept: everything that is needed to go on with it after a restart."""

from dataclasses import dataclass, field
from datetime import datetime

from scoring.results import Assessment, TurnGrade
from scoring.schema import CallEvent, GradedReply, Role, Utterance, WorkOrder
from simulator.views import CallStatus, EndReason, ScenarioCard


@dataclass(frozen=True)
class CaseFile:
    """A scenario with its blanks filled, copied into the call so that edited content cannot break it."""

    card: ScenarioCard
    screen: tuple[tuple[str, str], ...]
    instance: str
    """JSON of the customer's own instance; only the customer's side reads it."""
    content: str
    """Fingerprint of the content files that it was drawn from."""
    mood: int
    """The customer's mood before the first word, -100..100."""


@dataclass(frozen=True)
class StoredTurn:
    """One utterance; ``index`` counts from 0 over both speakers."""

    index: int
    role: Role
    text: str
    created_at: datetime
    mood: int | None = None
    disclosed: tuple[str, ...] = ()
    ended: EndReason | None = None
    grade: TurnGrade | None = None


@dataclass(frozen=True)
class StoredCall:
    """One call. ``revision`` counts the steps taken and guards against two writers."""

    id: str
    owner: str
    seed: int
    engine: str
    hints: bool
    case: CaseFile
    created_at: datetime
    status: CallStatus = "ringing"
    state: str = ""
    """JSON of the customer's state; empty until the call is answered."""
    mood: int = 0
    work_order: WorkOrder = field(default_factory=WorkOrder)
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: EndReason | None = None
    revision: int = 0
    turns: tuple[StoredTurn, ...] = ()
    events: tuple[CallEvent, ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(Utterance(role=turn.role, text=turn.text) for turn in self.turns)

    @property
    def graded(self) -> tuple[GradedReply, ...]:
        """The trainee's turns as graded when they were said, in order."""
        return tuple(turn.grade.graded for turn in self.turns if turn.grade is not None)


@dataclass(frozen=True)
class Step:
    """What one request adds to a call; it is saved whole or not at all."""

    at: datetime
    status: CallStatus
    state: str
    mood: int
    turns: tuple[StoredTurn, ...] = ()
    events: tuple[CallEvent, ...] = ()
    end_reason: EndReason | None = None


@dataclass(frozen=True)
class StoredResult:
    """A finished call's assessment, written once."""

    call_id: str
    assessment: Assessment
    fingerprint: str
    created_at: datetime
