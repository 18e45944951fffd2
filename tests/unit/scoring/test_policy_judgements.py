"""What is judged by the local policy: deadlines, distances, fees, hanging up, switches."""

import pytest

from scoring.coach import Coach
from scoring.handbook import load_handbook
from scoring.policy import Policy
from scoring.results import CaseTruth
from scoring.schema import CallEvent, Utterance, WorkOrder
from tests.unit.scoring.policy_fakes import CATALOGUE, DEFAULT, RUBRICS, assess, broken, item, policy
from tests.unit.scoring.scoring_fakes import graded_acts

COMPLAINT = "我要投诉，你们抢修的人什么态度！"


def deadline(words: str, local: Policy = DEFAULT, truth: CaseTruth | None = None) -> tuple[str, bool]:
    result = assess(
        "angry_complaint", COMPLAINT, (words, "promise_reply", "give_deadline"), local=local, truth=truth
    )
    found = item(result, "give_deadline")
    return found.status, "give_deadline" in result.row.missed


@pytest.mark.parametrize(
    "words",
    [
        "四个工作日内给您明确的答复。",
        "24小时内先联系您，四天内答复。",
        "下周一给您答复。",
        "24小时内会有人联系您。",
        "两小时内先有人联系您，4个工作日内答复您。",
    ],
)
def test_a_deadline_of_the_policy_is_met(words: str) -> None:
    assert deadline(words) == ("met", False)


@pytest.mark.parametrize(
    "words",
    [
        "七个工作日内给您答复。",
        "两天内给您答复。",
        "48小时内联系您，四个工作日内给您答复。",
        "一个月内给您结果。",
    ],
)
def test_another_number_is_inaccurate_but_was_said(words: str) -> None:
    assert deadline(words) == ("missed", False)


def test_no_number_is_a_missing_element() -> None:
    result = assess("angry_complaint", COMPLAINT, ("我们会尽快给您答复。", "promise_reply"))
    assert item(result, "give_deadline").status == "missed"
    assert "give_deadline" in result.row.missed


def test_a_number_put_right_later_is_right() -> None:
    first, then = (
        ("七天内给您答复。", "give_deadline"),
        ("我更正一下，是四个工作日内答复您。", "give_deadline"),
    )
    assert item(assess("angry_complaint", COMPLAINT, first, "行吧", then), "give_deadline").status == "met"
    assert item(assess("angry_complaint", COMPLAINT, then, "行吧", first), "give_deadline").status == "missed"


def test_the_inaccurate_words_are_shown_with_the_right_ones() -> None:
    result = assess(
        "angry_complaint",
        COMPLAINT,
        ("好的。七天内给您答复。", "give_deadline"),
        local=policy(complaint_reply_days=5),
    )
    found = item(result, "give_deadline")
    assert found.turn == 1
    assert "口径" in found.reason
    assert found.better == "五个工作日内给您明确的答复。"


def test_what_the_screen_says_is_never_inaccurate() -> None:
    truth = CaseTruth(eta="6个工作日")
    assert deadline("六个工作日内给您答复。", truth=truth) == ("met", False)


def test_the_days_of_the_company_count() -> None:
    local = policy(complaint_reply_days=7, report_reply_days=10)
    assert deadline("七个工作日内给您答复。", local) == ("met", False)
    said = ("十个工作日内给您答复。", "give_deadline")
    assert (
        item(assess("report_misconduct", "我举报有人偷电", said, local=local), "give_deadline").status
        == "met"
    )
    assert item(assess("report_misconduct", "我举报有人偷电", said), "give_deadline").status == "missed"


@pytest.mark.parametrize(
    ("words", "reason"),
    [("我三个工作日内给您转过去。", "不符"), ("我今天就给您转过去，办完以后两个工作日内给您答复。", "做到")],
)
def test_an_enquiry_has_its_own_days_and_costs_nothing(words: str, reason: str) -> None:
    result = assess("billing_query", "这个月电费怎么这么多", (words, "give_deadline"))
    found = item(result, "give_deadline")
    assert reason in found.reason
    assert found.points == 0


def test_a_slow_dispatch_is_told() -> None:
    slow, quick = ("我半小时内给您派单。", "dispatch"), ("我五分钟内给您派单。", "dispatch")
    assert "late_dispatch" in broken(assess("anxious_outage", "家里没电了", slow))
    assert "late_dispatch" not in broken(assess("anxious_outage", "家里没电了", quick))
    assert "late_dispatch" not in broken(
        assess("anxious_outage", "家里没电了", slow, local=policy(dispatch_minutes=30))
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("您离断线八米以外，别让人靠近。", "met"),
        ("离那根线至少十米远。", "met"),
        ("千万别碰，站远一点。", "met"),
        ("您离它三米远就行。", "missed"),
        ("没事，您绕过去就行。", "missed"),
    ],
)
def test_too_near_a_fallen_wire_is_no_safety_advice(words: str, status: str) -> None:
    result = assess("anxious_outage", "电线断了掉在路上", (words, "safety_advice"))
    assert item(result, "safety_advice").status == status


