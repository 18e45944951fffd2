"""Each rubric against a good and a bad call, judged beforehand by the written standard."""

from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import TypeAdapter

from knowledge.catalogue import load_catalogue
from knowledge.content import Content
from knowledge.vocabulary import SITUATIONS, ElementId, SituationId
from scoring.assessment import Assessor
from scoring.labels import CriticalId
from scoring.results import Assessment
from scoring.rubric import load_rubrics
from scoring.schema import CallEvent, DialogueRow, Utterance
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

FOLDER = Path(__file__).parents[1] / "data" / "rubric_dialogues"
ASSESSOR = Assessor(ActsGrader(), load_rubrics(), load_catalogue())


class Spoken(Content):
    """One utterance: ``acts`` are what an inspector hears in the trainee's words, ``!`` a violation."""

    customer: str = ""
    trainee: str = ""
    acts: tuple[str, ...] = ()

    @property
    def utterance(self) -> Utterance:
        return Utterance(role="trainee" if self.trainee else "customer", text=self.trainee or self.customer)


class Call(Content):
    """A call with the verdict expected; ``missed`` and ``critical`` are complete, in any order."""

    name: Literal["good", "bad"]
    turns: tuple[Spoken, ...]
    events: tuple[CallEvent, ...] | None = None
    missed: frozenset[ElementId]
    critical: frozenset[CriticalId]
    passed: bool
    least: float = 0
    most: float = 100


def load(situation: SituationId) -> tuple[Call, ...]:
    text = (FOLDER / f"{situation}.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Call, ...]).validate_python(yaml.safe_load(text))


CASES = [(situation, call) for situation in SITUATIONS for call in load(situation)]


def judge(situation: SituationId, call: Call) -> Assessment:
    row = DialogueRow(
        id=f"{situation}-{call.name}",
        situation=situation,
        turns=tuple(spoken.utterance for spoken in call.turns),
        events=call.events,
    )
    graded = [graded_acts(spoken.trainee, spoken.acts) for spoken in call.turns if spoken.trainee]
    return ASSESSOR.assess(row, None, graded)


def test_there_is_no_file_for_anything_else() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(SITUATIONS)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_a_good_and_a_bad_call(situation: SituationId) -> None:
    assert [call.name for call in load(situation)] == ["good", "bad"]


@pytest.mark.parametrize(("situation", "call"), CASES, ids=lambda value: getattr(value, "name", value))
def test_the_call_is_judged_as_the_standard_asks(situation: SituationId, call: Call) -> None:
    row = judge(situation, call).row
    assert set(row.missed) == call.missed
    assert set(row.critical) == call.critical
    assert row.passed is call.passed
    assert call.least <= row.score <= call.most


@pytest.mark.parametrize(("situation", "call"), CASES, ids=lambda value: getattr(value, "name", value))
def test_points_won_and_lost_make_up_the_score(situation: SituationId, call: Call) -> None:
    result = judge(situation, call)
    total = sum(item.earned for item in (*result.items, *result.violations))
    ceiling = 59 if result.critical else 100
    assert result.row.score == pytest.approx(min(ceiling, max(0, total)), abs=0.15)


@pytest.mark.parametrize(("situation", "call"), CASES, ids=lambda value: getattr(value, "name", value))
def test_what_was_met_or_broken_points_at_words_and_at_a_clause(situation: SituationId, call: Call) -> None:
    result = judge(situation, call)
    shown = [item for item in (*result.items, *result.violations) if item.status in ("met", "broken")]
    for item in shown:
        assert item.clause in result.citations, item.id
        assert item.turn is not None or item.id == "clean_language", item.id
