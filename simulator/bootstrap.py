"""Puts the use-cases together with the database, the content and the clock of this machine."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic_settings import BaseSettings

from simulator.casting import load_casting
from simulator.ports import ScoringSource
from simulator.practice import Practice

DATABASE_FILE: Final = "trainer.db"


class SimulatorSettings(BaseSettings):
    """Read from the environment: ``DATA_DIR`` and ``DATABASE_URL`` (``""`` is SQLite in ``DATA_DIR``)."""

    data_dir: Path = Path("var")
    database_url: str = ""

    @property
    def database(self) -> str | Path:
        return self.database_url or self.data_dir / DATABASE_FILE

    @property
    def described(self) -> str:
        """Which database, for a message: an address may hold a password."""
        if not self.database_url:
            return str(self.data_dir / DATABASE_FILE)
        return f"DATABASE_URL {self.database_url.partition(':')[0]}:…"


class RandomSources:
    """Ids that nobody guesses, and seeds."""

    def call_id(self) -> str:
        return secrets.token_urlsafe(16)

    def seed(self) -> int:
        return secrets.randbelow(2**31)


def utc_now() -> datetime:
    return datetime.now(UTC)


def build_practice(settings: SimulatorSettings, scoring: ScoringSource) -> Practice:
    """Open (and where needed bring up to date) the database, and load the content.

    ``scoring`` is asked only when something is to be judged, and raises ``GraderNotReady`` until it can.
    Raises ``StoreUnavailable`` and :class:`knowledge.content.ContentError`.
    """
    from simulator.store.sql import open_store  # noqa: PLC0415 - a play without a database need not load it

    casting = load_casting()  # first: with content refused, the database is not touched
    return Practice(open_store(settings.database), casting, scoring, utc_now, RandomSources())
