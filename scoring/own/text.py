"""A reply cut into the stretches that may do an act, and the features of a stretch."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from math import log, sqrt
from typing import Final

from scoring.phrases import normalise

Span = tuple[int, int]
Grams = Mapping[str, float]
"""Character n-grams of a text and their weights, of length 1 together."""

LONGEST: Final = 3
"""Clauses that one act may reach over, and characters of an n-gram."""
MOST_CLAUSES: Final = 600
"""What comes after that in one reply is only looked at as part of the whole."""
_PAUSE: Final = re.compile(r"[，,。！!？?；;：:、…\s]+")
_NUMBER: Final = re.compile(r"[0-9零一二三四五六七八九]{2,}")
_NAMES: Final = frozenset({"95598", "九五五九八", "12398"})
"""Numbers that say which service is meant; any other number is as good as the next."""


def stretches(text: str) -> tuple[Span, ...]:
    """Every run of one to three clauses, then the whole text; never empty for a text that says something."""
    clauses = list(islice(_clauses(text), MOST_CLAUSES))
    runs = (
        (clauses[first][0], clauses[first + more][1])
        for more in range(LONGEST)
        for first in range(len(clauses) - more)
    )
    return tuple(dict.fromkeys((*runs, (0, len(text)))))


def grams_of(text: str, rarity: Mapping[str, float], unseen: float) -> Grams:
    """``rarity`` of each n-gram, ``unseen`` that of one that is not in it; a text without any is empty."""
    plain = _NUMBER.sub(lambda found: found[0] if found[0] in _NAMES else "0", normalise(text))
    counts = Counter(
        plain[start : start + size]
        for size in range(1, LONGEST + 1)
        for start in range(len(plain) - size + 1)
    )
    weights = {gram: (1 + log(count)) * rarity.get(gram, unseen) for gram, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}


def _clauses(text: str) -> list[Span]:
    edges = [0, *(edge for pause in _PAUSE.finditer(text) for edge in pause.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
