"""How well a clause's examples can be told apart: each is judged by a recogniser that has not seen it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal

from knowledge.own import OwnClause
from scoring.evaluation.intervals import wilson
from scoring.evaluation.results import Interval
from scoring.own.recogniser import Ground, Lessons, Reading, fit

ENOUGH: Final = 5
"""Fewer examples of a kind say too little."""
FOLDS: Final = 20
"""With more examples than that, several are left out at a time."""
POOR_AUC, POOR_SHARE, MANY_EVERYDAY = 0.6, 0.65, 0.03
"""Low, because the examples that lack it are near misses if they are well chosen, and each is judged by one
less than there are: clauses that score 0.67 to 0.88 here score 0.88 to 1.0 on replies they have not seen."""
FOUND: Final = 0.5
Doubt = Literal["few_showing", "few_lacking", "poor", "phrase_unseen", "everyday"]


@dataclass(frozen=True)
class Judged:
    """An example as a recogniser judged it that was made without it."""

    text: str
    shows: bool
    probability: float

    @property
    def right(self) -> bool:
        return (self.probability >= FOUND) == self.shows


@dataclass(frozen=True)
class Separation:
    """``auc`` is ``None`` where one of the two kinds of example is missing.

    ``interval`` is the 95 % interval of the share judged right. ``everyday`` of ``everyday_total`` ordinary
    replies of the trade are taken to do it.
    """

    judged: tuple[Judged, ...]
    auc: float | None
    right: int
    interval: Interval | None
    everyday: int
    everyday_total: int


@dataclass(frozen=True)
class LeftOut:
    """Raw scores of the examples, each by a model that was fitted without it."""

    shows: tuple[float, ...]
    lacks: tuple[float, ...]


def leave_out(lessons: Lessons, ground: Ground) -> LeftOut:
    """Raises nothing for a lone example: it is then judged by the model of the others, or scores 0."""
    folds = min(FOLDS, len(lessons.shows) + len(lessons.lacks))
    shows, lacks = [0.0] * len(lessons.shows), [0.0] * len(lessons.lacks)
    for fold in range(folds):
        out_shows = range(fold, len(shows), folds)
        out_lacks = range((fold - len(shows)) % folds, len(lacks), folds)
        model = fit(
            replace(
                lessons,
                shows=_without(lessons.shows, out_shows),
                lacks=_without(lessons.lacks, out_lacks),
            ),
            ground,
        )
        for place in out_shows:
            shows[place] = model.best(lessons.shows[place])[0]
        for place in out_lacks:
            lacks[place] = model.best(lessons.lacks[place])[0]
    return LeftOut(tuple(shows), tuple(lacks))


def separation(
    lessons: Lessons, left_out: LeftOut, sure: Callable[[float], float], everyday: Sequence[float]
) -> Separation:
    """``sure`` turns a raw score into a probability; ``everyday`` are the scores of ordinary replies."""
    judged = (
        *_judged(lessons.shows, left_out.shows, True, sure),
        *_judged(lessons.lacks, left_out.lacks, False, sure),
    )
    right = sum(example.right for example in judged)
    return Separation(
        judged=judged,
        auc=area(left_out.shows, left_out.lacks),
        right=right,
        interval=wilson(right, len(judged)),
        everyday=sum(sure(score) >= FOUND for score in everyday),
        everyday_total=len(everyday),
    )


def doubts_of(own: OwnClause, measured: Separation, unseen_phrases: Sequence[str]) -> tuple[Doubt, ...]:
    """Why the clause should not be relied on yet."""
    poor = measured.auc is not None and measured.auc < POOR_AUC
    signs: dict[Doubt, bool] = {
        "few_showing": len(own.shows) < ENOUGH,
        "few_lacking": len(own.lacks) < ENOUGH,
        "poor": poor or measured.right < POOR_SHARE * len(measured.judged),
        "phrase_unseen": bool(unseen_phrases),
        "everyday": measured.everyday > MANY_EVERYDAY * measured.everyday_total,
    }
    return tuple(doubt for doubt, holds in signs.items() if holds)


def area(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Share of the pairs in which ``above`` scores more, ties a half; ``None`` without a pair."""
    pairs = list(product(above, below))
    return sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs) if pairs else None


def _judged(
    readings: Sequence[Reading], scores: Sequence[float], shows: bool, sure: Callable[[float], float]
) -> tuple[Judged, ...]:
    return tuple(Judged(r.text, shows, sure(score)) for r, score in zip(readings, scores, strict=True))


def _without(readings: tuple[Reading, ...], out: range) -> tuple[Reading, ...]:
    return tuple(reading for place, reading in enumerate(readings) if place not in out)
