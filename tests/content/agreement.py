"""How far detection agrees with labelled rows, as micro F1."""

from collections import Counter
from collections.abc import Iterable, Iterator

from scoring.detection import ReplyContext
from scoring.ports import ActDetector
from scoring.schema import LabelledRow

FACT_ONLY = frozenset({"safety_advice", "false_information"})
"""Judged from the facts of the case; labelled rows carry no label for them."""


def agreement(detector: ActDetector, rows: Iterable[LabelledRow]) -> dict[str, float]:
    """Micro F1 of ``elements`` and ``violations``, 0..1."""
    counts: dict[str, Counter[str]] = {"elements": Counter(), "violations": Counter()}
    for row in rows:
        detection = detector.detect(ReplyContext.of(row))
        counts["elements"].update(_outcomes((act.id for act in detection.elements), row.elements))
        counts["violations"].update(_outcomes((act.id for act in detection.violations), row.violations))
    return {kind: _f1(outcomes) for kind, outcomes in counts.items()}


def below(measured: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The figures that have fallen under their floor."""
    return {kind: figure for kind, figure in measured.items() if figure < floors[kind]}


def _outcomes(found: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    got, want = set(found) - FACT_ONLY, set(wanted) - FACT_ONLY
    yield from ("right" for _ in got & want)
    yield from ("wrong" for _ in got ^ want)


def _f1(outcomes: Counter[str]) -> float:
    return 2 * outcomes["right"] / (2 * outcomes["right"] + outcomes["wrong"])
