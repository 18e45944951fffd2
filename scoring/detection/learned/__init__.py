"""Recognising acts from labelled examples: what rules cannot list."""

from scoring.detection.learned.evidence import evidence
from scoring.detection.learned.recogniser import Recogniser, Sight, load_recogniser

__all__ = ["Recogniser", "Sight", "evidence", "load_recogniser"]
