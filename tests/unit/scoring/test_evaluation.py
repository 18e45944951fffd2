import json

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
