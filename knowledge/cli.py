"""``python -m knowledge``: search the standards, and keep the company's own documents."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from knowledge.clauses_cli import clauses_app
from knowledge.console import errors_in_words, in_utf8, run
from knowledge.documents import MAX_BYTES, document_kind
from knowledge.refusal import DocumentRefused
from knowledge.rows import STANDARD_STREAM, convert_rows
from knowledge.schema import SearchAnswer, SearchQuery, SearchRow
from knowledge.settings import KnowledgeSettings

if TYPE_CHECKING:
    from knowledge.library import Library

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
T = TypeVar("T")


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="the question")] = None,
    source: Annotated[
        str | None, typer.Option("--input", help="query rows, one JSON object a line; - is stdin")
    ] = None,
    output: Annotated[str, typer.Option(help="where the answers go; - is stdout")] = STANDARD_STREAM,
    k: Annotated[int, typer.Option(min=1, max=50, help="clauses for each question")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object instead of text")] = False,
) -> None:
    """Find the clauses that answer a question."""
    if (query is None) == (source is None):
        raise typer.BadParameter('give either a question or --input FILE, as in: search "客户喝醉了怎么办"')
    library = _library()
    if query is None:
        with errors_in_words():
            bad = convert_rows(source or STANDARD_STREAM, output, SearchQuery, _answer(library, k))
        raise typer.Exit(1 if bad else 0)
    answer = _or_exit(lambda: library.search(in_utf8(query), k))
    typer.echo(answer.model_dump_json() if as_json else _readable(answer))


@app.command()
def add(file: Path) -> None:
    """Add a document of your company (txt, md, docx, pdf)."""
    if not file.is_file():
        raise typer.BadParameter(f"there is no file {str(file)!r}")
    name = in_utf8(file.name)
    _or_exit(lambda: document_kind(name))  # before the library is opened, which takes a moment
    with errors_in_words(), file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)  # one more, so that a larger file is refused and not cut
    report = _or_exit(lambda: _library().add_document(name, data))
    state = "added" if report.added else "already there"
    typer.echo(
        f"{state}: {report.document.name}, {report.document.passages} passages, {report.document.id[:12]}"
    )


@app.command()
def documents() -> None:
    """List the documents of your company."""
    for info in _library().documents():
        typer.echo(
            f"{info.id[:12]}  {info.added:%Y-%m-%d %H:%M} UTC  {info.passages:5d} passages  {info.name}"
        )


@app.command()
def remove(document_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Remove a document by its id, or by the first characters of it."""
    library = _library()
    found = [info for info in library.documents() if document_id and info.id.startswith(document_id)]
    if len(found) != 1:
        _fail(f"{len(found)} documents begin with {document_id!r}; see: python -m knowledge documents")
    typer.echo(f"removed: {library.remove_document(found[0].id).name}")


@app.command()
def index() -> None:
    """Prepare the index, so that the first start need not."""
    library = _library()
    typer.echo(f"ready: {len(library.catalogue.clauses)} clauses, {len(library.documents())} documents")


def _library() -> "Library":
    from knowledge.library import open_library  # noqa: PLC0415 - numpy and the encoder, not needed for --help

    with errors_in_words():
        return open_library(KnowledgeSettings(), on_progress=lambda message: typer.echo(message, err=True))


app.add_typer(clauses_app(_library), name="clauses")


def _answer(library: "Library", k: int) -> Callable[[SearchQuery], SearchAnswer]:
    return lambda row: library.search(row.query, k)


def _or_exit(action: Callable[[], T]) -> T:
    try:
        return action()
    except DocumentRefused as error:
        _fail(f"{error.code}: {error}")
    except ValueError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _readable(answer: SearchAnswer) -> str:
    return "\n\n".join(_card(rank, row) for rank, row in enumerate(answer.results, start=1)) or "-"


def _card(rank: int, row: SearchRow) -> str:
    lines = [f"{rank}. {row.title}  [{row.section}]  {row.clause}  {row.score:.2f}", f"   {row.requirement}"]
    return "\n".join(lines + [f"   “{phrase}”" for phrase in row.phrases])


def main() -> None:
    run(app)
