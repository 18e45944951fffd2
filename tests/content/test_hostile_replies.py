"""The hostile suite as shipped: nobody is rewarded for cheating, nobody punished for looking like it."""

from pathlib import Path

import pytest

from knowledge.vocabulary import SITUATIONS
from scoring.detection import load_detector
from scoring.grader import Grader
from scoring.hostile import HostileReport, cases_page, check_cases, load_cases
from tests.unit.scoring.scoring_fakes import BigramEncoder, FakeRetriever

CASES = load_cases()
PAGE = Path(__file__).parents[2] / "docs" / "hostile.md"


@pytest.fixture(scope="module")
def report() -> HostileReport:
    grader = Grader(load_detector(), FakeRetriever(), BigramEncoder())
    return check_cases((case for group in CASES.values() for case in group), grader.grade)


def test_every_case_is_treated_as_it_should_be_or_known_not_to_be(report: HostileReport) -> None:
    wrong = {case.id: case.problems for case in report.cases if case.treatment == "wrong"}
    assert wrong == {}


def test_there_are_many_cases_and_controls_that_must_not_be_punished() -> None:
    cases = [case for group in CASES.values() for case in group]
    controls = [case for case in cases if case.must_not_break == "rest" and case.earns]
    assert len(cases) >= 80
    assert len(controls) >= 12
    assert {case.situation for case in cases} <= set(SITUATIONS)


def test_the_page_of_the_suite_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == cases_page(CASES), (
        "python -m scoring hostile --page > docs/hostile.md"
    )
