"""What grading asks of detection."""

from typing import Protocol

from scoring.detection.model import Detection, ReplyContext


class ActDetector(Protocol):
    """Finds what a reply does and breaks; :func:`scoring.detection.load_detector` gives the real one."""

    @property
    def version(self) -> str:
        """Changes whenever a reply could be detected differently."""

    def detect(self, context: ReplyContext) -> Detection: ...
