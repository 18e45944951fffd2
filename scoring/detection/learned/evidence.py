"""The smallest stretch of a reply that does an act, from what the network sees at each place."""

from typing import Final

import numpy as np

from scoring.detection.learned.labels import PLACE
from scoring.detection.learned.network import Array
from scoring.detection.learned.recogniser import Sight
from scoring.detection.normalise import CLAUSE_END

SEEN: Final = 0.3
"""From this probability at its clearest place on, the network knows where the act is."""
SHARE_OF_PEAK: Final = 0.4
OWN_CLAUSE: Final = 0.25
"""Share of the clause with the clearest place from which on the whole of it is quoted."""
SHORT_CLAUSE: Final = 18
"""A longer one is speech recognised without punctuation, in which several acts run on."""
OTHER_CLAUSE: Final = 0.6
"""Share of a neighbouring clause under which what reaches into it is a scrap."""
GAP: Final = 2
"""So many doubtful characters within an act do not cut it in two."""
WHOLE_TURN: Final = frozenset({"no_reply"})


def evidence(sight: Sight, label: str, by_rule: tuple[int, int] | None) -> tuple[int, int]:
    """Offsets in the original reply, end exclusive; the rule's words where the network sees none."""
    text = sight.reading.text
    if label in WHOLE_TURN or not text:
        return _all(sight)
    likely: Array = np.reciprocal(1 + np.exp(-sight.places[:, PLACE[label]]))
    peak = int(likely.argmax())
    if likely[peak] < SEEN and by_rule is not None:
        return by_rule
    if likely[peak] >= SEEN:
        start, end = _without_scraps(text, peak, *_around(likely, peak))
    else:
        start, end = _clause(text, peak)
    start, end = _whole_words(text, sight.words, start, end)
    return sight.reading.span(*_trimmed(text, start, end))


def _all(sight: Sight) -> tuple[int, int]:
    return 0, sight.length


def _around(likely: Array, peak: int) -> tuple[int, int]:
    """From the clearest place outwards, over small gaps."""
    inside = likely >= likely[peak] * SHARE_OF_PEAK
    start = end = peak
    while any(inside[max(0, start - 1 - GAP) : start]):
        start -= 1
    while any(inside[end + 1 : end + 2 + GAP]):
        end += 1
    places = np.flatnonzero(inside[start : end + 1])
    return start + int(places[0]), start + int(places[-1]) + 1


def _without_scraps(text: str, peak: int, start: int, end: int) -> tuple[int, int]:
    """Whole clauses where the act fills enough of them, and no scraps of clauses next to them."""
    first, last = _clause(text, peak)
    while start < first:
        left, right = _clause(text, start)
        if right - start >= (right - left) * OTHER_CLAUSE:
            start = left
            break
        start = right + 1
    while end > last:
        left, right = _clause(text, end - 1)
        if end - left >= (right - left) * OTHER_CLAUSE:
            end = right
            break
        end = max(left - 1, last)
    inside = min(end, last) - max(start, first)
    if last - first <= SHORT_CLAUSE and inside >= (last - first) * OWN_CLAUSE:
        start, end = min(start, first), max(end, last)
    return (start, end) if start < end else (peak, peak + 1)


def _clause(text: str, place: int) -> tuple[int, int]:
    before = [index for index in range(place) if text[index] in CLAUSE_END]
    after = [index for index in range(place, len(text)) if text[index] in CLAUSE_END]
    return (before[-1] + 1 if before else 0), (after[0] if after else len(text))


def _whole_words(text: str, words: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
    """Widened so that no known word and no number is cut; ``words[i]`` is the word that covers place i."""

    def joined(place: int) -> bool:
        same_word = bool(words[place]) and words[place] == words[place - 1]
        return same_word or (_latin(text[place]) and _latin(text[place - 1]))

    while start > 0 and joined(start):
        start -= 1
    while end < len(words) and joined(end):
        end += 1
    return start, end


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and pictures at the ends, unless there is nothing else."""
    first, last = start, end
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return (first, last) if first < last else (start, end)
