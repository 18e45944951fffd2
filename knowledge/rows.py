"""Streaming JSON Lines in and out: one row in memory at a time, a bad row never stops the rest."""

import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

STANDARD_STREAM = "-"
M = TypeVar("M", bound=BaseModel)


@contextmanager
def open_rows(name: str, mode: str) -> Iterator[IO[str]]:
    """Open a path, or standard input/output for ``-``. ``mode`` is ``"r"`` or ``"w"``."""
    if name == STANDARD_STREAM:
        yield _standard_stream(mode)
        return
    # surrogateescape keeps a binary line one bad row instead of an exception that ends the file
    with Path(name).open(mode, encoding=_encoding(mode), errors="surrogateescape") as stream:
        yield stream


def _standard_stream(mode: str) -> IO[str]:
    stream = sys.stdin if mode == "r" else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=_encoding(mode), errors="surrogateescape" if mode == "r" else "strict")
    return stream


def _encoding(mode: str) -> str:
    """Editors on Windows begin a file with a mark of its encoding, which is no part of the first row."""
    return "utf-8-sig" if mode == "r" else "utf-8"


def convert_rows(source: str, target: str, model: type[M], convert: Callable[[M], BaseModel]) -> int:
    """Convert every row of ``source`` into a row of ``target``; return the number of bad rows.

    Bad rows as in :func:`each_row`. Raises :class:`OSError` where a file cannot be opened, or where
    ``target`` is ``source``, which would be emptied before it is read.
    """
    if Path(source).is_file() and Path(target).is_file() and Path(source).samefile(target):
        raise shutil.SameFileError(f"{source} is the input and the output; write to another file")
    with open_rows(source, "r") as incoming, open_rows(target, "w") as outgoing:
        return each_row(incoming, model, lambda row: outgoing.write(convert(row).model_dump_json() + "\n"))


def each_row(lines: Iterable[str], model: type[M], use: Callable[[M], object]) -> int:
    """Hand every row to ``use``; return the number of bad ones.

    A row that is none, or that ``use`` answers with :class:`ValueError`, is reported on standard error
    as ``line N: what is wrong`` and skipped.
    """
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            use(parse_row(line, model))
        except ValueError as error:
            bad += 1
            print(f"line {number}: {error}", file=sys.stderr)
    return bad


def parse_row(line: str, model: type[M]) -> M:
    """One JSON line as ``model``. Raises :class:`ValueError` with a one-line reason."""
    try:
        line.encode("utf-8")
        return model.model_validate_json(line)
    except UnicodeEncodeError as error:
        raise ValueError("not UTF-8 text; save the file as UTF-8") from error
    except ValidationError as error:
        raise ValueError("; ".join(_describe(item) for item in error.errors())) from error


def _describe(item: object) -> str:
    assert isinstance(item, dict)
    if item["type"] == "json_invalid":
        return f"not JSON ({item['ctx']['error']}): {item['input'].strip()[:60]!r}"
    # "kind: Literal[…] | Literal['']" names each of its alternatives in the path, which tells a user nothing
    place = ".".join(part for part in map(str, item["loc"]) if not part.startswith("literal[")) or "row"
    return f"{place}: {item['msg']} (got {item['input']!r:.60})"
