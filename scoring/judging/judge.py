"""A language model as the second judge of a reply."""

from collections.abc import Callable

from scoring.judging.answer import opinion_of
from scoring.judging.opinion import Opinion, Silence
from scoring.judging.ports import Chat, ChatFailed
from scoring.judging.prompt import Prompt
from scoring.schema import ReplyRow

Note = Callable[[Silence, str], None]
"""Told why there is no opinion: the kind of failure, never a text of the conversation."""


class ModelJudge:
    """Implements :class:`scoring.judging.ports.Judge`. Safe for several threads if its chat is."""

    def __init__(self, chat: Chat, prompt: Prompt, note: Note = lambda _, __: None) -> None:
        self._chat = chat
        self._prompt = prompt
        self._note = note

    @property
    def model(self) -> str:
        return self._chat.model

    @property
    def prompt(self) -> str:
        return self._prompt.version

    def judge(self, row: ReplyRow, limit_s: float | None = None) -> Opinion:
        """``limit_s`` is how long the model may take at most."""
        if not row.reply.strip():
            return Opinion(silence="empty_reply")
        try:
            return opinion_of(self._chat.ask(self._prompt.question(row), limit_s), row.reply)
        except ChatFailed as failure:
            return self._silent(failure.silence, str(failure))
        except Exception as error:  # whatever a model or its server does, the call's report survives it
            return self._silent("failed", type(error).__name__)

    def _silent(self, silence: Silence, detail: str) -> Opinion:
        self._note(silence, detail)
        return Opinion(silence=silence)
