import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SituationId
from scoring.assessment import Assessor
from scoring.results import Assessment, CaseTruth, FactTruth
from scoring.rubric import load_rubrics
from scoring.schema import (
    CallEvent,
    DialogueRow,
    EventKind,
    GradedReply,
    NotJudged,
    Role,
    Utterance,
    WorkOrder,
)
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

DEV = Path(__file__).parents[2] / "data" / "dialogues_dev.jsonl"
ROWS = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
ASSESSOR = Assessor(ActsGrader(), load_rubrics(), load_catalogue())

Turn = str | tuple[str, ...]
"""A customer's words, or the trainee's words followed by what they do."""
GOOD_OUTAGE: tuple[Turn, ...] = (
    "我家没电了，急死了！",
    (
        "您好，95598，您先别急，几点停的，就您一家停吗？",
        "greeting",
        "identify",
        "soothe",
        "ask_time",
        "ask_scope",
    ),
    "七点停的，整栋楼都黑了。",
    ("您住哪儿，贵姓，电话多少？", "ask_address", "ask_name", "ask_contact"),
    "翠湖花园6栋，姓卢，13612345678。",
    ("翠湖花园6栋，13612345678，对吧？已经派单了。", "confirm_record", "dispatch"),
    "对，谢谢。",
    ("感谢来电，再见。", "closing"),
)


def assess(
    turns: Sequence[Turn],
    situation: SituationId = "anxious_outage",
    events: Sequence[tuple[EventKind, Role, int]] | None = None,
    truth: CaseTruth | None = None,
    work_order: WorkOrder | None = None,
) -> Assessment:
    spoken = tuple(
        Utterance(role="customer", text=turn)
        if isinstance(turn, str)
        else Utterance(role="trainee", text=turn[0])
        for turn in turns
    )
    row = DialogueRow(
        id="d",
        situation=situation,
        turns=spoken,
        events=None if events is None else tuple(CallEvent(kind=k, role=r, turn=t) for k, r, t in events),
        work_order=work_order,
    )
    return ASSESSOR.assess(
        row, truth, [graded_acts(turn[0], turn[1:]) for turn in turns if not isinstance(turn, str)]
    )


def status(assessment: Assessment, item: str) -> str:
    return next(result.status for result in assessment.items if result.id == item)


@pytest.mark.parametrize("raw", ROWS, ids=[raw["id"] for raw in ROWS])
def test_whole_calls_fall_where_an_inspector_puts_them(raw: dict[str, object]) -> None:
    row = DialogueRow.model_validate(raw)
    spoken = [turn.text for turn in row.turns if turn.role == "trainee"]
    acts = cast(list[list[str]], raw["acts"])
    graded = [graded_acts(text, done) for text, done in zip(spoken, acts, strict=True)]
    result = ASSESSOR.assess(row, None, graded).row
    bands = {
        "good": result.score >= 85 and not result.critical,
        "weak": 30 <= result.score < 75 and not result.critical,
        "bad": result.score < 60,
    }
    assert bands[str(raw["band"])], (result.score, result.critical, result.missed)
    assert result.passed is raw["passed"]


def test_a_flawless_call_is_full_and_misses_nothing() -> None:
    result = assess(GOOD_OUTAGE).row
    assert (result.score, result.passed, result.missed, result.critical) == (100, True, (), ())


def test_what_was_not_recorded_is_not_judged() -> None:
    result = assess(GOOD_OUTAGE)
    assert status(result, "field_all") == "not_judged"
    assert status(result, "wait_hang_up") == "not_judged"
    assert result.row.dimensions["record"] is None
    assert result.work_order is None
    assert result.ended_by is None


def test_what_the_customer_tells_unasked_is_not_missed() -> None:
    turns = (
        "你好，翠湖花园6栋整栋楼七点就没电了，我姓卢，13612345678。",
        ("您好，95598，给您派单了。", "greeting", "identify", "dispatch"),
    )
    result = assess(turns)
    assert not {"ask_address", "ask_name", "ask_contact", "ask_time", "ask_scope"} & set(result.row.missed)
    assert status(result, "ask_address") == "waived"


def test_the_truth_says_what_was_volunteered_and_what_was_missed() -> None:
    def fact(name: str, outcome: str, *answers: str) -> FactTruth:
        return FactTruth.model_validate(
            {"id": name, "label": name, "value": name, "answers": answers, "outcome": outcome}
        )

    truth = CaseTruth(facts=(fact("tel", "volunteered", "ask_contact"), fact("name", "missed", "ask_name")))
    result = assess(["我姓卢，13612345678。", ("您好。", "greeting")], truth=truth)
    assert (status(result, "ask_contact"), status(result, "ask_name")) == ("waived", "missed")


def test_a_missed_item_shows_the_cases_own_wording_and_the_clause() -> None:
    truth = CaseTruth(better={"soothe": "卢女士，您别急，孩子我们记着呢。"})
    item = next(i for i in assess(["没电了！", ("喂。",)], truth=truth).items if i.id == "soothe")
    assert item.better == "卢女士，您别急，孩子我们记着呢。"
    assert item.clause == "need.soothe_urgency"


