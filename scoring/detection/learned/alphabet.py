"""Characters, syllables, pairs, triples and words as numbers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
"""``(6, length)``: character, syllable, pair, triple and word at each place, 0 is "none"; and echo: 1 where
the other speaker has used the character, 2 where a pair with its neighbour."""
CODES: Final = 6
KINDS: Final = ("characters", "syllables", "pairs", "triples", "words")
UNKNOWN: Final = 1
LONGEST_WORD: Final = 5


@dataclass(frozen=True)
class Alphabet:
    """Numbers of everything that the network has a vector for."""

    characters: Mapping[str, int]
    """From 2: 0 is padding and 1 any other character."""
    syllables: Mapping[str, int]
    """By character, so that a homophone has the number of the character that was meant."""
    pairs: Mapping[str, int]
    triples: Mapping[str, int]
    words: Mapping[str, int]

    def encode(self, text: str, heard: str = "") -> Codes:
        """Codes of ``text`` said in answer to ``heard``; ``(6, 0)`` of an empty one."""
        rows: tuple[Sequence[int], ...] = (
            [self.characters.get(c, UNKNOWN) for c in text],
            [self.syllables.get(c, 0) for c in text],
            [self.pairs.get(text[i : i + 2], 0) for i in range(len(text))],
            [self.triples.get(text[i : i + 3], 0) for i in range(len(text))],
            self._words(text),
            _echo(text, heard),
        )
        return np.array(rows, dtype=np.int64)

    def _words(self, text: str) -> list[int]:
        """The longest known word from each place on, at all of its characters."""
        codes = [0] * len(text)
        index = 0
        while index < len(text):
            length = self._word_length(text, index)
            code = self.words.get(text[index : index + length], 0)
            codes[index : index + length] = [code] * length
            index += length
        return codes

    def _word_length(self, text: str, index: int) -> int:
        for length in range(min(LONGEST_WORD, len(text) - index), 1, -1):
            if text[index : index + length] in self.words:
                return length
        return 1

    def save(self, file: Path) -> None:
        tables = {kind: getattr(self, kind) for kind in KINDS}
        file.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Alphabet":
        return cls(**json.loads(file.read_text(encoding="utf-8")))


def _echo(text: str, heard: str) -> list[int]:
    pairs = {heard[i : i + 2] for i in range(len(heard) - 1)}
    codes = [int(character in heard) for character in text]
    for index in range(len(text) - 1):
        if text[index : index + 2] in pairs:
            codes[index] = codes[index + 1] = 2
    return codes
