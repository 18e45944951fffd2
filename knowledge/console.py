"""What every command line of the product does alike: UTF-8, and errors in words instead of a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from knowledge.content import ContentError

CANNOT_RUN = 2
"""Exit status where nothing could be done; 1 is for single bad rows, the rest being done."""


def use_utf8() -> None:
    """Print in UTF-8 whatever the terminal says: another encoding must not end a command half-way."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def run(app: typer.Typer) -> None:
    """The whole of a command line: a full disk under the output ends it in words too."""
    use_utf8()
    try:
        app()
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(CANNOT_RUN)


def in_utf8(argument: str) -> str:
    """An argument that the locale could not decode (``LC_ALL=C``), read as UTF-8; others as they are."""
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8", errors="replace")
    return argument


def refuse(message: str) -> NoReturn:
    """End the command: ``message`` on standard error, exit status 2."""
    print(f"error: {message}", file=sys.stderr)
    raise typer.Exit(CANNOT_RUN)


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Around whatever reads content, files or the encoder: what its user can mend ends in :func:`refuse`."""
    from knowledge.encoder import EncoderUnavailable  # noqa: PLC0415 - numpy, not needed for --help

    try:
        yield
    except (ContentError, EncoderUnavailable) as error:
        refuse(str(error))
    except BrokenPipeError:
        raise  # whoever read our output has enough (`| head`); typer ends the command without a word
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}" if error.filename else str(error))
