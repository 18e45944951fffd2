"""The counted rows as figures."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from scoring.evaluation.intervals import LEVEL, RESAMPLES, SEED
from scoring.evaluation.masks import KIND_COLUMNS, LABELS, VIOLATION_MASK, Label, labels_in
from scoring.evaluation.resampling import AverageIntervals, Pairs
from scoring.evaluation.results import IntervalMethod, KindScores, LabelKind, LabelScores
from scoring.evaluation.scores import label_scores, macro_scores, micro_scores

METHOD: Final = IntervalMethod(
    level=LEVEL,
    proportions="Wilson score",
    label_f1="Wilson score of hit/(hit+extra+lost), carried over to F1",
    label_kappa="posterior of the four shares with Jeffreys prior, seeded draws, widened to the estimate",
    averages="percentile bootstrap over rows, seeded",
    resamples=RESAMPLES,
    seed=SEED,
)


def figures_by_label(pairs: Pairs) -> tuple[LabelScores, ...]:
    """Every label that was wanted or found at least once: elements, then violations, each by name."""
    hit, extra, lost = (Counter[Label]() for _ in range(3))
    for (wanted, found), count in pairs.items():
        for counter, mask in ((hit, wanted & found), (extra, found & ~wanted), (lost, wanted & ~found)):
            counter.update(dict.fromkeys(labels_in(mask), count))
    rows = sum(pairs.values())
    scores = [
        label_scores(label, hit[label], extra[label], lost[label], rows)
        for label in LABELS
        if hit[label] + extra[label] + lost[label]
    ]
    return tuple(sorted(scores, key=lambda score: (score.kind, score.label)))


def figures_by_kind(
    labels: tuple[LabelScores, ...], intervals: AverageIntervals, rows: int
) -> dict[LabelKind, KindScores]:
    """Both averages of each kind, with their intervals."""
    kinds: dict[LabelKind, KindScores] = {}
    for kind in KIND_COLUMNS:
        mine = [scores for scores in labels if scores.kind == kind]
        micro, macro = micro_scores(mine, rows), macro_scores(mine)
        kinds[kind] = KindScores(
            micro=micro.model_copy(update=dict(intervals.get((kind, "micro"), {}))),
            macro=macro.model_copy(update=dict(intervals.get((kind, "macro"), {}))),
        )
    return kinds


def exact(pairs: Pairs, mask: int) -> int:
    """Rows in which the labels under ``mask`` were found as wanted, none more and none less."""
    return sum(count for (wanted, found), count in pairs.items() if wanted & mask == found & mask)


def accusations(pairs: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    """Clean rows on which a violation was found, and all clean rows."""
    clean = [(found, count) for (wanted, found), count in pairs.items() if not wanted & VIOLATION_MASK]
    return sum(count for found, count in clean if found & VIOLATION_MASK), sum(count for _, count in clean)