@pytest.mark.parametrize("words", ["换一个空开大概八十块钱。", "上门费五十元。"])
def test_an_amount_that_nobody_set_is_made_up(words: str) -> None:
    assert "pretend_know" in assess("paid_service", "修一下多少钱", (words, "explain_fee")).row.violations
    local = policy(fees=[{"name": "换空开", "yuan": 80}, {"name": "上门", "yuan": 50}])
    assert not assess("paid_service", "修一下多少钱", (words, "explain_fee"), local=local).row.violations


@pytest.mark.parametrize(
    ("customer", "words"),
    [
        ("修一下多少钱", "是有偿的，具体以现场公示为准。"),
        ("上次收了我五十块", "您说的五十块钱我帮您核实。"),
        ("多少钱", "不是五十块，价格以公示为准。"),
        ("多少钱", "您是问那一块的线路吗？"),
        ("怎么回事", "火线零线碰一块了。"),
        ("怎么回事", "您户上还有六十多块余额。"),
        ("多少钱", "按公示的目录，换空开是二十五块。"),
    ],
)
def test_an_amount_that_is_not_made_up_is_no_fault(customer: str, words: str) -> None:
    assert not assess("paid_service", customer, (words, "explain_fee")).row.violations


def test_where_there_is_a_table_an_amount_must_be_in_it() -> None:
    said = ("按公示的目录，换空开是二十五块。", "explain_fee")
    local = policy(fees=[{"name": "换空开", "yuan": 35}])
    assert "pretend_know" in assess("paid_service", "多少钱", said, local=local).row.violations


@pytest.mark.parametrize(
    "words",
    [
        "我给您派单，抢修人员四十五分钟内赶到现场。",
        "如果半小时内没给您派单，您再打来。",
        "我这就派人上门，十五分钟后出发。",
        "八小时了确实太久，我马上给您派单。",
    ],
)
def test_the_time_of_the_crew_is_no_time_of_dispatch(words: str) -> None:
    assert "late_dispatch" not in broken(assess("anxious_outage", "家里没电了", (words, "dispatch")))


def test_a_bill_has_amounts_of_its_own() -> None:
    assert not assess(
        "billing_query", "这个月电费怎么这么多", ("您这个月是230元。", "explain_policy")
    ).row.violations


@pytest.mark.parametrize(
    ("words", "imposed"),
    [
        ("您必须找城东电力施工队。", True),
        ("这个只能用我们的队伍。", True),
        ("可以帮您联系有资质的队伍，您也可以自行选择。", False),
        ("不是必须找我们，您自己选。", False),
    ],
)
def test_a_contractor_must_not_be_imposed(words: str, imposed: bool) -> None:
    result = assess("paid_service", "帮我改一下线", (words, "refer_contractor"))
    assert ("contractor_imposed" in broken(result)) is imposed


def test_wordings_of_a_contractor_are_the_companys() -> None:
    said = ("您得走我们城东的队伍。", "refer_contractor")
    local = policy(imposed_contractor_words=["得走…队伍"])
    assert "contractor_imposed" in broken(assess("paid_service", "帮我改一下线", said, local=local))
    none = policy(imposed_contractor_words=[])
    assert "contractor_imposed" not in broken(
        assess("paid_service", "改线", ("必须找我们的队。",), local=none)
    )


HUNG_UP = CallEvent(kind="hang_up", turn=4)
WARNED = (
    "小姑娘声音真好听",
    ("请您文明用语，如果继续这样，我将结束本次通话。", "!force_hangup"),
    "就不，聊会儿嘛",
    ("再次提醒您，您再这样我只能结束通话了。",),
)


def test_whoever_harasses_may_not_be_cut_off_by_default() -> None:
    assert "force_hangup" in assess("harassing", *WARNED, events=[HUNG_UP]).row.critical


def test_two_warnings_are_enough_where_the_company_says_so() -> None:
    local = policy(agent_hangup_exceptions=["harassed_after_two_warnings"])
    result = assess("harassing", *WARNED, events=[HUNG_UP], local=local)
    assert not result.row.critical
    assert "本地规定" in item(result, "wait_hang_up").reason
    once = assess("harassing", *WARNED[:2], events=[HUNG_UP], local=local)
    assert "force_hangup" in once.row.critical
    elsewhere = assess("angry_complaint", *WARNED, events=[HUNG_UP], local=local)
    assert "force_hangup" in elsewhere.row.critical


