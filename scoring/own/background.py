"""Everyday replies of the trade, against which what is special about a clause's examples shows."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path
from typing import Final

from knowledge.ports import Encoder, Vectors
from scoring.marked import parse_marked, reply_lines
from scoring.own.text import Grams, grams_of

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
SAMPLE: Final = 500


@dataclass(frozen=True)
class Background:
    """``replies`` with their features; ``rarity`` of each n-gram among them."""

    replies: tuple[str, ...]
    vectors: Vectors
    rarity: dict[str, float]
    unseen: float

    def grams(self, text: str) -> Grams:
        return grams_of(text, self.rarity, self.unseen)

    @cached_property
    def reply_grams(self) -> tuple[Grams, ...]:
        return tuple(self.grams(reply) for reply in self.replies)

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256("\n".join(self.replies).encode()).hexdigest()[:12]


def make_background(replies: Iterable[str], encoder: Encoder) -> Background:
    kept = tuple(dict.fromkeys(reply for reply in replies if reply.strip()))
    seen = Counter(gram for reply in kept for gram in grams_of(reply, {}, 1.0))
    rarity = {gram: log((1 + len(kept)) / (1 + count)) for gram, count in seen.items()}
    return Background(kept, encoder.encode(kept), rarity, log(1 + len(kept)) if kept else 1.0)


def load_background(encoder: Encoder, folder: Path = EXAMPLES, size: int = SAMPLE) -> Background:
    """A fixed sample of the labelled examples: the same files always give the same one."""
    lines = sorted(set(_marked_lines(folder)), key=lambda line: hashlib.sha256(line.encode()).digest())
    return make_background((parse_marked(line).reply for line in lines[:size]), encoder)


def _marked_lines(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.txt")):
        yield from reply_lines(file.read_text(encoding="utf-8"))
