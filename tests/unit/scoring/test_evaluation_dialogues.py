import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluation import DialogueEvaluation, DialogueTally, LabelledDialogue, dialogue_table
from scoring.schema import AssessedDialogue

scores = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=3, max_size=12)


def labelled(name: str, expected: float, **more: object) -> LabelledDialogue:
    return LabelledDialogue.model_validate(
        {"id": name, "situation": "callback", "turns": [], "score": expected, **more}
    )


def assessed(name: str, given_: float, *critical: str) -> AssessedDialogue:
    return AssessedDialogue(
        id=name,
        score=given_,
        passed=given_ >= 75 and not critical,
        critical=critical,
        dimensions={},
        missed=(),
        violations=(),
        turns=(),
    )


def evaluate(*pairs: tuple[float, float]) -> DialogueEvaluation:
    tally = DialogueTally()
    for number, (expected, given_) in enumerate(pairs):
        tally.add(labelled(str(number), expected), assessed(str(number), given_))
    return tally.result()


def test_the_figures_of_a_small_set_counted_by_hand() -> None:
    result = evaluate((90, 80), (80, 70), (60, 76), (40, 30))
    # ranks expected 4 3 2 1, given 4 2 3 1: 1 - 6 * 2 / (4 * 15)
    assert result.spearman == pytest.approx(0.8)
    assert result.mean_absolute_difference == pytest.approx((10 + 10 + 16 + 10) / 4)
    assert result.mean_difference == pytest.approx((-10 - 10 + 16 - 10) / 4)
    assert (result.pass_agreement, result.passed_wrongly, result.failed_wrongly) == (0.5, 1, 1)
    assert result.dialogues[0].id == "2"


@given(scores)
def test_the_rank_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    stats = pytest.importorskip("scipy.stats")
    result = evaluate(*pairs)
    expected, given_ = zip(*pairs, strict=True)
    if len(set(expected)) == 1 or len(set(given_)) == 1:
        assert result.spearman is None
    else:
        assert result.spearman == pytest.approx(stats.spearmanr(expected, given_).statistic, abs=1e-4)


def test_an_inspector_may_state_the_outcome_himself() -> None:
    tally = DialogueTally()
    tally.add(labelled("a", 90, passed=False), assessed("a", 59, "rude"))
    assert tally.result().pass_agreement == 1.0


def test_the_score_may_stand_under_its_longer_name() -> None:
    row = LabelledDialogue.model_validate(
        {"id": "a", "situation": "callback", "turns": [], "expected_score": 74.9}
    )
    assert (row.score, row.should_pass) == (74.9, False)


def test_too_few_or_equal_scores_have_no_correlation() -> None:
    assert evaluate().spearman is None
    assert evaluate((90, 80), (70, 60)).spearman is None
    assert evaluate((90, 80), (90, 60), (90, 70)).spearman is None


def test_the_table_names_the_widest_differences() -> None:
    shown = dialogue_table(evaluate((90, 40), (80, 81), (60, 61)))
    assert "failed wrongly" in shown
    assert max(map(len, shown.splitlines())) <= 110