PROMPTED = (
    ("您好，听不到您的声音，请讲。", "prompt_silent"),
    ("还是听不到，请您换个电话打。", "prompt_silent"),
)


def test_a_silent_line_may_be_freed_where_the_company_says_so() -> None:
    event = CallEvent(kind="hang_up", turn=2)
    assert not assess("silent_call", *PROMPTED, events=[event]).row.critical
    strict = policy(agent_hangup_exceptions=[])
    assert assess("silent_call", *PROMPTED, events=[event], local=strict).row.critical == ("force_hangup",)


def test_the_self_check_can_be_switched_off() -> None:
    said = ("我给您派单。", "dispatch")
    asked = assess("anxious_outage", "就我一家没电", said)
    assert "guide_self_check" in asked.row.missed
    spared = assess("anxious_outage", "就我一家没电", said, local=policy(outage_self_check=False))
    assert "guide_self_check" not in spared.row.missed
    assert "switch_before_dispatch" not in broken(spared)


def test_the_number_of_the_agent_can_be_asked_for() -> None:
    local = policy(agent_number_required=True)
    said = assess("billing_query", "查电费", ("您好，工号1024为您服务。", "greeting"), local=local)
    assert item(said, "local_agent_number").status == "met"
    left_out = assess("billing_query", "查电费", ("您好。", "greeting"), local=local)
    assert item(left_out, "local_agent_number").status == "missed"
    assert all(
        not one.id.startswith("local_") for one in assess("billing_query", "查", ("您好。", "greeting")).items
    )


def test_a_wait_can_have_to_be_announced() -> None:
    local, wait = policy(wait_announced=True), [CallEvent(kind="wait_quietly", turn=2)]
    asked = assess("billing_query", "查电费", ("请您稍等。", "ask_patience"), events=wait, local=local)
    assert item(asked, "local_wait_announced").status == "met"
    silent = assess("billing_query", "查电费", ("您好。", "greeting"), events=wait, local=local)
    assert item(silent, "local_wait_announced").status == "missed"
    waited = assess(
        "silent_call", ("您好。", "greeting"), events=[CallEvent(kind="wait_quietly", turn=1)], local=local
    )
    assert all(one.id != "local_wait_announced" for one in waited.items)


@pytest.mark.parametrize(
    ("kind", "default", "strict"),
    [("enquiry", "right", "right"), ("urge", "right", "wrong"), ("repair", "wrong", "wrong")],
)
def test_a_repeated_call_may_be_an_urging_order(kind: str, default: str, strict: str) -> None:
    form = WorkOrder.model_validate({"kind": kind})
    for local, expected in ((DEFAULT, default), (policy(repeat_call_may_urge=False), strict)):
        result = assess(
            "repeat_caller", "我昨天报过修了", ("我帮您催。", "explain_progress"), form=form, local=local
        )
        assert result.work_order is not None
        assert next(check.status for check in result.work_order if check.field == "kind") == expected


@pytest.mark.parametrize(
    ("written", "status"), [("4个工作日", "right"), ("6个工作日", "right"), ("3天", "wrong")]
)
def test_the_form_may_promise_what_the_policy_or_the_case_says(written: str, status: str) -> None:
    truth = CaseTruth(work_order=WorkOrder(kind="complaint", promised_time="6个工作日"))
    said = ("好的。", "backchannel")
    form = WorkOrder(kind="complaint", promised_time=written)
    result = assess("angry_complaint", COMPLAINT, said, truth=truth, form=form)
    assert result.work_order is not None
    assert next(check.status for check in result.work_order if check.field == "promised_time") == status


def test_the_coach_does_not_tick_off_a_wrong_number() -> None:
    coach = Coach(RUBRICS, CATALOGUE, handbook=load_handbook())
    for words, done in (("七天内答复您。", False), ("四天内答复您。", True)):
        turns = (Utterance(role="customer", text=COMPLAINT), Utterance(role="trainee", text=words))
        listed = coach.items("angry_complaint", turns, [graded_acts(words, ["give_deadline"])])
        deadline_item = next(one for one in listed if one.element == "give_deadline")
        assert deadline_item.done is done
        assert deadline_item.better == "四个工作日内给您明确的答复。"


def test_a_result_names_the_policy_that_it_was_made_with() -> None:
    other = policy(complaint_reply_days=5)
    result = assess("billing_query", "查电费", ("您好。", "greeting"), local=other)
    assert result.versions["policy"] == other.fingerprint
    assert result.versions["policy"] != DEFAULT.fingerprint
