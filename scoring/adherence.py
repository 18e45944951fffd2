"""How close the wording of a reply comes to the phrase that the standard requires.

It informs and coaches. Whether an element was done is decided by detection, never here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.ports import Encoder
from knowledge.schema import Clause
from scoring.phrases import RequiredPhrase, has_open_blank, normalise, pair_recall
from scoring.wording import Wording, load_wording

ADHERENCE_VERSION = "3"

MEANING_WEIGHT, WORDING_WEIGHT, CONTENT_WEIGHT = 0.40, 0.20, 0.40
UNRELATED_COSINE, SAME_COSINE = 0.25, 0.80
"""Cosines that count as 0 and as 1 of the meaning; between them it is linear."""
PARAPHRASE_CEILING = 0.97
OPEN_BLANK_CEILING = 0.35
UNFILLED_SHARE = 0.25
"""What is lost when no blank of a phrase is filled."""
LITERAL = 0.6
"""Likeness below which a piece of content is not there in so many words."""
SHORT_PHRASE = 3
"""A shorter phrase (是, 对) is either said in the words found or not compared: any sentence holds it,
and no share of it means anything."""
_SENTENCE_END = re.compile(r"[。!！?？;；\n]")


@dataclass(frozen=True)
class PhraseMatch:
    """``adherence`` 0..1 of the words to ``phrase``."""

    phrase: str
    adherence: float


class Adherence:
    """Compares words with the phrases of a clause."""

    def __init__(self, encoder: Encoder, wording: Wording | None = None) -> None:
        self._encoder = encoder
        self._wording = wording or load_wording()
        self.version = f"{ADHERENCE_VERSION} {self._wording.content_hash}"
        """Changes whenever the same words could be measured differently by the same encoder."""

    def measure(self, reply: str, start: int, end: int, clause: Clause) -> PhraseMatch | None:
        """The best match of ``reply[start:end]``, its sentence and the reply with a phrase of ``clause``.

        ``None`` where the clause prescribes no wording, or only examples of a word (是, 对) and others
        were said.
        """
        found = reply[start:end]
        windows = _windows(reply, start, end)
        matches = [
            PhraseMatch(phrase, self._best((found,) if _is_short(phrase) else windows, phrase, clause))
            for phrase in clause.phrases
            if not _is_short(phrase) or normalise(phrase) in normalise(found)
        ]
        return max(matches, key=lambda match: match.adherence, default=None)

    def _best(self, windows: Sequence[str], phrase: str, clause: Clause) -> float:
        required_phrase, required = RequiredPhrase(phrase, self._wording), clause.semantic_elements
        if any(required_phrase.is_verbatim_in(window) for window in windows):
            return 1.0
        meanings = self._meanings(windows, required_phrase, required)
        scores = (
            _combine(window, required_phrase, required, meaning, contents)
            for window, (meaning, contents) in zip(windows, meanings, strict=True)
        )
        return round(max(scores), 4)

    def _meanings(
        self, windows: Sequence[str], phrase: RequiredPhrase, required: Sequence[str]
    ) -> list[tuple[float, list[float]]]:
        vectors = self._encoder.encode([*windows, phrase.content, *required])
        count = len(windows)
        cosines = vectors[:count] @ vectors[count:].T
        return [(_rescale(float(row[0])), [_rescale(float(cosine)) for cosine in row[1:]]) for row in cosines]


def _combine(
    words: str, phrase: RequiredPhrase, required: Sequence[str], meaning: float, contents: Sequence[float]
) -> float:
    wording = pair_recall(phrase.content, normalise(words))
    covered = [
        _covered(element, words, close, phrase.wording)
        for element, close in zip(required, contents, strict=True)
    ]
    content = sum(covered) / len(covered) if covered else max(meaning, wording)
    score = MEANING_WEIGHT * meaning + WORDING_WEIGHT * wording + CONTENT_WEIGHT * content
    score *= 1 - UNFILLED_SHARE * (1 - phrase.filled(words))
    ceiling = OPEN_BLANK_CEILING if phrase.blanks and has_open_blank(words) else PARAPHRASE_CEILING
    return min(score, ceiling)


def _is_short(phrase: str) -> bool:
    return len(normalise(phrase)) < SHORT_PHRASE


def _windows(reply: str, start: int, end: int) -> tuple[str, ...]:
    """The words found, the sentences that they stand in, the whole reply; without repeats."""
    left = max((match.end() for match in _SENTENCE_END.finditer(reply, 0, start)), default=0)
    right = _SENTENCE_END.search(reply, max(end - 1, start))
    sentence = reply[left : right.end() if right else len(reply)]
    return tuple(dict.fromkeys((reply[start:end], sentence, reply)))


def _rescale(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - UNRELATED_COSINE) / (SAME_COSINE - UNRELATED_COSINE)))


def _covered(element: str, words: str, close: float, wording: Wording) -> float:
    """How far a required piece of content (``a/b``: either) is there: by its words, else by its meaning."""
    listed = wording.contents.get(element)
    if listed is not None:
        return float(any(word in words for word in listed))
    said = normalise(words)
    ratios = [fuzz.partial_ratio(normalise(part), said) / 100 for part in element.split("/")]
    return max(close, *(ratio for ratio in ratios if ratio > LITERAL)) if max(ratios) > LITERAL else close
