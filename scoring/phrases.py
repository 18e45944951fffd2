"""A required phrase and its blanks: ``××天`` asks for a number of days, not for the words ``××天``."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scoring.wording import Wording

_BLANK: Final = re.compile(r"[×✕✖]+|[xX]{2,}|…+|\.{3,}")
_OPEN_BLANK: Final = re.compile(r"[×✕✖]|[xX]{2,}")
_EITHER_TITLE: Final = "先生/女士"
_NUMBER: Final = re.compile(r"[0-9零二两三四五六七八九十百半]|一(?![会下定些直起样般点])")
_PAUSE: Final = re.compile(r"[，,。！!？?；;：:\s]+")
_REACH: Final = 8
"""Characters before a blank's word in which its filling is looked for."""
FILLED, OPEN, UNSEEN = 1.0, 0.0, 0.5


@dataclass(frozen=True)
class RequiredPhrase:
    """A phrase as the standard prints it, ready to be compared with what was said."""

    text: str
    wording: Wording

    @cached_property
    def content(self) -> str:
        """The fixed parts, normalised; blanks and titles are left out."""
        return normalise(_BLANK.sub("", self.text.replace(_EITHER_TITLE, "")))

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The two characters after each blank: they tell what is to be filled in."""
        return tuple(normalise(self.text[match.end() :])[:2] for match in _BLANK.finditer(self.text))

    @cached_property
    def _verbatim(self) -> re.Pattern[str]:
        parts = (re.escape(normalise(part)) for part in _BLANK.split(self.text))
        titles = f"(?:{'|'.join(self.wording.titles)})?"
        pattern = r".{0,40}?".join(parts)
        return re.compile(pattern.replace(normalise(_EITHER_TITLE), titles))

    def is_verbatim_in(self, words: str) -> bool:
        """Whether ``words`` hold the phrase word for word, with every blank filled."""
        return self._verbatim.search(normalise(words)) is not None and self.filled(words) == FILLED

    def filled(self, words: str) -> float:
        """Share of the blanks that hold a real value, 0..1; 1 where there are none."""
        if not self.blanks:
            return FILLED
        if has_open_blank(words):
            return OPEN
        return sum(self._filling(after, words) for after in self.blanks) / len(self.blanks)

    def _filling(self, after: str, words: str) -> float:
        if any(after.startswith(unit) for unit in self.wording.quantities):
            return FILLED if _NUMBER.search(words) else OPEN
        heard = [self._before(after, normalise(part)) for part in _PAUSE.split(words)]
        found = [before for before in heard if before is not None]
        if not found:
            return UNSEEN
        return FILLED if any(self._names_something(before) for before in found) else OPEN

    def _before(self, after: str, said: str) -> str | None:
        """What stands before the blank's word in one breath, ``None`` where the word is not there."""
        wanted = self.wording.titles if after in self.wording.titles else (after,)
        place = max(said.rfind(word) for word in wanted) if after else -1
        return said[max(0, place - _REACH) : place] if place >= 0 else None

    def _names_something(self, before: str) -> bool:
        rest = before
        while taken := next((word for word in self.wording.longest_first if rest.endswith(word)), ""):
            rest = rest[: -len(taken)]
        return bool(rest)


def has_open_blank(words: str) -> bool:
    """Whether a blank of the standard was read out instead of filled (``××天``)."""
    return _OPEN_BLANK.search(words) is not None


def normalise(text: str) -> str:
    """Letters, digits and Han characters only, full-width forms folded, lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in folded if character.isalnum())


def pair_recall(required: str, said: str) -> float:
    """Share of the pairs of neighbouring characters of ``required`` that occur in ``said``, 0..1."""
    pairs = _pairs(required)
    return len(pairs & _pairs(said)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)} or ({text} if text else set())
