"""Puts the use-cases together with the database, the content and the clock of this machine."""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from pydantic_settings import BaseSettings

from scoring.judging import Judge, ModelJudge, Note, Prompt, Silence, load_prompt
from simulator.casting import load_casting
from simulator.corrections import Corrections
from simulator.model_settings import JudgeSettings
from simulator.ports import CallStore, ScoringSource
from simulator.practice import Practice
from simulator.second_opinion import OpinionStore, SecondOpinions

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


@dataclass(frozen=True)
class UseCases:
    """What the pages offer; ``opinions`` is ``None`` where no model is configured."""

    practice: Practice
    opinions: SecondOpinions | None
    corrections: Corrections


def build_use_cases(settings: SimulatorSettings, scoring: ScoringSource, judge: JudgeSettings) -> UseCases:
    """Open (and where needed bring up to date) the database, and load the content.

    ``scoring`` is asked only when something is to be judged, and raises ``GraderNotReady`` until it can.
    Raises ``StoreUnavailable`` and :class:`knowledge.content.ContentError`.
    """
    from simulator.store.sql import open_store  # noqa: PLC0415 - a play without a database need not load it

    casting = load_casting()  # first: with content refused, the database is not touched
    store = open_store(settings.database)
    practice = Practice(store, casting, scoring, utc_now, RandomSources())
    opinions = second_opinions(store, store.opinions, judge) if judge.configured else None
    return UseCases(practice, opinions, Corrections(store, store.corrections, utc_now))


def build_practice(settings: SimulatorSettings, scoring: ScoringSource) -> Practice:
    """Practice alone, with no model asked for anything. Raises as :func:`build_use_cases`."""
    return build_use_cases(settings, scoring, JudgeSettings(base_url="")).practice


def log_silence(silence: Silence, detail: str) -> None:
    """Into the server's log: what failed, and nothing of the conversation."""
    structlog.get_logger().warning("no second opinion", reason=silence, detail=detail)


def second_opinions(
    calls: CallStore, opinions: OpinionStore, settings: JudgeSettings, note: Note = log_silence
) -> SecondOpinions:
    """Over stores that are open; the model is looked for when it is first asked.

    Raises :class:`knowledge.content.ContentError` for a bad prompt.
    """
    prompt = load_prompt()  # now: content that is wrong is refused at the start

    @cache
    def judge() -> Judge:
        return build_judge(settings, prompt, note)

    return SecondOpinions(calls, opinions, judge, utc_now, time.monotonic, settings.deadline)


def build_judge(settings: JudgeSettings, prompt: Prompt, note: Note) -> Judge:
    """Raises ``ValueError`` where no model is configured."""
    from simulator.chat_model import ChatModel  # noqa: PLC0415 - LangChain takes seconds

    return ModelJudge(ChatModel(settings.connection), prompt, note)
