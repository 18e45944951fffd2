"""Labelled replies from a JSON Lines file, a file in the marked format, or a folder of either."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from knowledge.rows import STANDARD_STREAM, each_row, open_rows
from knowledge.vocabulary import SITUATIONS, SituationId
from scoring.marked import read_marked
from scoring.schema import LabelledRow

MARKED: Final = ".txt"
Use = Callable[[LabelledRow], object]


def each_labelled(source: str, use: Use) -> int:
    """Hand every labelled reply of ``source`` to ``use``; return the number of bad ones.

    ``source`` is a path or ``-``. What cannot be read is told on standard error, with its line, and
    skipped. Raises :class:`OSError` for a path that cannot be opened, or a folder with nothing to read.
    """
    path = Path(source)
    if source != STANDARD_STREAM and path.is_dir():
        return _folder(path, use)
    return _file(source, use)


def _folder(folder: Path, use: Use) -> int:
    files = sorted(file for file in folder.iterdir() if file.suffix in {MARKED, ".jsonl"})
    if not files:
        raise FileNotFoundError(2, "no *.txt and no *.jsonl in this folder", str(folder))
    return sum(_told(file, _file(str(file), use)) for file in files)


def _told(file: Path, bad: int) -> int:
    """Rows of JSON Lines are reported by line alone: name the file after them."""
    if bad:
        print(f"{file}: {bad} bad row(s) above", file=sys.stderr)
    return bad


def _file(source: str, use: Use) -> int:
    if source != STANDARD_STREAM and Path(source).suffix == MARKED:
        return _marked(Path(source), use)
    with open_rows(source, "r") as rows:
        return each_row(rows, LabelledRow, use)


def _marked(file: Path, use: Use) -> int:
    situation = _situation(file.stem)
    if situation is None:
        print(f"{file}: {file.stem!r} is no situation; name the file for one", file=sys.stderr)
        return 1
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        print(f"{file}: not UTF-8 text; save the file as UTF-8", file=sys.stderr)
        return 1
    examples, problems = read_marked(text, situation)
    for problem in problems:
        print(f"{file}: {problem}", file=sys.stderr)
    for example in examples:
        use(example.row)
    return len(problems)


def _situation(name: str) -> SituationId | None:
    return next((known for known in SITUATIONS if known == name), None)
