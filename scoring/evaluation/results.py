"""What an evaluation says; the JSON of ``--json`` is these models."""

from typing import Literal

from scoring.schema import Frozen

LabelKind = Literal["element", "violation"]
Interval = tuple[float, float]
"""Lower and upper end of a 95 % interval."""


class Scores(Frozen):
    """Precision, recall, F1 and Cohen's kappa; ``None`` where there was nothing to divide by.

    Precision, recall and F1 lie in 0..1, kappa in -1..1: agreement beyond what chance would give.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    support: int
    """Rows that carry the label."""
    kappa: float | None = None
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None
    kappa_interval: Interval | None = None


class LabelScores(Scores):
    kind: LabelKind
    label: str
    true_positive: int
    false_positive: int
    false_negative: int


class KindScores(Frozen):
    """``micro`` counts every label alike; ``macro`` averages over the labels that have support."""

    micro: Scores
    macro: Scores


class ConfusedReply(Frozen):
    """A reply that was judged otherwise than labelled; texts are shortened."""

    id: str
    before: str
    """The last line of the dialogue, ``""`` where the trainee speaks first."""
    reply: str


class Confusion(Frozen):
    """``missed`` was labelled and not found, ``found`` was found and not labelled, in the same reply.

    ``None`` on one side: nothing stood in its place. A reply counts once for every such pair.
    """

    missed: str | None
    found: str | None
    count: int
    examples: tuple[ConfusedReply, ...]


class Versions(Frozen):
    """What was measured: another value of any of them may give other figures."""

    grader: str
    detector: str
    """Rules, lexicon and learned model."""
    standards: str
    encoder: str


class IntervalMethod(Frozen):
    """How the intervals were made, so that somebody else can make them again."""

    level: float
    proportions: str
    label_f1: str
    label_kappa: str
    averages: str
    resamples: int
    seed: int


class Evaluation(Frozen):
    """Agreement over all rows. ``false_accusations`` are clean rows on which a violation was found."""

    rows: int
    exact_elements: int
    exact_violations: int
    clean_rows: int
    false_accusations: int
    false_accusation_rate: float | None
    false_accusation_interval: Interval | None
    not_judged: int
    """Findings and replies that the grader declined to judge; they count as not found."""
    left_out: dict[str, int]
    """How often a label was found that is judged from the facts of a case and that no row carries."""
    elements: KindScores
    violations: KindScores
    labels: tuple[LabelScores, ...]
    confusions: tuple[Confusion, ...]
    """The most frequent first."""
    versions: Versions | None
    intervals: IntervalMethod
