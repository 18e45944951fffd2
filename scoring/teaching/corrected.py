"""A reply with what a trainer corrected in it: labels as they should be, and who said so, when and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, get_args

from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from scoring.marked import Mark
from scoring.schema import GradedReply, LabelledRow, ReplyRow, Row

Label = ElementId | ViolationId
CorrectionKind = Literal["missing", "not_there", "other_words"]
"""The act is there and was not found; is not there and was found; is there, but in other words."""
KINDS: Final[tuple[CorrectionKind, ...]] = get_args(CorrectionKind)
FROM_FACTS: Final[frozenset[Label]] = frozenset({"safety_advice", "false_information"})
TEACHABLE: Final[tuple[Label, ...]] = tuple(id for id in (*ELEMENTS, *VIOLATIONS) if id not in FROM_FACTS)
"""What can be told from the words alone; the rest is judged from the facts of the case."""


class Correction(Row):
    """What should have been found. ``start`` and ``end`` are the words that do it, where they were named."""

    label: Label
    kind: CorrectionKind
    start: int | None = None
    end: int | None = None
    author: str
    reason: str
    at: datetime
    grader: str
    """Version of the grader that was corrected, ``""`` where it was not kept."""

    @property
    def wanted(self) -> bool:
        return self.kind != "not_there"


class CorrectedRow(LabelledRow):
    """A labelled row, so that ``evaluate`` takes it too; labels nobody corrected are the grader's own."""

    corrections: tuple[Correction, ...] = ()


def found_spans(graded: GradedReply) -> dict[str, tuple[int, int]]:
    """Where each label was found: code points, end exclusive."""
    spans: dict[str, tuple[int, int]] = {found.id: (found.start, found.end) for found in graded.elements}
    spans.update((found.id, (found.start, found.end)) for found in graded.violations)
    return spans


def corrected_row(row: ReplyRow, graded: GradedReply, corrections: Iterable[Correction]) -> CorrectedRow:
    """``corrections`` must not contradict each other."""
    corrections = tuple(corrections)
    wrong = {correction.label for correction in corrections if not correction.wanted}
    right = {correction.label for correction in corrections if correction.wanted}
    labels = (found_spans(graded).keys() | right) - wrong
    return CorrectedRow(
        **row.model_dump(),
        elements=tuple(id for id in ELEMENTS if id in labels),
        violations=tuple(id for id in VIOLATIONS if id in labels),
        corrections=corrections,
    )


def corrected_marks(graded: GradedReply, row: CorrectedRow) -> tuple[Mark, ...]:
    """Where each label of the row stands: the trainer's words before the grader's, else the whole reply."""
    spans = found_spans(graded)
    for correction in row.corrections:
        if correction.start is not None and correction.end is not None:
            spans[correction.label] = correction.start, correction.end
    whole = (0, len(row.reply))
    return tuple(Mark(label, *spans.get(label, whole)) for label in (*row.elements, *row.violations))