def test_the_case_can_waive_and_require() -> None:
    truth = CaseTruth(waive=("soothe",), require=("promise_reply",))
    result = assess(["没电了！", ("喂。",)], truth=truth).row
    assert "soothe" not in result.missed
    assert "promise_reply" in result.missed


def test_the_switch_is_asked_for_in_one_home_and_not_in_an_area() -> None:
    alone = ("就我家没电，邻居都有电。", ("您好。", "greeting"))
    assert "guide_self_check" in assess(alone).row.missed
    assert "guide_self_check" not in assess(GOOD_OUTAGE).row.missed


def test_asking_before_soothing_costs_a_little_and_names_the_clause() -> None:
    late: list[Turn] = [
        GOOD_OUTAGE[0],
        ("您好，95598，地址？", "greeting", "identify", "ask_address"),
        "啊？",
    ]
    late += [("您先别急，几点停的，就您一家停吗？", "soothe", "ask_time", "ask_scope"), *GOOD_OUTAGE[2:]]
    result = assess(late)
    broken = next(item for item in result.items if item.id == "soothe_first")
    assert (broken.status, broken.earned, broken.turn) == ("broken", -3, 1)
    assert broken.clause == "need.soothe_urgency"
    assert result.row.score == 97


def test_one_slip_is_not_deducted_twice() -> None:
    rude = assess([*GOOD_OUTAGE[:-1], ("感谢来电，再见，催什么催", "closing", "!impatient", "!rhetorical")])
    assert sorted(item.points for item in rude.violations) == [0, 10]
    assert rude.row.violations == ("impatient", "rhetorical")


def test_repeated_slips_are_capped() -> None:
    slips: list[Turn] = [("行了行了。", "!impatient"), "喂？"] * 5
    result = assess([*GOOD_OUTAGE[:-1], *slips, GOOD_OUTAGE[-1]])
    assert sum(item.points for item in result.violations) == 24


@pytest.mark.parametrize("fatal", ["rude", "force_hangup", "false_information"])
def test_a_critical_error_fails_the_best_call(fatal: str) -> None:
    result = assess([*GOOD_OUTAGE, "喂？", ("坏话", f"!{fatal}")]).row
    assert (result.passed, result.critical) == (False, (fatal,))
    assert result.score <= 59


def test_discouraging_a_complaint_is_critical_and_naming_a_channel_is_not() -> None:
    told = assess([*GOOD_OUTAGE, "我要投诉", ("您也可以拨打12398反映。",)]).row
    discouraged = assess([*GOOD_OUTAGE, "我要投诉", ("投诉也没用。",)]).row
    assert (told.critical, discouraged.critical) == ((), ("discourage_complaint",))


def test_a_danger_without_a_warning_is_critical() -> None:
    turns: list[Turn] = ["电线断了掉在地上，直冒火花！", *GOOD_OUTAGE[1:]]
    assert assess(turns).row.critical == ("hazard_no_safety",)
    warned: list[Turn] = [
        "电线断了掉在地上，直冒火花！",
        ("您好，千万别靠近！", "greeting", "safety_advice"),
        *GOOD_OUTAGE[1:],
    ]
    assert assess(warned).row.critical == ()


def test_a_danger_that_the_customer_denies_is_none() -> None:
    assert (
        assess([*GOOD_OUTAGE[:4], "没有冒烟，也没有火花。翠湖花园6栋。", *GOOD_OUTAGE[5:]]).row.critical == ()
    )


def test_leading_the_customer_to_live_parts_is_named_besides() -> None:
    turns: list[Turn] = ["闻到焦味了，还冒烟！", ("您去把闸推上。", "guide_self_check"), *GOOD_OUTAGE[1:]]
    assert assess(turns).row.critical == ("hazard_no_safety", "unsafe_guidance")


def test_sending_nobody_is_critical_where_somebody_was_needed() -> None:
    turns: list[Turn] = [
        *GOOD_OUTAGE[:5],
        ("好的，知道了。", "backchannel"),
        "那什么时候来？",
        ("再见。", "closing"),
    ]
    assert "no_dispatch" in assess(turns).row.critical


def test_refusing_is_critical_unless_the_matter_was_taken_up() -> None:
    refused: list[Turn] = ["我要投诉！", ("不归我管。", "!pass_buck")]
    assert "refuse_service" in assess(refused, "angry_complaint").row.critical
    taken_up: list[Turn] = [*refused, "你！", ("我给您记下来。", "promise_forward")]
    assert assess(taken_up, "angry_complaint").row.critical == ()


def test_hanging_up_on_the_customer_is_critical() -> None:
    result = assess(GOOD_OUTAGE[:6], events=[("hang_up", "trainee", 6)])
    assert (result.row.critical, result.ended_by) == (("force_hangup",), "trainee")


def test_hanging_up_first_after_both_took_leave_only_costs_points() -> None:
    result = assess(GOOD_OUTAGE, events=[("hang_up", "trainee", 8)])
    assert result.row.critical == ()
    assert any(item.id == "hung_up_first" and item.earned < 0 for item in result.items)


