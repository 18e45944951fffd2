"""``python -m scoring``: grade replies, assess conversations, measure the grader."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from knowledge.content import ContentError
from knowledge.library import open_library
from knowledge.rows import STANDARD_STREAM, convert_rows, open_rows, parse_row
from knowledge.settings import KnowledgeSettings
from scoring.bootstrap import Scoring, build_scoring
from scoring.evaluation import Tally, table
from scoring.grader import Grader
from scoring.schema import AssessedDialogue, DialogueRow, LabelledRow, ReplyRow

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Input = Annotated[str, typer.Option("--input", help="JSON Lines file, or - for standard input.")]
Output = Annotated[str, typer.Option("--output", help="JSON Lines file, or - for standard output.")]


def open_scoring() -> Scoring:
    """Open the standards where the settings say and put the grader on top; exits 2 when it cannot."""
    try:
        library = open_library(KnowledgeSettings(), on_progress=lambda line: print(line, file=sys.stderr))
        return build_scoring(library)
    except (ContentError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def grade(input_: Input, output: Output = STANDARD_STREAM) -> None:
    """Grade every reply row: elements and violations found, each with span and clause."""
    grader = open_scoring().grader
    _finish(_readable(lambda: convert_rows(input_, output, ReplyRow, grader.grade)))


@app.command()
def assess(input_: Input, output: Output = STANDARD_STREAM) -> None:
    """Assess every dialogue row: score, dimensions, missed elements, critical errors."""
    assessor = open_scoring().assessor

    def short(row: DialogueRow) -> AssessedDialogue:
        return assessor.assess(row).row

    _finish(_readable(lambda: convert_rows(input_, output, DialogueRow, short)))


@app.command()
def evaluate(
    input_: Input,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Compare the grader with labelled reply rows: precision, recall and F1 of each label."""
    grader = open_scoring().grader
    tally = Tally()
    bad = _readable(lambda: _tally_rows(input_, grader, tally))
    result = tally.result()
    print(result.model_dump_json() if json_ else table(result))
    _finish(bad)


def _tally_rows(source: str, grader: Grader, tally: Tally) -> int:
    bad = 0
    with open_rows(source, "r") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = parse_row(line, LabelledRow)
            except ValueError as error:
                bad += 1
                print(f"line {number}: {error}", file=sys.stderr)
                continue
            tally.add(row, grader.grade(row))
    return bad


def _readable(work: Callable[[], int]) -> int:
    try:
        return work()
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        raise typer.Exit(2) from error


def _finish(bad: int) -> None:
    """Exit 1 where rows were bad, so that a script notices although the rest was done."""
    if bad:
        print(f"{bad} bad row(s)", file=sys.stderr)
        raise typer.Exit(1)
