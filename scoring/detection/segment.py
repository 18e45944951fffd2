"""Cutting a reply into sentences and clauses, with or without punctuation."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from scoring.detection.normalise import CLAUSE_END, SENTENCE_END, Normalised

MARKERS: Final = re.compile(
    r"(?:然后|另外|还有就是|但是|不过|所以|因为|那么|同时|麻烦您|请问|请您|您先|我这就|我马上|我先|如果|要是)"
)
"""Words that begin a new clause when speech recognition has left no punctuation."""
SHORTEST_CLAUSE: Final = 3


@dataclass(frozen=True)
class Segments:
    """Starts of sentences and clauses in normalised text; a segment ends where the next begins."""

    length: int
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]

    def clause(self, index: int) -> tuple[int, int]:
        return self._around(self.clauses, index)

    def sentence(self, index: int) -> tuple[int, int]:
        return self._around(self.sentences, index)

    def _around(self, starts: tuple[int, ...], index: int) -> tuple[int, int]:
        place = bisect_right(starts, index)
        return starts[place - 1], starts[place] if place < len(starts) else self.length


def segment(text: Normalised) -> Segments:
    """Sentences at full stops; clauses also at commas, pauses and discourse markers."""
    sentences = {0} | {i + 1 for i, c in enumerate(text.text) if c in SENTENCE_END}
    clauses = sentences | {i + 1 for i, c in enumerate(text.text) if c in CLAUSE_END} | text.pauses
    unpunctuated = not any(c in CLAUSE_END for c in text.text)
    if unpunctuated:
        clauses |= {m.start() for m in MARKERS.finditer(text.text) if m.start() >= SHORTEST_CLAUSE}
    return Segments(len(text.text), tuple(sorted(sentences)), tuple(sorted(clauses)))
