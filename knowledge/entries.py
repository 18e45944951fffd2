"""What of a clause goes into the index: several short texts, because people ask in many ways."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.schema import Clause

Questions = Mapping[str, Sequence[str]]
"""Clause id -> questions that a person would ask to find it."""


@dataclass(frozen=True)
class Entry:
    """One text that leads to a clause; a clause is as close to a query as its closest entry."""

    clause: str
    text: str

    @cached_property
    def id(self) -> str:
        """Same clause and text, same id: that is how vectors are carried over to the next index."""
        return hashlib.sha256(f"{self.clause}\n{self.text}".encode()).hexdigest()[:32]


def entries_of(clauses: Iterable[Clause], questions: Questions) -> tuple[Entry, ...]:
    """All entries in the order of the clauses, without repetition."""
    return tuple(
        Entry(clause.id, text)
        for clause in clauses
        for text in dict.fromkeys(_texts(clause, questions))
        if text
    )


def keyword_text(clause: Clause, questions: Questions) -> str:
    """Everything about a clause that a keyword may hit, as one text."""
    heading = (clause.section,) if clause.document else ()
    return "\n".join((*heading, *_texts(clause, questions), *clause.semantic_elements, clause.note))


def _texts(clause: Clause, questions: Questions) -> Iterator[str]:
    yield f"{clause.title}：{clause.requirement}"
    yield clause.title
    if clause.applies_when:
        yield f"{clause.applies_when}，{clause.title}"
    yield from clause.phrases
    yield from questions.get(clause.id, ())
