"""Labelled examples as the models read them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.detection.learned.labels import LABELS, PLACE, SITUATION_PLACE
from scoring.detection.learned.reading import heard, read
from scoring.detection.model import ReplyContext
from scoring.marked import Example

LONGEST: Final = 200
"""Characters of a reply that training looks at."""
FOLDS: Final = 8


@dataclass(frozen=True)
class Mark:
    """Label number and the stretch of the normalised text that earns it."""

    label: int
    start: int
    end: int


@dataclass(frozen=True)
class Item:
    """One example made ready."""

    text: str
    marks: tuple[Mark, ...]
    heard: str
    situation: int
    labels: frozenset[int]


def prepare(example: Example) -> Item:
    context = ReplyContext.of(example.row)
    reading = read(context.reply)
    marks = []
    for mark in example.marks:
        inside = [i for i, origin in enumerate(reading.origin) if mark.start <= origin < mark.end]
        if inside and mark.id in PLACE and inside[0] < LONGEST:
            marks.append(Mark(PLACE[mark.id], inside[0], min(inside[-1] + 1, LONGEST)))
    named = (*example.row.elements, *example.row.violations)
    return Item(
        text=reading.text[:LONGEST],
        marks=tuple(marks),
        heard=heard(context),
        situation=SITUATION_PLACE[context.situation],
        labels=frozenset(PLACE[name] for name in named if name in PLACE),
    )


def fold(example: Example) -> int:
    """By moment: replies to the same words stand in the same fold, 0..FOLDS-1."""
    said = "\n".join((example.row.situation, *(turn.text for turn in example.row.history)))
    if not example.row.history:
        said += example.row.reply
    return int(hashlib.sha256(said.encode()).hexdigest(), 16) % FOLDS


def label_matrix(items: Iterable[Item]) -> NDArray[np.bool_]:
    """``(items, L)``."""
    rows = [[place in item.labels for place in range(len(LABELS))] for item in items]
    return np.array(rows, dtype=np.bool_)


def without_fold(examples: Sequence[Example], left_out: int) -> tuple[list[Example], list[Example]]:
    """Examples to learn from and those left out."""
    inside = [example for example in examples if fold(example) != left_out]
    return inside, [example for example in examples if fold(example) == left_out]
