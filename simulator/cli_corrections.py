"""The command that writes what trainers corrected, as labelled rows or as marked text."""

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.console import errors_in_words, in_utf8, refuse
from knowledge.rows import STANDARD_STREAM, open_rows
from simulator.errors import PracticeError

if TYPE_CHECKING:
    from scoring.teaching import MarkedExample
    from simulator.corrections import Corrections

ROWS = ".jsonl"


def corrections(
    output: Annotated[
        str, typer.Option(help="A .jsonl file or - for labelled rows; a folder for marked text.")
    ] = STANDARD_STREAM,
) -> None:
    """Write every reply that a trainer corrected; those withdrawn or contradicted are left out."""
    from simulator.bootstrap import SimulatorSettings, utc_now  # noqa: PLC0415
    from simulator.corrections import Corrections  # noqa: PLC0415
    from simulator.store.sql import open_store  # noqa: PLC0415 - loaded only where there is a database

    output = in_utf8(output)
    with errors_in_words():
        try:
            store = open_store(SimulatorSettings().database)
            _write(Corrections(store, store.corrections, utc_now), output)
            store.close()
        except PracticeError as error:
            refuse(str(error))


def _write(corrections: "Corrections", output: str) -> None:
    disputed = sum(view.contradicted for view in corrections.all())
    if disputed:
        print(f"{disputed} corrections contradict each other and are left out", file=sys.stderr)
    if output == STANDARD_STREAM or Path(output).suffix == ROWS:
        with open_rows(output, "w") as rows:
            for row in corrections.rows():
                rows.write(row.model_dump_json() + "\n")
    else:
        _write_marked(corrections.marked(), Path(output))


def _write_marked(examples: tuple["MarkedExample", ...], folder: Path) -> None:
    """One file for each situation, as ``scoring/examples`` are kept."""
    files: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        files[example.row.situation] += example.lines
        if example.problem:
            print(f"{example.row.id}: left out: {example.problem}", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    for situation, lines in files.items():
        (folder / f"{situation}.txt").write_text("\n".join(lines).lstrip() + "\n", encoding="utf-8")
