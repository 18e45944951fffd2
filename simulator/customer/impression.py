"""What a reply does to mood, needs and patience, before a word is said."""

from typing import Final

from personas.schema import MoodReason
from simulator.customer.answers import repeats_question
from simulator.customer.draft import Draft
from simulator.customer.mood import feel
from simulator.customer.needs import open_required, settle
from simulator.customer.perception import INFORMING, Perceived

MOST_WAITS: Final = 2
"""How often he lets himself be asked to hold on."""


def take_in(draft: Draft, seen: Perceived) -> tuple[str, ...]:
    """Move mood, needs and patience; return the needs whose settling is worth a word."""
    reasons = _reasons(draft, seen)
    draft.state = feel(draft.state, draft.instance.person, seen.elements, seen.violations, reasons)
    settled = settle(draft, seen)
    draft.update(stuck=_stuck(draft, seen, settled))
    return settled


def agrees_to_wait(draft: Draft, seen: Perceived, put_off: bool) -> bool:
    """Asked to hold on and told nothing, he holds on once; the next reply has to bring something."""
    alone = seen.has("ask_patience") and not seen.has(*INFORMING) and not seen.asked
    often = draft.state.counts.get("ask_patience", 0) > MOST_WAITS
    return alone and not put_off and not often and not seen.violations


def _reasons(draft: Draft, seen: Perceived) -> dict[MoodReason, int]:
    reasons: dict[MoodReason, int] = {}
    needs = draft.instance.scenario.needs
    urgency = max(
        (needs[name].urgency for name in open_required(draft) if name in draft.state.raised), default=0
    )
    if urgency and not seen.settles and not seen.asked:
        reasons["still_waiting"] = urgency
    if repeats_question(draft, seen):
        reasons["repeated_question"] = 1
    if draft.state.waiting and not seen.settles and not seen.has(*INFORMING) and not seen.asked:
        reasons["broken_promise"] = 1
    if seen.unintelligible or (seen.nothing and open_required(draft)):
        reasons["not_understood"] = 1
    return reasons


def _stuck(draft: Draft, seen: Perceived, settled: tuple[str, ...]) -> int:
    state = draft.state
    if settled:
        return 0
    if seen.violations or seen.nothing:
        return state.stuck + 1
    new = [element for element in seen.elements if state.counts.get(element, 0) <= 1]
    return state.stuck if new or seen.verdicts else state.stuck + 1
