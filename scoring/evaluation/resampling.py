"""Intervals of averages over labels, by drawing the rows again: a row with several labels stays whole."""

from collections.abc import Mapping
from typing import Final, Literal

import numpy as np

from scoring.evaluation.intervals import RESAMPLES, Floats, generator, kappa_of, percentiles
from scoring.evaluation.masks import KIND_COLUMNS, unpack
from scoring.evaluation.results import Interval, LabelKind

CELLS_AT_ONCE: Final = 2_000_000
"""Resamples are made in portions of this many numbers, so that memory does not follow the rows."""
Metric = Literal["precision", "recall", "f1", "kappa"]
Average = Literal["micro", "macro"]
Pairs = Mapping[tuple[int, int], int]
"""How many rows were labelled with the first mask and judged with the second."""
AverageIntervals = Mapping[tuple[LabelKind, Average], Mapping[str, Interval | None]]
"""By kind and average; the inner keys are fields of ``Scores``, ``f1_interval`` and so on."""


def average_intervals(pairs: Pairs) -> AverageIntervals:
    """Percentile bootstrap over rows of every average."""
    rows = sum(pairs.values())
    if not rows:
        return {}
    hit, extra, lost = _resampled(pairs, rows)
    found: dict[tuple[LabelKind, Average], dict[str, Interval | None]] = {}
    for kind, columns in KIND_COLUMNS.items():
        mine = [table[:, columns] for table in (hit, extra, lost)]
        used = (mine[0] + mine[1] + mine[2]).any(axis=0)
        h, e, m = (table[:, used] for table in mine)
        found[kind, "micro"] = _intervals(_micro(h, e, m, rows))
        found[kind, "macro"] = _intervals(_macro(h, e, m, rows))
    return found


def _resampled(pairs: Pairs, rows: int) -> tuple[Floats, Floats, Floats]:
    """Three tables ``(RESAMPLES, labels)``: hits, extra and lost in each resample."""
    keys = sorted(pairs)  # the order of the rows must not matter
    want, have = unpack(key[0] for key in keys), unpack(key[1] for key in keys)
    outcomes = np.hstack([want & have, have & ~want, want & ~have]).astype(np.float64)
    chances = np.array([pairs[key] for key in keys], dtype=np.float64) / rows
    random, portion = generator(), max(1, CELLS_AT_ONCE // len(keys))
    sizes = [min(portion, RESAMPLES - start) for start in range(0, RESAMPLES, portion)]
    counts = np.vstack([random.multinomial(rows, chances, size) @ outcomes for size in sizes])
    hit, extra, lost = np.hsplit(counts, 3)
    return hit, extra, lost


def _micro(hit: Floats, extra: Floats, lost: Floats, rows: int) -> dict[Metric, Floats]:
    whole = rows * hit.shape[1]
    return _metrics(hit.sum(axis=1), extra.sum(axis=1), lost.sum(axis=1), whole)


def _macro(hit: Floats, extra: Floats, lost: Floats, rows: int) -> dict[Metric, Floats]:
    supported = np.where(hit + lost > 0, 1.0, np.nan)
    each = _metrics(hit, extra, lost, rows)
    undefined = {"precision": 0.0, "recall": 0.0, "f1": 0.0, "kappa": np.nan}
    return {
        metric: _mean(np.where(np.isnan(values), undefined[metric], values) * supported)
        for metric, values in each.items()
    }


def _mean(values: Floats) -> Floats:
    known = np.isfinite(values)
    return _ratio(np.where(known, values, 0.0).sum(axis=1), known.sum(axis=1).astype(np.float64))


def _metrics(hit: Floats, extra: Floats, lost: Floats, whole: int) -> dict[Metric, Floats]:
    return {
        "precision": _ratio(hit, hit + extra),
        "recall": _ratio(hit, hit + lost),
        "f1": _ratio(2 * hit, 2 * hit + extra + lost),
        "kappa": kappa_of(hit, extra, lost, whole - hit - extra - lost),
    }


def _ratio(part: Floats, whole: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / whole, dtype=np.float64)


def _intervals(values: Mapping[Metric, Floats]) -> dict[str, Interval | None]:
    return {f"{metric}_interval": percentiles(array) for metric, array in values.items()}
