"""How feelings move: whole numbers only, each change with its reason in the ledger."""

from collections.abc import Mapping
from typing import Final

from knowledge.vocabulary import ElementId, ViolationId
from personas.schema import MoodReason, Person
from simulator.customer.state import CallState, MoodChange
from simulator.views import MoodLevel

ELEMENT_EFFECTS: Final[Mapping[ElementId, int]] = {
    "greeting": 1, "identify": 1, "offer_help": 2, "backchannel": 2, "guide_expression": 4,
    "soothe": 10, "apologise": 8, "confirm_record": 3, "guide_self_check": 0, "dispatch": 12,
    "explain_progress": 9, "give_deadline": 9, "ask_patience": 1, "explain_ownership": -2,
    "refer_contractor": 4, "explain_fee": -2, "thank_customer": 3, "promise_forward": 6,
    "promise_reply": 7, "explain_policy": 2, "polite_decline": 1, "transfer_supervisor": 5,
    "clarify_wrong_number": 3, "redirect": 5, "ask_repeat": -1, "explain_system_fault": -2,
    "defer_calmly": 3, "notify_recording": -2, "callback_intro": 2, "confirm_restored": 1,
    "ask_satisfaction": 1, "ask_more": 2, "closing": 1, "safety_advice": 4,
}  # fmt: skip
VIOLATION_EFFECTS: Final[Mapping[ViolationId, int]] = {
    "rude": -40, "force_hangup": -34, "argue": -28, "rhetorical": -24, "command": -22,
    "pass_buck": -22, "impatient": -20, "perfunctory": -18, "refuse": -16, "no_reply": -8,
    "jargon": -5,
}  # fmt: skip
"""What is not listed (a guess, a rash promise) the customer cannot notice."""
REASON_EFFECTS: Final[Mapping[MoodReason, int]] = {
    "still_waiting": -1, "repeated_question": -4, "broken_promise": -8, "silence": -3, "not_understood": -3,
}  # fmt: skip

WORN: Final[frozenset[ElementId]] = frozenset({"soothe", "apologise", "ask_patience"})
"""Words alone: said a fourth time they annoy."""
WORN_OUT: Final = -4
BEST_TURN: Final = 25
"""A single reply cannot win more than this."""
HURTS: Final = -16
"""A violation at least this bad is remembered."""
SORE_TURNS, SORE_MOST = 2, 6
LIMIT: Final = 100


def mood_level(mood: int) -> MoodLevel:
    """The step of the scale that is shown: furious, upset, uneasy, calm or pleased."""
    steps: tuple[tuple[int, MoodLevel], ...] = ((-60, "furious"), (-25, "upset"), (5, "uneasy"), (45, "calm"))
    return next((level for most, level in steps if mood <= most), "pleased")


def upset(mood: int) -> bool:
    """Too bad a mood for what is told only when calm, and for being sent home."""
    return mood <= -25


def moved(state: CallState, reason: str, amount: int) -> CallState:
    """Move the mood by one change that is no reply's."""
    mood = max(-LIMIT, min(LIMIT, state.mood + amount))
    entry = MoodChange(turn=state.heard, reason=reason, amount=amount)
    return state.model_copy(update={"mood": mood, "ledger": (*state.ledger, entry)})


def feel(
    state: CallState,
    person: Person,
    elements: tuple[ElementId, ...],
    violations: tuple[ViolationId, ...],
    reasons: Mapping[MoodReason, int],
) -> CallState:
    """Move the mood by one trainee turn. ``reasons`` gives how strongly each of them weighs."""
    worse = [(f"violation:{item}", _violation(person, item)) for item in violations]
    worse += [(f"mood:{reason}", REASON_EFFECTS[reason] * times) for reason, times in reasons.items()]
    gains = [(f"element:{item}", _element(state, person, item)) for item in elements]
    worse += [(reason, amount) for reason, amount in gains if amount < 0]
    halved = bool(state.sore or violations)
    changes = [(reason, _scaled(amount, person.temperament.sensitivity)) for reason, amount in worse]
    changes += _pleasant(gains, person.temperament.forgiveness, halved)
    return _applied(state, changes, _soreness(state, person, violations), elements)


def _element(state: CallState, person: Person, element: ElementId) -> int:
    full = person.likes.get(element, ELEMENT_EFFECTS.get(element, 0))
    before = state.counts.get(element, 0)
    if element in WORN and before >= 3:
        return WORN_OUT
    return full >> before if full > 0 else full


def _violation(person: Person, violation: ViolationId) -> int:
    return person.dislikes.get(violation, VIOLATION_EFFECTS.get(violation, 0))


def _scaled(amount: int, factor: float) -> int:
    """Multiply in hundredths, rounding towards zero, so that no machine rounds differently."""
    size = abs(amount) * round(factor * 100) // 100
    return size if amount >= 0 else -size


def _pleasant(gains: list[tuple[str, int]], forgiveness: float, halved: bool) -> list[tuple[str, int]]:
    left, kept = BEST_TURN, []
    for reason, amount in sorted(gains, key=lambda gain: (-gain[1], gain[0])):
        won = min(left, _scaled(max(amount, 0), forgiveness) // (2 if halved else 1))
        left -= won
        kept.append((reason, won))
    return kept


def _soreness(state: CallState, person: Person, violations: tuple[ViolationId, ...]) -> int:
    hurts = sum(_violation(person, item) <= HURTS for item in violations)
    if hurts:
        return min(SORE_MOST, state.sore + SORE_TURNS * hurts)
    return max(0, state.sore - 1)


def _applied(
    state: CallState, changes: list[tuple[str, int]], sore: int, elements: tuple[ElementId, ...]
) -> CallState:
    mood = state.mood + sum(amount for _, amount in changes)
    entries = [
        MoodChange(turn=state.heard, reason=reason, amount=amount) for reason, amount in changes if amount
    ]
    return state.model_copy(
        update={
            "mood": max(-LIMIT, min(LIMIT, mood)),
            "sore": sore,
            "counts": state.counts | {item: state.counts.get(item, 0) + 1 for item in elements},
            "ledger": state.ledger + tuple(entries),
        }
    )
