"""The questions cover the standard, and the measuring set stays apart from them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.entries import Questions
from knowledge.questions import load_questions

HELD_OUT = Path(__file__).parents[1] / "data" / "search_questions.jsonl"
LEAST_QUESTIONS = 5


class MeasuredQuery(BaseModel):
    query: str
    clauses: tuple[str, ...]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def questions(catalogue: Catalogue) -> Questions:
    return load_questions(known={clause.id for clause in catalogue.clauses})


@pytest.fixture(scope="module")
def held_out() -> Sequence[MeasuredQuery]:
    lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
    return [MeasuredQuery.model_validate(json.loads(line)) for line in lines]


def test_every_clause_judged_in_a_call_has_questions(catalogue: Catalogue, questions: Questions) -> None:
    in_calls = [clause.id for clause in catalogue.clauses if clause.judged_from != ("org",)]
    assert [clause_id for clause_id in in_calls if len(questions.get(clause_id, ())) < LEAST_QUESTIONS] == []


def test_no_question_is_just_the_title(catalogue: Catalogue, questions: Questions) -> None:
    titles = {clause.title for clause in catalogue.clauses}
    assert [question for asked in questions.values() for question in asked if question in titles] == []


def test_the_measuring_set_is_large_enough_and_names_real_clauses(
    catalogue: Catalogue, held_out: Sequence[MeasuredQuery]
) -> None:
    known = {clause.id for clause in catalogue.clauses}
    assert len(held_out) >= 150
    assert all(row.clauses and known.issuperset(row.clauses) for row in held_out)
    assert len({row.query for row in held_out}) == len(held_out)


def test_the_measuring_set_shares_no_question_with_the_search_aids(
    questions: Questions, held_out: Sequence[MeasuredQuery]
) -> None:
    used = {question for asked in questions.values() for question in asked}
    assert [row.query for row in held_out if row.query in used] == []
