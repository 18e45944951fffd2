import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fields import same_field
from scoring.labels import FieldName
from scoring.times import agree, times_in


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("晚上七点半", "clock", 450),
        ("19:30", "clock", 450),
        ("下午三点一刻", "clock", 195),
        ("二十点十分", "clock", 490),
        ("半小时前", "span", 30),
        ("两个半小时", "span", 150),
        ("45分钟左右", "span", 45),
        ("四个工作日内", "span", 5760),
    ],
)
def test_times_are_read_however_they_are_written(text: str, kind: str, minutes: int) -> None:
    assert [(time.kind, time.minutes) for time in times_in(text)] == [(kind, minutes)]


def test_times_of_different_kinds_cannot_be_compared() -> None:
    assert agree("八点", "四十分钟") is None


def test_tolerance_is_in_minutes() -> None:
    assert agree("七点二十", "19:30", 15) is True
    assert agree("七点", "19:30", 15) is False


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_agrees_with_itself(hour: int, minute: int) -> None:
    assert agree(f"{hour}:{minute:02}", f"{hour}点{minute}分") is True


SAME: list[tuple[FieldName, str, str]] = [
    ("phone", "139 0000 2222", "13900002222"),
    ("phone", "+86-13900002222", "13900002222"),
    ("name", "王女士", "王芳"),
    ("name", "王芳", "王芳"),
    ("name", "王大妈", "王芳"),
    ("name", "王老板", "王芳"),
    ("address", "翠湖花园六栋二单元", "翠湖花园6栋2单元"),
    ("address", "城东区翠湖花园6幢2单元301", "翠湖花园6栋2单元"),
    ("started_at", "今晚七点二十左右", "19:30"),
    ("promised_time", "四个工作日", "4个工作日内"),
    ("scope", "building", "building"),
    ("description", "客户称整栋楼停电，家里鱼缸断氧", "整栋楼停电，鱼缸断氧"),
    ("dispatch_to", "城东抢修班", "城东抢修班"),
]
OTHER: list[tuple[FieldName, str, str]] = [
    ("phone", "13900002223", "13900002222"),
    ("name", "李芳", "王芳"),
    ("name", "王强", "王芳"),
    ("address", "翠湖花园2栋6单元", "翠湖花园6栋2单元"),
    ("address", "向阳小区6栋2单元", "翠湖花园6栋2单元"),
    ("address", "翠湖花园16栋2单元", "翠湖花园6栋2单元"),
    ("started_at", "五点", "19:30"),
    ("scope", "area", "building"),
    ("description", "客户家没电，请处理", "一插热水器就跳闸，楼道有电"),
    ("dispatch_to", "城西抢修班组二队", "河口供电所"),
]


@pytest.mark.parametrize(("field", "written", "expected"), SAME)
def test_the_same_fact_in_other_writing_is_right(field: FieldName, written: str, expected: str) -> None:
    assert same_field(field, written, expected)


@pytest.mark.parametrize(("field", "written", "expected"), OTHER)
def test_another_fact_is_wrong(field: FieldName, written: str, expected: str) -> None:
    assert not same_field(field, written, expected)
