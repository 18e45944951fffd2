"""Opening a database so that what was committed stays, whatever happens to the process."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from simulator.errors import StoreUnavailable

PRAGMAS: Final = (
    "PRAGMA busy_timeout = 10000",  # first: the next lines may already meet another process
    "PRAGMA journal_mode = WAL",  # readers never wait for the writer
    # NORMAL would survive a killed process but may lose the last turns when the power goes, in a
    # product that promises that a turn shown is a turn kept. A person types for seconds; the flush
    # that FULL adds takes milliseconds.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
BEGIN_OPTION: Final = "sqlite_begin"
"""Execution option: the statement that opens a transaction, where plain ``BEGIN`` will not do."""


def open_engine(database: str | Path) -> Engine:
    """An engine for any SQLAlchemy URL, or for a file of SQLite.

    Raises :class:`StoreUnavailable` for a URL that cannot be used.
    """
    with store_errors():
        # a path is no part of a URL that would have to be escaped: it may hold % and ?
        is_file = isinstance(database, Path)
        parsed = URL.create("sqlite", database=str(database)) if is_file else make_url(str(database))
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
        if parsed.database:
            _make_folder(Path(parsed.database).parent)
        engine = create_engine(parsed)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if parsed.database and parsed.database != ":memory:" and not parsed.database.startswith("file:"):
            _watch_file(engine, Path(parsed.database))
        return engine


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn whatever the database says into :class:`StoreUnavailable`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreUnavailable(str(error.orig)) from error
    except (SQLAlchemyError, ImportError) as error:  # ImportError: the URL names a driver not installed
        raise StoreUnavailable(str(error)) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"cannot make the folder {str(folder)!r}: {error.strerror}") from error


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # the driver's own transactions leave DDL outside; ours hold a whole migration or nothing of it
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def _watch_file(engine: Engine, file: Path) -> None:
    """Refuse a connection whose file was deleted or replaced: what it writes would be gone with it."""

    def remember(_connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = _identity(file)

    def check(
        _connection: sqlite3.Connection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
    ) -> None:
        if _identity(file) != entry.info["file"]:
            raise StoreUnavailable(f"{file} was deleted or replaced; put it back and start the server again")

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", check)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
