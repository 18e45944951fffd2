"""The cases as data: ``scoring/hostile/*.yaml``, one file for each way of trying."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, field_validator, model_validator

from knowledge.content import Content, ContentError, ContentProblem, load_folder
from knowledge.vocabulary import ElementId, SituationId, ViolationId
from scoring.schema import MAX_REPLY_CHARACTERS, ReplyRow, Role, Utterance

FOLDER: Final = Path(__file__).parent
SPEAKERS: Final[dict[str, Role]] = {"C:": "customer", "T:": "trainee"}
Rest = Literal["rest"]
Line = Annotated[str, Field(min_length=3)]


class Padding(Content):
    """Text said ``times`` over before the reply: long replies stay short in the file."""

    text: str = Field(min_length=1)
    times: int = Field(gt=0)


class HostileCase(Content):
    """One attempt, and what is right.

    ``earns`` and ``breaks`` must be found. ``must_not_earn`` and ``must_not_break`` must not; ``rest`` is
    every id not named otherwise. ``may`` names ids on which people differ: either way is right.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    tries: str = Field(min_length=1)
    situation: SituationId = "anxious_outage"
    history: tuple[Line, ...] = ()
    """The dialogue before, ``C:`` the customer's and ``T:`` the trainee's lines."""
    padding: Padding | None = None
    reply: str = Field(min_length=1)
    earns: tuple[ElementId, ...] = ()
    must_not_earn: Rest | tuple[ElementId, ...] = ()
    breaks: tuple[ViolationId, ...] = ()
    must_not_break: Rest | tuple[ViolationId, ...] = ()
    may: tuple[ElementId | ViolationId, ...] = ()
    why: str = Field(min_length=1)
    known: str = ""
    """Why the grader is wrong on it today; ``""`` where it is right."""

    @field_validator("history")
    @classmethod
    def _speakers(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        for line in lines:
            if line[:2] not in SPEAKERS:
                raise ValueError(f"{line!r} begins with neither C: nor T:")
        return lines

    @model_validator(mode="after")
    def _asks_something_possible(self) -> "HostileCase":
        if not (self.earns or self.breaks or self.must_not_earn or self.must_not_break):
            raise ValueError("asks for nothing: name what must be found or what must not")
        wanted, forbidden = {*self.earns, *self.breaks}, set[str]()
        for banned in (self.must_not_earn, self.must_not_break):
            forbidden |= set(banned) if banned != "rest" else set()
        if both := sorted(wanted & forbidden):
            raise ValueError(f"{both} must be found and must not be found")
        return self

    @property
    def row(self) -> ReplyRow:
        """The reply as the grader takes it."""
        before = self.padding.text * self.padding.times if self.padding else ""
        return ReplyRow(
            id=self.id,
            situation=self.situation,
            history=tuple(Utterance(role=SPEAKERS[line[:2]], text=line[2:].strip()) for line in self.history),
            reply=(before + self.reply)[-MAX_REPLY_CHARACTERS:],
        )


class HostileFile(Content):
    """One file: what all its cases have in common, and the cases."""

    title: str
    cases: tuple[HostileCase, ...] = Field(min_length=1)


def load_cases(folder: Path = FOLDER) -> dict[str, tuple[HostileCase, ...]]:
    """Cases by title, in the order of the files.

    Raises :class:`knowledge.content.ContentError` with what is wrong in all files.
    """
    files = load_folder(folder, HostileFile)
    ids = Counter(case.id for content in files.values() for case in content.cases)
    problems = [
        ContentProblem(file.name, f"cases.{case.id}", "two cases have this id")
        for file, content in files.items()
        for case in content.cases
        if ids[case.id] > 1
    ]
    if problems:
        raise ContentError(problems)
    return {content.title: content.cases for content in files.values()}
