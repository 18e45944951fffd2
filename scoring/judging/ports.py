"""What judging asks of a language model, and what others ask of a judge."""

from dataclasses import dataclass
from typing import Protocol

from scoring.judging.opinion import Opinion, Silence
from scoring.schema import ReplyRow


@dataclass(frozen=True)
class Question:
    """``schema`` is the JSON schema of the answer, under ``name``."""

    system: str
    user: str
    name: str
    schema: str
    """As JSON text, so that nobody can change it on the way."""


class ChatFailed(Exception):
    """No answer came, or none that can be used. The message holds no text of the conversation."""

    def __init__(self, silence: Silence, detail: str) -> None:
        self.silence: Silence = silence
        super().__init__(f"{silence}: {detail}")


class Chat(Protocol):
    """A model that answers in JSON."""

    @property
    def model(self) -> str:
        """Its name, kept with every opinion."""

    def ask(self, question: Question, limit_s: float | None = None) -> str:
        """The answer as text. ``limit_s`` is how long it may take at most. Raises :class:`ChatFailed`."""


class Judge(Protocol):
    """A second judge of replies; :class:`scoring.judging.ModelJudge` is the real one."""

    @property
    def model(self) -> str: ...

    @property
    def prompt(self) -> str:
        """Version of what it is asked."""

    def judge(self, row: ReplyRow, limit_s: float | None = None) -> Opinion:
        """Never raises: what fails is an opinion that was not given."""
