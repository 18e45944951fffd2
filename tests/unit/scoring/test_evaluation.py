import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluation import Evaluation, Tally, score_counts, table
from scoring.schema import GradedReply, LabelledRow
from tests.unit.scoring.scoring_fakes import graded_acts


def row(elements: tuple[str, ...] = (), violations: tuple[str, ...] = ()) -> LabelledRow:
    return LabelledRow.model_validate(
        {"id": "r", "situation": "callback", "reply": "您好", "elements": elements, "violations": violations}
    )


def evaluate(*pairs: tuple[LabelledRow, GradedReply]) -> Evaluation:
    tally = Tally()
    for labelled, graded in pairs:
        tally.add(labelled, graded)
    return tally.result()


def test_each_label_gets_its_counts() -> None:
    result = evaluate(
        (row(("greeting", "soothe")), graded_acts("您好", ["greeting"])),
        (row(("greeting",)), graded_acts("您好", ["greeting", "closing"])),
    )
    by_label = {scores.label: scores for scores in result.labels}
    assert (by_label["greeting"].f1, by_label["greeting"].support) == (1.0, 2)
    assert (by_label["soothe"].recall, by_label["soothe"].precision) == (0.0, None)
    assert (by_label["closing"].precision, by_label["closing"].recall) == (0.0, None)


def test_micro_counts_every_label_and_macro_averages_those_with_support() -> None:
    result = evaluate((row(("greeting", "soothe")), graded_acts("您好", ["greeting", "closing"])))
    assert (result.elements.micro.precision, result.elements.micro.recall) == (0.5, 0.5)
    assert result.elements.macro.f1 == 0.5


def test_a_violation_found_in_a_clean_row_is_a_false_accusation() -> None:
    result = evaluate(
        (row(), graded_acts("您好", ["!rude", "!argue"])),
        (row(violations=("rude",)), graded_acts("您好", ["!argue"])),
        (row(), graded_acts("您好", [])),
    )
    assert (result.clean_rows, result.false_accusations) == (2, 1)
    assert result.exact_violations == 1


def test_nothing_at_all_has_no_scores() -> None:
    result = evaluate()
    assert (result.rows, result.elements.micro.f1, result.elements.macro.f1) == (0, None, None)


def test_the_table_and_the_json_tell_the_same() -> None:
    result = evaluate((row(("greeting",), ("rude",)), graded_acts("您好", ["greeting"])))
    shown = table(result)
    assert "greeting" in shown
    assert "1.000" in shown
    assert json.loads(result.model_dump_json())["rows"] == 1


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(hit: int, extra: int, lost: int) -> None:
    scores = score_counts(hit, extra, lost)
    if scores.precision is not None and scores.recall is not None and scores.f1 is not None:
        low, high = sorted((scores.precision, scores.recall))
        assert low - 1e-3 <= scores.f1 <= high + 1e-3


LABELS = ("greeting", "soothe", "closing", "dispatch")
label_sets = st.sets(st.sampled_from(LABELS))


@given(st.lists(st.tuples(label_sets, label_sets), min_size=1, max_size=12))
def test_the_scores_are_those_of_scikit_learn(pairs: list[tuple[set[str], set[str]]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    result = evaluate(*((row(tuple(want)), graded_acts("您好", tuple(found))) for want, found in pairs))
    want, found = ([[int(label in sets[side]) for label in LABELS] for sets in pairs] for side in range(2))
    for average, scores in (("micro", result.elements.micro), (None, None)):
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(
            want, found, average=average, zero_division=0.0
        )
        if scores is not None:
            told = (scores.precision or 0.0, scores.recall or 0.0, scores.f1 or 0.0)
            assert told == pytest.approx((precision, recall, f1), abs=1e-4)
            continue
        supported = [at for at, label in enumerate(LABELS) if any(label in sets[0] for sets in pairs)]
        if supported:
            assert result.elements.macro.f1 == pytest.approx(
                sum(f1[at] for at in supported) / len(supported), abs=2e-4
            )


def test_a_small_table_counted_by_hand() -> None:
    result = evaluate(
        (row(("greeting", "soothe")), graded_acts("您好", ["greeting"])),
        (row(("soothe",)), graded_acts("您好", ["soothe", "closing"])),
        (row(("greeting",)), graded_acts("您好", ["closing"])),
        (row(), graded_acts("您好", [])),
    )
    # found right: greeting, soothe; too much: closing twice; lost: soothe, greeting
    assert (result.elements.micro.precision, result.elements.micro.recall, result.elements.micro.f1) == (
        0.5,
        0.5,
        0.5,
    )
    # greeting and soothe both P 1, R 1/2, F1 2/3; closing has no support and does not count
    assert (result.elements.macro.precision, result.elements.macro.recall) == (1.0, 0.5)
    assert result.elements.macro.f1 == 0.6667
    assert (result.rows, result.exact_elements, result.exact_violations) == (4, 1, 4)


def test_what_the_grader_declined_counts_as_not_found() -> None:
    declined = GradedReply.model_validate({"id": "r", "not_judged": [{"id": "soothe", "reason": "unsure"}]})
    result = evaluate((row(("soothe",)), declined))
    assert (result.not_judged, result.elements.micro.recall) == (1, 0.0)
