"""``python -m simulator``: list the scenarios, play one, ask for second opinions, export corrections."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from knowledge.console import errors_in_words, refuse, run
from knowledge.content import ContentError
from knowledge.rows import STANDARD_STREAM
from simulator.bootstrap import RandomSources, utc_now
from simulator.casting import Casting, load_casting
from simulator.cli_corrections import corrections
from simulator.cli_judging import judge, second_opinion
from simulator.errors import PracticeError
from simulator.play_text import TextLines, load_texts
from simulator.playing import ACTIONS, WORK_ORDER, Play, PlaySources, result_json, turn_json
from simulator.ports import CallScoring
from simulator.practice import LARGEST_SEED, Practice
from simulator.store.memory import MemoryCallStore

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

app.command("second-opinion")(second_opinion)
app.command("judge")(judge)
app.command("corrections")(corrections)


@app.command("list")
def list_scenarios(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List every scenario that can be played."""
    for card in _casting().cards():
        if as_json:
            print(card.model_dump_json())
        else:
            print(f"{card.id:32}{card.situation_name}  {card.difficulty:8}{card.channel:9}{card.title}")


@app.command()
def play(
    scenario: Annotated[str, typer.Option(help="Id of the scenario; see `list`.")],
    seed: Annotated[
        int | None, typer.Option(min=0, max=LARGEST_SEED, help="Same seed, same customer.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--input", help="One reply or /action a line; - is standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Take a call. A line that cannot be used goes to standard error; the exit status is then 1."""
    if source not in {None, STANDARD_STREAM} and not _is_readable(Path(str(source))):
        refuse(f"there is no file {source!r}; give one with a reply on each line, or -")
    casting = _casting()
    call = _start(casting, scenario, RandomSources().seed() if seed is None else seed)
    console = Console(call, casting, as_json)
    console.open()
    interactive = source is None and sys.stdin.isatty()
    bad = console.talk() if interactive else console.read(source or STANDARD_STREAM)
    console.close()
    raise typer.Exit(1 if bad and not interactive else 0)


class Console:
    """Feeds lines into a call and prints what comes of them."""

    def __init__(self, call: Play, casting: Casting, as_json: bool) -> None:
        self._call = call
        self._casting = casting
        self._as_json = as_json
        self._texts = load_texts()
        self._lines = TextLines(self._texts, casting.names)

    def open(self) -> None:
        if not self._as_json:
            self._print(self._lines.opening(self._call.call))
        self._show()

    def talk(self) -> int:
        """Ask a person for line after line, until the end of the call or of his input."""
        _scoring()  # the wait comes before the first line, not in the middle of the conversation
        print(self._texts.help.format(actions=" ".join(ACTIONS)), file=sys.stderr)
        bad = 0
        while not self._call.over:
            try:
                line = input("" if self._as_json else self._texts.prompt)
            except EOFError:
                break
            bad += not self._feed(line, None)
        return bad

    def read(self, source: str) -> int:
        """Feed every line; return how many could not be used."""
        bad = 0
        for number, raw in enumerate(_raw_lines(source), start=1):
            try:
                line = raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                print(f"line {number}: not UTF-8 text; save the file as UTF-8", file=sys.stderr)
                bad += 1
                continue
            if self._call.over and not self._call.fits_after_the_call(line):
                print(f"line {number}: the call is over; only {WORK_ORDER} is still taken", file=sys.stderr)
                continue
            bad += not self._feed(line, number)
        return bad

    def close(self) -> None:
        report = self._call.finish()
        self._print([result_json(report)] if self._as_json else self._lines.report(report))

    def _feed(self, line: str, number: int | None) -> bool:
        try:
            self._call.feed(line)
        except (PracticeError, ValueError) as error:
            print(f"{'' if number is None else f'line {number}: '}{error}", file=sys.stderr)
            return False
        self._show()
        return True

    def _show(self) -> None:
        for turn in self._call.new_turns():
            if self._as_json:
                self._print([turn_json(turn)])
            else:
                self._print(self._lines.turn(turn, self._casting.mood_level(turn.mood or 0)))

    @staticmethod
    def _print(lines: list[str]) -> None:
        for line in lines:
            print(line, flush=True)  # whoever drives this through a pipe waits for each line


def _casting() -> Casting:
    try:
        return load_casting()
    except ContentError as error:
        refuse(str(error))


def _start(casting: Casting, scenario: str, seed: int) -> Play:
    store = MemoryCallStore()
    practice = Practice(store, casting, _scoring, utc_now, PlaySources(scenario, seed))
    try:
        return Play(practice, store, scenario, seed)
    except PracticeError as error:
        refuse(str(error))


@cache
def _scoring() -> CallScoring:
    """Opened at the first reply: an unknown scenario is refused without waiting for the encoder."""
    from knowledge.library import open_library  # noqa: PLC0415
    from knowledge.settings import KnowledgeSettings  # noqa: PLC0415
    from scoring.bootstrap import build_scoring  # noqa: PLC0415

    with errors_in_words():
        return build_scoring(open_library(KnowledgeSettings(), lambda line: print(line, file=sys.stderr)))


def _is_readable(source: Path) -> bool:
    """A file, or a pipe such as the shell's ``<(command)``."""
    return source.exists() and not source.is_dir()


def _raw_lines(source: str) -> Iterator[bytes]:
    if source == STANDARD_STREAM:
        yield from _chopped(sys.stdin.buffer)
        return
    with Path(source).open("rb") as stream:
        yield from _chopped(stream)


def _chopped(stream: BinaryIO) -> Iterator[bytes]:
    for line in stream:
        yield line.rstrip(b"\r\n")


def main() -> None:
    run(app)
