"""What grading asks of detection, and what assessing asks of grading."""

from collections.abc import Sequence
from typing import Protocol

from knowledge.ports import RetrievedClause
from scoring.detection.model import Detection, ReplyContext
from scoring.results import ClauseCitation, OwnJudgement
from scoring.schema import GradedReply, ReplyRow


class ActDetector(Protocol):
    """Finds what a reply does and breaks; :func:`scoring.detection.load_detector` gives the real one."""

    @property
    def version(self) -> str:
        """Changes whenever a reply could be detected differently."""

    def detect(self, context: ReplyContext) -> Detection: ...


class OwnClauseJudge(Protocol):
    """Holds replies against the company's own clauses; :class:`scoring.own.OwnJudge` is the real one."""

    @property
    def version(self) -> str:
        """Changes with any clause in force; ``""`` where there is none."""

    def judge(self, reply: str, applying: Sequence[RetrievedClause]) -> OwnJudgement: ...


class ReplyJudge(Protocol):
    """Grades single replies; :class:`scoring.grader.Grader` is the real one."""

    @property
    def version(self) -> str:
        """Changes whenever a reply could be graded differently."""

    @property
    def encoder_fingerprint(self) -> str: ...

    def grade(self, row: ReplyRow) -> GradedReply: ...

    def citations(self, row: ReplyRow) -> dict[str, ClauseCitation]:
        """Every clause retrieved for the row's moment, by id."""
