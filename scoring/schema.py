"""The rows that graders read and write; the same models serve the command line and the web."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.own import OwnKind
from knowledge.vocabulary import Dimension, ElementId, SituationId, ViolationId

MAX_REPLY_CHARACTERS = 5_000
"""Longer than anything a person says in one turn; a longer reply is refused, not cut."""
MAX_TURNS = 500

Role = Literal["customer", "trainee"]
Text = Annotated[str, StringConstraints(max_length=MAX_REPLY_CHARACTERS)]


class Frozen(BaseModel):
    """Base of what is handed out: made once, never changed."""

    model_config = ConfigDict(frozen=True)


class Row(BaseModel):
    """Base of rows from outside: unknown keys are ignored, so that labelled files can be graded."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Utterance(Row):
    role: Role
    text: Text


class ReplyRow(Row):
    """A reply to grade, with the dialogue before it."""

    id: str
    situation: SituationId
    history: tuple[Utterance, ...] = Field(default=(), max_length=MAX_TURNS)
    reply: Text


class LabelledRow(ReplyRow):
    """A reply with what an inspector found in it."""

    elements: tuple[ElementId, ...] = ()
    violations: tuple[ViolationId, ...] = ()


ActId = TypeVar("ActId", bound=str)


class Finding(Frozen, Generic[ActId]):
    """One element or violation found in a reply, tied to the words and to the clause.

    ``start`` and ``end`` count characters (code points) of the reply, end exclusive, so that
    ``reply[start:end] == text``. ``score`` is the confidence, 0..1. ``adherence`` (0..1) says how
    close ``text`` comes to ``phrase``, the required wording; both are ``None`` where the clause
    prescribes none.
    """

    id: ActId
    score: float
    start: int
    end: int
    text: str
    clause: str
    adherence: float | None = None
    phrase: str | None = None


class OwnFinding(Finding[str]):
    """A clause of the company that a reply does; ``id`` and ``clause`` are both that of the clause.

    ``kind`` says whether that is good: ``required`` is kept, ``forbidden`` is broken.
    """

    kind: OwnKind


EMPTY_ID = "reply"
"""Id of the ``not_judged`` entry of a reply that says nothing."""
FAILED_ID = "grading"
"""Id of the ``not_judged`` entry of a reply whose grading crashed."""

OWN_ID = "own"
"""Id of the ``not_judged`` entry where judging by the company's own clauses crashed."""


class NotJudged(Frozen):
    """Something the grader could not decide; it is never counted as zero."""

    id: str
    """Of an element or a violation, ``OWN_ID``, or ``EMPTY_ID`` or ``FAILED_ID`` for the whole reply."""
    reason: str


class GradedReply(Frozen):
    """What a reply did and broke; only what was found is listed."""

    id: str
    elements: tuple[Finding[ElementId], ...] = ()
    violations: tuple[Finding[ViolationId], ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    own: tuple[OwnFinding, ...] = ()
    """What it does of the clauses that the company wrote itself."""
    own_judged: tuple[str, ...] = ()
    """Ids of those clauses that it was held against."""

    @property
    def clauses_named(self) -> set[str]:
        """Ids of the clauses that the findings cite."""
        judged = {found.clause for found in self.elements} | {found.clause for found in self.violations}
        return judged | {found.clause for found in self.own}


EventKind = Literal["hang_up", "wait_hang_up", "transfer_supervisor", "start_recording", "wait_quietly"]


class CallEvent(Row):
    """Something done, not said. ``turn`` is the number of utterances before it."""

    kind: EventKind
    role: Role = "trainee"
    turn: int = Field(default=0, ge=0)


WorkOrderKind = Literal["repair", "enquiry", "complaint", "report", "suggestion", "service", "urge", "none"]
OutageScope = Literal["household", "unit", "building", "area", "unknown"]


class WorkOrder(Row):
    """The form that the trainee fills in during the call; an empty string is a field left blank."""

    kind: WorkOrderKind | Literal[""] = ""
    name: str = Field(default="", max_length=100)
    address: str = Field(default="", max_length=300)
    phone: str = Field(default="", max_length=50)
    scope: OutageScope | Literal[""] = ""
    started_at: str = Field(default="", max_length=100)
    description: str = Field(default="", max_length=2_000)
    dispatch_to: str = Field(default="", max_length=100)
    promised_time: str = Field(default="", max_length=100)


class DialogueRow(Row):
    """A whole conversation to assess. ``None`` means "not recorded", which is not "did not happen"."""

    id: str
    situation: SituationId
    turns: tuple[Utterance, ...] = Field(max_length=MAX_TURNS)
    events: tuple[CallEvent, ...] | None = None
    work_order: WorkOrder | None = None


DimensionId = Dimension


class AssessedDialogue(Frozen):
    """The result of a whole conversation.

    ``score`` 0..100; a dimension is 0..100, or ``None`` where nothing in it could be judged;
    ``critical`` names the errors that fail the call whatever the sum.
    """

    id: str
    score: float
    passed: bool
    critical: tuple[str, ...]
    dimensions: dict[DimensionId, float | None]
    missed: tuple[ElementId, ...]
    violations: tuple[ViolationId, ...]
    turns: tuple[GradedReply, ...]
    own_missed: tuple[str, ...] = ()
    own_broken: tuple[str, ...] = ()
    """Ids of the company's own clauses: required and not kept, forbidden and broken."""
