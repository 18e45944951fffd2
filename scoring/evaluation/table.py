"""An evaluation for people: at most 110 columns, however wide the characters."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, set_cell_size

from scoring.evaluation.results import Confusion, Evaluation, Interval, LabelScores, Scores

WIDTH: Final = 110
CONFUSIONS_SHOWN: Final = 20
HEAD: Final = f"{'':<24}{'rows':>5}  {'precision':<17}{'recall':<17}{'F1':<17}{'kappa':<17}"


def table(evaluation: Evaluation) -> str:
    """Labels, averages, false accusations, confusions and versions."""
    return "\n".join(line.rstrip() for line in _lines(evaluation))


def _lines(evaluation: Evaluation) -> Iterator[str]:
    for kind, scores in (("element", evaluation.elements), ("violation", evaluation.violations)):
        yield f"{kind + 's':<24}{HEAD[24:]}"
        yield from (_line(label.label, label) for label in _of_kind(evaluation, kind))
        yield _line("(micro)", scores.micro)
        yield _line("(macro)", scores.macro)
        yield ""
    yield from _counts(evaluation)
    yield from _confusions(evaluation)
    yield from _notes(evaluation)


def _of_kind(evaluation: Evaluation, kind: str) -> Iterator[LabelScores]:
    return (label for label in evaluation.labels if label.kind == kind)


def _line(name: str, scores: Scores) -> str:
    cells = (
        figure(scores.precision, scores.precision_interval),
        figure(scores.recall, scores.recall_interval),
        figure(scores.f1, scores.f1_interval),
        figure(scores.kappa, scores.kappa_interval),
    )
    return f"{name:<24}{scores.support:>5}  {''.join(f'{cell:<17}' for cell in cells)}"


def figure(value: float | None, interval: Interval | None) -> str:
    """``0.950 .912-.981``: a value and its interval, at most 15 columns."""
    if value is None:
        return "-"
    return f"{value:.3f} {_end(interval[0])}-{_end(interval[1])}" if interval else f"{value:.3f}"


def _end(value: float) -> str:
    return "1.00" if round(value, 3) == 1 else f"{value:.3f}".replace("0.", ".", 1)


def _counts(evaluation: Evaluation) -> Iterator[str]:
    rate = figure(evaluation.false_accusation_rate, evaluation.false_accusation_interval)
    yield (
        f"rows {evaluation.rows}; exact: elements {evaluation.exact_elements}, "
        f"violations {evaluation.exact_violations}; not judged {evaluation.not_judged}"
    )
    yield f"false accusations {evaluation.false_accusations} of {evaluation.clean_rows} clean rows: {rate}"
    if evaluation.left_out:
        found = ", ".join(f"{label} (found {times})" for label, times in evaluation.left_out.items())
        yield f"left out, judged from facts and labelled nowhere: {found}"


def _confusions(evaluation: Evaluation) -> Iterator[str]:
    shown = evaluation.confusions[:CONFUSIONS_SHOWN]
    if shown:
        yield ""
        yield f"confusions, missed -> found instead ({len(shown)} of {len(evaluation.confusions)})"
    for confusion in shown:
        yield from _confusion(confusion)


def _confusion(confusion: Confusion) -> Iterator[str]:
    yield f"{confusion.count:>4}  {confusion.missed or '(nothing)'} -> {confusion.found or '(nothing)'}"
    for example in confusion.examples:
        yield fit(f"      {example.id}: {example.before or '-'} | {example.reply}")


def _notes(evaluation: Evaluation) -> Iterator[str]:
    method = evaluation.intervals
    yield ""
    yield f"intervals of {method.level:.0%}: precision, recall, false accusations: {method.proportions};"
    yield f"  F1 of a label: {method.label_f1};"
    yield f"  kappa of a label: {method.label_kappa};"
    yield f"  micro and macro: {method.averages} ({method.resamples} resamples, seed {method.seed})"
    if versions := evaluation.versions:
        yield f"grader {versions.grader}; detector {versions.detector}"
        yield f"standards {versions.standards}; encoder {versions.encoder}"


def fit(line: str) -> str:
    """Cut to the width; a Chinese character takes two columns."""
    return line if cell_len(line) <= WIDTH else set_cell_size(line, WIDTH - 1).rstrip() + "…"
