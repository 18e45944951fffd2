"""Deadlines as trainees state them: how long, and for which step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.numerals import number, spoken
from scoring.stated import Step, deadlines_in
from scoring.times import DAY

HOUR = 60


def read(text: str) -> list[tuple[Step, int, int]]:
    return [(deadline.step, deadline.low, deadline.high) for deadline in deadlines_in(text)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("四个工作日内给您明确的答复。", 4),
        ("您放心，四天之内肯定给您回话", 4),
        ("最多四天您就能收到回复", 4),
        ("答复您的时间是四个工作日", 4),
        ("这个投诉十五天内给您一个说法。", 15),
        ("半个月内给您结果", 15),
        ("96小时内给您答复", 4),
        ("4个工作日内给您答复，您看好吗？", 4),
        ("四个工作日给您答复行吗", 4),
    ],
)
def test_the_time_until_an_answer_is_read(text: str, days: int) -> None:
    assert read(text) == [("reply", days * DAY, days * DAY)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三天给您答复", 2, 3),
        ("三到五个工作日给您回复", 3, 5),
        ("一周之内答复您", 5, 7),
        ("3-5天答复", 3, 5),
    ],
)
def test_a_range_is_a_range(text: str, low: int, high: int) -> None:
    assert read(text) == [("reply", low * DAY, high * DAY)]


def test_each_time_belongs_to_its_own_step() -> None:
    assert read("24小时内会有人先联系您，4个工作日内给您答复。") == [
        ("contact", 24 * HOUR, 24 * HOUR),
        ("reply", 4 * DAY, 4 * DAY),
    ]
    assert read("一个工作日内给您转过去，办完以后两个工作日内给您答复") == [
        ("forward", DAY, DAY),
        ("settled", 2 * DAY, 2 * DAY),
    ]
    assert read("半小时内给您派单") == [("dispatch", 30, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "尽快给您答复",
        "您都等了四天了，我马上反映",
        "三天前反映的事，今天给您答复",
        "验表一般5个工作日内出结果。",
        "安排人员到您家核一次表，三个工作日内给您结果。",
        "我给您登记理赔，请专人三天之内联系您。",
        "给您派单，四十分钟内到。",
        "8月4日给您答复",
        "您是四天前接到的答复吗？",
        "停了两天，师傅在联系了",
        "第三天才有人答复您，很抱歉",
        "四个工作日",
        "",
    ],
)
def test_what_states_no_deadline_is_left_alone(text: str) -> None:
    assert read(text) == []


@given(st.integers(min_value=1, max_value=99))
def test_numbers_are_spoken_as_they_are_read(value: int) -> None:
    assert number(spoken(value)) == value


@given(st.integers(min_value=1, max_value=60))
def test_every_number_of_days_is_read_in_either_writing(days: int) -> None:
    for written in (str(days), spoken(days)):
        assert read(f"{written}个工作日内给您答复。") == [("reply", days * DAY, days * DAY)]


@given(
    st.text(
        alphabet="一二两三四五十半0123456789个天日周月小时分钟内到至答复联系派单转给办完后，。？", max_size=40
    )
)
def test_any_text_can_be_read(text: str) -> None:
    for deadline in deadlines_in(text):
        assert deadline.low >= 0
        assert deadline.start < deadline.end <= len(text)
