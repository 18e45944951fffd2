from pathlib import Path
from typing import get_args

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.content import ContentError, load_model
from knowledge.vocabulary import SITUATIONS, VIOLATIONS
from scoring.handbook import load_handbook
from scoring.labels import CriticalId
from scoring.recognisers import ConditionId, load_recognisers
from scoring.rubric import RUBRICS, Rubric, load_rubrics
from scoring.wording import load_wording

INVALID = Path(__file__).parents[1] / "data" / "rubrics" / "invalid"
ALL = load_rubrics()
CLAUSES = {clause.id: clause for clause in load_catalogue().clauses}
HANDBOOK = load_handbook()


def test_every_situation_has_its_rubric() -> None:
    assert set(ALL) == set(SITUATIONS)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_clause_that_a_rubric_names_exists(situation: str) -> None:
    rubric = ALL[situation]  # type: ignore[index]
    named = {item.clause for item in rubric.items}
    named |= {rule.clause for rule in rubric.order} | {must.clause for must in rubric.must}
    if rubric.work_order:
        named |= {rubric.work_order.clause, rubric.work_order.kind_clause}
    assert named <= set(CLAUSES)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_weighted_dimension_has_something_to_judge(situation: str) -> None:
    rubric = ALL[situation]  # type: ignore[index]
    covered = {item.dimension for item in rubric.items if item.required} | {"language"}
    covered |= {"record"} if rubric.work_order else set()
    assert {name for name, weight in rubric.weights.items() if weight} <= covered


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_named_as_missed_comes_with_a_better_wording(situation: str) -> None:
    rubric = ALL[situation]  # type: ignore[index]
    assert [item.id for item in rubric.items if item.required and item.any_of and not item.better] == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_better_wordings_have_no_blanks_of_the_standard(situation: str) -> None:
    rubric = ALL[situation]  # type: ignore[index]
    assert [item.id for item in rubric.items if "×" in (item.better or "")] == []


def test_every_violation_has_a_price_and_a_clause() -> None:
    rules = HANDBOOK.rules
    assert set(rules.violations) == set(VIOLATIONS)
    named = {rule.clause for rule in rules.violations.values()} | {
        sign.clause for sign in rules.critical.values()
    }
    assert named <= set(CLAUSES)
    assert all(rule.points <= rule.cap for rule in rules.violations.values())


def test_every_critical_error_that_can_be_found_has_a_name() -> None:
    assert set(HANDBOOK.labels.critical) == set(get_args(CriticalId))


def test_every_condition_has_its_signs() -> None:
    assert set(load_recognisers().conditions) == set(get_args(ConditionId))


def test_the_contents_of_every_phrase_can_be_looked_for() -> None:
    wanted = {
        element for clause in CLAUSES.values() if clause.phrases for element in clause.semantic_elements
    }
    assert sorted(wanted - set(load_wording().contents)) == []


@pytest.mark.parametrize(
    ("name", "complaints"),
    [
        ("weights", ["record is missing", "below 0", "add up to 90", "used more than once", "has no weight"]),
        (
            "ids",
            [
                "situation",
                "surprise",
                "items.0.dimension",
                "items.0.any_of.0",
                "items.1.stage",
                "items.1.weight",
            ],
        ),
    ],
)
def test_an_invalid_rubric_is_refused_with_all_its_problems(name: str, complaints: list[str]) -> None:
    with pytest.raises(ContentError) as caught:
        load_model(INVALID / f"{name}.yaml", Rubric)
    text = str(caught.value)
    assert [complaint for complaint in complaints if complaint not in text] == []


def test_a_missing_rubric_and_a_misnamed_one_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "callback.yaml").write_text((RUBRICS / "invitation.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_rubrics(tmp_path)
    text = str(caught.value)
    assert "name the file so" in text
    assert "no rubric for situation 'callback'" in text


def test_the_hash_follows_the_content() -> None:
    rubric = ALL["callback"]
    assert rubric.content_hash == load_rubrics()["callback"].content_hash
    stricter = Rubric.model_validate({**rubric.model_dump(), "pass_mark": 80})
    assert rubric.content_hash != stricter.content_hash
