"""The full result of a conversation, item by item: what a report is made of.

:class:`scoring.schema.AssessedDialogue` is the short form of an :class:`Assessment` for scripts.
"""

from typing import Literal

from pydantic import Field

from knowledge.vocabulary import ElementId
from scoring.schema import (
    AssessedDialogue,
    CallEvent,
    DimensionId,
    Frozen,
    GradedReply,
    OwnFinding,
    WorkOrder,
)

ItemStatus = Literal["met", "missed", "waived", "not_judged", "broken"]
"""``broken``: a violation or a forbidden event took points; ``waived``: not required in this call."""


class FactTruth(Frozen):
    """A fact of the case: which questions ask for it, and how the call went."""

    id: str
    label: str
    value: str
    answers: tuple[ElementId, ...] = ()
    outcome: Literal["elicited", "volunteered", "missed"]
    turn: int | None = None
    """Index of the customer's utterance that told it."""


class CaseTruth(Frozen):
    """What is true in this call. ``None`` anywhere means "unknown", which costs the trainee nothing."""

    facts: tuple[FactTruth, ...] = ()
    work_order: WorkOrder | None = None
    """The correct form; a field left blank here is not compared."""
    crew: Literal["none", "assigned", "on_the_way", "on_site", "restored"] | None = None
    eta: str | None = None
    hazard: str | None = None
    require: tuple[ElementId, ...] = ()
    waive: tuple[ElementId, ...] = ()
    better: dict[ElementId, str] = Field(default_factory=dict)
    """Good wordings for this very call."""


class OwnJudgement(Frozen):
    """A reply held against the company's own clauses: those that it does, and all that were asked about."""

    found: tuple[OwnFinding, ...] = ()
    judged: tuple[str, ...] = ()
    """Ids."""


class ClauseCitation(Frozen):
    """A clause as it stood when it was cited."""

    id: str
    section: str
    title: str
    requirement: str
    phrases: tuple[str, ...]
    content_hash: str
    document: str | None = None
    """File name, for a passage of the company's own documents."""


class ItemResult(Frozen):
    """One yes/no item of the rubric and how it was decided. ``points`` are of its dimension's share."""

    id: str
    label: str
    dimension: DimensionId
    status: ItemStatus
    points: float
    """What the item is worth (for ``broken``: what it takes away), in points of the total of 100."""
    earned: float
    """Points added to the total (negative for ``broken``)."""
    reason: str
    turn: int | None = None
    """Index of the utterance that decided it, where there is one."""
    start: int | None = None
    end: int | None = None
    clause: str | None = None
    phrase: str | None = None
    """The required wording, where the clause prescribes one."""
    better: str | None = None
    """A good wording for this call, where the item was missed."""


class FieldCheck(Frozen):
    """One field of the work order against the truth."""

    field: str
    label: str
    written: str
    expected: str
    status: Literal["right", "wrong", "blank", "not_judged"]


class Assessment(Frozen):
    """Everything that is known about how a conversation went."""

    row: AssessedDialogue
    items: tuple[ItemResult, ...]
    critical: tuple[ItemResult, ...]
    violations: tuple[ItemResult, ...]
    work_order: tuple[FieldCheck, ...] | None
    facts: tuple[FactTruth, ...]
    events: tuple[CallEvent, ...]
    ended_by: Literal["customer", "trainee"] | None
    """Who hung up first; ``None`` where it is not known."""
    citations: dict[str, ClauseCitation]
    """Every clause that ``items``, ``violations`` and the graded turns name."""
    versions: dict[str, str]
    """``grader``, ``rubric``, ``standards``, ``encoder``, ``policy``: what the result was made with.

    ``rubric`` is the hash of the situation's rubric, a dot, and that of what all rubrics share.
    """


class CoachItem(Frozen):
    """One thing that the standard asks for at this point of the call."""

    element: ElementId | None
    """``None`` for a clause that the company wrote itself, which ``clause`` then names."""
    label: str
    done: bool
    now: bool
    """Asked for at this stage; ``False``: later in the call."""
    clause: ClauseCitation | None
    phrase: str | None
    better: str | None


class TurnGrade(Frozen):
    """A graded reply together with the clauses that it cites, ready to be shown."""

    graded: GradedReply
    citations: dict[str, ClauseCitation]
    related: tuple[str, ...] = ()
    """Ids of the company's own passages that were retrieved for this moment, best first; cited too."""
    grader: str = ""
    """Version of the grader, which may change during a call; ``""`` in calls kept before it was."""
