"""From corrections to lessons, and to what they would change. Takes seconds; nothing comes into force."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.detection.detector import Detector
from scoring.detection.learned.labels import PLACE
from scoring.detection.learned.ngrams import BUCKETS
from scoring.detection.model import ReplyContext
from scoring.marked import Example
from scoring.schema import LabelledRow
from scoring.teaching.corrected import CorrectedRow
from scoring.teaching.reading import Point, points_of
from scoring.teaching.refusals import NothingToLearnError
from scoring.teaching.seeing import Eye, found_by
from scoring.teaching.taught import Features, Lessons, lessons_of
from scoring.teaching.trial import Judged, Tolerance, Trial, Unfollowed, measure

Report = Callable[[str], None]


@dataclass(frozen=True)
class Refit:
    """What was learnt and what it would change."""

    lessons: Lessons
    trial: Trial


@dataclass(frozen=True)
class Ground:
    """What resists a lesson, and what it is measured on: the shipped examples and the gold set."""

    examples: Sequence[Example]
    gold: Sequence[LabelledRow]


def refit(
    eye: Eye,
    rows: Sequence[CorrectedRow],
    ground: Ground,
    in_force: Lessons | None,
    report: Report = lambda _: None,
) -> Refit:
    """``in_force`` are the lessons that it is compared with. Raises :class:`NothingToLearnError`.

    Every refit begins with the shipped grader and all corrections, so that refits do not pile up.
    """
    points = [point for row in rows for point in points_of(row, found_by(eye.shipped, ReplyContext.of(row)))]
    if not points:
        raise NothingToLearnError(
            "no correction is left that the grader does not know already: nothing to learn"
        )
    report(f"fitting {len(points)} corrected labels against {len(ground.examples)} examples")
    lessons = _fit(eye, points, ground.examples)
    before, after = eye.judge(in_force), eye.judge(lessons)
    report(f"judging {len(ground.gold)} gold replies before and after")
    judged = [_judged(row, before, after) for row in ground.gold]
    followed_before = sum(_follows(before, point) for point in points)
    unfollowed = [_unfollowed(point) for point in points if not _follows(after, point)]
    return Refit(lessons, measure(judged, len(points), followed_before, unfollowed, Tolerance()))


def _judged(row: LabelledRow, before: Detector, after: Detector) -> Judged:
    context = ReplyContext.of(row)
    return Judged(row, found_by(before, context), found_by(after, context))


def _fit(eye: Eye, points: Sequence[Point], examples: Sequence[Example]) -> Lessons:
    from scoring.teaching.fitting import Shown, as_matrix, fit_lesson  # noqa: PLC0415 - scipy, only here

    background = as_matrix([eye.features(ReplyContext.of(one.row)) for one in examples], BUCKETS)
    by_label: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_label[point.label].append(point)
    taught: dict[str, Features] = {}
    for label, mine in by_label.items():
        contexts = [ReplyContext.of(point.row) for point in mine]
        shown = Shown(
            features=tuple(map(eye.features, contexts)),
            wanted=np.array([point.wanted for point in mine]),
            odds=np.array([eye.odds(context)[PLACE[label]] for context in contexts], dtype=np.float64),
        )
        labelled = [label in {*one.row.elements, *one.row.violations} for one in examples]
        taught[label] = fit_lesson(shown, background, np.array(labelled))
    return lessons_of(taught)


def _follows(detector: Detector, point: Point) -> bool:
    return (point.label in found_by(detector, ReplyContext.of(point.row))) == point.wanted


def _unfollowed(point: Point) -> Unfollowed:
    return Unfollowed(id=point.row.id, reply=point.row.reply, label=point.label, wanted=point.wanted)
