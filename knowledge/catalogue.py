"""The whole built-in standard in memory: every clause, every name, one fingerprint."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from knowledge.content import Content, ContentError, ContentProblem, attempt, load_model
from knowledge.schema import Clause
from knowledge.standard_checks import PlacedClause, clause_problems, coverage_problems
from knowledge.vocabulary import ElementId, SituationId, Stage, ViolationId
from knowledge.vocabulary_names import Language, VocabularyNames

STANDARDS: Final = Path(__file__).parent / "standards"
VOCABULARY_FILE: Final = "vocabulary.yaml"
QUESTIONS_FILE: Final = "questions.yaml"
NOT_CLAUSES: Final = frozenset({VOCABULARY_FILE, QUESTIONS_FILE})


class ClauseFile(Content):
    """One ``standards/<theme>.yaml``."""

    clauses: tuple[Clause, ...]


class UnknownClauseError(LookupError):
    """Asked for a clause that the standard does not have."""


@dataclass(frozen=True)
class Catalogue:
    """The built-in standard; clauses come sorted by file name, then in the file's own order."""

    clauses: tuple[Clause, ...]
    names: VocabularyNames

    def get(self, clause_id: str) -> Clause:
        """The clause of that id. Raises :class:`UnknownClauseError`."""
        try:
            return self._by_id[clause_id]
        except KeyError:
            raise UnknownClauseError(
                f"no clause {clause_id!r} in the standard; ids are listed in knowledge/standards"
            ) from None

    def element_name(self, element: ElementId, lang: Language = "zh") -> str:
        return self.names.elements[element].name(lang)

    def violation_name(self, violation: ViolationId, lang: Language = "zh") -> str:
        return self.names.violations[violation].name(lang)

    def situation_name(self, situation: SituationId, lang: Language = "zh") -> str:
        return self.names.situations[situation].name(lang)

    def stage_name(self, stage: Stage, lang: Language = "zh") -> str:
        return self.names.stages[stage].name(lang)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any clause: SHA-256 over all content hashes, 16 hexadecimal digits."""
        hashes = "\n".join(sorted(clause.content_hash for clause in self.clauses))
        return hashlib.sha256(hashes.encode()).hexdigest()[:16]

    @cached_property
    def _by_id(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}


def load_catalogue(folder: Path = STANDARDS) -> Catalogue:
    """Read the standard. Raises :class:`ContentError` with the problems of all files together."""
    problems: list[ContentProblem] = []
    names = attempt(partial(load_model, folder / VOCABULARY_FILE, VocabularyNames), problems)
    files = sorted(file for file in folder.glob("*.yaml") if file.name not in NOT_CLAUSES)
    read = {file.name: attempt(partial(load_model, file, ClauseFile), problems) for file in files}
    placed = [
        PlacedClause(name, index, clause)
        for name, content in read.items()
        if content
        for index, clause in enumerate(content.clauses)
    ]
    problems.extend(clause_problems(placed))
    if all(read.values()):
        # with a file unreadable, its elements would be reported as uncovered without being so
        problems.extend(coverage_problems(placed))
    if problems or names is None:
        raise ContentError(problems)
    return Catalogue(tuple(item.clause for item in placed), names)
