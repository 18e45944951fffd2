"""Judging by the clauses that a company writes itself: recognised from their own examples, at once."""

from scoring.own.check import Checked, ClauseChecker
from scoring.own.conflicts import Conflict, ConflictKind, Conflicts
from scoring.own.desk import ClauseDesk, Listed
from scoring.own.judge import OwnJudge, Recogniser
from scoring.own.separation import Doubt, Judged, Separation

__all__ = [
    "Checked",
    "ClauseChecker",
    "ClauseDesk",
    "Conflict",
    "ConflictKind",
    "Conflicts",
    "Doubt",
    "Judged",
    "Listed",
    "OwnJudge",
    "Recogniser",
    "Separation",
]
