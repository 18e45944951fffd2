"""The sixteen doubtful cases of the taxonomy, each as the wordings that it is about."""

import pytest

from scoring.detection import Detection, ReplyContext, RuleDetector, load_rules
from scoring.schema import Utterance

Case = tuple[str, str, str, set[str], set[str]]


@pytest.fixture(scope="module")
def detector() -> RuleDetector:
    return load_rules()


def found(detector: RuleDetector, situation: str, customer: str, reply: str) -> tuple[set[str], set[str]]:
    history = (Utterance(role="customer", text=customer),)
    detection: Detection = detector.detect(
        ReplyContext(situation=situation, history=history, reply=reply)  # type: ignore[arg-type]
    )
    return {act.id for act in detection.elements}, {act.id for act in detection.violations}


CASES: list[Case] = [
    # 1 acts count, words do not
    ("anxious_outage", "我家没电了", "地址您不用报了我这边有显示", set(), {"ask_address"}),
    ("anxious_outage", "我家没电了", "联系电话的事咱们回头再说", set(), {"ask_contact", "promise_reply"}),
    ("anxious_outage", "你们不道歉吗", "我同事刚才已经跟您道过歉了", set(), {"apologise"}),
    ("anxious_outage", "停电了", "先不登记，看看情况", set(), {"promise_forward"}),
    ("anxious_outage", "派人了吗", "还没给您派师傅呢", set(), {"dispatch"}),
    ("anxious_outage", "停电了", "你自己不会看看总开关吗", {"guide_self_check", "!rhetorical"}, set()),
    # 2 listening
    ("anxious_outage", "我住幸福路12号", "好的，马上给您派师傅", {"backchannel"}, set()),
    ("repeat_caller", "我报过了", "好好好行行行，知道了", set(), {"backchannel"}),
    ("silent_call", "（无声）", "嗯，您好", set(), {"backchannel"}),
    # 3 open request, pointed question
    ("angry_complaint", "我要投诉", "请把具体情况描述一下", {"guide_expression", "ask_details"}, set()),
    ("anxious_outage", "停电了", "您慢慢说", {"guide_expression"}, {"ask_details"}),
    ("angry_complaint", "我要投诉", "是哪天，哪位师傅", {"ask_details"}, {"guide_expression", "ask_time"}),
    ("angry_complaint", "你们的人骂我", "请问是什么时候发生的事", {"ask_details"}, {"ask_time"}),
    ("anxious_outage", "停电了", "请问是什么时候停的电", {"ask_time"}, {"ask_details"}),
    # 4 dispatch and progress
    ("repeat_caller", "人呢", "师傅已经出发了，正在路上", {"explain_progress"}, {"dispatch"}),
    ("anxious_outage", "停电了", "我马上给您派抢修师傅", {"dispatch"}, {"explain_progress"}),
    ("repeat_caller", "人呢", "一点二十派的单，现在在路上", {"dispatch", "explain_progress"}, set()),
    # 5 reading back
    (
        "anxious_outage", "电话13812345678", "您的电话是13812345678，对吗",
        {"confirm_record", "ask_contact"}, set(),
    ),
    (
        "anxious_outage", "我在翠湖小区三栋", "跟您核对一下，翠湖小区3栋，没错吧",
        {"confirm_record"}, {"ask_contact"},
    ),
    # 6 patience
    ("repeat_caller", "还要多久", "麻烦再等等", {"ask_patience"}, set()),
    ("repeat_caller", "还要多久", "等着吧", {"!perfunctory"}, {"ask_patience"}),
    ("repeat_caller", "急", "给您造成不便，敬请谅解", {"apologise", "ask_patience"}, set()),
    ("callback", "喂", "打扰您了，请问是王先生吗", {"callback_intro"}, {"apologise"}),
    # 7 reassurance
    ("anxious_outage", "急死了", "您放心，我来处理", {"soothe"}, set()),
    # 8 deadlines
    ("anxious_outage", "几点", "师傅四十分钟内到", {"give_deadline"}, set()),
    ("anxious_outage", "几点", "我们会尽快处理", set(), {"give_deadline"}),
    ("anxious_outage", "今晚有电吗", "保证您今晚八点准来电", {"give_deadline", "!overpromise"}, set()),
    # 9 names
    ("anxious_outage", "喂", "您好，95598为您服务", {"greeting", "identify"}, set()),
    ("callback", "好的", "欢迎拨打95598，再见", {"closing"}, {"identify"}),
    # 10 on to whom
    ("wrong_number", "是燃气公司吗", "燃气的话您拨96777", {"redirect"}, {"!pass_buck"}),
    ("internal_fault", "那找谁", "您可以联系有资质的电工", {"refer_contractor"}, {"!pass_buck"}),
    ("internal_fault", "那找谁", "抱歉，你找别人去", {"!pass_buck"}, {"redirect"}),
    (
        "internal_fault", "来修啊", "你家里的事我们管不着，找别人去",
        {"!pass_buck", "explain_ownership"}, set(),
    ),
    # 11 saying no
    (
        "against_policy", "免了吧", "按规定违约金不能减免，请您理解",
        {"polite_decline", "explain_policy"}, {"!refuse"},
    ),
    ("against_policy", "免了吧", "真不好意思，办不了", {"!refuse", "apologise"}, {"polite_decline"}),
    ("against_policy", "免了吧", "规定就是规定", {"!refuse"}, {"explain_policy"}),
    # 12 question, statement, insult
    ("anxious_outage", "停了", "谁让你不交电费", {"!rhetorical"}, {"!rude"}),
    ("repeat_caller", "没派人吧", "您这话就不对了", {"!argue"}, {"!rhetorical"}),
    ("harassing", "嘿嘿", "神经病", {"!rude"}, {"!rhetorical"}),
    # 13 silence and bad lines
    ("silent_call", "", "听不到您的声音，请您换个电话再拨", {"prompt_silent"}, set()),
    ("silent_call", "", "喂，听不到啊", set(), {"prompt_silent"}),
    ("unclear_voice", "…", "没听清，麻烦您再说一遍", {"ask_repeat"}, set()),
    ("unclear_voice", "…", "大声点！听不见！", {"!command"}, {"ask_repeat"}),
    # 14 thanks and goodbye
    ("callback", "没有了", "感谢您的来电，再见", {"thank_customer", "closing"}, set()),
    # 15 no answer
    ("billing_query", "我电费为什么多", "嗯", {"!no_reply"}, {"backchannel"}),
    ("billing_query", "能开发票吗", "能开的", set(), {"!no_reply"}),
    ("anxious_outage", "停电了", "问候 身份 安抚 停电范围 地址", {"!no_reply"}, {"soothe", "ask_address"}),
    # 16 guessing
    ("anxious_outage", "啪一声黑了", "那肯定是变压器烧了", {"!pretend_know"}, set()),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[2]}")
def test_a_doubtful_case_is_decided_as_the_taxonomy_says(detector: RuleDetector, case: Case) -> None:
    situation, customer, reply, wanted, unwanted = case
    elements, violations = found(detector, situation, customer, reply)
    labels = elements | {f"!{violation}" for violation in violations}
    assert wanted <= labels
    assert not unwanted & labels
