"""How well the grader agrees with an inspector: on labelled replies, and on whole conversations."""

from scoring.evaluation.confusion import shorten
from scoring.evaluation.dialogue_table import dialogue_table
from scoring.evaluation.dialogues import (
    DialogueEvaluation,
    DialogueTally,
    LabelledDialogue,
    resampled_spearman,
    spearman,
)
from scoring.evaluation.intervals import wilson
from scoring.evaluation.masks import Label
from scoring.evaluation.results import Evaluation, Interval, KindScores, LabelScores, Scores, Versions
from scoring.evaluation.scores import score_counts, share
from scoring.evaluation.sources import each_labelled
from scoring.evaluation.table import figure, fit, table
from scoring.evaluation.tally import Tally

__all__ = [
    "DialogueEvaluation",
    "DialogueTally",
    "Evaluation",
    "Interval",
    "KindScores",
    "Label",
    "LabelScores",
    "LabelledDialogue",
    "Scores",
    "Tally",
    "Versions",
    "dialogue_table",
    "each_labelled",
    "figure",
    "fit",
    "resampled_spearman",
    "score_counts",
    "share",
    "shorten",
    "spearman",
    "table",
    "wilson",
]
