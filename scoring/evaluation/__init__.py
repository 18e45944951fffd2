"""How well the grader agrees with an inspector: on labelled replies, and on whole conversations."""

from scoring.evaluation.dialogue_table import dialogue_table
from scoring.evaluation.dialogues import (
    DialogueEvaluation,
    DialogueTally,
    LabelledDialogue,
)
from scoring.evaluation.results import Evaluation, LabelScores, Scores, Versions
from scoring.evaluation.scores import score_counts
from scoring.evaluation.sources import each_labelled
from scoring.evaluation.table import table
from scoring.evaluation.tally import Tally

__all__ = [
    "DialogueEvaluation",
    "DialogueTally",
    "Evaluation",
    "LabelScores",
    "LabelledDialogue",
    "Scores",
    "Tally",
    "Versions",
    "dialogue_table",
    "each_labelled",
    "score_counts",
    "table",
]
