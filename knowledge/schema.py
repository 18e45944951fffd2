"""What the standard says, as data: clauses, and what a search for them returns."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.content import Content
from knowledge.vocabulary import ElementId, SituationId, Stage, ViolationId

ClauseKind = Literal["must_say", "must_do", "must_not", "record", "timing"]
JudgedFrom = Literal["reply", "conversation", "workorder", "telephony", "org"]


class Clause(Content):
    """One requirement of a service standard, small enough to be judged yes or no.

    ``phrases`` are quoted verbatim from the standard (``××``, ``×`` and ``……`` are blanks that a
    trainee fills in); everything else is in our own words.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
    section: str = Field(min_length=1)
    """Where the standard says so, e.g. ``篇1 §3.1(1)``; for a document of the company, its heading."""
    title: str = Field(min_length=1)
    requirement: str = Field(min_length=1)
    phrases: tuple[str, ...] = ()
    phrase_mode: Literal["example", "stated"] | None = None
    """``example``: any equivalent wording does; ``stated``: the standard prescribes the sentence."""
    semantic_elements: tuple[str, ...] = ()
    """The least that must be said for the phrase to count, in our own words."""
    kind: ClauseKind
    situations: tuple[SituationId, ...] = ()
    """Situations it applies to; empty means every call."""
    stages: tuple[Stage, ...] = ()
    """Stages of the call it applies to; empty means any."""
    applies_when: str = ""
    elements: tuple[ElementId, ...] = ()
    """Elements of a reply that fulfil this clause."""
    violations: tuple[ViolationId, ...] = ()
    """Violations of a reply that break this clause."""
    judged_from: tuple[JudgedFrom, ...] = Field(min_length=1)
    basis: Literal["stated", "inferred"] = "stated"
    deadline: str | None = None
    order: str | None = None
    note: str = ""
    document: str | None = None
    """File name of the company's own document, ``本单位条款`` for a clause that it wrote itself, ``None`` for
    one of the built-in standard."""


class SearchQuery(BaseModel):
    """One row of ``python -m knowledge search --input``."""

    model_config = ConfigDict(extra="ignore")
    query: str = Field(min_length=1, max_length=2000)


class SearchRow(BaseModel):
    """One clause found; ``score`` is the fused relevance, 0..1, comparable within one answer only."""

    clause: str
    section: str
    title: str
    requirement: str
    phrases: tuple[str, ...]
    score: float


class SearchAnswer(BaseModel):
    """All clauses found for one query, best first."""

    query: str
    results: tuple[SearchRow, ...]
