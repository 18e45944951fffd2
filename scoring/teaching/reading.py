"""Corrected replies from a file: as ``python -m simulator corrections`` writes them, or written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.rows import STANDARD_STREAM, each_row, open_rows
from scoring.evaluation import each_labelled
from scoring.schema import LabelledRow
from scoring.teaching.corrected import TEACHABLE, CorrectedRow

MARKED: Final = ".txt"


@dataclass(frozen=True)
class Point:
    """One label of one reply, and whether it should be found."""

    row: CorrectedRow
    label: str
    wanted: bool


def read_corrected(source: str) -> tuple[tuple[CorrectedRow, ...], int]:
    """The rows, and how many bad ones were told on standard error. Raises :class:`OSError`."""
    rows = list[CorrectedRow]()

    def take(row: LabelledRow) -> None:
        rows.append(CorrectedRow(**row.model_dump()))

    path = Path(source)
    if source != STANDARD_STREAM and (path.is_dir() or path.suffix == MARKED):
        bad = each_labelled(source, take)
    else:
        with open_rows(source, "r") as lines:
            bad = each_row(lines, CorrectedRow, rows.append)
    return tuple(rows), bad


def points_of(row: CorrectedRow, found: frozenset[str]) -> Iterator[Point]:
    """What the row teaches; one without corrections, written by hand, whatever the grader sees otherwise."""
    if row.corrections:
        wanted = {c.label: c.wanted for c in row.corrections}  # the newest of a label counts
    else:
        labelled = {*row.elements, *row.violations}
        wanted = {label: label in labelled for label in TEACHABLE if (label in labelled) != (label in found)}
    yield from (Point(row, label, right) for label, right in wanted.items() if label in TEACHABLE)
