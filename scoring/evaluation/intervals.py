"""95 % intervals. All are functions of counts: the same counts give the same interval on every machine."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.results import Interval

Floats = NDArray[np.float64]
LEVEL: Final = 0.95
Z: Final = 1.959963984540054
"""Quantile of the normal distribution for a two-sided 95 %."""
SEED: Final = 95598
RESAMPLES: Final = 1_000
DRAWS: Final = 2_000
TAILS: Final = (2.5, 97.5)
JEFFREYS: Final = 0.5


def generator() -> np.random.RandomState:
    """A new stream. ``RandomState`` because numpy promises never to change what it draws."""
    return np.random.RandomState(SEED)


def wilson(part: int, whole: int) -> Interval | None:
    """Wilson's score interval of ``part / whole``; ``None`` where ``whole`` is 0."""
    if not whole:
        return None
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z * (share * (1 - share) / whole + spread / (4 * whole)) ** 0.5 / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return _rounded(low if part else 0.0, high if part < whole else 1.0)


def f1_interval(hit: int, extra: int, lost: int) -> Interval | None:
    """Of one label's F1: Wilson's interval of hit / (hit + extra + lost), carried over by 2x / (1 + x).

    A row adds to one of the three at most, so that their share is a proportion; unlike a bootstrap it does
    not shrink to nothing where a label with few rows was found without a fault.
    """
    shared = wilson(hit, hit + extra + lost)
    return shared and _rounded(*(2 * end / (1 + end) for end in shared))


def kappa_of(hit: Floats, extra: Floats, lost: Floats, rest: Floats) -> Floats:
    """Cohen's kappa, elementwise; not a number where both sides always say the same one thing."""
    whole = hit + extra + lost + rest
    agreed = (hit + rest) * whole
    chance = (hit + extra) * (hit + lost) + (rest + extra) * (rest + lost)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((agreed - chance) / (whole * whole - chance), dtype=np.float64)


def kappa(hit: int, extra: int, lost: int, rest: int) -> float | None:
    """Cohen's kappa of four counts of rows; ``None`` where it is not defined."""
    value = float(kappa_of(*(np.float64(count) for count in (hit, extra, lost, rest))))  # type: ignore[arg-type]
    return round(value, 4) if np.isfinite(value) else None


def kappa_interval(hit: int, extra: int, lost: int, rest: int) -> Interval | None:
    """Middle 95 % of kappa over the posterior of the four shares, widened to hold the estimate."""
    estimate = kappa(hit, extra, lost, rest)
    if estimate is None:
        return None
    shares = generator().dirichlet([count + JEFFREYS for count in (hit, extra, lost, rest)], DRAWS)
    low, high = np.percentile(kappa_of(*shares.T), TAILS)
    return _rounded(min(float(low), estimate), max(float(high), estimate))


def percentiles(values: Floats) -> Interval | None:
    """Middle 95 % of the resampled values that are defined; ``None`` where none is."""
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, TAILS)
    return _rounded(float(low), float(high))


def _rounded(low: float, high: float) -> Interval:
    return round(low, 4), round(high, 4)
