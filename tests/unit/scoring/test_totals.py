from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoring.decisions import Decision, DecisionStatus, Deduction
from scoring.rubric import DIMENSIONS
from scoring.schema import DimensionId
from scoring.totals import CRITICAL_CEILING, add_up

WEIGHTS: dict[DimensionId, float] = {
    "courtesy": 10, "empathy": 20, "enquiry": 20, "resolution": 25, "language": 15, "record": 10,
}  # fmt: skip
STATUSES: tuple[DecisionStatus, ...] = ("met", "missed", "waived", "not_judged")


def decision(dimension: DimensionId, status: DecisionStatus, weight: float = 1.0) -> Decision:
    return Decision("d", "d", dimension, status, weight, "")


def deduction(points: float, dimension: DimensionId = "empathy") -> Deduction:
    return Deduction("v", "v", dimension, points, "", None)


decisions = st.lists(
    st.builds(decision, st.sampled_from(DIMENSIONS), st.sampled_from(STATUSES), st.floats(0.5, 9)),
    max_size=15,
)
deductions = st.lists(st.builds(deduction, st.floats(0, 30), st.sampled_from(DIMENSIONS)), max_size=6)


@given(decisions, deductions, st.booleans())
def test_scores_stay_between_nothing_and_full(
    made: list[Decision], taken: list[Deduction], critical: bool
) -> None:
    totals = add_up(made, taken, WEIGHTS, critical=critical)
    assert 0 <= totals.score <= (CRITICAL_CEILING if critical else 100)
    assert all(score is None or 0 <= score <= 100 for score in totals.dimensions.values())


@given(decisions, deductions, st.data())
def test_doing_what_was_missed_never_lowers_the_score(
    made: list[Decision], taken: list[Deduction], data: st.DataObject
) -> None:
    missed = [place for place, item in enumerate(made) if item.status == "missed"]
    if not missed:
        return
    place = data.draw(st.sampled_from(missed))
    better = [replace(item, status="met") if at == place else item for at, item in enumerate(made)]
    before = add_up(made, taken, WEIGHTS, critical=False).score
    assert add_up(better, taken, WEIGHTS, critical=False).score >= before


@given(decisions)
def test_what_was_judged_is_worth_the_whole_hundred(made: list[Decision]) -> None:
    total = sum(add_up(made, [], WEIGHTS, critical=False).points)
    judged = any(item.counts for item in made)
    assert abs(total - (100 if judged else 0)) < 1e-6


@given(decisions, st.sampled_from(("waived", "not_judged")))
def test_what_is_not_judged_changes_nothing(made: list[Decision], status: DecisionStatus) -> None:
    more = [*made, decision("record", status)]
    assert add_up(more, [], WEIGHTS, critical=False).score == add_up(made, [], WEIGHTS, critical=False).score


def test_a_dimension_without_a_judged_item_is_none_and_leaves_its_weight_to_the_others() -> None:
    totals = add_up(
        [decision("empathy", "met"), decision("record", "not_judged")], [], WEIGHTS, critical=False
    )
    assert totals.dimensions["record"] is None
    assert (totals.score, totals.dimensions["empathy"]) == (100, 100)


def test_nothing_judged_is_no_score_at_all() -> None:
    totals = add_up([], [], WEIGHTS, critical=False)
    assert totals.score == 0
    assert set(totals.dimensions.values()) == {None}


def test_a_dimension_shows_what_was_taken_from_it() -> None:
    made = [decision("empathy", "met"), decision("language", "met")]
    totals = add_up(made, [deduction(10)], WEIGHTS, critical=False)
    assert totals.score == 90
    assert totals.dimensions["language"] == 100
    assert totals.dimensions["empathy"] is not None
    assert totals.dimensions["empathy"] < 100
