"""A reply as the models read it: normalised, with pauses written as commas."""

from dataclasses import dataclass
from typing import Final

from scoring.detection.model import ReplyContext
from scoring.detection.normalise import CLAUSE_END, normalise

WINDOW: Final = 300
"""Characters read at once. Hardly anybody says more in one turn; what is pasted is read piece by piece."""
LONGEST_HEARD: Final = 60
"""Characters of the customer's last words that are read, from the end."""


@dataclass(frozen=True)
class Reading:
    """``text`` and for each of its characters the index of the original character."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original, end exclusive, of the non-empty ``text[start:end]``."""
        return self.origin[start], self.origin[end - 1] + 1


def read(original: str) -> Reading:
    """Speech recognition writes a pause as a space: it is the only trace of a clause boundary."""
    plain = normalise(original)
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(plain.text):
        if index in plain.pauses and character not in CLAUSE_END and plain.text[index - 1] not in CLAUSE_END:
            characters.append("，")
            origin.append(plain.origin[index - 1])
        characters.append(character)
        origin.append(plain.origin[index])
    return Reading("".join(characters), tuple(origin))


def windows(text: str) -> list[str]:
    """``text`` in pieces of at most ``WINDOW`` characters, cut behind a clause where there is one."""
    pieces = []
    while len(text) > WINDOW:
        cut = max(text.rfind(mark, WINDOW // 2, WINDOW) for mark in CLAUSE_END) + 1 or WINDOW
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def heard(context: ReplyContext) -> str:
    """The customer's last words, if it is he who spoke last."""
    last = context.history[-1:]
    if not last or last[0].role != "customer":
        return ""
    return read(last[0].text).text[-LONGEST_HEARD:]
