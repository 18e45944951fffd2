"""The detector in force: the shipped one, or the refit one that somebody accepted."""

import logging
from dataclasses import dataclass, replace

from scoring.detection.detector import Detector
from scoring.detection.model import Detection, ReplyContext
from scoring.teaching.candidates import CandidateShelf, Decision
from scoring.teaching.refusals import CandidateRefused
from scoring.teaching.taught import Lessons, teach

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InForce:
    """``lessons`` is ``None`` for the shipped grader; ``problem`` says why no other is."""

    detector: Detector
    lessons: Lessons | None = None
    decision: Decision | None = None
    problem: CandidateRefused | None = None


class LiveDetector:
    """A :class:`scoring.ports.ActDetector` that follows the pointer file, from one reply to the next.

    Not from one call to the next: like the company's clauses, what is decided counts at once, and each
    reply keeps the grade, and the version of the grader, that it was given.
    """

    def __init__(self, shipped: Detector, shelf: CandidateShelf) -> None:
        self._shipped = shipped
        self._shelf = shelf
        self._known = (shelf.stamp(), self._load())

    @property
    def version(self) -> str:
        return self.in_force.detector.version

    def detect(self, context: ReplyContext) -> Detection:
        return self.in_force.detector.detect(context)

    @property
    def in_force(self) -> InForce:
        """A look at one file; it is read only where it has changed."""
        stamp, known = self._known
        now = self._shelf.stamp()
        if now != stamp:
            known = self._load()
            self._known = (now, known)  # one assignment: another thread sees the old or the new
        return known

    def _load(self) -> InForce:
        """What was accepted, or the shipped one where that cannot be used."""
        decision = None
        try:
            decision = self._shelf.decision()
            if decision is None or not decision.fingerprint:
                return InForce(self._shipped, decision=decision)
            _, lessons = self._shelf.load(decision.fingerprint)
        except CandidateRefused as refused:
            _log.warning("The shipped grader is used: %s", refused)
            return InForce(self._shipped, decision=decision, problem=refused)
        taught = replace(self._shipped, recogniser=teach(self._shipped.recogniser, lessons))
        return InForce(taught, lessons, decision)
