"""Counts to scores."""

from collections.abc import Sequence

from scoring.evaluation.intervals import f1_interval, kappa, kappa_interval, wilson
from scoring.evaluation.masks import Label, kind_of
from scoring.evaluation.results import LabelScores, Scores


def score_counts(hit: int, extra: int, lost: int) -> Scores:
    """Scores from true positives, false positives and false negatives; kappa needs the other rows too."""
    return Scores(
        precision=share(hit, hit + extra),
        recall=share(hit, hit + lost),
        f1=share(2 * hit, 2 * hit + extra + lost),
        support=hit + lost,
    )


def label_scores(label: Label, hit: int, extra: int, lost: int, rows: int) -> LabelScores:
    """Everything about one label, with intervals."""
    rest = rows - hit - extra - lost
    return LabelScores(
        kind=kind_of(label),
        label=label,
        precision=share(hit, hit + extra),
        recall=share(hit, hit + lost),
        f1=share(2 * hit, 2 * hit + extra + lost),
        support=hit + lost,
        kappa=kappa(hit, extra, lost, rest),
        precision_interval=wilson(hit, hit + extra),
        recall_interval=wilson(hit, hit + lost),
        f1_interval=f1_interval(hit, extra, lost),
        kappa_interval=kappa_interval(hit, extra, lost, rest),
        true_positive=hit,
        false_positive=extra,
        false_negative=lost,
    )


def micro_scores(labels: Sequence[LabelScores], rows: int) -> Scores:
    """All decisions of all labels that occur, in one table."""
    hit = sum(label.true_positive for label in labels)
    extra = sum(label.false_positive for label in labels)
    lost = sum(label.false_negative for label in labels)
    agreement = kappa(hit, extra, lost, rows * len(labels) - hit - extra - lost)
    return score_counts(hit, extra, lost).model_copy(update={"kappa": agreement})


def macro_scores(labels: Sequence[LabelScores]) -> Scores:
    """Averages over the labels that have support."""
    supported = [label for label in labels if label.support]
    defined = [label.kappa for label in supported if label.kappa is not None]
    return Scores(
        precision=_mean([label.precision for label in supported]),
        recall=_mean([label.recall for label in supported]),
        f1=_mean([label.f1 for label in supported]),
        support=sum(label.support for label in supported),
        kappa=_mean(defined),
    )


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _mean(values: Sequence[float | None]) -> float | None:
    """A label that was never predicted has no precision: it counts 0 in the average."""
    return round(sum(value or 0.0 for value in values) / len(values), 4) if values else None
