"""How well whole conversations are scored, beside an inspector's scores."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import AliasChoices, Field

from scoring.evaluation.intervals import RESAMPLES, Floats, generator, percentiles, wilson
from scoring.evaluation.results import Interval, Versions
from scoring.evaluation.scores import share
from scoring.schema import AssessedDialogue, DialogueRow, Frozen

PASS_MARK: Final = 75.0
LEAST_FOR_RANKS: Final = 3


class LabelledDialogue(DialogueRow):
    """A conversation with the inspector's score.

    The score stands under ``score`` or ``expected_score``. Without ``passed`` the pass mark decides.
    """

    score: float = Field(ge=0, le=100, validation_alias=AliasChoices("score", "expected_score"))
    passed: bool | None = None

    @property
    def should_pass(self) -> bool:
        return self.score >= PASS_MARK if self.passed is None else self.passed


class ScoredDialogue(Frozen):
    """One conversation, both judgements."""

    id: str
    expected: float
    given: float
    should_pass: bool
    passed: bool
    critical: tuple[str, ...]


class DialogueEvaluation(Frozen):
    """``None`` where there are too few conversations, or all scores of one side are alike."""

    rows: int
    spearman: float | None
    spearman_interval: Interval | None
    mean_absolute_difference: float | None
    difference_interval: Interval | None
    mean_difference: float | None
    """Given less expected: above 0 the grader is the milder of the two."""
    pass_agreement: float | None
    pass_agreement_interval: Interval | None
    passed_wrongly: int
    failed_wrongly: int
    dialogues: tuple[ScoredDialogue, ...]
    """The widest difference first."""
    versions: Versions | None


@dataclass
class DialogueTally:
    """Keeps two numbers and two decisions of each conversation."""

    scored: list[ScoredDialogue] = field(default_factory=list)

    def add(self, row: LabelledDialogue, assessed: AssessedDialogue) -> None:
        self.scored.append(
            ScoredDialogue(
                id=row.id,
                expected=row.score,
                given=assessed.score,
                should_pass=row.should_pass,
                passed=assessed.passed,
                critical=assessed.critical,
            )
        )

    def result(self, versions: Versions | None = None) -> DialogueEvaluation:
        order = sorted(self.scored, key=lambda one: (-abs(one.given - one.expected), one.id))
        expected, given = (
            np.array([getattr(one, side) for one in order], dtype=np.float64)
            for side in ("expected", "given")
        )
        apart = np.asarray(np.abs(given - expected), dtype=np.float64)
        agreed = sum(one.passed == one.should_pass for one in order)
        return DialogueEvaluation(
            rows=len(order),
            spearman=_rounded(spearman(expected, given)),
            spearman_interval=resampled_spearman(expected, given),
            mean_absolute_difference=_rounded(_mean(apart)),
            difference_interval=_resampled(len(order), lambda draw: _mean(apart[draw])),
            mean_difference=_rounded(_mean(given - expected)),
            pass_agreement=share(agreed, len(order)),
            pass_agreement_interval=wilson(agreed, len(order)),
            passed_wrongly=sum(one.passed and not one.should_pass for one in order),
            failed_wrongly=sum(one.should_pass and not one.passed for one in order),
            dialogues=tuple(order),
            versions=versions,
        )


def spearman(first: Floats, second: Floats) -> float:
    """Rank correlation, ties sharing their mean rank; not a number where it is not defined."""
    from scipy.stats import rankdata  # noqa: PLC0415 - 0.6 s, asked for here alone

    if len(first) < LEAST_FOR_RANKS or not np.ptp(first) or not np.ptp(second):
        return float("nan")
    return float(np.corrcoef(rankdata(first), rankdata(second))[0, 1])


def resampled_spearman(first: Floats, second: Floats) -> Interval | None:
    """Percentile bootstrap over the pairs."""
    return _resampled(len(first), lambda draw: spearman(first[draw], second[draw]))


def _resampled(size: int, figure_of: Callable[[NDArray[np.int_]], float]) -> Interval | None:
    if size < LEAST_FOR_RANKS:
        return None
    draws = generator().randint(0, size, (RESAMPLES, size))
    return percentiles(np.fromiter((figure_of(draw) for draw in draws), dtype=np.float64))


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _rounded(value: float) -> float | None:
    return round(value, 4) if np.isfinite(value) else None
