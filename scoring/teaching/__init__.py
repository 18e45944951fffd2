"""Teaching the grader: corrected replies, a refit of seconds, and which grader is in force."""

from scoring.teaching.corrected import (
    FROM_FACTS,
    KINDS,
    TEACHABLE,
    CorrectedRow,
    Correction,
    CorrectionKind,
    Label,
    corrected_row,
    found_spans,
)
from scoring.teaching.refusals import CandidateRefused, NothingToLearnError, RefitBusyError
from scoring.teaching.writing import MarkedExample, marked_example

__all__ = [
    "FROM_FACTS",
    "KINDS",
    "TEACHABLE",
    "CandidateRefused",
    "CorrectedRow",
    "Correction",
    "CorrectionKind",
    "Label",
    "MarkedExample",
    "NothingToLearnError",
    "RefitBusyError",
    "corrected_row",
    "found_spans",
    "marked_example",
]
