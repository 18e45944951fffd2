"""The gold set: labelled by other hands than the rules were written by, and never used to tune them."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge.rows import parse_row
from knowledge.vocabulary import ELEMENTS, SITUATIONS, VIOLATIONS
from scoring.detection import load_detector
from scoring.schema import LabelledRow
from tests.content.agreement import FACT_ONLY, agreement, below

DATA = Path(__file__).parents[1] / "data"
FLOORS: dict[str, float] = yaml.safe_load((DATA / "gold_floors.yaml").read_text(encoding="utf-8"))
LEAST_ROWS_OF_A_LABEL = 15


@pytest.fixture(scope="module")
def gold() -> tuple[LabelledRow, ...]:
    files = sorted((DATA / "replies_gold").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(parse_row(line, LabelledRow) for line in lines)


def test_every_situation_and_label_is_there_often_enough(gold: tuple[LabelledRow, ...]) -> None:
    labels = Counter(act for row in gold for act in (*row.elements, *row.violations))
    assert {row.situation for row in gold} == set(SITUATIONS)
    rare = {act for act in {*ELEMENTS, *VIOLATIONS} - FACT_ONLY if labels[act] < LEAST_ROWS_OF_A_LABEL}
    assert not rare


def test_no_row_stands_twice(gold: tuple[LabelledRow, ...]) -> None:
    assert len({row.id for row in gold}) == len(gold)
    assert len({(row.history, row.reply) for row in gold}) == len(gold)


def test_detection_keeps_its_recorded_figures(gold: tuple[LabelledRow, ...]) -> None:
    measured = agreement(load_detector(), gold)
    assert below(measured, FLOORS) == {}
