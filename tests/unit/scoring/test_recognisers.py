import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.vocabulary import ElementId
from scoring.recognisers import ConditionId, Sign, load_recognisers
from scoring.results import CaseTruth
from scoring.schema import Utterance
from scoring.stage import stage_of
from scoring.statements import false_statements

RECOGNISERS = load_recognisers()

TOLD: list[tuple[str, ElementId]] = [
    ("我电话13612345678", "ask_contact"),
    ("就打这个电话，尾号3321", "ask_contact"),
    ("我姓卢", "ask_name"),
    ("翠湖花园6栋2单元", "ask_address"),
    ("城南路28号", "ask_address"),
    ("柳河镇东沟村", "ask_address"),
    ("七点左右停的", "ask_time"),
    ("停了半个小时了就没来过", "ask_time"),
    ("就我家没电", "ask_scope"),
    ("整栋楼都黑了", "ask_scope"),
    ("一插就跳闸", "ask_details"),
]
NOT_TOLD: list[tuple[str, ElementId]] = [
    ("电话你们没有吗？", "ask_contact"),
    ("您贵姓啊", "ask_name"),
    ("你们小区门口的坑", "ask_address"),
    ("备用的还能撑一个钟头", "ask_time"),
    ("刚才刮大风", "ask_time"),
    ("没电了", "ask_scope"),
]


@pytest.mark.parametrize(("text", "element"), TOLD)
def test_what_the_customer_tells_is_recognised(text: str, element: ElementId) -> None:
    assert element in RECOGNISERS.told(text)


@pytest.mark.parametrize(("text", "element"), NOT_TOLD)
def test_what_only_looks_like_it_is_not(text: str, element: ElementId) -> None:
    assert element not in RECOGNISERS.told(text)


HOLDS: list[tuple[ConditionId, str]] = [
    ("hazard", "电线掉在地上了"),
    ("hazard", "配电箱一直冒火花"),
    ("took_leave", "好的，谢谢"),
    ("took_leave", "那我等着"),
    ("demands_supervisor", "叫你们领导来"),
    ("restored", "推上去了，有电了"),
    ("area_words", "隔壁也没电"),
    ("single_words", "楼道灯是亮的，就我家黑"),
]
DOES_NOT: list[tuple[ConditionId, str]] = [
    ("hazard", "没有冒烟"),
    ("hazard", "听见噼里啪啦响了一阵"),
    ("restored", "还没有来电了的消息"),
    ("took_leave", "你倒是说话啊"),
    ("area_words", "我家没电了"),
]


@pytest.mark.parametrize(("condition", "text"), HOLDS)
def test_a_condition_shows_in_the_words(condition: ConditionId, text: str) -> None:
    assert RECOGNISERS.says(condition, text)


@pytest.mark.parametrize(("condition", "text"), DOES_NOT)
def test_a_condition_is_not_seen_where_it_is_not(condition: ConditionId, text: str) -> None:
    assert not RECOGNISERS.says(condition, text)


def test_a_sign_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a regular expression"):
        Sign(signs=("(",))


@given(st.text(max_size=200))
def test_no_text_upsets_the_recognisers(text: str) -> None:
    RECOGNISERS.told(text)
    for sign in RECOGNISERS.conditions.values():
        sign.found_in(text)


@pytest.mark.parametrize(
    ("crew", "eta", "said", "is_false"),
    [
        ("none", None, "师傅已经出发了", True),
        ("assigned", None, "师傅已经在路上了", True),
        ("on_the_way", None, "师傅已经出发了", False),
        ("on_the_way", None, "师傅还没出发，我帮您催", False),
        ("on_the_way", None, "师傅正在现场抢修", True),
        ("none", None, "师傅们都在现场了", True),
        ("none", None, "已经赶到现场了", True),
        ("none", None, "抢修人员一般四十五分钟左右到现场", False),
        ("assigned", None, "师傅到现场之前会给您打电话", False),
        ("on_site", "20:30", "预计八点半恢复", False),
        ("on_site", "20:30", "七点就能来电", True),
        ("on_site", None, "八点准来电", True),
        ("on_site", None, "一般三小时左右能恢复", False),
        ("on_site", None, "四个工作日内答复您", False),
        ("assigned", None, "我马上给您派单", False),
        (None, None, "师傅已经出发了", False),
    ],
)
def test_statements_are_held_against_the_state_of_the_case(
    crew: str | None, eta: str | None, said: str, is_false: bool
) -> None:
    truth = CaseTruth.model_validate({"crew": crew, "eta": eta})
    found = false_statements([Utterance(role="trainee", text=said)], truth, RECOGNISERS)
    assert bool(found) is is_false
    assert all(said[start:end] for _, start, end in found)


def test_without_a_known_case_no_statement_is_false() -> None:
    assert false_statements([Utterance(role="trainee", text="已经出发了")], None, RECOGNISERS) == ()


def test_the_stage_follows_the_call() -> None:
    def turns(*texts: str) -> list[Utterance]:
        roles = ("customer", "trainee")
        return [Utterance(role=roles[index % 2], text=text) for index, text in enumerate(texts)]

    assert stage_of(turns("没电了"), RECOGNISERS) == "opening"
    assert stage_of(turns("没电了", "您好", "快点"), RECOGNISERS) == "enquiry"
    assert stage_of(turns("没电了", "您好", "快点", "地址", "6栋", "电话", "136"), RECOGNISERS) == "handling"
    assert stage_of(turns("没电了", "您好", "好的，谢谢"), RECOGNISERS) == "closing"


@pytest.mark.parametrize("piece", ["一", "1", "就", "没电了半个小时", "举报人是"])
def test_every_repeat_in_a_sign_is_bounded(piece: str) -> None:
    """The longest turn of one repeated piece must not make a sign scan the text again and again."""
    text = piece * (5_000 // len(piece))
    RECOGNISERS.told(text)
    unbounded = [
        sign
        for group in (
            RECOGNISERS.facts.values(),
            RECOGNISERS.conditions.values(),
            RECOGNISERS.statements.values(),
        )
        for entry in group
        for sign in entry.signs
        if "]+" in sign or "]*" in sign or ",}" in sign
    ]
    assert unbounded == []
