"""The arithmetic: items and deductions to points, dimensions and a total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.decisions import Decision, Deduction
from scoring.rubric import DIMENSIONS, TOTAL
from scoring.schema import DimensionId

CRITICAL_CEILING = 59.0
"""No call with a critical error scores more."""


@dataclass(frozen=True)
class Totals:
    """``points`` holds what each decision is worth (0 where it does not count), in the same order."""

    score: float
    dimensions: dict[DimensionId, float | None]
    points: tuple[float, ...]


def add_up(
    decisions: Sequence[Decision],
    deductions: Sequence[Deduction],
    weights: Mapping[DimensionId, float],
    *,
    critical: bool,
) -> Totals:
    """Points of what could be judged, spread over the whole 100, less the deductions.

    A dimension in which nothing could be judged is ``None`` and leaves its weight to the others, and so
    does the part of a dimension that the customer told unasked.
    """
    shares = _dimension_points(decisions, weights)
    points = tuple(_points(decision, decisions, shares) for decision in decisions)
    earned = sum(worth for worth, decision in zip(points, decisions, strict=True) if decision.status == "met")
    score = min(float(TOTAL), max(0.0, earned - sum(deduction.points for deduction in deductions)))
    return Totals(
        score=round(min(score, CRITICAL_CEILING) if critical else score, 1),
        dimensions={name: _dimension(name, decisions, points, deductions, shares) for name in DIMENSIONS},
        points=points,
    )


def _dimension_points(
    decisions: Sequence[Decision], weights: Mapping[DimensionId, float]
) -> dict[DimensionId, float]:
    judged = {decision.dimension for decision in decisions if decision.counts}
    active = {
        name: weight * _left_to_judge(name, decisions)
        for name, weight in weights.items()
        if weight > 0 and name in judged
    }
    whole = sum(active.values())
    return {name: weight * TOTAL / whole for name, weight in active.items()}


def _left_to_judge(name: DimensionId, decisions: Sequence[Decision]) -> float:
    """Above 0, at most 1. One question left of six must not cost what six would."""
    counted = sum(one.weight for one in decisions if one.counts and one.dimension == name)
    told = sum(one.weight for one in decisions if one.volunteered and one.dimension == name)
    return counted / (counted + told)


def _points(decision: Decision, decisions: Sequence[Decision], shares: Mapping[DimensionId, float]) -> float:
    if not decision.counts or decision.dimension not in shares:
        return 0.0
    whole = sum(other.weight for other in decisions if other.counts and other.dimension == decision.dimension)
    return shares[decision.dimension] * decision.weight / whole


def _dimension(
    name: DimensionId,
    decisions: Sequence[Decision],
    points: Sequence[float],
    deductions: Sequence[Deduction],
    shares: Mapping[DimensionId, float],
) -> float | None:
    if name not in shares:
        return None
    earned = sum(
        worth
        for worth, decision in zip(points, decisions, strict=True)
        if decision.dimension == name and decision.status == "met"
    )
    taken = sum(deduction.points for deduction in deductions if deduction.dimension == name)
    return round(min(100.0, max(0.0, 100 * (earned - taken) / shares[name])), 1)
