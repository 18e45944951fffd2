"""One spelling for one sound: the text that patterns are matched on, and the way back to the original."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

PUNCTUATION: Final = str.maketrans(
    {
        ",": "，", ".": "。", "!": "！", "?": "？", ";": "；", ":": "：", "．": "。", "﹖": "？", "·": "。",
        "(": "（", ")": "）", "~": "，", "—": "，", "–": "，", "…": "…", "⋯": "…", "\n": "。", "\r": "。",
        "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "妳": "你", "祢": "你",
    }
)  # fmt: skip
SENTENCE_END: Final = "。！？；"
CLAUSE_END: Final = SENTENCE_END + "，、：…"
DROPPED: Final = frozenset("呃\ufffd")
STAMMER: Final = frozenset("您你我他那这请给就先在")
"""Words that nobody means to say twice in a row; other doublings (慢慢, 看看) are words of their own."""
LONGEST_RUN: Final = 3
INNER_DOT: Final = re.compile(r"(?<=\d)。(?=\d)")


@dataclass(frozen=True)
class Normalised:
    """``text`` and, for every character of it, the index of the original character it came from.

    ``pauses`` are indices of ``text`` before which the original had white space: speech recognition
    writes a pause that way, so that it is the only trace of a clause boundary.
    """

    text: str
    origin: tuple[int, ...]
    pauses: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets (end exclusive) of the non-empty stretch ``text[start:end]``."""
        return self.origin[start], self.origin[end - 1] + 1


def normalise(original: str) -> Normalised:
    """Half width, simplified punctuation, no white space, no stammer; never longer than needed."""
    characters: list[str] = []
    origin: list[int] = []
    pauses: set[int] = set()
    for index, raw in enumerate(original):
        for character in _spell(raw):
            if character == " ":
                pauses.add(len(characters))
            elif not _repeats(characters, character):
                characters.append(character)
                origin.append(index)
    text = INNER_DOT.sub(".", "".join(characters))
    return Normalised(text, tuple(origin), frozenset(pauses - {0, len(text)}))


def _spell(raw: str) -> str:
    if "\u4e00" <= raw <= "\u9fff":
        return "" if raw in DROPPED else raw.translate(PUNCTUATION)
    if raw in "\n\r" or raw in "…⋯·—–":
        return raw.translate(PUNCTUATION)
    if raw.isspace():
        return " "
    if raw in DROPPED or unicodedata.category(raw)[0] in "CM":
        return ""
    return unicodedata.normalize("NFKC", raw).lower().translate(PUNCTUATION)


def _repeats(before: list[str], character: str) -> bool:
    if not before or before[-1] != character:
        return False
    if character in STAMMER:
        return True
    return not character.isdigit() and before[-LONGEST_RUN:] == [character] * LONGEST_RUN
