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


FLOOR = TypeAdapter(dict[str, Floor]).validate_python(read_yaml(DATA / "floors.yaml"))["development"]
ROWS = [
    LabelledDialogue.model_validate_json(line)
    for file in sorted((DATA / "development").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> DialogueEvaluation:
    library = open_library(KnowledgeSettings(data_dir=tmp_path_factory.mktemp("data")))
    assessor = build_scoring(library).assessor
    tally = DialogueTally()
    for row in ROWS:
        call = DialogueRow.model_validate(row.model_dump(include=set(DialogueRow.model_fields)))
        tally.add(row, assessor.assess(call).row)
    return tally.result()


def test_each_situation_has_a_good_a_middling_and_a_bad_call() -> None:
    assert set(Counter(row.situation for row in ROWS).values()) == {3}
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_the_ranks_are_the_inspector_s(measured: DialogueEvaluation) -> None:
    assert measured.spearman is not None
    assert measured.spearman >= FLOOR.spearman


def test_pass_and_fail_are_the_inspector_s(measured: DialogueEvaluation) -> None:
    assert measured.pass_agreement is not None
    assert measured.pass_agreement >= FLOOR.pass_agreement


def test_it_is_neither_milder_nor_stricter_than_he_was(measured: DialogueEvaluation) -> None:
    assert measured.mean_difference is not None
    assert measured.mean_absolute_difference is not None
    assert abs(measured.mean_difference) <= FLOOR.mean_difference
    assert measured.mean_absolute_difference <= FLOOR.mean_absolute_difference
