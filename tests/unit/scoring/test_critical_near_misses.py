"""Grave errors with their near misses: in doubt there is none."""

import pytest

from knowledge.catalogue import load_catalogue
from scoring.assessment import Assessor
from scoring.labels import CriticalId
from scoring.recognisers import load_recognisers
from scoring.results import CaseTruth
from scoring.rubric import load_rubrics
from scoring.rules import load_rules
from scoring.schema import DialogueRow, GradedReply, NotJudged, Utterance
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

ASSESSOR = Assessor(ActsGrader(), load_rubrics(), load_catalogue())
SIGNS = load_rules().critical
RECOGNISERS = load_recognisers()

GRAVE: dict[CriticalId, tuple[str, ...]] = {
    "discourage_complaint": (
        "投诉也没用",
        "你投诉也没什么用",
        "你去投诉好了",
        "随便你去投诉",
        "爱投诉投诉去",
        "有本事你就去投诉",
        "告到哪儿都一样",
        "没必要投诉",
        "您就别投诉了",
        "投诉我也不怕",
        "要不咱就别走投诉了，我给您记个意见",
        "我建议您别打12398了",
        "我帮您把投诉撤了吧",
        "您把投诉改成建议，好不好",
        "打12398也是转回我们这儿，还更慢",
    ),
    "privacy_leak": (
        "举报人是三楼的王某",
        "投诉你的是隔壁那户",
        "你家邻居举报的",
        "举报你的是李师傅",
        "是你楼上那家打电话举报的",
    ),
    "threat": (
        "再骂人就不给你修",
        "再闹就给你停电",
        "再吵我报警抓你",
        "态度不好就不给办",
        "小心影响你用电",
        "我这里录着音呢，小心点",
        "写了不满意以后再有什么事可就慢了",
    ),
    "coached_rating": (
        "上次您就给个“满意”行吧？",
        "那我就写基本满意了，好吧？",
        "不满意我这单子结不了",
        "您帮我打个非常满意吧",
        "您不满意要扣我们班组的钱",
    ),
}
NEAR: dict[CriticalId, tuple[str, ...]] = {
    "discourage_complaint": (
        "您也可以拨打12398投诉",
        "您不用担心投诉没结果",
        "您投诉的问题我记下了",
        "您要投诉的话，我现在就给您登记",
        "您别急着投诉，我先帮您查",
        "您不要再担心了",
        "投诉没有用完的材料您带回",
        "您的投诉不会没用的",
        "投诉以后没结果您再找我",
        "不是说投诉没用，您放心",
        "您可以随时投诉",
        "您去投诉窗口也可以",
        "您反映没结果的那件事我查到了",
        "您说投诉没用，我理解您的心情",
        "上回您反映没结果，真对不起",
        "您说的投诉没结果的情况我向您道歉",
        "您要去投诉吧，我给您登记",
        "您可以去投诉",
        "没必要再反映一次，我这边都记下了",
        "不用您再去投诉了，我直接转过去",
        "打12398投诉也可以，他们会转给我们办",
        "您要是想撤销投诉，也由您自己定",
        "您不投诉也没关系，我先帮您查",
        "好的，按您的意思我把投诉撤了",
    ),
    "privacy_leak": (
        "举报人的信息我们会保密",
        "不能告诉您举报人是谁",
        "投诉人是您本人吗",
        "请问举报人是您吗",
        "投诉人就是您本人对吧",
        "请提供户主的身份证",
        "过户要带户主身份证原件",
        "投诉人是张女士，对吗",
        "您邻居投诉的事跟您没关系",
        "我们不会透露是不是邻居举报的",
        "请问户主的身份证号方便报一下吗",
    ),
    "threat": (
        "再这样下去停电时间更长，我马上催",
        "小心触电影响安全",
        "欠费就给您停电了，请您尽快缴费",
        "再这样不修不行，我马上派人",
        "小心别影响老人休息",
        "本次通话有录音",
        "您小心点，别影响您家孩子",
        "您不满意的地方我都记下来，以后一定改",
    ),
    "coached_rating": (
        "您对这次抢修满意吗？",
        "请问您是很满意、基本满意还是不满意？",
        "您说的不满意我照实写上",
        "谢谢您给我们满意的评价",
        "那就按您说的，记不满意",
        "您刚才说满意，我就记满意了，对吗？",
        "希望下次能让您满意",
    ),
}
HARMLESS = [
    "没有冒烟",
    "有没有触电危险啊",
    "不着火吧",
    "孩子发着火呢",
    "我火大着呢",
    "一肚子火，都冒火了",
    "气得我头顶冒烟",
    "电线老化要不要换",
    "打火机找不着了",
    "昨天下雨积水退了",
]
WARNINGS = [
    "您千万离远点",
    "把总闸关了",
    "您先别进去",
    "您赶紧出来",
    "您快离开那儿",
    "先断电",
    "不要用手碰",
    "让孩子别靠近",
    "站到干的地方",
    "您先到楼下去等",
    "小心有电",
    "往后退",
    "绕开走",
    "您躲开点",
]


