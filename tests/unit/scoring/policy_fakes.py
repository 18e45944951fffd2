"""Calls judged under a policy, with what was heard given: detection has no part in these tests."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import JsonValue

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SituationId
from scoring.assessment import Assessor
from scoring.handbook import load_handbook
from scoring.policy import LocalEntry, Policy, PolicyValues, load_policy
from scoring.results import Assessment, CaseTruth, ItemResult
from scoring.rubric import load_rubrics
from scoring.schema import CallEvent, DialogueRow, Utterance, WorkOrder
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

DEFAULT = load_policy()
RUBRICS, CATALOGUE = load_rubrics(), load_catalogue()
Said = tuple[str, ...]
"""Words, then what is heard in them (``!`` a violation); a single text is the customer's."""


def policy(**changes: JsonValue) -> Policy:
    entries = {
        name: entry.replaced_by(LocalEntry(value=changes[name])) if name in changes else entry
        for name, entry in DEFAULT.entries.items()
    }
    return Policy(
        PolicyValues.model_validate({name: entry.value for name, entry in entries.items()}), entries
    )


def assess(
    situation: SituationId,
    *said: str | Said,
    local: Policy = DEFAULT,
    events: Sequence[CallEvent] | None = None,
    truth: CaseTruth | None = None,
    form: WorkOrder | None = None,
) -> Assessment:
    """``said``: a text is the customer's; a tuple holds the trainee's words and the acts in them."""
    turns = tuple(
        Utterance(role="customer", text=words)
        if isinstance(words, str)
        else Utterance(role="trainee", text=words[0])
        for words in said
    )
    graded = [graded_acts(words[0], words[1:]) for words in said if not isinstance(words, str)]
    assessor = Assessor(ActsGrader(), RUBRICS, CATALOGUE, load_handbook(policy=local))
    row = DialogueRow(
        id="d",
        situation=situation,
        turns=turns,
        events=tuple(events) if events is not None else None,
        work_order=form,
    )
    return assessor.assess(row, truth, graded)


def item(result: Assessment, name: str) -> ItemResult:
    return next(item for item in result.items if item.id == name)


def broken(result: Assessment) -> set[str]:
    return {item.id for item in (*result.items, *result.violations) if item.status == "broken"}


def written(folder: Path, text: str) -> Path:
    file = folder / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    return file
