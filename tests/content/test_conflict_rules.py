"""Where the standard is open or overlaps with itself: what the product makes of it, one small call each."""

from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import TypeAdapter

from knowledge.content import Content
from knowledge.vocabulary import ElementId, SituationId
from scoring.detection import ReplyContext, load_detector
from scoring.labels import CriticalId
from scoring.results import Assessment, CaseTruth
from scoring.schema import CallEvent, WorkOrder
from tests.unit.scoring.policy_fakes import assess, broken

FILE = Path(__file__).parents[1] / "data" / "conflict_rules.yaml"


class Words(Content):
    trainee: str
    acts: tuple[str, ...] = ()


class Rule(Content):
    """``met``, ``unmet`` and ``waived`` name items, ``missed`` elements, ``points`` what violations take."""

    rule: str
    situation: SituationId
    turns: tuple[str | Words, ...]
    events: tuple[CallEvent, ...] | None = None
    truth: CaseTruth | None = None
    work_order: WorkOrder | None = None
    met: frozenset[str] = frozenset()
    unmet: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()
    missed: frozenset[ElementId] = frozenset()
    not_missed: frozenset[ElementId] = frozenset()
    broken: frozenset[str] = frozenset()
    not_broken: frozenset[str] = frozenset()
    critical: frozenset[CriticalId] = frozenset()
    not_critical: frozenset[CriticalId] = frozenset()
    points: dict[str, float] = {}
    fields: dict[str, Literal["right", "wrong"]] = {}


RULES = TypeAdapter(tuple[Rule, ...]).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def judged(rule: Rule) -> Assessment:
    said = [turn if isinstance(turn, str) else (turn.trainee, *turn.acts) for turn in rule.turns]
    return assess(rule.situation, *said, events=rule.events, truth=rule.truth, form=rule.work_order)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_the_rule_holds(rule: Rule) -> None:
    result = judged(rule)
    by_status = {item.id: item.status for item in result.items}
    for status, wanted in (("met", rule.met), ("missed", rule.unmet), ("waived", rule.waived)):
        assert {name: by_status.get(name) for name in wanted} == dict.fromkeys(wanted, status)
    missed, found, critical = set(result.row.missed), broken(result), set(result.row.critical)
    assert rule.missed <= missed
    assert not rule.not_missed & missed
    assert rule.broken <= found
    assert not rule.not_broken & found
    assert rule.critical <= critical
    assert not rule.not_critical & critical
    assert rule.points.items() <= {item.id: item.points for item in result.violations}.items()
    fields = {check.field: check.status for check in result.work_order or ()}
    assert rule.fields.items() <= fields.items()


def test_each_rule_is_told_once() -> None:
    names = [rule.rule for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("reply", ["您好，供电局，请讲。", "您好，供电公司，请讲。", "您好，95598，请讲。"])
def test_any_usual_name_of_the_company_identifies(reply: str) -> None:
    found = load_detector().detect(ReplyContext("billing_query", (), reply))
    assert "identify" in {act.id for act in found.elements}


@pytest.mark.parametrize(
    "reply", ["我们会在×天内给您明确的答复。", "并在××天内给您答复。", "预计还要××时间就可以恢复正常了。"]
)
def test_a_placeholder_that_was_left_names_no_deadline(reply: str) -> None:
    found = load_detector().detect(ReplyContext("angry_complaint", (), reply))
    assert "give_deadline" not in {act.id for act in found.elements}
