"""From what a model wrote to an opinion: only offered labels, only words that are in the reply."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel, ValidationError

from scoring.judging.offered import OFFERED
from scoring.judging.opinion import Claim, Disregard, Disregarded, Opinion
from scoring.judging.ports import ChatFailed

LONGEST_ANSWER: Final = 40_000
"""Characters; a judgement has a few hundred."""
SHOWN: Final = 40
MOST_DISREGARDED: Final = 20
_THOUGHTS: Final = re.compile(r"<think>.*?</think>", re.DOTALL)
_OBJECT: Final = re.compile(r"\{")
_QUOTES: Final = " \t\r\n\"'“”‘’「」『』"


class RawClaim(BaseModel):
    label: str
    words: str


class RawAnswer(BaseModel):
    """Further keys are ignored: small models like to explain themselves."""

    found: list[RawClaim]


def opinion_of(answer: str, reply: str) -> Opinion:
    """What an answer comes to. Raises :class:`ChatFailed` where it is no answer."""
    if len(answer) > LONGEST_ANSWER:
        raise ChatFailed("too_large", f"an answer of {len(answer)} characters")
    found = list(dict.fromkeys(item.model_dump_json() for item in _answers(answer)))
    if not found:
        raise ChatFailed("malformed", "no JSON object with a list 'found' in the answer")
    if len(found) > 1:
        raise ChatFailed("ambiguous", f"{len(found)} answers that differ in one")
    return _checked(RawAnswer.model_validate_json(found[0]), reply)


def _answers(text: str) -> Iterator[RawAnswer]:
    """Every whole answer in the text, whatever stands around it; what is cut off is none."""
    text = _THOUGHTS.sub("", text)
    at, decoder = 0, json.JSONDecoder()
    while (start := _OBJECT.search(text, at)) is not None:
        at = start.end()
        try:
            value, end = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        answer = _answer(value)
        if answer is not None:
            at = end
            yield answer


def _answer(value: object) -> RawAnswer | None:
    try:
        answer = RawAnswer.model_validate(value)
        answer.model_dump_json()  # half a character (a lone surrogate) is no text
    except (ValidationError, ValueError):
        return None
    return answer


def _checked(answer: RawAnswer, reply: str) -> Opinion:
    claims: dict[str, Claim] = {}
    nothing: list[Disregarded] = []
    for raw in answer.found:
        claim = _claim(raw, reply)
        if isinstance(claim, Claim) and claim.label not in claims:
            claims[claim.label] = claim
        else:
            reason: Disregard = "repeated" if isinstance(claim, Claim) else claim
            nothing.append(Disregarded(reason=reason, label=_short(raw.label), words=_short(raw.words)))
    return Opinion(claims=tuple(claims.values()), disregarded=tuple(nothing[:MOST_DISREGARDED]))


def _claim(raw: RawClaim, reply: str) -> Claim | Disregard:
    label = OFFERED.get(raw.label.strip())
    if label is None:
        return "unknown_label"
    words = raw.words if raw.words.strip() and raw.words in reply else raw.words.strip(_QUOTES)
    start = reply.find(words) if words else -1
    if start < 0:
        return "not_in_reply"
    return Claim(label=label, start=start, end=start + len(words), text=words)


def _short(text: str) -> str:
    """Fit to be kept and shown: no control characters, which some databases refuse."""
    shown = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text[:SHOWN])
    return shown + "…" if len(text) > SHOWN else shown
