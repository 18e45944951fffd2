"""Intervals: against scipy and scikit-learn, at the edges, and the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluation import Evaluation, Tally
from scoring.evaluation.intervals import f1_interval, kappa, kappa_interval, wilson
from scoring.schema import GradedReply, LabelledRow
from tests.unit.scoring.scoring_fakes import graded_acts

counts = st.integers(0, 60)


def row(elements: tuple[str, ...] = (), violations: tuple[str, ...] = ()) -> LabelledRow:
    return LabelledRow.model_validate(
        {"id": "r", "situation": "callback", "reply": "您好", "elements": elements, "violations": violations}
    )


def evaluate(*pairs: tuple[LabelledRow, GradedReply]) -> Evaluation:
    tally = Tally()
    for labelled, graded in pairs:
        tally.add(labelled, graded)
    return tally.result()


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(counted: tuple[int, int]) -> None:
    stats = pytest.importorskip("scipy.stats")
    part, whole = counted
    theirs = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert wilson(part, whole) == pytest.approx((theirs.low, theirs.high), abs=1e-4)


@given(counts, counts, counts, st.integers(1, 60))
def test_kappa_is_that_of_scikit_learn(hit: int, extra: int, lost: int, rest: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    want = [1] * hit + [0] * extra + [1] * lost + [0] * rest
    have = [1] * hit + [1] * extra + [0] * lost + [0] * rest
    ours = kappa(hit, extra, lost, rest)
    if ours is None:
        assert hit + extra + lost == 0
    else:
        assert ours == pytest.approx(metrics.cohen_kappa_score(want, have), abs=1e-4)


@given(counts, counts, counts, counts)
def test_an_interval_holds_its_estimate(hit: int, extra: int, lost: int, rest: int) -> None:
    f1 = f1_interval(hit, extra, lost)
    if f1:
        assert f1[0] - 1e-4 <= 2 * hit / (2 * hit + extra + lost) <= f1[1] + 1e-4
    value, interval = kappa(hit, extra, lost, rest), kappa_interval(hit, extra, lost, rest)
    assert (value is None) == (interval is None)
    if value is not None and interval:
        assert interval[0] <= value <= interval[1]


def test_without_rows_there_is_no_interval() -> None:
    assert wilson(0, 0) is None
    assert f1_interval(0, 0, 0) is None
    assert evaluate().elements.micro.f1_interval is None


def test_a_faultless_label_with_few_rows_is_not_held_for_certain() -> None:
    result = evaluate(
        *[(row(("soothe",)), graded_acts("您好", ["soothe"]))] * 3, (row(), graded_acts("您好", []))
    )
    (scores,) = result.labels
    assert (scores.f1, scores.kappa) == (1.0, 1.0)
    assert scores.f1_interval is not None
    assert scores.f1_interval[0] < 0.7
    assert scores.kappa_interval is not None
    assert scores.kappa_interval[0] < 0.7


def test_the_order_of_the_rows_changes_nothing() -> None:
    pairs = [
        (row(("greeting", "soothe"), ("rude",)), graded_acts("您好", ["greeting"])),
        (row(("soothe",)), graded_acts("您好", ["soothe", "closing", "!argue"])),
        (row(), graded_acts("您好", [])),
        (row(("greeting",)), graded_acts("您好", ["greeting"])),
    ]
    one, other = evaluate(*pairs), evaluate(*reversed(pairs))
    for field in ("elements", "violations", "labels", "false_accusation_interval"):
        assert getattr(one, field) == getattr(other, field)


def test_averages_have_intervals_around_them() -> None:
    pairs = [
        (row(("greeting", "soothe")), graded_acts("您好", ["greeting"])),
        (row(("soothe",)), graded_acts("您好", ["soothe"])),
    ]
    micro = evaluate(*pairs * 20).elements.micro
    assert micro.f1 is not None
    assert micro.f1_interval is not None
    assert micro.f1_interval[0] < micro.f1 < micro.f1_interval[1]
    assert micro.kappa_interval is not None


def test_more_rows_make_the_interval_of_an_average_narrower() -> None:
    pairs = [
        (row(("greeting", "soothe")), graded_acts("您好", ["greeting"])),
        (row(("soothe",)), graded_acts("您好", ["soothe"])),
    ]
    few, many = (evaluate(*pairs * times).elements.micro.f1_interval for times in (5, 50))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_a_clean_row_accused_comes_with_an_interval() -> None:
    result = evaluate((row(), graded_acts("您好", ["!rude"])), *[(row(), graded_acts("您好", []))] * 9)
    assert (result.false_accusation_rate, result.false_accusation_interval) == (0.1, wilson(1, 10))
