"""Cutting a reply into pieces, so that the words behind each finding can be marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Tone = Literal["", "good", "bad", "both"]


@dataclass(frozen=True)
class Mark:
    """A finding to be shown in the text: characters ``start`` to ``end``, end exclusive."""

    number: int
    name: str
    start: int
    end: int
    bad: bool = False


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks; ``ends`` are the marks that end with it."""

    text: str
    tone: Tone
    names: tuple[str, ...] = ()
    ends: tuple[Mark, ...] = ()


def cut(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Pieces that join to ``text`` again, whatever the marks; marks outside the text are cut to it."""
    inside = [mark for mark in marks if max(mark.start, 0) < min(mark.end, len(text))]
    edges = {0, len(text)}
    for mark in inside:
        edges |= {max(mark.start, 0), min(mark.end, len(text))}
    ordered = sorted(edges)
    return tuple(_piece(text, left, right, inside) for left, right in pairwise(ordered))


def _piece(text: str, left: int, right: int, marks: Sequence[Mark]) -> Piece:
    over = [mark for mark in marks if mark.start <= left and mark.end >= right]
    return Piece(
        text=text[left:right],
        tone=_tone(over),
        names=tuple(mark.name for mark in over),
        ends=tuple(mark for mark in over if min(mark.end, len(text)) == right),
    )


def _tone(marks: Sequence[Mark]) -> Tone:
    bad = any(mark.bad for mark in marks)
    good = any(not mark.bad for mark in marks)
    if bad and good:
        return "both"
    if bad:
        return "bad"
    return "good" if good else ""
