"""``python -m scoring``: grade replies, assess conversations, measure the grader."""

import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from knowledge.console import errors_in_words, in_utf8, run
from knowledge.library import open_library
from knowledge.rows import STANDARD_STREAM, convert_rows, each_row, open_rows
from knowledge.settings import KnowledgeSettings
from scoring.batch import grade_file
from scoring.bootstrap import Scoring, build_scoring
from scoring.cli_teaching import accept, refit, revert
from scoring.grader import Grader
from scoring.schema import AssessedDialogue, DialogueRow

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

app.command()(refit)
app.command()(accept)
app.command()(revert)

CORES: Final = len(os.sched_getaffinity(0))
Input = Annotated[str, typer.Option("--input", help="JSON Lines file, or - for standard input.")]
Labelled = Annotated[
    str,
    typer.Option("--input", help="Labelled replies: JSON Lines, a marked .txt, a folder of either, or -."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]
Output = Annotated[str, typer.Option("--output", help="JSON Lines file, or - for standard output.")]


def open_scoring() -> Scoring:
    """Open the standards where the settings say and put the grader on top; exits 2 when it cannot."""
    with errors_in_words():
        library = open_library(KnowledgeSettings(), on_progress=lambda line: print(line, file=sys.stderr))
        return build_scoring(library)


@app.command()
def grade(
    input_: Input,
    output: Output = STANDARD_STREAM,
    workers: Annotated[int, typer.Option(min=1, help="Processes; a file of few rows needs one.")] = CORES,
) -> None:
    """Grade every reply row: elements and violations found, each with span and clause."""
    grader = open_scoring().grader
    with errors_in_words():
        bad = grade_file(input_, output, grader, _open_grader, workers)
    _finish(bad)


def _open_grader() -> Grader:
    """For a process that helps another one, which has said already what is being loaded."""
    return build_scoring(open_library(KnowledgeSettings())).grader


@app.command()
def assess(input_: Input, output: Output = STANDARD_STREAM) -> None:
    """Assess every dialogue row: score, dimensions, missed elements, critical errors."""
    assessor = open_scoring().assessor

    def short(row: DialogueRow) -> AssessedDialogue:
        return assessor.assess(row).row

    with errors_in_words():
        bad = convert_rows(input_, output, DialogueRow, short)
    _finish(bad)


@app.command()
def evaluate(
    input_: Labelled,
    json_: Json = False,
    examples: Annotated[int, typer.Option(min=0, help="Replies quoted for each confusion.")] = 3,
) -> None:
    """Compare the grader with labelled replies: precision, recall, F1 and kappa of each label."""
    from scoring.evaluation import Tally, each_labelled, table  # noqa: PLC0415 - not for grading

    scoring = open_scoring()
    tally = Tally(examples)
    with errors_in_words():
        bad = each_labelled(input_, lambda row: tally.add(row, scoring.grader.grade(row)))
    result = tally.result(scoring.versions)
    print(result.model_dump_json() if json_ else table(result))
    _finish(bad)


@app.command()
def evaluate_dialogues(input_: Input, json_: Json = False) -> None:
    """Compare scores of whole conversations with an inspector's: rank correlation, difference, passing."""
    from scoring.evaluation import DialogueTally, LabelledDialogue, dialogue_table  # noqa: PLC0415

    scoring = open_scoring()
    tally = DialogueTally()
    with errors_in_words(), open_rows(input_, "r") as rows:
        bad = each_row(rows, LabelledDialogue, lambda row: tally.add(row, scoring.assessor.assess(row).row))
    result = tally.result(scoring.versions)
    print(result.model_dump_json() if json_ else dialogue_table(result))
    _finish(bad)


@app.command()
def hostile(
    json_: Json = False,
    page: Annotated[bool, typer.Option("--page", help="Print docs/hostile.md and grade nothing.")] = False,
) -> None:
    """Show how replies that try to cheat are treated; exits 1 when one is treated wrongly."""
    from scoring.hostile import cases_page, check_cases, load_cases, report_table  # noqa: PLC0415

    with errors_in_words():
        cases = load_cases()
    if page:
        print(cases_page(cases), end="")
        return
    grader = open_scoring().grader
    report = check_cases((case for group in cases.values() for case in group), grader.grade)
    print(report.model_dump_json() if json_ else report_table(report))
    if report.differ:
        raise typer.Exit(1)


@app.command()
def clause_check(file: Path) -> None:
    """Show how well a clause of your company (YAML) is recognised, and where it clashes; keeps nothing."""
    from knowledge.own import MAX_BYTES, read_clause  # noqa: PLC0415 - not for grading
    from scoring.own.showing import in_words  # noqa: PLC0415

    with errors_in_words(), file.open("rb") as stream:
        own = read_clause(in_utf8(file.name), stream.read(MAX_BYTES + 1))
    for line in in_words(open_scoring().clauses.check(own)):
        print(line)


def _finish(bad: int) -> None:
    """Exit 1 where rows were bad, so that a script notices although the rest was done."""
    if bad:
        print(f"{bad} bad row(s)", file=sys.stderr)
        raise typer.Exit(1)


def main() -> None:
    run(app)
