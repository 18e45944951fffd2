"""What sort of call it is: from the truth of the case where it is known, else from the words."""

from collections.abc import Sequence

from scoring.recognisers import ConditionId, Recognisers
from scoring.results import CaseTruth
from scoring.rubric import CallCondition
from scoring.schema import CallEvent, OutageScope, Utterance

_SCOPES: dict[OutageScope, CallCondition] = {
    "household": "single_outage",
    "unit": "single_outage",
    "building": "area_outage",
    "area": "area_outage",
}
_FIRST_WORDS = 6
"""Characters in which nobody says more than hello."""


def call_conditions(
    turns: Sequence[Utterance],
    events: Sequence[CallEvent] | None,
    truth: CaseTruth | None,
    recognisers: Recognisers,
) -> frozenset[CallCondition]:
    """Every condition that holds in the call; one that cannot be told does not hold."""
    holds: set[CallCondition] = set(_from_words(turns, recognisers))
    if truth:
        # what the case says outweighs what a word of the customer's may sound like
        holds.discard("hazard")
        holds |= _from_truth(truth)
    holds |= _from_course(turns, events, recognisers)
    if not holds & {"single_outage", "area_outage"}:
        holds |= _scope_in_words(turns, recognisers)
    if "restored" not in holds:
        holds.add("not_restored")
    return frozenset(holds)


def _from_words(turns: Sequence[Utterance], recognisers: Recognisers) -> set[ConditionId]:
    return {
        name
        for name, sign in recognisers.conditions.items()
        if any(turn.role == sign.said_by and sign.found_in(turn.text) for turn in turns)
    }


def _from_truth(truth: CaseTruth) -> set[CallCondition]:
    holds: set[CallCondition] = set()
    if truth.hazard is not None:
        holds.add("hazard")
    if truth.crew is not None:
        holds.add("crew_known")
        if truth.crew == "restored":
            holds.add("restored")
        if truth.eta is None:
            holds.add("no_eta")
    scope = truth.work_order.scope if truth.work_order else ""
    if scope and scope in _SCOPES:
        holds.add(_SCOPES[scope])
    return holds


def _from_course(
    turns: Sequence[Utterance], events: Sequence[CallEvent] | None, recognisers: Recognisers
) -> set[CallCondition]:
    holds: set[CallCondition] = set()
    customer = [turn.text.strip() for turn in turns if turn.role == "customer"]
    if not any(text.strip("（）()…。. 无声静默沉") for text in customer):
        holds.add("customer_silent")
    if customer and turns[0].role == "customer" and len(customer[0]) > _FIRST_WORDS:
        holds.add("stated_business")
    hung_up = any(event.kind == "hang_up" and event.role == "customer" for event in events or ())
    if hung_up:
        holds.add("customer_hung_up")
    if hung_up and customer and not recognisers.says("took_leave", customer[-1]):
        holds.add("cut_off")
    return holds


def _scope_in_words(turns: Sequence[Utterance], recognisers: Recognisers) -> set[CallCondition]:
    customer = [turn.text for turn in turns if turn.role == "customer"]
    area = any(recognisers.says("area_words", text) for text in customer)
    single = any(recognisers.says("single_words", text) for text in customer)
    return {"area_outage"} if area else {"single_outage"} if single else set()
