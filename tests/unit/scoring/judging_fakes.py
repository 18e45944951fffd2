"""Fakes of a language model and of a second judge."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from scoring.judging import Chat, Opinion, Question
from scoring.schema import ReplyRow


@dataclass
class FakeChat(Chat):
    """Answers as it is told, or raises what it is told; records what it was asked."""

    answer: str | Exception = '{"found": []}'
    model: str = "fake-model"
    asked: list[Question] = field(default_factory=list)
    limits: list[float | None] = field(default_factory=list)

    def ask(self, question: Question, limit_s: float | None = None) -> str:
        self.asked.append(question)
        self.limits.append(limit_s)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass
class FakeJudge:
    """Says of each reply what ``opinion`` says."""

    opinion: Callable[[ReplyRow], Opinion] = lambda _: Opinion()
    model: str = "fake-model"
    prompt: str = "p1"
    rows: list[ReplyRow] = field(default_factory=list)
    limits: list[float | None] = field(default_factory=list)

    def judge(self, row: ReplyRow, limit_s: float | None = None) -> Opinion:
        self.rows.append(row)
        self.limits.append(limit_s)
        return self.opinion(row)


def answered(*claims: tuple[str, str]) -> str:
    """The JSON of an answer."""
    listed = [{"label": label, "words": words} for label, words in claims]
    return json.dumps({"found": listed}, ensure_ascii=False)
