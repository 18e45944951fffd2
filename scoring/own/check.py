"""Everything that a trainer should know of a clause before relying on it."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge.own import OwnClause
from scoring.own.conflicts import Conflict, Conflicts
from scoring.own.judge import REMEMBERED, Clauses, OwnJudge, Recogniser


@dataclass(frozen=True)
class Checked:
    """How well the clause's examples separate, and where it clashes."""

    recogniser: Recogniser
    conflicts: tuple[Conflict, ...]


class ClauseChecker:
    """For the page and the command line; nothing is kept."""

    def __init__(self, judge: OwnJudge, conflicts: Conflicts, own: Clauses) -> None:
        self._judge = judge
        self._conflicts = conflicts
        self._own = own
        # a page lists every clause with its check, and most of them are as they were
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._check)

    def check(self, own: OwnClause) -> Checked:
        """Compared with every other clause in force, not with an earlier version of itself."""
        return self._remembered(own, self._judge.version)

    def _check(self, own: OwnClause, _: str) -> Checked:
        recogniser = self._judge.recogniser(own)
        others = [kept for kept in self._own() if kept.own.title != own.title]
        found = self._conflicts.of(recogniser, [(kept.clause, kept.own.kind) for kept in others])
        return Checked(recogniser, found)
