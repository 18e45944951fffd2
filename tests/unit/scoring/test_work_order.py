from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SituationId
from scoring.assessment import Assessor
from scoring.results import Assessment, CaseTruth
from scoring.rubric import load_rubrics
from scoring.schema import DialogueRow, Utterance, WorkOrder
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

ASSESSOR = Assessor(ActsGrader(), load_rubrics(), load_catalogue())
TRUTH = WorkOrder(
    kind="repair",
    name="卢芳",
    address="翠湖花园6栋",
    phone="13612345678",
    scope="building",
    started_at="19:00",
)


def assess(
    written: WorkOrder, truth: WorkOrder | None = TRUTH, situation: SituationId = "anxious_outage"
) -> Assessment:
    turns = (Utterance(role="customer", text="没电了"), Utterance(role="trainee", text="您好"))
    row = DialogueRow(id="d", situation=situation, turns=turns, work_order=written)
    acts = ["ask_name", "ask_address", "ask_contact", "ask_scope", "ask_time"]
    return ASSESSOR.assess(row, CaseTruth(work_order=truth) if truth else None, [graded_acts("您好", acts)])


def statuses(assessment: Assessment) -> dict[str, str]:
    assert assessment.work_order is not None
    return {check.field: check.status for check in assessment.work_order}


def test_each_field_is_right_wrong_blank_or_not_judged() -> None:
    written = WorkOrder(
        kind="repair", name="卢女士", address="翠湖花园六栋", phone="13600000000", started_at="七点"
    )
    assert statuses(assess(written)) == {
        "kind": "right",
        "name": "right",
        "address": "right",
        "phone": "wrong",
        "scope": "blank",
        "started_at": "right",
        "description": "not_judged",
        "dispatch_to": "not_judged",
        "promised_time": "not_judged",
    }


def test_a_complete_form_scores_more_than_a_blank_one() -> None:
    full, blank = assess(TRUTH), assess(WorkOrder())
    assert full.row.dimensions["record"] == 100
    assert blank.row.dimensions["record"] == 0
    assert full.row.score > blank.row.score


def test_a_repeat_call_is_an_enquiry_and_not_a_new_repair() -> None:
    truth = WorkOrder(kind="enquiry")
    assert statuses(assess(WorkOrder(kind="enquiry"), truth, "repeat_caller"))["kind"] == "right"
    wrong = assess(WorkOrder(kind="repair"), truth, "repeat_caller")
    assert statuses(wrong)["kind"] == "wrong"
    assert next(item for item in wrong.items if item.id == "field_kind").clause == "repeat.inquiry_only"


def test_without_the_truth_only_the_kind_and_what_was_told_but_left_out_are_judged() -> None:
    turns = (
        Utterance(role="customer", text="翠湖花园6栋没电了，13612345678"),
        Utterance(role="trainee", text="好"),
    )
    row = DialogueRow(
        id="d",
        situation="anxious_outage",
        turns=turns,
        work_order=WorkOrder(kind="repair", address="翠湖6栋"),
    )
    checks = statuses(ASSESSOR.assess(row, None, [graded_acts("好", [])]))
    assert (checks["kind"], checks["phone"]) == ("right", "blank")
    assert (checks["address"], checks["name"]) == ("not_judged", "not_judged")


def test_what_was_never_asked_is_not_deducted_again_on_the_form() -> None:
    turns = (Utterance(role="customer", text="没电了"), Utterance(role="trainee", text="您好"))
    row = DialogueRow(id="d", situation="anxious_outage", turns=turns, work_order=WorkOrder(kind="repair"))
    result = ASSESSOR.assess(row, CaseTruth(work_order=TRUTH), [graded_acts("您好", ["greeting"])])
    assert "ask_contact" in result.row.missed
    assert next(item for item in result.items if item.id == "field_phone").status == "waived"


def test_a_situation_without_a_form_checks_none() -> None:
    assert assess(WorkOrder(), None, "wrong_number").work_order is None
