"""The names of the vocabulary in Chinese and English, read from ``standards/vocabulary.yaml``."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from knowledge.content import Content
from knowledge.vocabulary import (
    ELEMENTS,
    SITUATIONS,
    STAGES,
    VIOLATIONS,
    ElementId,
    SituationId,
    Stage,
    ViolationId,
)

Language = Literal["zh", "en"]


class Term(Content):
    """One id of the vocabulary, as people read it."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    description: str = Field(min_length=1)
    """One line of Chinese: what it is, in our own words."""
    source: str = Field(min_length=1)
    """Section of the standard that it comes from."""

    def name(self, lang: Language = "zh") -> str:
        return self.zh if lang == "zh" else self.en


class VocabularyNames(Content):
    """A term for every id of the vocabulary, none left out."""

    elements: dict[ElementId, Term]
    violations: dict[ViolationId, Term]
    situations: dict[SituationId, Term]
    stages: dict[Stage, Term]

    @model_validator(mode="after")
    def _every_id_is_named(self) -> Self:
        missing = [
            *_unnamed("elements", ELEMENTS, self.elements),
            *_unnamed("violations", VIOLATIONS, self.violations),
            *_unnamed("situations", SITUATIONS, self.situations),
            *_unnamed("stages", STAGES, self.stages),
        ]
        if missing:
            raise ValueError(f"no name for {', '.join(missing)}; add zh, en, description and source")
        return self


def _unnamed(group: str, ids: Iterable[str], named: Iterable[str]) -> list[str]:
    known = frozenset(named)
    return [f"{group}.{name}" for name in ids if name not in known]
