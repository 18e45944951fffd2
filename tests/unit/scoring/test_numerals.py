import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fields import same_address
from scoring.numerals import number
from scoring.times import times_in

MARKS = "零一二三四五六七八九"


def spelled(value: int) -> str:
    """As it is written in full: 1005 is 一千零五, 15 is 十五."""
    text = ""
    for unit, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        mark = value // place % 10
        if mark:
            text += MARKS[mark] + unit
        elif text and not text.endswith("零") and value % place:
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(1, 9999))
def test_a_number_written_in_full_is_read_back(value: int) -> None:
    assert number(spelled(value)) == value


@given(st.text("零〇一二两三四五六七八九幺十百千万点", max_size=8))
def test_nothing_that_is_written_makes_it_fail(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("十", 10),
        ("一十二", 12),
        ("两百", 200),
        ("一百五", 150),
        ("三千二", 3200),
        ("幺三八", 138),
        ("二〇二六", 2026),
    ],
)
def test_usual_short_forms_and_dictated_digits(numeral: str, value: int) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize("text", ["", "三十十", "百千", "零十三", "十零三", "一万"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert number(text) is None


def test_a_malformed_numeral_in_the_form_or_the_talk_is_only_not_understood() -> None:
    assert same_address("和平路零十三号", "和平路13号") in {True, False}
    assert times_in("零十三天内给您答复") == ()
