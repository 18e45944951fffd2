"""What grading asks of detection, and what assessing asks of grading."""

from typing import Protocol

from scoring.detection.model import Detection, ReplyContext
from scoring.results import ClauseCitation
from scoring.schema import GradedReply, ReplyRow


class ActDetector(Protocol):
    """Finds what a reply does and breaks; :func:`scoring.detection.load_detector` gives the real one."""

    @property
    def version(self) -> str:
        """Changes whenever a reply could be detected differently."""

    def detect(self, context: ReplyContext) -> Detection: ...


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
