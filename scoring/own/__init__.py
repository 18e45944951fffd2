"""Judging by the clauses that a company writes itself: recognised from their own examples, at once."""

from scoring.own.judge import OwnJudge, Recogniser
from scoring.own.separation import Doubt, Judged, Separation

__all__ = ["Doubt", "Judged", "OwnJudge", "Recogniser", "Separation"]
