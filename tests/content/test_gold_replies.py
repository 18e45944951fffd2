"""The gold set: labelled by other hands than the examples, and never used to train or to draw a line."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge.vocabulary import ELEMENTS, SITUATIONS, VIOLATIONS
from scoring.detection import ReplyContext, load_detector
from scoring.evaluation import score_counts
from scoring.marked import Example, load_marked
from tests.content.agreement import FACT_ONLY, agreement, below

ROOT = Path(__file__).parents[2]
FLOORS: dict[str, dict[str, float]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "gold_floors.yaml").read_text(encoding="utf-8")
)
LEAST_ROWS = 800
LEAST_ROWS_OF_A_LABEL = 20
MOST_CLEAN_ACCUSED = FLOORS["accused"]["most"]


@pytest.fixture(scope="module")
def gold() -> tuple[Example, ...]:
    return load_marked(ROOT / "scoring" / "gold")


@pytest.fixture(scope="module")
def found(gold: tuple[Example, ...]) -> list[set[str]]:
    detector = load_detector()
    return [set(detector.detect(ReplyContext.of(example.row)).scores) - FACT_ONLY for example in gold]


def wanted(example: Example) -> set[str]:
    labels: set[str] = {*example.row.elements, *example.row.violations}
    return labels - FACT_ONLY


def test_every_situation_and_label_is_there_often_enough(gold: tuple[Example, ...]) -> None:
    labels = Counter(label for example in gold for label in wanted(example))
    assert len(gold) >= LEAST_ROWS
    assert {example.row.situation for example in gold} == set(SITUATIONS)
    rare = {label for label in {*ELEMENTS, *VIOLATIONS} - FACT_ONLY if labels[label] < LEAST_ROWS_OF_A_LABEL}
    assert rare == set()


def test_no_row_stands_twice(gold: tuple[Example, ...]) -> None:
    said = Counter((example.row.situation, example.row.history, example.row.reply) for example in gold)
    assert [reply for (_, _, reply), count in said.items() if count > 1] == []


def test_detection_keeps_its_recorded_figures(gold: tuple[Example, ...]) -> None:
    measured = agreement(load_detector(), [example.row for example in gold])
    assert below(measured, FLOORS["micro"]) == {}


def test_no_label_falls_below_its_recorded_figure(gold: tuple[Example, ...], found: list[set[str]]) -> None:
    fallen = {}
    for label, floor in FLOORS["f1"].items():
        truth = [label in wanted(example) for example in gold]
        said = [label in labels for labels in found]
        hit = sum(t and s for t, s in zip(truth, said, strict=True))
        f1 = score_counts(hit, sum(said) - hit, sum(truth) - hit).f1 or 0.0
        if f1 < floor:
            fallen[label] = (f1, floor)
    assert fallen == {}


def test_every_label_has_a_recorded_figure() -> None:
    assert set(FLOORS["f1"]) == {*ELEMENTS, *VIOLATIONS} - FACT_ONLY


def test_few_clean_replies_are_accused(gold: tuple[Example, ...], found: list[set[str]]) -> None:
    clean = [labels for example, labels in zip(gold, found, strict=True) if not example.row.violations]
    accused = sum(bool(labels & set(VIOLATIONS)) for labels in clean)
    assert accused / len(clean) <= MOST_CLEAN_ACCUSED
