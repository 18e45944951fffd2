"""A row's labels as one small integer, one bit a label: what is kept of a row once it has been judged."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from scoring.evaluation.results import LabelKind

Label = ElementId | ViolationId
LABELS: Final[tuple[Label, ...]] = (*ELEMENTS, *VIOLATIONS)
FACT_ONLY: Final[frozenset[Label]] = frozenset({"safety_advice", "false_information"})
"""Judged from the facts of a case; rows labelled from the words alone carry no label for them."""
_BITS: Final = {label: 1 << place for place, label in enumerate(LABELS)}
FACT_ONLY_MASK: Final = sum(_BITS[label] for label in FACT_ONLY)
ELEMENT_MASK: Final = (1 << len(ELEMENTS)) - 1
VIOLATION_MASK: Final = ((1 << len(VIOLATIONS)) - 1) << len(ELEMENTS)
KIND_MASKS: Final[dict[LabelKind, int]] = {"element": ELEMENT_MASK, "violation": VIOLATION_MASK}
KIND_COLUMNS: Final[dict[LabelKind, slice]] = {
    "element": slice(0, len(ELEMENTS)),
    "violation": slice(len(ELEMENTS), len(LABELS)),
}


def mask_of(labels: Iterable[Label]) -> int:
    return sum(_BITS[label] for label in set(labels))


def labels_in(mask: int) -> tuple[Label, ...]:
    return tuple(label for label in LABELS if mask & _BITS[label])


def kind_of(label: Label) -> LabelKind:
    return "element" if _BITS[label] & ELEMENT_MASK else "violation"


def unpack(masks: Iterable[int]) -> NDArray[np.bool_]:
    """``(len(masks), len(LABELS))``: whether each mask holds each label."""
    column = np.fromiter(masks, dtype=np.uint64)[:, None]
    return np.asarray((column >> np.arange(len(LABELS), dtype=np.uint64)) & np.uint64(1), dtype=np.bool_)