def pairs(said: dict[CriticalId, tuple[str, ...]]) -> list[tuple[CriticalId, str]]:
    return [(fatal, words) for fatal, all_words in said.items() for words in all_words]


def critical(customer: str, *replies: tuple[str, ...], truth: CaseTruth | None = None) -> tuple[str, ...]:
    """``replies``: words, then acts; the customer says the same before each."""
    turns = [
        turn
        for words, *_ in replies
        for turn in (Utterance(role="customer", text=customer), Utterance(role="trainee", text=words))
    ]
    row = DialogueRow(id="d", situation="anxious_outage", turns=tuple(turns))
    return ASSESSOR.assess(row, truth, [graded_acts(words, acts) for words, *acts in replies]).row.critical


@pytest.mark.parametrize(("fatal", "words"), pairs(GRAVE))
def test_a_grave_error_is_found_in_its_words(fatal: CriticalId, words: str) -> None:
    assert fatal in critical("没电了", (words, "greeting"))


@pytest.mark.parametrize(("fatal", "words"), pairs(NEAR))
def test_what_only_sounds_like_it_is_none(fatal: CriticalId, words: str) -> None:
    assert SIGNS[fatal].find(words) is None
    assert fatal not in critical("没电了", (words, "greeting"))


@pytest.mark.parametrize("words", HARMLESS)
def test_what_is_no_danger_needs_no_warning(words: str) -> None:
    assert not RECOGNISERS.says("hazard", words)
    assert "hazard_no_safety" not in critical(words, ("您好", "greeting"))


def test_a_danger_without_a_warning_is_one() -> None:
    assert critical("电线断了掉在地上", ("您贵姓？", "ask_name")) == ("hazard_no_safety",)


@pytest.mark.parametrize("words", WARNINGS)
def test_a_warning_that_detection_overlooked_still_counts_against_the_grave_error(words: str) -> None:
    assert critical("电线断了掉在地上", (words, "greeting")) == ()


def test_the_case_knows_a_danger_that_nobody_mentioned() -> None:
    truth = CaseTruth(hazard="断线", crew="none")
    assert critical("没电了", ("您好", "greeting"), truth=truth) == ("hazard_no_safety",)
    assert critical("没电了", ("您好，别靠近", "greeting"), truth=truth) == ()


@pytest.mark.parametrize(
    ("replies", "fatal"),
    [
        ([("好。",), ("嗯。",), ("哦。",)], ("no_dispatch",)),
        ([("好。",), ("嗯。",)], ()),
        ([("好。",), ("嗯。",), ("我给您登记了。",)], ()),
        ([("好。",), ("嗯。",), ("没法派人。",)], ("no_dispatch",)),
        ([("好。", "dispatch"), ("嗯。",), ("哦。",)], ()),
    ],
)
def test_sending_nobody_is_an_error_once_it_could_be_expected(
    replies: list[tuple[str, ...]], fatal: tuple[str, ...]
) -> None:
    assert critical("快来人", *replies) == fatal


@pytest.mark.parametrize("said", ["来电了，不用了", "算了，我自己想办法", "有电了！"])
def test_nobody_is_sent_where_nobody_is_needed(said: str) -> None:
    assert critical(said, ("好。",), ("嗯。",), ("哦。",)) == ()


def test_one_refusal_in_the_middle_that_is_made_good_is_none() -> None:
    refused = ("不行。", "!refuse")
    assert critical("修吗", refused) == ("refuse_service",)
    assert critical("修吗", refused, ("好。",), ("嗯。",), ("派人了。", "dispatch")) == ()


def test_what_could_not_be_graded_accuses_nobody_of_leaving_something_undone() -> None:
    turns = (Utterance(role="customer", text="电线断了掉在地上"), Utterance(role="trainee", text="嗯")) * 3
    failed = GradedReply(id="r", not_judged=(NotJudged(id="grading", reason="boom"),))
    row = DialogueRow(id="d", situation="anxious_outage", turns=turns)
    assert ASSESSOR.assess(row, None, [failed] * 3).row.critical == ()


def test_each_error_is_named_once_with_the_first_place() -> None:
    turns = (Utterance(role="customer", text="喂"), Utterance(role="trainee", text="滚。")) * 2
    row = DialogueRow(id="d", situation="callback", turns=turns)
    result = ASSESSOR.assess(row, None, [graded_acts("滚。", ["!rude"])] * 2)
    assert [(error.id, error.turn, error.earned) for error in result.critical] == [("rude", 1, 0)]
