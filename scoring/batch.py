"""Grading a whole file on several processor cores; rows stay in order and memory does not grow."""

import os
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Final, Protocol

from knowledge.rows import open_rows, parse_row
from scoring.schema import GradedReply, ReplyRow

CHUNK: Final = 200
"""Rows handed to a process at once."""
WAITING: Final = 3
"""Chunks for each process that may be read ahead."""
ONE_CORE: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class RowGrader(Protocol):
    def grade(self, row: ReplyRow) -> GradedReply: ...


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Outcome:
    """Of one line: the graded row as JSON, or what is wrong with it."""

    number: int
    graded: str = ""
    problem: str = ""


def grade_file(
    source: str, target: str, grader: RowGrader, open_grader: Callable[[], RowGrader], workers: int
) -> int:
    """Grade every row of ``source`` into ``target``; return the number of bad rows, each reported on
    standard error with its line number.

    ``grader`` does the first rows; ``open_grader``, which must be importable, opens one in each process
    for the others. Raises :class:`OSError` where a file cannot be opened, or where ``target`` is ``source``.
    """
    if Path(source).is_file() and Path(target).is_file() and Path(source).samefile(target):
        raise shutil.SameFileError(f"{source} is the input and the output; write to another file")
    with open_rows(source, "r") as incoming, open_rows(target, "w") as outgoing:
        lines = _lines(incoming)
        first = [_outcome(grader, line) for line in islice(lines, CHUNK)]
        alone = workers == 1
        others = _in_process(lines, grader) if alone else _in_processes(lines, workers, open_grader)
        return _write(chain(first, others), outgoing)


def _lines(incoming: Iterable[str]) -> Iterator[Line]:
    return (Line(number, text) for number, text in enumerate(incoming, start=1) if text.strip())


def _write(outcomes: Iterable[Outcome], outgoing: IO[str]) -> int:
    bad = 0
    for outcome in outcomes:
        if outcome.problem:
            bad += 1
            print(f"line {outcome.number}: {outcome.problem}", file=sys.stderr)
        else:
            outgoing.write(outcome.graded + "\n")
    return bad


def _in_process(lines: Iterator[Line], grader: RowGrader) -> Iterator[Outcome]:
    return (_outcome(grader, line) for line in lines)


def _in_processes(
    lines: Iterator[Line], workers: int, open_grader: Callable[[], RowGrader]
) -> Iterator[Outcome]:
    """No process starts for a file of few rows."""
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_Worker.start, initargs=(open_grader,)
    )
    waiting: deque[Future[list[Outcome]]] = deque()
    with _one_core_each(), pool:
        for chunk in _chunks(lines):
            waiting.append(pool.submit(_Worker.work, chunk))
            if len(waiting) > workers * WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


@contextmanager
def _one_core_each() -> Iterator[None]:
    """Processes that each use every core for arithmetic would stand in each other's way."""
    before = {name: os.environ.get(name) for name in ONE_CORE}
    os.environ.update(dict.fromkeys(ONE_CORE, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Worker:
    """The grader of this process, opened when the process starts."""

    grader: RowGrader

    @classmethod
    def start(cls, open_grader: Callable[[], RowGrader]) -> None:
        cls.grader = open_grader()

    @classmethod
    def work(cls, chunk: Sequence[Line]) -> list[Outcome]:
        return [_outcome(cls.grader, line) for line in chunk]


def _outcome(grader: RowGrader, line: Line) -> Outcome:
    try:
        return Outcome(line.number, graded=grader.grade(parse_row(line.text, ReplyRow)).model_dump_json())
    except ValueError as error:
        return Outcome(line.number, problem=str(error))
