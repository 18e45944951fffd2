"""Cleaning what somebody typed into the search box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.query import MAX_QUERY, clean_query


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200b\u200f", "\x00\x07", "\ud800"])
def test_a_query_with_nothing_to_see_is_refused(blank: str) -> None:
    with pytest.raises(ValueError, match="is empty"):
        clean_query(blank)


def test_a_query_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(ValueError, match="2001 characters; ask in at most 2000"):
        clean_query("问" * (MAX_QUERY + 1))


def test_the_longest_query_is_taken() -> None:
    assert len(clean_query("问" * MAX_QUERY)) == MAX_QUERY


def test_direction_marks_and_line_breaks_become_spaces() -> None:
    assert clean_query("\u202e停电\r\n怎么办\x00") == "停电 怎么办"


def test_emoji_and_sql_are_ordinary_text() -> None:
    assert clean_query("😡'; DROP TABLE clauses;--") == "😡'; DROP TABLE clauses;--"


@given(st.text(max_size=300))
def test_a_cleaned_query_is_one_encodable_line_and_stays_as_it_is(text: str) -> None:
    try:
        cleaned = clean_query(text)
    except ValueError:
        return
    cleaned.encode("utf-8")
    assert cleaned.isprintable() or any(char.isspace() for char in cleaned)
    assert clean_query(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("停电了\u2028怎么办\u2029", "停电了 怎么办"),
        ("\ufeff投诉", "投诉"),
        ("停\u00a0电\u3000了", "停 电 了"),
        ("\ue000停电\U000e0001", "停电"),
        ("👨\u200d👩 投诉", "👨 👩 投诉"),
        ("ä\udc80停电", "ä 停电"),
        ("，。！", "，。！"),
        ("停电　　　　了", "停电 了"),
    ],
)
def test_what_copying_brings_along_is_taken_off(typed: str, searched: str) -> None:
    assert clean_query(typed) == searched


@given(st.text("停电\u200b\u202e\x00\ud800 \n，", min_size=1, max_size=40))
def test_no_visible_character_is_lost_or_moved(text: str) -> None:
    visible = [char for char in text if char in "停电，"]
    if visible:
        assert [char for char in clean_query(text) if char != " "] == visible


def test_the_refusal_shows_a_glimpse_of_what_was_typed() -> None:
    with pytest.raises(ValueError, match=r"'\\u200b\\u200b") as refused:
        clean_query("\u200b" * 2000)
    assert len(str(refused.value)) < 250
