"""What rules find: normalise, segment, match, rule out, resolve."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from knowledge.vocabulary import ElementId, ViolationId
from scoring.detection import whole
from scoring.detection.flags import Flag, moment_flags
from scoring.detection.homophones import Homophones
from scoring.detection.lexicon import LEXICON, CompiledPattern, Lexicon, Rule, load_lexicon
from scoring.detection.model import Detected, Detection, ReplyContext
from scoring.detection.normalise import CLAUSE_END, Normalised, normalise
from scoring.detection.readback import find_read_back
from scoring.detection.resolve import resolve
from scoring.detection.scope import Place, undone
from scoring.detection.segment import Segments, segment

RULES_VERSION: Final = "1"
NO_SPEECH_ACT: Final = 1.0
"""Score of ``no_reply`` where the reply is no speech at all, so that nothing in it can count."""
UNANSWERED: Final = 0.8
MATCHES_TRIED: Final = 8
"""An act that is ruled out this often in one reply is not looked for further."""
Act = TypeVar("Act", ElementId, ViolationId)


@dataclass(frozen=True)
class _Reading:
    """A reply made ready for matching."""

    normalised: Normalised
    text: str
    segments: Segments
    customer: tuple[str, ...]
    flags: frozenset[Flag]

    def place(self, start: int, end: int) -> Place:
        return Place(self.text, self.segments, start, end, self.customer)

    def clauses(self) -> list[str]:
        starts = self.segments.clauses
        ends = (*starts[1:], self.segments.length)
        return [self.text[start:end] for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True)
class RuleDetector:
    """Finds acts by rules. Pure: the same context always gives the same detection."""

    lexicon: Lexicon
    homophones: Homophones

    @cached_property
    def version(self) -> str:
        return f"rules-{RULES_VERSION}+{self.lexicon.fingerprint}"

    def only(self, labels: Collection[str]) -> "RuleDetector":
        """A detector that looks for these labels alone, which takes less time."""
        return replace(self, lexicon=self.lexicon.only(labels))

    def detect(self, context: ReplyContext) -> Detection:
        """What ``context.reply`` does and breaks; offsets are code points of the original reply."""
        reading = self._read(context)
        if self._no_speech_act(reading):
            return _nothing(context.reply, NO_SPEECH_ACT)
        elements = _match_all(self.lexicon.elements, reading)
        violations = _match_all(self.lexicon.violations, reading)
        _add_read_back(elements, reading)
        resolve(elements, violations, reading.flags)
        if not violations:
            if self._answers_nothing(reading, elements):
                return _nothing(context.reply, UNANSWERED)
            if whole.is_early_goodbye(elements, reading.flags):
                violations["no_reply"] = _no_reply(context.reply, UNANSWERED)
        return Detection(_in_order(elements.values()), _in_order(violations.values()))

    def _read(self, context: ReplyContext) -> _Reading:
        normalised = normalise(context.reply)
        customer = tuple(self._spell(normalise(t.text)) for t in context.history if t.role == "customer")
        return _Reading(
            normalised, self._spell(normalised), segment(normalised), customer, moment_flags(context)
        )

    def _spell(self, normalised: Normalised) -> str:
        text = self.homophones.correct(normalised.text)
        for old, new in self.lexicon.words.rewrites.items():
            text = text.replace(old, new)
        return text

    def _answers_nothing(self, reading: _Reading, elements: Iterable[ElementId]) -> bool:
        if whole.is_filler(reading.text, reading.flags):
            return True
        return whole.is_hollow(reading.text, elements, reading.flags) or (
            not elements and whole.is_empty_answer(reading.text, reading.flags)
        )

    def _no_speech_act(self, reading: _Reading) -> bool:
        return (
            whole.has_no_words(reading.text)
            or whole.is_keyword_list(reading.clauses())
            or whole.is_about_the_standard(reading.text)
            or whole.is_parroted(reading.text, reading.customer)
        )


def load_rules(folder: Path = LEXICON) -> RuleDetector:
    """Raises :class:`knowledge.content.ContentError` with every problem of the lexicon."""
    lexicon = load_lexicon(folder)
    return RuleDetector(
        lexicon, Homophones.of(lexicon.words.terms, lexicon.words.protected, lexicon.words.function)
    )


def _match_all(rules: Sequence[Rule[Act]], reading: _Reading) -> dict[Act, Detected[Act]]:
    found = ((rule.id, _best(rule, reading)) for rule in rules)
    return {act: detected for act, detected in found if detected}


def _best(rule: Rule[Act], reading: _Reading) -> Detected[Act] | None:
    """The surest match of a rule; the first of equally sure ones."""
    best: Detected[Act] | None = None
    for pattern in rule.patterns:
        if best and best.score >= pattern.score:
            continue
        match = _first_valid(pattern, rule, reading)
        if match:
            start, end = reading.normalised.span(*match)
            best = Detected(rule.id, pattern.score, start, end)
    return best


def _first_valid(pattern: CompiledPattern, rule: Rule[Act], reading: _Reading) -> tuple[int, int] | None:
    if (pattern.when and not pattern.when & reading.flags) or pattern.not_when & reading.flags:
        return None
    for match in islice(pattern.main.finditer(reading.text), MATCHES_TRIED):
        place = reading.place(match.start(), match.end())
        if _holds(pattern, place) and not undone(place, rule.guards):
            return _trimmed(reading.text, match.start(), match.end())
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The match without punctuation at its ends, unless it is nothing else."""
    words = text[start:end].strip(CLAUSE_END)
    if not words:
        return start, end
    first = text.index(words, start)
    return first, first + len(words)


def _holds(pattern: CompiledPattern, place: Place) -> bool:
    if not all(also.search(place.text) for also in pattern.also):
        return False
    if _any(pattern.unless_said, place.text):
        return False
    return not (pattern.unless and _any(pattern.unless, place.clause))


def _any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _add_read_back(elements: dict[ElementId, Detected[ElementId]], reading: _Reading) -> None:
    found = find_read_back(reading.text, reading.segments, reading.customer)
    if not found:
        return
    start, end = reading.normalised.span(found.start, found.end)
    elements.setdefault("confirm_record", Detected("confirm_record", 0.9, start, end))
    if found.telephone:
        elements.setdefault("ask_contact", Detected("ask_contact", 0.85, start, end))


def _in_order(found: Iterable[Detected[Act]]) -> tuple[Detected[Act], ...]:
    return tuple(sorted(found, key=lambda act: (act.start, act.end, act.id)))


def _no_reply(reply: str, score: float) -> Detected[ViolationId]:
    return Detected("no_reply", score, 0, len(reply))


def _nothing(reply: str, score: float) -> Detection:
    return Detection(violations=(_no_reply(reply, score),))
