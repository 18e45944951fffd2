"""Sentences that were once missed, beside sentences that look like them and were once accused."""

import pytest

from knowledge.vocabulary import SituationId
from scoring.detection import ReplyContext, RuleDetector, load_rules
from scoring.schema import Utterance

Case = tuple[SituationId, str, str, str]


@pytest.fixture(scope="module")
def detector() -> RuleDetector:
    return load_rules()


def labels(detector: RuleDetector, situation: SituationId, customer: str, reply: str) -> set[str]:
    history = (Utterance(role="customer", text=customer),)
    found = detector.detect(ReplyContext(situation=situation, history=history, reply=reply))
    return {act.id for act in found.elements} | {f"!{act.id}" for act in found.violations}


FOUND: list[Case] = [
    # elements
    ("anxious_outage", "好的谢谢", "您还有其他问题吗？", "ask_more"),
    ("callback", "没有了", "再见。", "closing"),
    ("repeat_caller", "我留过电话", "您的电话是13912340022吗？", "ask_contact"),
    ("anxious_outage", "停电了", "停电前有没有听到什么响声", "ask_details"),
    ("anxious_outage", "停电了", "有没有闻到糊味", "ask_details"),
    ("anxious_outage", "外面冒火", "窗户开着没有？", "ask_details"),
    ("anxious_outage", "电梯停了", "电梯里有没有人被困？", "ask_details"),
    ("anxious_outage", "线掉了", "旁边还有没有人？", "ask_details"),
    ("anxious_outage", "急", "有了消息我第一时间给您回电话", "promise_reply"),
    ("billing_query", "验表多久", "验表一般5个工作日出结果", "give_deadline"),
    ("wrong_number", "电梯坏了", "您找一下小区物业办公室，他们管电梯", "redirect"),
    ("billing_query", "怎么看", "您手机上装个网上国网就能看", "redirect"),
    ("billing_query", "打发票", "大厅左手边有自助机，刷身份证就行", "redirect"),
    ("billing_query", "去哪办", "您到人民路18号的柜台办", "redirect"),
    ("anxious_outage", "停了二十分钟了，灭之前灯闪了两下",
     "停了二十分钟，灭之前灯闪过两下，是这样吧", "confirm_record"),
    ("anxious_outage", "打13812345678", "就打13812345678这个号，可以吗？", "confirm_record"),
    ("anxious_outage", "喂", "用电上有什么要帮忙的吗", "offer_help"),
    # accusing, annoyed, quarrelling
    ("repeat_caller", "我打了三回了", "打三回电就能来了？", "!rhetorical"),
    ("internal_fault", "在哪看", "这么大个人连开关都不认识？", "!rhetorical"),
    ("angry_complaint", "再说一遍", "同样的话我耳朵都听出茧子了", "!impatient"),
    ("dialect_speaker", "等我想想", "快想，我等着下班呢", "!impatient"),
    ("suggestion", "通知太晚", "通知早发了，你不看怨不着别人", "!argue"),
    ("angry_complaint", "乱收费", "你不懂就别说", "!argue"),
    # brushing off, guessing, refusing
    ("repeat_caller", "到底几点", "快了吧，具体我也说不上来", "!perfunctory"),
    ("callback", "灯还闪", "闪就闪呗，又不是不能用", "!perfunctory"),
    ("anxious_outage", "怎么停了", "一准是施工把线给挖了", "!pretend_know"),
    ("billing_query", "表走快了吧", "咱们的表从来不会走快", "!pretend_know"),
    ("against_policy", "能晚交吗", "晚交不行", "!refuse"),
    ("against_policy", "通融一下行吗", "没得通融", "!refuse"),
    ("angry_complaint", "东西坏了", "坏了多少我们赔您多少", "!overpromise"),
    ("anxious_outage", "几点来电", "一个小时妥妥的", "!overpromise"),
    ("billing_query", "没听懂", "先别问，等我讲完", "!command"),
    ("unclear_voice", "喂喂", "凑近话筒，大点儿声", "!command"),
    ("drunk_visitor", "给我办", "走开，后面还有人", "!command"),
    # nothing that answers
    ("repeat_caller", "人到哪了", "祝您生活愉快，再见", "!no_reply"),
    ("anxious_outage", "什么时候来电", "人民电业为人民", "!no_reply"),
    ("dialect_speaker", "几点来", "阿巴阿巴", "!no_reply"),
    ("against_policy", "能不能缓交", "今天中午吃的饺子", "!no_reply"),
]  # fmt: skip


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case[2])
def test_what_was_once_missed_is_found(detector: RuleDetector, case: Case) -> None:
    situation, customer, reply, label = case
    assert label in labels(detector, situation, customer, reply)


