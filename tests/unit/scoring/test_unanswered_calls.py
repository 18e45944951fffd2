"""Calls in which nobody, or only the customer, said anything."""

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SITUATIONS, SituationId
from scoring.assessment import Assessor
from scoring.results import Assessment
from scoring.rubric import load_rubrics
from scoring.schema import CallEvent, DialogueRow, GradedReply, NotJudged, Utterance, WorkOrder
from tests.unit.scoring.scoring_fakes import ActsGrader

ASSESSOR = Assessor(ActsGrader(), load_rubrics(), load_catalogue())
HUNG_UP = CallEvent(kind="hang_up", role="trainee", turn=0)


def call(
    *customer: str,
    situation: SituationId = "anxious_outage",
    events: tuple[CallEvent, ...] | None = None,
    form: WorkOrder | None = None,
) -> Assessment:
    turns = tuple(Utterance(role="customer", text=text) for text in customer)
    return ASSESSOR.assess(
        DialogueRow(id="d", situation=situation, turns=turns, events=events, work_order=form)
    )


@pytest.mark.parametrize("situation", SITUATIONS)
def test_where_nobody_spoke_nothing_is_judged(situation: SituationId) -> None:
    recorded = CallEvent(kind="start_recording", turn=0)
    result = call(situation=situation, events=(recorded, HUNG_UP), form=WorkOrder(kind="repair"))
    row = result.row
    assert (row.score, row.passed, row.missed, row.critical) == (0, False, (), ())
    assert set(row.dimensions.values()) == {None}
    assert {item.status for item in result.items} == {"not_judged"}
    assert result.work_order is None


def test_each_item_says_why_it_was_not_judged() -> None:
    reasons = {item.reason for item in call().items if item.id not in ("clean_language", "field_all")}
    assert reasons == {"通话里没有人说过话，没有可评判的内容"}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_customer_who_was_never_answered_is_a_missed_call(situation: SituationId) -> None:
    result = call("喂？", "有人吗？", situation=situation)
    row = result.row
    assert (row.score, row.passed, row.critical) == (0, False, ())
    assert "greeting" in row.missed
    judged = {score for name, score in row.dimensions.items() if name not in ("language", "record")}
    assert judged <= {0, None}
    assert row.dimensions["language"] is None
    assert {item.reason for item in result.items if item.status == "missed"} == {
        "客户说了话，坐席始终没有应答"
    }


def test_a_danger_told_to_nobody_is_a_missed_call_and_no_other_error() -> None:
    row = call("电线掉在地上冒火花了！", "喂？").row
    assert (row.score, row.critical) == (0, ())
    assert "safety_advice" in row.missed


def test_hanging_up_on_a_customer_without_a_word_is_forced() -> None:
    assert call("喂？", events=(HUNG_UP,)).row.critical == ("force_hangup",)


def test_blank_replies_answer_nobody() -> None:
    turns = (Utterance(role="customer", text="没电了"), Utterance(role="trainee", text="  "))
    blank = GradedReply(id="r", not_judged=(NotJudged(id="reply", reason="empty"),))
    row = ASSESSOR.assess(DialogueRow(id="d", situation="anxious_outage", turns=turns), None, [blank]).row
    assert (row.score, row.passed, row.dimensions["courtesy"]) == (0, False, 0)
    assert row.dimensions["language"] is None


def test_a_reply_whose_grading_failed_was_no_silence() -> None:
    turns = (Utterance(role="customer", text="没电了"), Utterance(role="trainee", text="您好"))
    failed = GradedReply(id="r", not_judged=(NotJudged(id="grading", reason="boom"),))
    result = ASSESSOR.assess(DialogueRow(id="d", situation="anxious_outage", turns=turns), None, [failed])
    clean = next(item for item in result.items if item.id == "clean_language")
    assert (clean.status, clean.reason) == ("not_judged", "有回复没能评判，不能认定没做")
    assert set(result.row.dimensions.values()) == {None}
