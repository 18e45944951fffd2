"""A second opinion on a reply: a language model judges the same items, and never changes a score."""

from scoring.judging.comparison import Judged, SideBySide, compare
from scoring.judging.judge import ModelJudge, Note
from scoring.judging.opinion import Claim, Disregarded, Opinion, Silence
from scoring.judging.ports import Chat, ChatFailed, Judge, Question
from scoring.judging.prompt import Prompt, load_prompt

__all__ = [
    "Chat",
    "ChatFailed",
    "Claim",
    "Disregarded",
    "Judge",
    "Judged",
    "ModelJudge",
    "Note",
    "Opinion",
    "Prompt",
    "Question",
    "SideBySide",
    "Silence",
    "compare",
    "load_prompt",
]
