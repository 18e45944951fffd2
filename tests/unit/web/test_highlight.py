"""Marking words in a reply."""

from hypothesis import given
from hypothesis import strategies as st

from web.highlight import Mark, cut

marks = st.builds(
    Mark,
    number=st.integers(1, 9),
    name=st.just("问候"),
    start=st.integers(-5, 40),
    end=st.integers(-5, 40),
    bad=st.booleans(),
)


@given(st.text(max_size=30), st.lists(marks, max_size=6))
def test_the_pieces_join_to_the_text_whatever_the_marks(text: str, found: list[Mark]) -> None:
    assert "".join(piece.text for piece in cut(text, found)) == text


@given(st.text(min_size=1, max_size=30), st.lists(marks, max_size=6))
def test_each_mark_inside_the_text_ends_exactly_once(text: str, found: list[Mark]) -> None:
    ended = [mark for piece in cut(text, found) for mark in piece.ends]
    inside = [mark for mark in found if max(mark.start, 0) < min(mark.end, len(text))]
    assert sorted(map(id, ended)) == sorted(map(id, inside))


def test_words_under_a_finding_are_a_piece_of_their_own() -> None:
    pieces = cut("您好，请讲", [Mark(1, "问候", 0, 2)])
    assert [(piece.text, piece.tone) for piece in pieces] == [("您好", "good"), ("，请讲", "")]


def test_words_that_earn_and_break_at_once_say_both() -> None:
    pieces = cut("你不会看吗", [Mark(1, "引导自查", 0, 5), Mark(2, "反问", 1, 5, bad=True)])
    assert [piece.tone for piece in pieces] == ["good", "both"]
    assert pieces[1].names == ("引导自查", "反问")


def test_an_empty_reply_has_no_pieces() -> None:
    assert cut("", [Mark(1, "问候", 0, 2)]) == ()
