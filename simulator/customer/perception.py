"""What the customer takes in of a reply: his own view of it, not the grader's."""

import re
from dataclasses import dataclass
from typing import Final

from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from simulator.customer.hearing import (
    asks,
    asks_when,
    asks_whether,
    is_open_question,
    misheard_leave,
    overheard,
    pointed_questions,
    promises_nothing,
    takes_leave,
)
from simulator.customer.instance import Instance
from simulator.customer.numbers import long_numbers
from simulator.customer.readback import Verdict, read_back
from simulator.customer.state import CallState, TraineeTurn

QUESTIONS: Final[frozenset[ElementId]] = frozenset(
    {
        "ask_scope", "ask_time", "ask_address", "ask_name", "ask_contact", "ask_details",
        "guide_self_check", "confirm_restored", "ask_satisfaction",
    }
)  # fmt: skip
LISTENING: Final[frozenset[ElementId]] = frozenset(
    {"backchannel", "guide_expression", "offer_help", "greeting", "identify", "ask_repeat"}
)
INFORMING: Final[frozenset[ElementId]] = frozenset(
    {
        "dispatch", "explain_progress", "give_deadline", "explain_ownership", "refer_contractor",
        "explain_fee", "promise_forward", "promise_reply", "explain_policy", "polite_decline",
        "clarify_wrong_number", "redirect", "explain_system_fault", "defer_calmly", "safety_advice",
        "callback_intro", "notify_recording",
    }
)  # fmt: skip
_COURTESIES: Final[frozenset[ElementId]] = frozenset({"greeting", "backchannel"})
_PARTICULARS: Final[frozenset[ElementId]] = frozenset(
    {"ask_name", "ask_contact", "ask_address", "ask_time", "ask_satisfaction"}
)
"""Nobody answers with his number what is no question."""
_WORDS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]")


@dataclass(frozen=True)
class Perceived:
    """One trainee turn as the customer takes it."""

    text: str
    elements: tuple[ElementId, ...]
    violations: tuple[ViolationId, ...]
    asked: tuple[ElementId, ...]
    """Questions, plus whatever else draws a fact out in this scenario."""
    settles: tuple[str, ...]
    """Open needs that this reply settles."""
    verdicts: dict[str, Verdict]
    """Facts read back."""
    silent: bool
    """Nothing said at all."""
    unintelligible: bool
    """Something said that is no language: punctuation, digits, emoji."""

    def has(self, *elements: ElementId) -> bool:
        return any(element in self.elements for element in elements)

    @property
    def nothing(self) -> bool:
        """Words, but nothing in them that he could use."""
        return not self.elements and not self.violations and not self.verdicts


def perceive(instance: Instance, state: CallState, turn: TraineeTurn) -> Perceived:
    text = turn.text.strip()
    elements = _heard(instance, state, turn, text)
    verdicts = read_back(instance, frozenset(state.told), text, "confirm_record" in elements)
    if verdicts:
        # "The crew will ring this number" sends nobody anywhere else
        elements = tuple(element for element in elements if element != "redirect")
    return Perceived(
        text=text,
        elements=elements,
        violations=tuple(violation for violation in VIOLATIONS if violation in turn.violations),
        asked=_asked(instance, state, elements),
        settles=_settles(instance, state, elements),
        verdicts=verdicts,
        silent=not text and not elements and not turn.violations,
        unintelligible=bool(text) and not verdicts and not _WORDS.search(text),
    )


def _heard(instance: Instance, state: CallState, turn: TraineeTurn, text: str) -> tuple[ElementId, ...]:
    found = set(turn.elements)
    if found <= _COURTESIES and not turn.violations:
        found.update(overheard(instance, state.told, text))
    found = _with_questions(instance, found, text)
    if text and not asks(text):
        found -= _PARTICULARS
    if text and not asks_when(text):
        found.discard("ask_time")
    if "confirm_record" in found and asks_whether(text):
        found.discard("give_deadline")  # a time read back is no new one
    if promises_nothing(text):
        found.discard("promise_reply")
    if takes_leave(text):
        found.add("closing")
    elif "ask_more" in found and misheard_leave(text):
        found.discard("closing")
    return tuple(element for element in ELEMENTS if element in found)


def _with_questions(instance: Instance, found: set[ElementId], text: str) -> set[ElementId]:
    """Add particulars asked for by name; they are then what "particulars" stood for."""
    if "confirm_record" in found or long_numbers(text):
        return found
    named = set(pointed_questions(text))
    meant = any(named & set(fact.answers) for fact in instance.scenario.facts.values())
    return (found - {"ask_details"} if meant and not is_open_question(text) else found) | named


def _asked(instance: Instance, state: CallState, elements: tuple[ElementId, ...]) -> tuple[ElementId, ...]:
    facts = instance.scenario.facts
    answered = {element for fact in facts.values() for element in fact.answers}
    if any(fact.release == "volunteer" and name not in state.told for name, fact in facts.items()):
        # "Take your time" lets him tell what is on his mind; it asks for nothing in particular.
        answered -= LISTENING
    return tuple(element for element in elements if element in QUESTIONS or element in answered)


def _settles(instance: Instance, state: CallState, elements: tuple[ElementId, ...]) -> tuple[str, ...]:
    return tuple(
        name
        for name, need in instance.scenario.needs.items()
        if name not in state.settled and any(element in elements for element in need.settled_by)
    )
