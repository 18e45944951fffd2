"""Cutting a document into passages small enough to be found and cited."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from knowledge.headings import Heading, heading_of, is_contents_line

LONGEST: Final = 320
"""Characters of a passage; about what fits on a card and still has one meaning."""
_SENTENCES: Final = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)\"']*|\n|$)")
_OUTER: Final[Mapping[str, frozenset[str]]] = {
    "part": frozenset(),
    "appendix": frozenset(),
    "chapter": frozenset({"part", "appendix"}),
}
"""Kinds that stand under these (or a markdown heading) only, whatever is open: an appendix ends 4.2."""
SEPARATOR: Final = " / "


@dataclass(frozen=True)
class Passage:
    """``section`` is the path of headings (``第三章 故障报修 / 3.2``), ``""`` before the first heading."""

    section: str
    text: str


def split(text: str) -> tuple[Passage, ...]:
    """Passages in reading order; together they hold every word but headings and tables of contents."""
    passages: list[Passage] = []
    for path, body in _sections(text):
        section = SEPARATOR.join(heading.name for heading in path)
        passages.extend(Passage(section, piece) for piece in _pieces(body))
    return tuple(passages)


def _sections(text: str) -> Iterator[tuple[tuple[Heading, ...], str]]:
    """Heading path and body of each section. A heading with nothing under it is itself the body."""
    path: tuple[Heading, ...] = ()
    body: list[str] = []
    used = True
    for line in text.split("\n"):
        if is_contents_line(line):
            continue
        heading = heading_of(line)
        if heading is None:
            body.append(line)
            continue
        nested = _nest(path, heading)
        yield from _closed(path, body, used or len(nested) > len(path))
        path, body, used = nested, [heading.body], bool(heading.body)
    yield from _closed(path, body, used)


def _closed(
    path: tuple[Heading, ...], body: list[str], used: bool
) -> Iterator[tuple[tuple[Heading, ...], str]]:
    text = _joined(body)
    if text:
        yield path, text
    elif path and not used:
        yield path[:-1], path[-1].name


def _nest(path: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """A heading of a kind already open closes it; another kind goes deeper, whatever the kinds are."""
    outer = _OUTER.get(heading.kind)
    if outer is not None:
        return (
            *takewhile(lambda open_: open_.kind.startswith("markdown") or open_.kind in outer, path),
            heading,
        )
    for depth, open_heading in enumerate(path):
        if _same_level(open_heading, heading):
            return (*path[:depth], heading)
    return (*path, heading)


def _same_level(left: Heading, right: Heading) -> bool:
    both_marked = left.kind.startswith("markdown") and right.kind.startswith("markdown")
    return left.kind >= right.kind if both_marked else left.kind == right.kind


def _joined(lines: list[str]) -> str:
    """Lines of one section; the line breaks of a pdf inside a sentence go away."""
    text = ""
    for line in (line.strip() for line in lines):
        if text and line and re.search(r"[\u3400-\u9fff，、]$", text) and re.match(r"[\u3400-\u9fff]", line):
            text += line
        elif line:
            text += ("\n" if text else "") + line
    return text


def _pieces(body: str) -> Iterator[str]:
    piece = ""
    for sentence in _bounded(body):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece.strip()
            piece = ""
        piece += sentence
    if piece.strip():
        yield piece.strip()


def _bounded(body: str) -> Iterator[str]:
    """Sentences, none longer than ``LONGEST``."""
    for sentence in _SENTENCES.findall(body):
        for start in range(0, len(sentence), LONGEST):
            yield sentence[start : start + LONGEST]
