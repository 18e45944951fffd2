"""Everything that can label a reply, under one interface, so that all are measured on the same rows."""

from collections.abc import Sequence
from typing import Protocol

from scoring.evaluation import Label
from scoring.grader import Grader
from scoring.schema import ReplyRow

Labels = frozenset[Label]


class Contestant(Protocol):
    """Labels replies. A local model as a judge joins the comparison by implementing this."""

    @property
    def name(self) -> str: ...

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        """What each reply does and breaks, in the order of the rows."""


class GraderContestant:
    """The product's own grader."""

    name = "grader"

    def __init__(self, grader: Grader) -> None:
        self._grader = grader

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        graded = (self._grader.grade(row) for row in rows)
        return [
            frozenset((*(act.id for act in one.elements), *(act.id for act in one.violations)))
            for one in graded
        ]
