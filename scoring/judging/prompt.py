"""The question put to the model, made from a content file."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Final, Self

from pydantic import Field, model_validator

from knowledge.catalogue import STANDARDS, VOCABULARY_FILE
from knowledge.content import Content, load_model
from knowledge.vocabulary_names import VocabularyNames
from scoring.judging.fence import fence_for
from scoring.judging.offered import OFFERED, OFFERED_ELEMENTS, OFFERED_VIOLATIONS, Label, term_of
from scoring.judging.ports import Question
from scoring.schema import ReplyRow, Utterance

FILE: Final = Path(__file__).with_name("prompt.yaml")
REMEMBERED_TURNS: Final = 8
"""Utterances before the reply that are shown; more would not fit into a small model's window."""
LONGEST_TURN: Final = 300
MOST_CLAIMS: Final = 24
BLANKS: Final = {
    "system": {"elements", "violations"},
    "user": {"situation", "fence", "history", "reply"},
    "customer": {"text"},
    "trainee": {"text"},
    "nothing_yet": set[str](),
    "label": {"id", "name", "definition"},
}


class PromptTexts(Content):
    """The texts with their blanks; each has exactly those that it must have."""

    system: str = Field(min_length=1)
    user: str = Field(min_length=1)
    customer: str
    trainee: str
    nothing_yet: str
    label: str

    @model_validator(mode="after")
    def _blanks_are_known(self) -> Self:
        wrong = [
            f"{name} has the blanks {sorted(found)}, not {sorted(wanted)}"
            for name, wanted in BLANKS.items()
            if (found := set(Template(getattr(self, name)).get_identifiers())) != wanted
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


class Prompt:
    """Asks about one reply, its text fenced off."""

    def __init__(self, texts: PromptTexts, names: VocabularyNames) -> None:
        self._texts = texts
        self._names = names
        self._system = Template(texts.system).substitute(
            elements=self._listed(OFFERED_ELEMENTS), violations=self._listed(OFFERED_VIOLATIONS)
        )
        self._schema = json.dumps(answer_schema(), ensure_ascii=False)
        parts = (texts.content_hash, self._system, self._schema)
        self.version = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def question(self, row: ReplyRow) -> Question:
        turns = row.history[-REMEMBERED_TURNS:]
        fence = fence_for([row.reply, *(turn.text for turn in turns)])
        user = Template(self._texts.user).substitute(
            situation=self._names.situations[row.situation].name(),
            fence=fence,
            history="\n".join(map(self._line, turns)) or self._texts.nothing_yet,
            reply=row.reply,
        )
        return Question(system=self._system, user=user, name="judgement", schema=self._schema)

    def _line(self, turn: Utterance) -> str:
        pattern = self._texts.customer if turn.role == "customer" else self._texts.trainee
        return Template(pattern).substitute(text=" ".join(turn.text[:LONGEST_TURN].split()))

    def _listed(self, labels: tuple[Label, ...]) -> str:
        return "\n".join(self._defined(labels))

    def _defined(self, labels: tuple[Label, ...]) -> Iterator[str]:
        for label in labels:
            term = term_of(label, self._names)
            yield Template(self._texts.label).substitute(
                id=label, name=term.name(), definition=term.description
            )


def answer_schema() -> dict[str, object]:
    """JSON schema of an answer: ``{"found": [{"label", "words"}]}``."""
    claim = {
        "type": "object",
        "properties": {
            "label": {"type": "string", "enum": list(OFFERED)},
            "words": {"type": "string"},
        },
        "required": ["label", "words"],
        "additionalProperties": False,
    }
    return {
        "title": "judgement",
        "description": "What the reply does and breaks, with its own words.",
        "type": "object",
        "properties": {"found": {"type": "array", "items": claim, "maxItems": MOST_CLAIMS}},
        "required": ["found"],
        "additionalProperties": False,
    }


def load_prompt(file: Path = FILE) -> Prompt:
    """Raises :class:`knowledge.content.ContentError`."""
    return Prompt(load_model(file, PromptTexts), load_model(STANDARDS / VOCABULARY_FILE, VocabularyNames))
