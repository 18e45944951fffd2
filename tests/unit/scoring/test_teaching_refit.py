"""Corrections teach the grader what they are about, and leave alone what they are not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.ngrams import BUCKETS
from scoring.detection.model import ReplyContext
from scoring.teaching import NothingToLearnError
from scoring.teaching.fitting import MARGIN, Shown, as_matrix, fit_lesson
from scoring.teaching.refit import Ground, Refit, refit
from scoring.teaching.seeing import Eye
from scoring.teaching.taught import Features, lessons_of
from tests.unit.scoring.teaching_fakes import corrected, example, found, plain_detector, row

ODD = "这事儿我揽下了您擎好吧"
ALIKE = "成这事儿我揽下了您就擎好吧"
OTHER = "请问您家住在哪个小区几号楼"
EYE = Eye.of(plain_detector())
GROUND = Ground(examples=(example(OTHER, "ask_address"),), gold=(row(OTHER, "ask_address"), row(ODD)))


def taught(*rows: object) -> Refit:
    return refit(EYE, [*rows], GROUND, None)  # type: ignore[list-item]


def test_a_correction_is_followed_and_so_is_what_is_worded_alike() -> None:
    made = taught(corrected(ODD, "promise_forward"))
    after = EYE.judge(made.lessons)
    assert found(EYE.shipped, ODD) == set()
    assert found(after, ODD) == {"promise_forward"}
    assert found(after, ALIKE) == {"promise_forward"}
    assert found(after, OTHER) == set()


def test_what_was_found_wrongly_is_found_no_more() -> None:
    made = taught(corrected("您好意思吗", "greeting", "not_there"))
    after = EYE.judge(made.lessons)
    assert found(EYE.shipped, "您好意思吗") == {"greeting"}
    assert found(after, "您好意思吗") == set()
    assert found(after, "您好，请讲") == {"greeting"}


def test_labels_nobody_corrected_stay_as_they_are() -> None:
    lessons = taught(corrected(ODD, "promise_forward")).lessons
    asked = ReplyContext.of(row(ODD))
    added = lessons.odds(EYE.features(asked))
    assert {LABELS[place] for place in np.flatnonzero(added)} == {"promise_forward"}


def test_the_trial_tells_what_comes_of_it() -> None:
    trial = taught(corrected(ODD, "promise_forward")).trial
    assert (trial.rows, trial.corrections, trial.followed_before, trial.followed) == (2, 1, 0, 1)
    (flip,) = trial.flips
    assert (flip.label, flip.now, flip.right, flip.reply) == ("promise_forward", "found", False, ODD)


def test_the_order_of_the_corrections_does_not_matter() -> None:
    one, two = corrected(ODD, "promise_forward"), corrected("单子甩给师傅了", "dispatch")
    forwards, backwards = taught(one, two).lessons, taught(two, one).lessons
    assert forwards.fingerprint == backwards.fingerprint == taught(one, two).lessons.fingerprint


def test_a_row_written_by_hand_teaches_what_the_grader_sees_otherwise() -> None:
    by_hand = corrected(ODD, "promise_forward").model_copy(update={"corrections": ()})
    assert taught(by_hand).trial.corrections == 1


@pytest.mark.parametrize("rows", [[], [corrected("您好", "greeting").model_copy(update={"corrections": ()})]])
def test_without_anything_to_learn_it_says_so(rows: list[object]) -> None:
    with pytest.raises(NothingToLearnError):
        taught(*rows)


def test_every_example_that_says_otherwise_resists() -> None:
    """The same words, taught against ever more examples: the lesson gets weaker."""
    place, asked = PLACE["promise_forward"], ReplyContext.of(row(ODD))
    features = EYE.features(asked)
    reached = []
    for count in (0, 1, 40):
        ground = Ground((example(OTHER), *(example(ODD) for _ in range(count))), ())
        lessons = refit(EYE, [corrected(ODD, "promise_forward")], ground, None).lessons
        reached.append(float(lessons.odds(features)[place]))
    assert reached[0] > reached[1] > reached[2] > 0


vectors = st.dictionaries(st.integers(0, 500), st.floats(0.0625, 1, width=32), min_size=1, max_size=8)


def as_features(values: dict[int, float]) -> Features:
    places = np.array(sorted(values), dtype=np.int64)
    return places, np.array([values[place] for place in places.tolist()], dtype=np.float32)


@settings(deadline=None, max_examples=40)
@given(vectors, st.floats(-8, 8, width=32), st.booleans())
def test_a_lesson_only_ever_pushes_the_right_way_and_not_much_beyond_the_margin(
    values: dict[int, float], odds: float, wanted: bool
) -> None:
    features, sign = as_features(values), 1 if wanted else -1
    shown = Shown((features,), np.array([wanted]), np.array([odds]))
    nobody = as_matrix([as_features({501: 1.0})], BUCKETS)
    lessons = lessons_of({"greeting": fit_lesson(shown, nobody, np.array([True]))})
    added = float(lessons.odds(features)[PLACE["greeting"]])
    if sign * odds >= MARGIN:
        assert added == 0
    else:
        assert 0 < sign * added <= MARGIN - sign * odds + 1e-3


@given(st.dictionaries(st.sampled_from(LABELS), vectors, min_size=1, max_size=4), vectors)
def test_lessons_add_up_what_each_label_was_taught(
    weights: dict[str, dict[int, float]], asked: dict[int, float]
) -> None:
    lessons = lessons_of({label: as_features(values) for label, values in weights.items()})
    added = lessons.odds(as_features(asked))
    for label, values in weights.items():
        expected = sum(values.get(place, 0) * value for place, value in asked.items())
        assert added[PLACE[label]] == pytest.approx(expected, rel=1e-4, abs=1e-5)
