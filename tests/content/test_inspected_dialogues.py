"""Conversations that an independent inspector scored: whoever changes a rubric sees what it does to them."""

from collections import Counter
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.content import read_yaml
from knowledge.library import open_library
from knowledge.settings import KnowledgeSettings
from scoring.bootstrap import build_scoring
from scoring.evaluation import DialogueEvaluation, DialogueTally, LabelledDialogue
from scoring.schema import DialogueRow

DATA = Path(__file__).parents[1] / "data" / "dialogues_inspected"


class Floor(BaseModel):
    """The differences are the most in points, in either direction."""

    model_config = ConfigDict(extra="forbid")
    spearman: float
    pass_agreement: float
    mean_difference: float
    mean_absolute_difference: float


FLOORS = TypeAdapter(dict[str, Floor]).validate_python(read_yaml(DATA / "floors.yaml"))
Measured = tuple[DialogueEvaluation, Floor]


def inspected(part: str) -> list[LabelledDialogue]:
    """``development`` was used to find what the score got wrong; ``held_back`` only measures it."""
    files = sorted((DATA / part).glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [LabelledDialogue.model_validate_json(line) for line in lines]


@pytest.fixture(scope="module", params=FLOORS)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    library = open_library(KnowledgeSettings(data_dir=tmp_path_factory.mktemp("data")))
    assessor = build_scoring(library).assessor
    tally = DialogueTally()
    for row in inspected(request.param):
        call = DialogueRow.model_validate(row.model_dump(include=set(DialogueRow.model_fields)))
        tally.add(row, assessor.assess(call).row)
    return tally.result(), FLOORS[request.param]


@pytest.mark.parametrize("part", FLOORS)
def test_each_situation_has_a_good_a_middling_and_a_bad_call(part: str) -> None:
    rows = inspected(part)
    assert set(Counter(row.situation for row in rows).values()) == {3}
    assert len({row.id for row in rows}) == len(rows)


def test_no_situation_is_both_tuned_on_and_held_back() -> None:
    tuned, held = ({row.situation for row in inspected(part)} for part in ("development", "held_back"))
    assert not tuned & held


def test_the_ranks_are_the_inspector_s(measured: Measured) -> None:
    figures, floor = measured
    assert figures.spearman is not None
    assert figures.spearman >= floor.spearman


def test_pass_and_fail_are_the_inspector_s(measured: Measured) -> None:
    figures, floor = measured
    assert figures.pass_agreement is not None
    assert figures.pass_agreement >= floor.pass_agreement


def test_it_is_neither_milder_nor_stricter_than_he_was(measured: Measured) -> None:
    figures, floor = measured
    assert figures.mean_difference is not None
    assert figures.mean_absolute_difference is not None
    assert abs(figures.mean_difference) <= floor.mean_difference
    assert figures.mean_absolute_difference <= floor.mean_absolute_difference
