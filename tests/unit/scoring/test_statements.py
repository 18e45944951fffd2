"""What a trainee states of the case against its true state: a false alarm would fail a call for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.recognisers import load_recognisers
from scoring.results import CaseTruth
from scoring.schema import Utterance
from scoring.statements import false_statements

RECOGNISERS = load_recognisers()
NOTHING_STATED = [
    "恢复供电后一小时内回访您",
    "修好了十分钟内给您打电话",
    "您家停了三个小时还没来电是吧",
    "请问七点恢复了吗",
    "您那里八点来电了没有",
    "快一点就能来电",
    "早一点恢复供电",
    "一点也没恢复",
    "我们24小时抢修恢复供电",
    "一般三小时左右能恢复",
    "您说六点来过电，现在又没了",
    "上次是七点恢复的",
    "没办法保证八点能恢复",
    "不敢说八点就能来电",
    "如果八点还没有来电您再打过来",
    "这是第一天送电",
    "感谢您七点来电反映",
    "您三点来电报的修",
    "师傅四十分钟左右到，修好了再跟您说",
    "人马上就出发",
    "已经给师傅派过去了",
    "单子已经派过去了",
    "工单已经转过去了",
    "已经通知师傅过去了",
    "师傅马上过去",
    "要是师傅已经在路上了我告诉您",
    "师傅是不是已经出发了我帮您问问",
    "师傅应该已经在路上了吧",
    "已经安排人过去了",
    "等师傅到了现场，会先看变压器",
    "到了现场会先看变压器",
    "正在联系抢修人员",
    "正在安排抢修",
    "正在派师傅过去修",
    "正在通知抢修班",
    "正在给您转抢修班",
    "如果已经来电了请告诉我",
    "您那里已经来电了吗？",
    "请问已经恢复了吗",
    "系统已经恢复正常了",
    "已经通知他们出发了",
    "我查一下师傅在不在路上",
    "师傅还没出发",
]
STATED = [
    "师傅出发了",
    "师傅已经在路上了",
    "抢修人员正往您那边赶",
    "人已经过去了",
    "师傅到楼下了",
    "师傅正在现场抢修",
    "正在抢修",
    "正在更换变压器",
    "电已经恢复了",
    "已经修好了",
    "明天早上八点来电",
    "三小时内恢复",
    "半小时就修好",
    "两三个小时能修好",
    "下午三点之前来电",
    "八点恢复，到时候给您打电话",
    "您别急，师傅都已经出发了，您稍等",
    "预计恢复时间是八点",
]


def found(said: str, **case: object) -> list[str]:
    truth = CaseTruth.model_validate(case)
    spans = false_statements([Utterance(role="trainee", text=said)], truth, RECOGNISERS)
    return [said[start:end] for _, start, end in spans]


@pytest.mark.parametrize("said", NOTHING_STATED)
@pytest.mark.parametrize("crew", ["none", "assigned"])
def test_what_is_asked_supposed_arranged_or_put_off_states_nothing(said: str, crew: str) -> None:
    assert found(said, crew=crew) == []


@pytest.mark.parametrize("said", STATED)
def test_what_the_case_contradicts_is_found_once(said: str) -> None:
    (words,) = found(said, crew="none")
    assert words in said


@pytest.mark.parametrize(
    "said", ["师傅已经在路上了", "八点半恢复", "大概晚上八点半来电", "电还没恢复，八点二十能好"]
)
def test_what_the_case_bears_out_is_not_found(said: str) -> None:
    assert found(said, crew="on_the_way", eta="20:30") == []


@pytest.mark.parametrize("said", ["早上八点半能恢复", "七点就来电", "今晚十点前恢复"])
def test_another_time_than_the_cases_is_false(said: str) -> None:
    assert found(said, crew="on_site", eta="20:30") == [said]


def test_only_the_trainees_words_are_held_against_the_case() -> None:
    turn = Utterance(role="customer", text="师傅已经在路上了")
    assert false_statements([turn], CaseTruth(crew="none"), RECOGNISERS) == ()


@given(st.text("已经都出发在路上正修好了恢复来电八点半小时内吗？，。没", max_size=40))
def test_spans_lie_in_the_reply(said: str) -> None:
    for words in found(said, crew="none"):
        assert words
        assert words in said
