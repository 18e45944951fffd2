"""How well the grader agrees with labelled replies."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from scoring.schema import Frozen, GradedReply, LabelledRow

LabelKind = Literal["element", "violation"]


class Scores(Frozen):
    """Precision, recall and F1, 0..1; ``None`` where there was nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None
    support: int
    """Rows that carry the label."""


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


class Evaluation(Frozen):
    """Agreement over all rows. ``false_accusations`` are clean rows on which a violation was found."""

    rows: int
    exact_elements: int
    exact_violations: int
    clean_rows: int
    false_accusations: int
    not_judged: int
    """Findings and replies that the grader declined to judge; they count as not found."""
    elements: KindScores
    violations: KindScores
    labels: tuple[LabelScores, ...]


@dataclass
class Tally:
    """Counts as rows stream by; memory grows with the labels, not with the rows."""

    rows: int = 0
    exact: Counter[LabelKind] = field(default_factory=Counter)
    clean_rows: int = 0
    false_accusations: int = 0
    not_judged: int = 0
    hits: Counter[tuple[LabelKind, str]] = field(default_factory=Counter)
    extra: Counter[tuple[LabelKind, str]] = field(default_factory=Counter)
    lost: Counter[tuple[LabelKind, str]] = field(default_factory=Counter)

    def add(self, row: LabelledRow, graded: GradedReply) -> None:
        self.rows += 1
        self.not_judged += len(graded.not_judged)
        self._compare("element", set(row.elements), {finding.id for finding in graded.elements})
        self._compare("violation", set(row.violations), {finding.id for finding in graded.violations})
        if not row.violations:
            self.clean_rows += 1
            self.false_accusations += bool(graded.violations)

    def _compare(self, kind: LabelKind, wanted: Iterable[str], found: Iterable[str]) -> None:
        want, have = set(wanted), set(found)
        self.exact[kind] += want == have
        self.hits.update((kind, label) for label in want & have)
        self.extra.update((kind, label) for label in have - want)
        self.lost.update((kind, label) for label in want - have)

    def result(self) -> Evaluation:
        keys = sorted(set(self.hits) | set(self.extra) | set(self.lost))
        labels = tuple(self._label(kind, label) for kind, label in keys)
        return Evaluation(
            rows=self.rows,
            exact_elements=self.exact["element"],
            exact_violations=self.exact["violation"],
            clean_rows=self.clean_rows,
            false_accusations=self.false_accusations,
            not_judged=self.not_judged,
            elements=_summary([scores for scores in labels if scores.kind == "element"]),
            violations=_summary([scores for scores in labels if scores.kind == "violation"]),
            labels=labels,
        )

    def _label(self, kind: LabelKind, label: str) -> LabelScores:
        hit, extra, lost = (counts[kind, label] for counts in (self.hits, self.extra, self.lost))
        scores = score_counts(hit, extra, lost)
        return LabelScores(
            **scores.model_dump(),
            kind=kind,
            label=label,
            true_positive=hit,
            false_positive=extra,
            false_negative=lost,
        )


def score_counts(hit: int, extra: int, lost: int) -> Scores:
    """Scores from true positives, false positives and false negatives."""
    return Scores(
        precision=_share(hit, hit + extra),
        recall=_share(hit, hit + lost),
        f1=_share(2 * hit, 2 * hit + extra + lost),
        support=hit + lost,
    )


def _summary(labels: list[LabelScores]) -> KindScores:
    micro = score_counts(
        sum(label.true_positive for label in labels),
        sum(label.false_positive for label in labels),
        sum(label.false_negative for label in labels),
    )
    supported = [label for label in labels if label.support]
    macro = Scores(
        precision=_mean([label.precision for label in supported]),
        recall=_mean([label.recall for label in supported]),
        f1=_mean([label.f1 for label in supported]),
        support=micro.support,
    )
    return KindScores(micro=micro, macro=macro)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _mean(values: list[float | None]) -> float | None:
    """A label that was never predicted has no precision: it counts 0 in the average."""
    return round(sum(value or 0.0 for value in values) / len(values), 4) if values else None


def table(evaluation: Evaluation) -> str:
    """The result for people, one label a line."""
    lines = [f"{'':<10} {'label':<22} {'P':>6} {'R':>6} {'F1':>6} {'support':>8}"]
    lines += [_line(label.kind, label.label, label) for label in evaluation.labels]
    for kind, scores in (("element", evaluation.elements), ("violation", evaluation.violations)):
        lines.append(_line(kind, "(micro)", scores.micro))
        lines.append(_line(kind, "(macro)", scores.macro))
    lines.append(
        f"rows {evaluation.rows}; exact: elements {evaluation.exact_elements}, "
        f"violations {evaluation.exact_violations}; false accusations {evaluation.false_accusations} "
        f"of {evaluation.clean_rows} clean rows; not judged {evaluation.not_judged}"
    )
    return "\n".join(lines)


def _line(kind: str, name: str, scores: Scores) -> str:
    shown = " ".join(
        f"{'-' if value is None else format(value, '.3f'):>6}"
        for value in (scores.precision, scores.recall, scores.f1)
    )
    return f"{kind:<10} {name:<22} {shown} {scores.support:>8}"
