"""What must hold across the clause files of a standard, beyond the schema of one clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.content import ContentProblem
from knowledge.schema import Clause
from knowledge.vocabulary import ELEMENTS, VIOLATIONS

FROM_WORDS: Final = frozenset({"reply", "conversation"})


@dataclass(frozen=True)
class PlacedClause:
    """A clause and where it was written, so that a problem can be pointed at."""

    file: str
    index: int
    clause: Clause

    def problem(self, field: str, message: str) -> ContentProblem:
        return ContentProblem(self.file, f"clauses.{self.index}.{field}", message)


def clause_problems(placed: Sequence[PlacedClause]) -> Iterator[ContentProblem]:
    """Everything wrong with single clauses, and ids used twice in any files."""
    yield from _repeated_ids(placed)
    for item in placed:
        yield from _phrases(item)
        yield from _judged_from(item)


def coverage_problems(placed: Sequence[PlacedClause]) -> Iterator[ContentProblem]:
    """Elements and violations that no clause stands behind: a finding of one could not be cited."""
    elements = {element for item in placed for element in item.clause.elements}
    violations = {violation for item in placed for violation in item.clause.violations}
    for element in ELEMENTS:
        if element not in elements:
            yield ContentProblem("*.yaml", "elements", f"no clause asks for {element!r}; add one")
    for violation in VIOLATIONS:
        if violation not in violations:
            yield ContentProblem("*.yaml", "violations", f"no clause forbids {violation!r}; add one")


def _repeated_ids(placed: Sequence[PlacedClause]) -> Iterator[ContentProblem]:
    first: dict[str, PlacedClause] = {}
    for item in placed:
        earlier = first.setdefault(item.clause.id, item)
        if earlier is not item:
            where = f"{earlier.file} clauses.{earlier.index}"
            yield item.problem("id", f"{item.clause.id!r} is already used in {where}; give it another id")


def _phrases(item: PlacedClause) -> Iterator[ContentProblem]:
    clause = item.clause
    for number, phrase in enumerate(clause.phrases):
        if not phrase.strip():
            yield item.problem(f"phrases.{number}", "the phrase is empty; quote it or remove it")
    if clause.phrases and clause.phrase_mode is None:
        yield item.problem("phrase_mode", "phrases need a mode: 'example' or 'stated'")
    if clause.phrase_mode is not None and not clause.phrases:
        yield item.problem("phrases", f"phrase_mode is {clause.phrase_mode!r} but no phrase is given")


def _judged_from(item: PlacedClause) -> Iterator[ContentProblem]:
    clause = item.clause
    claims = (*clause.elements, *clause.violations)
    if not claims:
        return
    if "org" in clause.judged_from:
        yield item.problem("judged_from", f"'org' is not judged from a reply, yet the clause names {claims}")
    if FROM_WORDS.isdisjoint(clause.judged_from):
        yield item.problem("judged_from", f"needs 'reply' or 'conversation', as the clause names {claims}")
