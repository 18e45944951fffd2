"""Labelled replies as a person writes and reviews them: the dialogue, and replies with their acts marked.

A file holds one situation and is named for it, ``callback.txt`` or ``callback.second.txt``::

    C: 我家没电了，你们快来人！
    [soothe:您先别急]，[ask_address:您家在哪个小区]？
    [guide_self_check+rhetorical:你自己不会看看闸]？

``C:`` and ``T:`` lines are what customer and trainee said before; ``-`` stands for "nothing yet". Every other
line is a reply to that. ``[id+id:words]`` marks the words that do an act and may be nested. A line of
dialogue after a reply begins a new moment, as does an empty line. ``#`` begins a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from knowledge.content import ContentError, ContentProblem
from knowledge.vocabulary import ElementId, SituationId, ViolationId
from scoring.schema import LabelledRow, Role, Utterance

ELEMENTS: Final = frozenset(get_args(ElementId))
VIOLATIONS: Final = frozenset(get_args(ViolationId))
SITUATIONS: Final = frozenset(get_args(SituationId))
TOKEN: Final = re.compile(r"\[(?P<ids>[a-z_+]+):|(?P<end>\])|(?P<stray>\[)|(?P<text>[^\[\]]+)")
SPEAKERS: Final[dict[str, Role]] = {"C:": "customer", "T:": "trainee"}
NOTHING_YET: Final = "-"


@dataclass(frozen=True)
class Mark:
    """``reply[start:end]`` are the words that do the act ``id``; code points, end exclusive."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Marked:
    """A reply without its marks, and the marks."""

    reply: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Example:
    """A labelled reply with the places of its labels."""

    row: LabelledRow
    marks: tuple[Mark, ...]


def parse_marked(line: str) -> Marked:
    """Read ``[id:words]`` marks; raises ``ValueError`` that quotes what is wrong."""
    reply, open_marks, marks = "", list[tuple[list[str], int]](), list[Mark]()
    for token in TOKEN.finditer(line):
        if ids := token["ids"]:
            open_marks.append((_known(ids.split("+")), len(reply)))
        elif token["text"]:
            reply += token["text"]
        elif token["stray"] or not open_marks:
            raise ValueError(f"{line!r}: {token[0]!r} at {token.start()} belongs to no mark [id:words]")
        else:
            names, start = open_marks.pop()
            if start == len(reply):
                raise ValueError(f"{line!r}: the mark {'+'.join(names)} holds no words")
            marks += [Mark(name, start, len(reply)) for name in names]
    if open_marks:
        raise ValueError(f"{line!r}: the mark {'+'.join(open_marks[-1][0])} is not closed by ]")
    return Marked(reply, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.id))))


def _known(ids: list[str]) -> list[str]:
    for name in ids:
        if name not in ELEMENTS | VIOLATIONS:
            raise ValueError(f"{name!r} is no element and no violation: see docs/formats.md")
    return ids


def format_marked(reply: str, marks: tuple[Mark, ...]) -> str:
    """The line that :func:`parse_marked` reads; marks must nest. Raises ``ValueError`` when two cross."""
    spans: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        spans.setdefault((mark.start, mark.end), []).append(mark.id)
    opens, closes = dict[int, str](), dict[int, int]()
    last: list[int] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        while last and last[-1] <= start:
            last.pop()
        if last and end > last[-1]:
            raise ValueError(f"{reply!r}: the marks of {spans[start, end]} cross another mark")
        last.append(end)
        opens[start] = opens.get(start, "") + f"[{'+'.join(sorted(spans[start, end]))}:"
        closes[end] = closes.get(end, 0) + 1
    places = range(len(reply) + 1)
    return "".join("]" * closes.get(i, 0) + opens.get(i, "") + reply[i : i + 1] for i in places)


@dataclass
class _Reader:
    """Collects the examples of one file and what is wrong with it."""

    situation: SituationId
    source: str
    history: tuple[Utterance, ...] = ()
    replied: bool = True
    examples: list[Example] = field(default_factory=list)
    problems: list[ContentProblem] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        if not line:
            self.replied = True
        elif line == NOTHING_YET:
            self.history, self.replied = (), False
        elif speaker := SPEAKERS.get(line[:2]):
            before = () if self.replied else self.history
            self.history, self.replied = (*before, Utterance(role=speaker, text=line[2:].strip())), False
        elif not line.startswith("#"):
            self.replied = True
            self._reply(number, line)

    def _reply(self, number: int, line: str) -> None:
        try:
            marked = parse_marked(line)
        except ValueError as error:
            self.problems.append(ContentProblem(f"{self.source}.txt", f"line {number}", str(error)))
            return
        ids = {mark.id for mark in marked.marks}
        row = LabelledRow.model_validate(
            {
                "id": f"{self.source}:{number}",
                "situation": self.situation,
                "history": self.history,
                "reply": marked.reply,
                "elements": sorted(ids & ELEMENTS),
                "violations": sorted(ids & VIOLATIONS),
            }
        )
        self.examples.append(Example(row, marked.marks))


def read_marked(
    text: str, situation: SituationId, source: str = ""
) -> tuple[list[Example], list[ContentProblem]]:
    """Examples in the order of the lines, and what is wrong with the others; ``source`` begins their ids."""
    reader = _Reader(situation, source or situation)
    for number, line in enumerate(text.splitlines(), start=1):
        reader.take(number, line.strip())
    return reader.examples, reader.problems


def load_marked(folder: Path) -> tuple[Example, ...]:
    """All examples of ``folder/*.txt``; raises :class:`ContentError` with every invalid line."""
    examples, problems = list[Example](), list[ContentProblem]()
    for file in sorted(folder.glob("*.txt")):
        situation = file.stem.partition(".")[0]
        if situation not in SITUATIONS:
            problems.append(_misnamed(file))
            continue
        found, wrong = read_marked(file.read_text(encoding="utf-8"), _situation(situation), file.stem)
        examples += found
        problems += wrong
    if problems:
        raise ContentError(problems)
    return tuple(examples)


def reply_lines(text: str) -> Iterator[str]:
    """The marked replies of a file without the dialogue around them, unchecked."""
    for line in map(str.strip, text.splitlines()):
        if line and line != NOTHING_YET and not line.startswith(("#", *SPEAKERS)):
            yield line


def _misnamed(file: Path) -> ContentProblem:
    return ContentProblem(file.name, "", f"{file.stem!r} is no situation: name the file for one")


def _situation(name: str) -> SituationId:
    return next(known for known in get_args(SituationId) if known == name)


def history_lines(history: tuple[Utterance, ...]) -> Iterator[str]:
    """The lines that stand above the replies."""
    marks: dict[Literal["customer", "trainee"], str] = {"customer": "C:", "trainee": "T:"}
    yield from (f"{marks[turn.role]} {turn.text}" for turn in history) if history else (NOTHING_YET,)
