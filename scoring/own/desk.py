"""What a trainer does with the company's clauses: look, check, put in force, take out again."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.library import ClauseReport, Library
from knowledge.own import KeptClause, OwnClause, Unreadable
from scoring.own.check import Checked, ClauseChecker


@dataclass(frozen=True)
class Listed:
    """A clause in force with what is to be known of it."""

    kept: KeptClause
    checked: Checked


class ClauseDesk:
    """Over an open library. Whatever is added counts with the next reply."""

    def __init__(self, library: Library, checker: ClauseChecker) -> None:
        self._library = library
        self._checker = checker

    def listed(self) -> tuple[Listed, ...]:
        """Every clause in force, by id."""
        return tuple(self._each())

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Files among them that are no clause."""
        return self._library.unreadable_clauses()

    def get(self, full_id: str) -> KeptClause:
        """Raises :class:`KeyError`."""
        found = {kept.full_id: kept for kept in self._library.own_clauses()}
        return found[full_id]

    def check(self, own: OwnClause) -> Checked:
        """Nothing is kept."""
        return self._checker.check(own)

    def add(self, own: OwnClause) -> ClauseReport:
        """Raises :class:`knowledge.own.ClauseRefused` and :class:`OSError`; then nothing has changed."""
        report = self._library.add_clause(own)
        self._checker.check(own)  # so that no reply has to wait for its recogniser
        return report

    def remove(self, full_id: str) -> KeptClause:
        """Raises :class:`KeyError`."""
        return self._library.remove_clause(full_id)

    def _each(self) -> Iterator[Listed]:
        for kept in self._library.own_clauses():
            yield Listed(kept, self._checker.check(kept.own))
