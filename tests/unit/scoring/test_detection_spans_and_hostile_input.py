"""Offsets are those of the original reply, and nothing that a trainee types stops the detector."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.vocabulary import SITUATIONS, SituationId
from scoring.detection import Detection, Detector, ReplyContext, load_detector
from scoring.schema import MAX_REPLY_CHARACTERS, Utterance

DETECTOR = load_detector()
WORDS = ["您好", "供电公司", "别急", "地址", "是不是", "没", "再说", "××", "电话", "派", "师傅",
         "，", "。", " ", "等着吧",
         "13812345678", "？", "“", "”"]  # fmt: skip


def detect(reply: str, customer: str = "停电了", situation: SituationId = "anxious_outage") -> Detection:
    history = (Utterance(role="customer", text=customer),)
    return DETECTOR.detect(ReplyContext(situation=situation, history=history, reply=reply))


def words_of(reply: str, act: str) -> str:
    detection = detect(reply)
    spans = {found.id: (found.start, found.end) for found in detection.elements}
    start, end = spans[act]  # type: ignore[index]
    return reply[start:end]


def test_a_span_is_the_stretch_that_does_the_act() -> None:
    reply = "您好，请问您贵姓？电话是多少？"
    assert words_of(reply, "greeting").startswith("您好")
    assert "贵姓" in words_of(reply, "ask_name")
    assert "电话" in words_of(reply, "ask_contact")


def test_spans_survive_spaces_stammer_and_full_width_characters() -> None:
    reply = "喂 您 好 我我这里是 ９５５９８ 您您别着急"
    assert "９５５９８" in words_of(reply, "identify")
    assert words_of(reply, "soothe").endswith("着急")


def test_a_span_counts_code_points_not_bytes() -> None:
    reply = "😀😀您放心"
    assert words_of(reply, "soothe") == "您放心"


def test_misheard_terms_are_understood_and_quoted_as_written() -> None:
    reply = "请问您的第直是哪里"
    assert "第直" in words_of(reply, "ask_address")


def test_an_unfilled_blank_earns_nothing() -> None:
    detection = detect("我们将在×天内给您答复，我是××供电局")
    assert not {"give_deadline", "identify"} & {found.id for found in detection.elements}


def test_the_customers_words_given_back_are_no_answer() -> None:
    detection = detect("我家停电了你们快来人", customer="我家停电了，你们快来人")
    assert not detection.elements


@pytest.mark.parametrize(
    "reply",
    ["", " ", "\n\t", "，。！？", "……", "😀👍", "\u202e\u200f\u200b", "\x00\x01",
     "哈哈哈哈", "asdf qwer", "[]{}()*+?\\"]
)  # fmt: skip
def test_what_is_not_speech_does_nothing_and_is_no_reply(reply: str) -> None:
    detection = detect(reply)
    assert detection.elements == ()
    assert [found.id for found in detection.violations] == ["no_reply"]


@pytest.mark.parametrize(
    "unit",
    [
        "您",
        "别",
        "电话",
        "是不是",
        "没有，",
        "再说一遍吧",
        "1",
        "（",
        "等着 ",
        "您您好好",
        "派师傅不",
        "a",
        "😀",
    ],
)
def test_five_thousand_hostile_characters_are_read_to_the_end(unit: str) -> None:
    reply = (unit * MAX_REPLY_CHARACTERS)[:MAX_REPLY_CHARACTERS]
    valid(reply, detect(reply))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_can_be_judged_without_any_history(situation: SituationId) -> None:
    detection = DETECTOR.detect(ReplyContext(situation=situation, history=(), reply="您好，请讲"))
    assert "greeting" in {found.id for found in detection.elements}


@given(
    st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
    st.text(max_size=30),
    st.sampled_from(SITUATIONS),
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_valid_ordered_spans(reply: str, customer: str, situation: SituationId) -> None:
    valid(reply, detect(reply, customer, situation))


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join))
@settings(max_examples=50, deadline=None)
def test_detection_is_a_function_of_the_context(reply: str) -> None:
    assert detect(reply) == detect(reply)


def valid(reply: str, detection: Detection) -> None:
    elements = [(act.id, act.start, act.end, act.score) for act in detection.elements]
    violations = [(act.id, act.start, act.end, act.score) for act in detection.violations]
    for act, start, end, score in [*elements, *violations]:
        assert 0 <= start <= end <= len(reply)
        assert 0 < score <= 1
        assert end > start or act == "no_reply"
    assert len({act for act, *_ in elements}) == len(elements)
    assert len({act for act, *_ in violations}) == len(violations)
    assert [start for _, start, *_ in elements] == sorted(start for _, start, *_ in elements)


def test_the_same_lexicon_has_the_same_version() -> None:
    assert isinstance(DETECTOR, Detector)
    assert DETECTOR.version == load_detector().version
