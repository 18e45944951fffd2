"""The shipped patterns: complete, and no worse on the development set than they have been."""

import re
from pathlib import Path

import pytest
import yaml

from knowledge.rows import parse_row
from knowledge.vocabulary import ELEMENTS, SITUATIONS, VIOLATIONS
from scoring.detection import RuleDetector, load_rules
from scoring.schema import LabelledRow
from tests.content.agreement import FACT_ONLY, agreement, below

DATA = Path(__file__).parents[1] / "data"
BY_RULE = {"no_reply", "false_information"}
"""Decided for the whole turn, or from the case, and so without patterns."""


class PartRow(LabelledRow):
    part: str


def rows() -> tuple[PartRow, ...]:
    lines = (DATA / "detection_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(parse_row(line, PartRow) for line in lines)


@pytest.fixture(scope="module")
def detector() -> RuleDetector:
    return load_rules()


def test_every_element_and_violation_has_patterns(detector: RuleDetector) -> None:
    assert {rule.id for rule in detector.lexicon.elements} == set(ELEMENTS)
    assert {rule.id for rule in detector.lexicon.violations} >= set(VIOLATIONS) - BY_RULE


def test_no_pattern_repeats_without_end(detector: RuleDetector) -> None:
    open_ended = re.compile(r"\{\d*,\}|(?<![\\\[])[)\]][*+]")
    lexicon = detector.lexicon
    patterns = [p for rule in lexicon.elements for p in rule.patterns]
    patterns += [p for rule in lexicon.violations for p in rule.patterns]
    regexes = [regex for p in patterns for regex in (p.main, *p.also, *p.unless, *p.unless_said)]
    assert [regex.pattern for regex in regexes if open_ended.search(regex.pattern)] == []


def test_the_development_set_covers_every_situation_and_label() -> None:
    labelled = rows()
    assert len(labelled) >= 350
    assert {row.situation for row in labelled} == set(SITUATIONS)
    assert {act for row in labelled for act in row.elements} >= set(ELEMENTS) - FACT_ONLY
    assert {act for row in labelled for act in row.violations} >= set(VIOLATIONS) - FACT_ONLY


FLOORS: dict[str, dict[str, float]] = yaml.safe_load(
    (DATA / "detection_floors.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_detection_keeps_its_floor_on_the_development_set(detector: RuleDetector, part: str) -> None:
    measured = agreement(detector, (row for row in rows() if row.part == part))
    assert below(measured, FLOORS[part]) == {}
