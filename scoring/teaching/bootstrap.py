"""Puts the detector in force together with the desk at which it is taught."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scoring.detection import Detector, load_detector
from scoring.teaching.candidates import FOLDER, CandidateShelf
from scoring.teaching.desk import Sets, TeachingDesk
from scoring.teaching.live import LiveDetector


@dataclass(frozen=True)
class Teaching:
    """``detector`` follows what is decided at ``desk``, here or in another process."""

    detector: LiveDetector
    desk: TeachingDesk


def open_teaching(data_dir: Path, shipped: Detector | None = None, sets: Sets | None = None) -> Teaching:
    """Raises :class:`knowledge.content.ContentError`; what was accepted and cannot be used is left out."""
    shipped = shipped or load_detector()
    shelf = CandidateShelf(data_dir / FOLDER, shipped.recogniser.fingerprint)
    live = LiveDetector(shipped, shelf)
    return Teaching(live, TeachingDesk(shipped, live, shelf, lambda: datetime.now(UTC), sets or Sets()))
