"""``python -m knowledge clauses``: the clauses that a company writes itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.console import errors_in_words, in_utf8, refuse

if TYPE_CHECKING:
    from knowledge.library import Library

LibrarySource = Callable[[], "Library"]


def clauses_app(open_library: LibrarySource) -> typer.Typer:
    """The commands; ``open_library`` is asked only once a command's arguments are found good."""
    app = typer.Typer(no_args_is_help=True, help="Clauses that your company wrote itself.")

    @app.command()
    def add(file: Path) -> None:
        """Put a clause (YAML) in force; one of the same title is replaced."""
        from knowledge.own import MAX_BYTES, read_clause  # noqa: PLC0415 - pypinyin, not needed for --help

        with errors_in_words():
            with file.open("rb") as stream:
                own = read_clause(in_utf8(file.name), stream.read(MAX_BYTES + 1))
            report = open_library().add_clause(own)
        typer.echo(f"{report.outcome}: {own.title}, {report.id}")

    @app.command(name="list")
    def list_() -> None:
        """List the clauses in force, and files that cannot be read."""
        library = open_library()
        for kept in library.own_clauses():
            own = kept.own
            examples = f"{len(own.phrases)} phrases, {len(own.good)} good, {len(own.bad)} bad"
            typer.echo(f"{kept.full_id}  {own.kind}  {examples}  {own.title}")
        for file in library.unreadable_clauses():
            typer.echo(str(file.problem), err=True)

    @app.command()
    def remove(clause_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        """Take a clause out of force; its versions are kept in the history."""
        library = open_library()
        try:
            with errors_in_words():
                removed = library.remove_clause(in_utf8(clause_id))
        except KeyError:
            refuse(f"no clause {clause_id!r}; see: python -m knowledge clauses list")
        typer.echo(f"removed: {removed.own.title}")

    return app
