"""Bringing a database to the shape that this release needs."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect

from simulator.errors import StoreUnavailable
from simulator.store.engine import BEGIN_OPTION, store_errors

HEAD: Final = "0004"
"""The newest migration. Known here so that an up-to-date start need not load alembic (0.3 s)."""
SCRIPTS: Final = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, target: str = HEAD) -> None:
    """Run what is missing up to ``target``, all of it or nothing.

    Raises :class:`StoreUnavailable` where the file is no database or was made by a newer release.
    """
    with store_errors():
        with engine.connect() as connection:
            if current(connection) == target:
                return
        # IMMEDIATE: of two processes that start at once the second waits, then finds nothing to do
        first = engine.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
        with first.begin() as connection:
            _run(connection, target)


def current(connection: Connection) -> str | None:
    """Number of the last migration that ran, ``None`` for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    number = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if number is None else str(number)


def _run(connection: Connection, target: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load, and rarely needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise StoreUnavailable(
            f"its tables are of another release ({error}); start the release that made them, or a newer one"
        ) from error