NOT_FOUND: list[Case] = [
    ("anxious_outage", "停电了", "我跟您核对一下信息", "confirm_record"),
    ("anxious_outage", "电线掉下来了", "旁边还有没有人？", "ask_more"),
    ("drunk_visitor", "我没醉", "您先请坐，喝口水慢慢说", "defer_calmly"),
    ("wrong_number", "喂", "您好，这里是95598，请讲", "clarify_wrong_number"),
    ("anxious_outage", "打13812345678", "就打13812345678这个号，可以吗？", "promise_reply"),
    ("anxious_outage", "打13700001234", "就打13700001234这个号，可以吗？", "redirect"),
    ("anxious_outage", "着火了", "人离远了就好，我这就安排", "dispatch"),
    ("wrong_number", "电梯坏了", "您找一下小区物业办公室", "refer_contractor"),
    ("anxious_outage", "变压器冒火", "让大家都退到十米以外", "!overpromise"),
    ("anxious_outage", "电线掉了", "边去，离电线远点，危险", "!command"),
    ("callback", "没有了", "好的，再见", "!no_reply"),
    ("drunk_visitor", "我要办业务", "您好，欢迎光临，请坐。", "closing"),
    ("drunk_visitor", "你说什么", "您急什么急，再骂我报警。", "ask_repeat"),
    ("paid_service", "你们管不管", "这事不归我管。", "explain_ownership"),
    ("against_policy", "凭什么不给办", "我们有规定。", "explain_policy"),
    ("angry_complaint", "我说完了", "谢谢您肯听我把话说完。", "!command"),
    ("anxious_outage", "冒火了怎么办", "您先照我说的做，离远一点。", "!command"),
]


@pytest.mark.parametrize("case", NOT_FOUND, ids=lambda case: f"{case[2]}-{case[3]}")
def test_what_only_looks_like_it_is_left_alone(detector: RuleDetector, case: Case) -> None:
    situation, customer, reply, label = case
    assert label not in labels(detector, situation, customer, reply)


POLITE: list[tuple[SituationId, str, str]] = [
    ("repeat_caller", "怎么还没来", "您打了三次电话我都看到了，让您一遍遍说真的不好意思"),
    ("anxious_outage", "几点来电", "具体几点来电我现在还不清楚，我帮您问一下抢修班"),
    ("angry_complaint", "赔钱", "赔偿这块我没有权限答应您，我给您登记"),
    ("angry_complaint", "你算老几", "我就是个接线员，但您的事我一定帮您转到领导那里"),
    ("wrong_number", "水停了", "水的事不归我们管，您打自来水公司的热线问一下"),
    ("silent_call", "……", "听不到您的声音，我先挂了，您换个电话再打过来"),
    ("internal_fault", "怎么看", "多半是开关跳了，您去看一下表箱"),
    ("suggestion", "加个桩", "这个我做不了主，但我给您记下来报给规划部门"),
    ("system_down", "什么时候好", "什么时候好我这边也不清楚，技术那边正在修"),
    ("unclear_voice", "听到吗", "听到了听到了，您说"),
    ("angry_complaint", "气死了", "生气伤身体，咱有事说事，我一定给您反映上去"),
    ("repeat_caller", "今天修得好吗", "我尽量帮您催，今天能不能好我不敢打包票"),
]


@pytest.mark.parametrize("case", POLITE, ids=lambda case: case[2])
def test_a_polite_reply_is_not_accused(detector: RuleDetector, case: tuple[SituationId, str, str]) -> None:
    assert not {label for label in labels(detector, *case) if label.startswith("!")}
