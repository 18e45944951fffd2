"""Before and after, counted; and corrected replies written as marked text."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.marked import Mark, format_marked, parse_marked
from scoring.teaching.trial import Figures, Judged, Tolerance, Unfollowed, measure
from scoring.teaching.writing import nested
from tests.unit.scoring.teaching_fakes import row

NOTHING: frozenset[str] = frozenset()


def test_a_label_that_is_found_now_counts_for_or_against() -> None:
    judged = [
        Judged(row("您好", "greeting"), NOTHING, frozenset({"greeting"})),
        Judged(row("请讲"), frozenset({"rude"}), frozenset({"greeting"})),
    ]
    trial = measure(judged, 2, 0, [Unfollowed(id="r", reply="请讲", label="rude", wanted=True)], Tolerance())
    assert (trial.before.elements, trial.after.elements) == (0.0, 0.6667)
    assert (trial.before.false_accusations, trial.after.false_accusations) == (0.5, 0.0)
    assert [(flip.label, flip.now, flip.right) for flip in trial.flips] == [
        ("greeting", "found", False), ("greeting", "found", True), ("rude", "not_found", True)
    ]  # fmt: skip
    assert (trial.flipped, trial.flipped_right, trial.followed) == (3, 2, 1)
    assert [change.label for change in trial.labels] == ["greeting", "rude"]
    assert trial.acceptable


def test_nothing_measured_is_not_acceptable() -> None:
    trial = measure([], 1, 0, [], Tolerance())
    assert (trial.after.elements, trial.acceptable) == (None, False)


shares = st.none() | st.floats(0, 1)


@given(shares, shares, shares, shares)
def test_only_a_change_for_the_worse_is_a_fall(
    old: float | None, new: float | None, accused: float | None, accused_now: float | None
) -> None:
    before = Figures(elements=old, violations=None, false_accusations=accused)
    after = Figures(elements=new, violations=None, false_accusations=accused_now)
    falls = {fall.figure for fall in Tolerance().falls(before, after)}
    assert ("elements" in falls) == (old is not None and new is not None and old - new > 0.003 + 1e-9)
    rose = accused is not None and accused_now is not None and accused_now - accused > 0.003 + 1e-9
    assert ("false_accusations" in falls) == rose
    assert not set(Tolerance().falls(before, before))


spans = st.tuples(st.integers(0, 11), st.integers(1, 6)).map(
    lambda pair: (pair[0], min(12, pair[0] + pair[1]))
)


@given(st.dictionaries(st.sampled_from(["greeting", "soothe", "dispatch", "rude", "closing"]), spans))
def test_marks_that_cross_are_widened_until_they_nest(marks: dict[str, tuple[int, int]]) -> None:
    given_marks = tuple(Mark(label, *span) for label, span in marks.items())
    widened = nested(given_marks)
    read = parse_marked(format_marked("一二三四五六七八九十百千", widened))
    assert set(read.marks) == set(widened)
    for old, new in zip(given_marks, widened, strict=True):
        assert new.start <= old.start
        assert new.end >= old.end
