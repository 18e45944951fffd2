"""Corrected replies as marked text, so that they can be read, reviewed and kept among the examples."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from scoring.marked import SPEAKERS, Mark, format_marked, history_lines
from scoring.schema import GradedReply, Utterance
from scoring.teaching.corrected import CorrectedRow, corrected_marks

BRACKETS: Final = str.maketrans({"[": "【", "]": "】", "\n": " ", "\r": " "})
"""One character for one: what the format means by these must not come from what somebody said."""
NO_REPLY_LINE: Final = re.compile(rf"#|-$|{'|'.join(SPEAKERS)}")


@dataclass(frozen=True)
class MarkedExample:
    """A corrected reply as lines of marked text; ``problem`` says why it has none."""

    row: CorrectedRow
    lines: tuple[str, ...]
    problem: str = ""


def marked_example(row: CorrectedRow, graded: GradedReply) -> MarkedExample:
    """``graded`` gives the words of the labels that nobody corrected."""
    try:
        return MarkedExample(row, tuple(_lines(row, corrected_marks(graded, row))))
    except ValueError as error:
        return MarkedExample(row, (), str(error))


def _lines(row: CorrectedRow, marks: tuple[Mark, ...]) -> Iterator[str]:
    """One moment of a marked file, with a comment for each correction."""
    reply = row.reply.translate(BRACKETS)
    line = format_marked(reply, nested(marks))
    if line != line.strip() or NO_REPLY_LINE.match(line):
        raise ValueError(f"{row.reply[:40]!r} cannot be written as a line of marked text")
    yield ""
    for correction in row.corrections:
        when = correction.at.date().isoformat()
        said = f"# {correction.label} {correction.kind}: {correction.reason} ({correction.author}, {when})"
        yield " ".join(said.split())
    yield from history_lines(tuple(_one_line(turn) for turn in row.history))
    yield line


def _one_line(turn: Utterance) -> Utterance:
    return Utterance(role=turn.role, text=turn.text.translate(BRACKETS).strip())


def nested(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks that cross become one stretch that holds both: the format can only nest them."""
    kept = list(marks)
    while crossing := _crossing(kept):
        first, second = crossing
        kept[first] = replace(kept[first], end=kept[second].end)
    return tuple(kept)


def _crossing(marks: list[Mark]) -> tuple[int, int] | None:
    """Two of which the first begins, and ends, before the second."""
    for one, left in enumerate(marks):
        for two, right in enumerate(marks):
            if left.start < right.start < left.end < right.end:
                return one, two
    return None