def test_hanging_up_first_is_deducted_once_and_a_permitted_hang_up_not_at_all() -> None:
    softened = assess(GOOD_OUTAGE, events=[("hang_up", "trainee", 8)])
    assert (status(softened, "wait_hang_up"), softened.row.score) == ("waived", 97)
    prompts: list[Turn] = [
        ("您好，95598，听不到您的声音，请讲。", "greeting", "identify", "prompt_silent"),
        "（无声）",
    ] * 2
    freed = assess(["（无声）", *prompts], "silent_call", events=[("hang_up", "trainee", 5)])
    assert (status(freed, "wait_hang_up"), freed.row.score) == ("waived", 100)


def test_a_forced_hang_up_is_still_a_missed_wait() -> None:
    assert status(assess(GOOD_OUTAGE[:6], events=[("hang_up", "trainee", 6)]), "wait_hang_up") == "missed"


def test_a_silent_line_may_be_freed_after_two_prompts() -> None:
    prompts: list[Turn] = [("听不到您的声音，请讲。", "prompt_silent"), "（无声）"] * 2
    freed = assess(["（无声）", *prompts], "silent_call", events=[("hang_up", "trainee", 5)])
    early = assess(["（无声）", *prompts[:2]], "silent_call", events=[("hang_up", "trainee", 3)])
    assert (freed.row.critical, early.row.critical) == ((), ("force_hangup",))


def test_waiting_for_the_customer_to_hang_up_is_an_item_of_its_own() -> None:
    result = assess(GOOD_OUTAGE, events=[("wait_hang_up", "trainee", 8)])
    assert status(result, "wait_hang_up") == "met"
    assert (result.ended_by, result.row.score) == ("customer", 100)


def test_events_do_what_words_would() -> None:
    events: list[tuple[EventKind, Role, int]] = [
        ("start_recording", "trainee", 1),
        ("transfer_supervisor", "trainee", 2),
    ]
    result = assess(["我、我要装电表！", ("您坐。", "soothe")], "drunk_visitor", events=events)
    assert "notify_recording" not in result.row.missed
    assert status(result, "notify_recording") == "met"


def test_handing_over_before_any_explaining_costs() -> None:
    turns: list[Turn] = ["我要投诉！", ("我给您转主管。", "transfer_supervisor"), "行。"]
    assert any(item.id == "transfer_last" for item in assess(turns, "angry_complaint").items)
    soothed: list[Turn] = [
        "我要投诉！",
        ("您先别急。", "soothe"),
        "叫你们领导！",
        ("我给您转主管。", "transfer_supervisor"),
    ]
    assert not any(item.id == "transfer_last" for item in assess(soothed, "angry_complaint").items)


def test_a_failed_grading_is_neither_missed_nor_passed() -> None:
    spoken = (Utterance(role="customer", text="没电了"), Utterance(role="trainee", text="您好"))
    failed = GradedReply(id="r", not_judged=(NotJudged(id="grading", reason="grading failed: boom"),))
    result = ASSESSOR.assess(DialogueRow(id="d", situation="anxious_outage", turns=spoken), None, [failed])
    assert (result.row.missed, result.row.passed, result.row.critical) == ((), False, ())
    assert {item.status for item in result.items} <= {"not_judged", "waived"}


def test_grades_must_match_the_trainees_turns() -> None:
    row = DialogueRow(id="d", situation="anxious_outage", turns=(Utterance(role="trainee", text="您好"),))
    with pytest.raises(ValueError, match="0 graded replies for 1 trainee turns"):
        ASSESSOR.assess(row, None, [])


def test_every_clause_that_is_named_is_cited() -> None:
    result = assess([*GOOD_OUTAGE, ("行了行了", "!impatient")], events=[("hang_up", "customer", 9)])
    named = {item.clause for item in (*result.items, *result.critical, *result.violations) if item.clause}
    assert named <= set(result.citations)
    assert set(result.versions) == {"grader", "rubric", "standards", "encoder", "policy"}


def test_words_that_sound_like_a_danger_cost_nothing_where_the_case_has_none() -> None:
    asked: Turn = ("您好，请问您的地址是哪里？", "greeting", "ask_address")
    turns: list[Turn] = ["电线断了掉下来了？我也没看清", asked]
    assert "hazard_no_safety" in assess(turns).row.critical
    assert "hazard_no_safety" not in assess(turns, truth=CaseTruth(crew="none")).row.critical


WORDS = st.text("零十百三点半刻号栋小时分钟天：:0-9通电派单不。，😀\n", max_size=30)


@given(WORDS, WORDS, WORDS, WORDS)
def test_whatever_is_said_and_written_the_call_is_assessed(
    customer: str, reply: str, address: str, promised: str
) -> None:
    form = WorkOrder(kind="repair", address=address, started_at=customer, promised_time=promised)
    right = WorkOrder(kind="repair", address="和平路13号", started_at="晚上七点半", promised_time="两小时内")
    truth = CaseTruth(crew="assigned", eta="半小时后", work_order=right)
    assert 0 <= assess([customer, (reply,)], truth=truth, work_order=form).row.score <= 100
