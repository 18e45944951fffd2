"""What a trainer does with the grader: refit it, look at what would change, accept it, take it back."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from scoring.detection.detector import Detector
from scoring.evaluation import each_labelled
from scoring.marked import load_marked
from scoring.schema import LabelledRow
from scoring.teaching.candidates import Candidate, CandidateShelf, Decision
from scoring.teaching.corrected import CorrectedRow
from scoring.teaching.live import InForce, LiveDetector
from scoring.teaching.refit import Ground, Report, refit
from scoring.teaching.refusals import CandidateRefused, RefitBusyError
from scoring.teaching.seeing import Eye

SCORING: Final = Path(__file__).parents[1]
EXAMPLES: Final = SCORING / "examples"
GOLD: Final = SCORING / "gold"
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Sets:
    """Folders of marked replies: what resists a lesson, and what it is measured on."""

    examples: Path = EXAMPLES
    gold: Path = GOLD


class TeachingDesk:
    """Over the detector in force. Nothing changes for anybody until a candidate is accepted."""

    def __init__(
        self,
        shipped: Detector,
        live: LiveDetector,
        shelf: CandidateShelf,
        clock: Clock,
        sets: Sets,
    ) -> None:
        self._shipped = shipped
        self._live = live
        self._shelf = shelf
        self._clock = clock
        self._sets = sets
        self._busy = threading.Lock()

    def refit(self, rows: Sequence[CorrectedRow], report: Report = lambda _: None) -> Candidate:
        """Learn, measure and keep the candidate; nothing comes into force.

        Raises :class:`NothingToLearnError`, :class:`RefitBusyError`, :class:`OSError` and
        :class:`knowledge.content.ContentError`.
        """
        if not self._busy.acquire(blocking=False):
            raise RefitBusyError("another refit is under way; try again when it is done")
        try:
            ground = Ground(load_marked(self._sets.examples), self._gold())
            made = refit(Eye.of(self._shipped), rows, ground, self._live.in_force.lessons, report)
            return self._shelf.keep(made.lessons, tuple(rows), made.trial, self._clock())
        finally:
            self._busy.release()

    def candidates(self) -> tuple[Candidate, ...]:
        """Those that can be accepted here, the newest first."""
        return self._shelf.candidates()

    @property
    def in_force(self) -> InForce:
        return self._live.in_force

    def accept(self, fingerprint: str, author: str, reason: str, force: bool = False) -> Decision:
        """Put a candidate in force, from the next reply on. Raises `CandidateRefused` and `OSError`.

        One that is worse on the gold set, or was not measured, is refused unless forced; the reason is kept.
        """
        card, _ = self._shelf.load(fingerprint)
        who = _who(author, reason)
        if not card.trial.acceptable and not force:
            raise _why_not(card)
        forced = not card.trial.acceptable
        return self._decide(
            Decision(fingerprint=fingerprint, **who, at=self._clock(), forced=forced, falls=card.trial.falls)
        )

    def revert(self, author: str, reason: str) -> Decision:
        """Back to the shipped grader. Raises :class:`CandidateRefused` and :class:`OSError`."""
        return self._decide(Decision(fingerprint="", **_who(author, reason), at=self._clock()))

    def _decide(self, decision: Decision) -> Decision:
        self._shelf.decide(decision)
        return decision

    def _gold(self) -> tuple[LabelledRow, ...]:
        rows = list[LabelledRow]()
        if self._sets.gold.is_dir():
            each_labelled(str(self._sets.gold), rows.append)
        return tuple(rows)


def _who(author: str, reason: str) -> dict[str, str]:
    author, reason = " ".join(author.split()), " ".join(reason.split())
    if not author:
        raise CandidateRefused("no_author", "the author is blank; say who decides")
    if not reason:
        raise CandidateRefused("no_reason", "the reason is blank; say why")
    return {"author": author[:60], "reason": reason[:500]}


def _why_not(card: Candidate) -> CandidateRefused:
    trial = card.trial
    if not trial.rows:
        return CandidateRefused(
            "unmeasured", "there is no gold set to measure it on; force it with a reason if you must"
        )
    worse = ", ".join(f"{fall.figure} {fall.before:.3f} -> {fall.after:.3f}" for fall in trial.falls)
    return CandidateRefused(
        "worse", f"worse on the gold set than is tolerated ({worse}); force it with a reason if you must"
    )
