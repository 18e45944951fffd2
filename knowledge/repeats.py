"""Clauses that say the same: companies hand in last year's rules and this year's, and footers repeat."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from knowledge.schema import Clause


class Repeats:
    """Which of a list of clauses have the same requirement. Immutable."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._texts = tuple(_plain(clause.requirement) for clause in clauses)
        self.most: int = max(Counter(self._texts).values(), default=1)
        """How often the most repeated requirement stands there; 1 when there is none."""

    def once(self, positions: Iterable[int]) -> Iterator[int]:
        """The positions in their order, without those that say what an earlier one says."""
        seen: set[str] = set()
        for position in positions:
            if self._texts[position] not in seen:
                seen.add(self._texts[position])
                yield position


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
