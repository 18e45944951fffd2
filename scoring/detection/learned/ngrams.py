"""A linear model over n-grams of characters and syllables of the reply, and of what the customer said."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scoring.detection.learned.network import Array, Table

BUCKETS: Final = 1 << 17
"""N-grams are hashed; with this many buckets few of the frequent ones meet."""


@dataclass(frozen=True)
class View:
    """One way to look at a reply. ``weight`` is the length of the view's vector."""

    name: str
    shortest: int
    longest: int
    weight: float


REPLY: Final = View("r", 1, 4, 1.0)
SOUNDS: Final = View("s", 1, 3, 0.6)
HEARD: Final = View("h", 1, 2, 0.3)
SITUATION: Final = View("c", 1, 1, 0.25)


def features(reply: str, heard: str, situation: str, sounds: Mapping[str, int]) -> dict[str, Counter[int]]:
    """Buckets of each view with how often they occur."""
    syllables = [str(sounds.get(c, c)) for c in reply]
    return {
        REPLY.name: Counter(_hashed(REPLY, list(f"^{reply}$"))),
        SOUNDS.name: Counter(_hashed(SOUNDS, syllables, " ")),
        HEARD.name: Counter(_hashed(HEARD, list(heard))),
        SITUATION.name: Counter(_hashed(SITUATION, [situation, "opening" if not heard else "answer"])),
    }


VIEWS: Final = (REPLY, SOUNDS, HEARD, SITUATION)


def _hashed(view: View, units: list[str], joint: str = "") -> Iterator[int]:
    for length in range(view.shortest, view.longest + 1):
        for start in range(len(units) - length + 1):
            gram = joint.join(units[start : start + length])
            yield crc32(f"{view.name}{gram}".encode()) & (BUCKETS - 1)


def vector(found: Mapping[str, Counter[int]], rarity: Array) -> tuple[NDArray[np.int64], Array]:
    """Buckets and their values: damped counts times rarity, each view scaled to its weight."""
    places: list[int] = []
    values: list[Array] = []
    for view in VIEWS:
        counts = found[view.name]
        if not counts:
            continue
        here = np.fromiter(counts, dtype=np.int64, count=len(counts))
        damped = np.array([1 + math.log(count) for count in counts.values()], dtype=np.float32)
        weighed = damped * rarity[here]
        length = float(np.sqrt((weighed**2).sum())) or 1.0
        places += here.tolist()
        values.append(weighed * np.float32(view.weight / length))
    return np.array(places, dtype=np.int64), np.concatenate(values)


@dataclass(frozen=True)
class NgramModel:
    """``weights`` hold one row of ``L`` numbers for each bucket in use; ``rows`` find it."""

    rarity: Array
    rows: NDArray[np.int32]
    weights: Table
    bias: Array

    def score(self, found: Mapping[str, Counter[int]]) -> Array:
        """Log odds of each label, ``(L,)``."""
        places, values = vector(found, self.rarity)
        scores: Array = values @ self.weights[self.rows[places].astype(np.int64)] + self.bias
        return scores
