"""Terms that speech recognition wrote with other characters of the same sound (地址 as 第直)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

INITIALS: Final[Mapping[str, str]] = {"zh": "z", "ch": "c", "sh": "s"}
NASALS: Final[Mapping[str, str]] = {"ing": "in", "eng": "en", "ang": "an"}
DISTINCT: Final = ("iang", "uang")
Sounds = tuple[str, ...]


@lru_cache(maxsize=16_384)
def sound(character: str) -> str:
    """A character's syllable, less the distinctions that southern speakers and recognisers lose."""
    if not "\u4e00" <= character <= "\u9fff":
        return character
    syllable = lazy_pinyin(character, style=Style.NORMAL)[0]
    for initial, plain in INITIALS.items():
        if syllable.startswith(initial):
            syllable = plain + syllable[2:]
    for final, plain in NASALS.items():
        if syllable.endswith(final) and not syllable.endswith(DISTINCT):
            return syllable[: -len(final)] + plain
    return syllable


@dataclass(frozen=True)
class Homophones:
    """Replaces misheard terms, character for character, so that positions stay what they were."""

    by_first: Mapping[str, tuple[tuple[Sounds, str], ...]]
    protected: tuple[str, ...]
    function: frozenset[str]

    @classmethod
    def of(cls, terms: Iterable[str], protected: Iterable[str], function: str) -> "Homophones":
        """``terms`` are what was meant; ``protected`` words sound the same and mean themselves;
        ``function`` characters are too frequent to be a mishearing."""
        by_first: dict[str, tuple[tuple[Sounds, str], ...]] = {}
        for term in sorted(terms, key=len, reverse=True):
            sounds = tuple(map(sound, term))
            by_first[sounds[0]] = (*by_first.get(sounds[0], ()), (sounds, term))
        return cls(by_first, tuple(protected), frozenset(function))

    def correct(self, text: str) -> str:
        """``text`` with misheard terms put right; same length."""
        sounds = tuple(map(sound, text))
        written = list(text)
        index = 0
        while index < len(text):
            term = self._term_at(text, sounds, index)
            written[index : index + len(term)] = term
            index += len(term) or 1
        return "".join(written)

    def _term_at(self, text: str, sounds: Sounds, index: int) -> str:
        for pattern, term in self.by_first.get(sounds[index], ()):
            end = index + len(pattern)
            if sounds[index:end] != pattern:
                continue
            heard = text[index:end]
            if heard == term or not (self._function_word(heard, term) or self._protected(text, index, end)):
                return term
        return ""

    def _function_word(self, heard: str, term: str) -> bool:
        return any(h != t and h in self.function for h, t in zip(heard, term, strict=True))

    def _protected(self, text: str, start: int, end: int) -> bool:
        around = text[max(0, start - 2) : end + 2]
        return any(word in around for word in self.protected)
