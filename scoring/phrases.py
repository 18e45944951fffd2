"""A required phrase and its blanks: ``××天`` asks for a number of days, not for the words ``××天``."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_BLANK = re.compile(r"[×✕✖]+|[xX]{2,}|…+|\.{3,}")
_TITLES = "先生/女士"
_TITLE_PATTERN = "(?:先生|女士|小姐|师傅|老师|大爷|大娘|大叔|阿姨|大姐|大哥|同志)?"
_NUMBER = re.compile(r"[0-9零一二两三四五六七八九十百半几]")
_QUANTITIES = ("时间", "天", "月", "日", "电话", "小时", "分钟")
_EMPTY_FILLINGS = frozenset("的有与和按据这该其我们您相关现")
_CLOSED = 1.0
_OPEN = 0.0
_UNSEEN = 0.5


@dataclass(frozen=True)
class RequiredPhrase:
    """A phrase as the standard prints it, ready to be compared with what was said."""

    text: str

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The fixed parts between the blanks, normalised; the titles are left out."""
        without_titles = self.text.replace(_TITLES, "")
        return tuple(piece for part in _BLANK.split(without_titles) if (piece := normalise(part)))

    @cached_property
    def content(self) -> str:
        return "".join(self.pieces)

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """What follows each blank (two characters at most): it tells what is to be filled in."""
        found = _BLANK.finditer(self.text)
        return tuple(normalise(self.text[match.end() :])[:2] for match in found)

    @cached_property
    def _verbatim(self) -> re.Pattern[str]:
        parts = [normalise(part) for part in _BLANK.split(self.text)]
        wildcard = r".{0,40}?"
        pattern = wildcard.join(re.escape(part) for part in parts)
        return re.compile(pattern.replace(re.escape(normalise(_TITLES)), _TITLE_PATTERN))

    def is_verbatim_in(self, words: str) -> bool:
        """Whether ``words`` hold the phrase word for word, with every blank filled."""
        said = normalise(words)
        return self._verbatim.search(said) is not None and self.filled(words) == _CLOSED

    def filled(self, words: str) -> float:
        """Share of the blanks that hold a real value, 0..1; 1 where there are none."""
        if not self.blanks:
            return _CLOSED
        if has_open_blank(words):
            return _OPEN
        return sum(_filling(after, words) for after in self.blanks) / len(self.blanks)


def has_open_blank(words: str) -> bool:
    """Whether a blank of the standard was read out instead of filled (``××天``)."""
    return re.search(r"[×✕✖]|[xX]{2,}", words) is not None


def normalise(text: str) -> str:
    """Letters, digits and Han characters only, full-width forms folded, lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in folded if character.isalnum())


def _filling(after: str, words: str) -> float:
    if not after:
        return _CLOSED
    quantity = next((unit for unit in _QUANTITIES if after.startswith(unit)), None)
    if quantity is not None:
        return _CLOSED if _NUMBER.search(words) else _OPEN
    said = normalise(words)
    place = said.find(after)
    if place < 0:
        return _UNSEEN
    return _OPEN if place == 0 or said[place - 1] in _EMPTY_FILLINGS else _CLOSED
