"""The commands that teach the grader: refit it with corrections, accept a refit, go back."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.console import errors_in_words, in_utf8, refuse
from knowledge.settings import KnowledgeSettings
from scoring.teaching import CandidateRefused, NothingToLearnError

if TYPE_CHECKING:
    from scoring.teaching.candidates import Decision
    from scoring.teaching.desk import TeachingDesk

Author = Annotated[str, typer.Option(help="Who decides.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept.")]


def refit(
    corrections: Annotated[
        str,
        typer.Option(help="What `python -m simulator corrections` wrote, marked text, a folder of it, or -."),
    ],
    gold: Annotated[Path | None, typer.Option(help="Folder of marked replies to measure on.")] = None,
    examples: Annotated[Path | None, typer.Option(help="Folder of marked replies that resist.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Teach a copy of the grader, and show before and after on the gold set; changes nobody's grader."""
    from scoring.teaching.reading import read_corrected  # noqa: PLC0415 - numpy, not needed for --help
    from scoring.teaching.showing import in_words  # noqa: PLC0415

    with _in_words():
        rows, bad = read_corrected(in_utf8(corrections))
        made = _desk(gold, examples).refit(rows, lambda line: print(line, file=sys.stderr))
    print(made.model_dump_json() if json_ else "\n".join(in_words(made)))
    if bad:
        print(f"{bad} bad row(s)", file=sys.stderr)
        raise typer.Exit(1)


def accept(
    fingerprint: Annotated[str, typer.Argument(help="Of a refit grader.")],
    author: Author,
    reason: Reason,
    force: Annotated[bool, typer.Option(help="Even where it is worse on the gold set.")] = False,
) -> None:
    """Put a refit grader in force from the next reply on, in a running server too; results stay."""
    with _in_words():
        _told(_desk().accept(in_utf8(fingerprint), in_utf8(author), in_utf8(reason), force))


def revert(author: Author, reason: Reason) -> None:
    """Go back to the grader as it was shipped, from the next reply on."""
    with _in_words():
        _told(_desk().revert(in_utf8(author), in_utf8(reason)))


def _desk(gold: Path | None = None, examples: Path | None = None) -> "TeachingDesk":
    from scoring.teaching.bootstrap import open_teaching  # noqa: PLC0415
    from scoring.teaching.desk import EXAMPLES, GOLD, Sets  # noqa: PLC0415

    sets = Sets(examples or EXAMPLES, gold or GOLD)
    return open_teaching(KnowledgeSettings().data_dir, sets=sets).desk


def _told(decision: "Decision") -> None:
    print(f"in force from the next reply on: {decision.fingerprint or 'the shipped grader'}")


@contextmanager
def _in_words() -> Iterator[None]:
    with errors_in_words():
        try:
            yield
        except (CandidateRefused, NothingToLearnError) as error:
            refuse(str(error))
