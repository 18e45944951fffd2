"""Which characters, pairs and triples get a vector."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from pypinyin import lazy_pinyin

from scoring.detection.learned.alphabet import Alphabet

RARE_CHARACTER: Final = 2
RARE_GRAM: Final = 5


def build_alphabet(texts: Iterable[str], words: Mapping[str, int]) -> Alphabet:
    """What occurs often enough in ``texts``; syllables of every character of ``texts`` and ``words``."""
    characters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for text in texts:
        characters.update(text)
        pairs.update(text[i : i + 2] for i in range(len(text) - 1))
        triples.update(text[i : i + 3] for i in range(len(text) - 2))
    return Alphabet(
        characters=_numbered(characters, RARE_CHARACTER, first=2),
        syllables=_syllables({*characters, *"".join(words)}),
        pairs=_numbered(pairs, RARE_GRAM),
        triples=_numbered(triples, RARE_GRAM),
        words=words,
    )


def _numbered(counts: Counter[str], least: int, first: int = 1) -> dict[str, int]:
    frequent = sorted(gram for gram, count in counts.items() if count >= least)
    return {gram: number for number, gram in enumerate(frequent, start=first)}


def _syllables(characters: Iterable[str]) -> dict[str, int]:
    spoken = {c: lazy_pinyin(c)[0] for c in sorted(characters) if "\u4e00" <= c <= "\u9fff"}
    numbers = {sound: number for number, sound in enumerate(sorted(set(spoken.values())), start=1)}
    return {character: numbers[sound] for character, sound in spoken.items()}
