"""The plainest peer: a label is found where one of its words is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.grading.contestants import Labels
from knowledge.content import Content, load_model
from scoring.evaluation import Label
from scoring.schema import ReplyRow

FILE: Final = Path(__file__).with_name("keywords.yaml")


class KeywordLists(Content):
    """Words of each label; the reply is searched as it is written."""

    labels: dict[Label, tuple[str, ...]]


class Keywords:
    """Implements :class:`benchmarks.grading.contestants.Contestant`."""

    name = "plain keywords"

    def __init__(self, file: Path = FILE) -> None:
        self._words = load_model(file, KeywordLists).labels

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        return [self._of(row.reply) for row in rows]

    def _of(self, reply: str) -> Labels:
        return frozenset(name for name, words in self._words.items() if any(word in reply for word in words))
