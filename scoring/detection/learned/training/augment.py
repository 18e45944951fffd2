"""Making an example another one with known labels: recognised badly, without punctuation, or two in one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from scoring.detection.learned.labels import PLACE
from scoring.detection.learned.training.corpus import LONGEST, Item, Mark
from scoring.detection.normalise import CLAUSE_END

JOINED: Final = 0.25
JOINED_LONGEST: Final = 45
SAME_SITUATION: Final = 0.7
UNPUNCTUATED: Final = 0.25
MISHEARD: Final = 0.2
NOT_HEARD: Final = 0.1
PLACELESS: Final = 0.15
WHOLE_TURN: Final = frozenset({PLACE["no_reply"]})
TURN_INITIAL: Final = frozenset({PLACE["no_reply"], PLACE["backchannel"]})
"""What these mean depends on where they stand, so that such a reply is not put behind another."""


class Augmenter:
    """Deterministic for a given generator."""

    def __init__(self, items: Sequence[Item], syllables: Mapping[str, int], rng: Random) -> None:
        self._rng = rng
        self._items = items
        self._by_situation: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            self._by_situation[item.situation].append(item)
        self._homophones: dict[int, list[str]] = defaultdict(list)
        frequent = sorted({character for item in items for character in item.text})
        for character in frequent:
            if character in syllables:
                self._homophones[syllables[character]].append(character)
        self._syllables = syllables

    def __call__(self, item: Item) -> Item:
        rng = self._rng
        if rng.random() < JOINED:
            item = self._joined(item)
        if rng.random() < UNPUNCTUATED:
            item = unpunctuated(item)
        if rng.random() < MISHEARD:
            item = self._misheard(item)
        if rng.random() < NOT_HEARD:
            item = replace(item, heard="")
        if rng.random() < PLACELESS:
            item = replace(item, situation=0)
        return item

    def _joined(self, item: Item) -> Item:
        rng = self._rng
        pool = self._by_situation[item.situation] if rng.random() < SAME_SITUATION else self._items
        other = rng.choice(pool)
        if item.labels & WHOLE_TURN or other.labels & TURN_INITIAL or len(item.text) > JOINED_LONGEST:
            return item
        first = item.text.rstrip(CLAUSE_END) + rng.choice(["，", "。", ""])
        moved = (Mark(m.label, m.start + len(first), m.end + len(first)) for m in other.marks)
        kept = (mark for mark in item.marks if mark.end <= len(first))
        return replace(
            item,
            text=(first + other.text)[:LONGEST],
            marks=(*kept, *moved),
            labels=item.labels | other.labels,
        )

    def _misheard(self, item: Item) -> Item:
        characters = list(item.text)
        for _ in range(self._rng.choice([1, 1, 2])):
            place = self._rng.randrange(len(characters)) if characters else 0
            alike = self._homophones.get(self._syllables.get(item.text[place : place + 1], 0))
            if alike:
                characters[place] = self._rng.choice(alike)
        return replace(item, text="".join(characters))


def unpunctuated(item: Item) -> Item:
    """As speech recognition writes it."""
    kept = [index for index, character in enumerate(item.text) if character not in CLAUSE_END]
    place = {index: new for new, index in enumerate(kept)}
    marks = []
    for mark in item.marks:
        inside = [
            place[index] for index in range(mark.start, min(mark.end, len(item.text))) if index in place
        ]
        if inside:
            marks.append(Mark(mark.label, inside[0], inside[-1] + 1))
    return replace(item, text="".join(item.text[index] for index in kept), marks=tuple(marks))
