"""The first thing that comes out: to a slight, to comfort, to a read-back."""

from collections.abc import Mapping
from typing import Final

from knowledge.vocabulary import ViolationId
from personas.schema import SpeechAct
from simulator.customer.answers import held_back
from simulator.customer.draft import Draft
from simulator.customer.hearing import announces_check, asks_whether, only_hums
from simulator.customer.mood import mood_level, upset
from simulator.customer.numbers import long_numbers
from simulator.customer.perception import Perceived
from simulator.customer.readback import known_numbers

_SLIGHTS: Final[Mapping[ViolationId, SpeechAct]] = {
    "rude": "offended", "argue": "offended", "rhetorical": "offended", "command": "offended",
    "impatient": "offended", "force_hangup": "offended", "pass_buck": "brushed_off",
    "perfunctory": "brushed_off", "refuse": "brushed_off", "no_reply": "not_answered",
    "jargon": "puzzled_by_jargon",
}  # fmt: skip


def slighted(draft: Draft, seen: Perceived) -> bool:
    """Answer the worst violation. What he cannot notice (a guess, a rash promise) passes."""
    act = next((_SLIGHTS[item] for item in _SLIGHTS if item in seen.violations), None)
    if act == "not_answered" and only_hums(seen.text):
        return False  # answered as what it is: nothing said
    if act is not None:
        draft.act(act)
    return act is not None


def comforted(draft: Draft, seen: Perceived, mood_before: int) -> bool:
    """Answer kind words, while he is in need of them."""
    if seen.has("soothe") and mood_level(mood_before) not in ("calm", "pleased"):
        worked = not upset(draft.state.mood) and draft.state.mood > mood_before
        draft.act("soothed" if worked else "still_upset")
        return True
    if seen.has("apologise") and mood_level(mood_before) not in ("calm", "pleased"):
        worked = draft.state.counts["apologise"] <= 2 and draft.state.mood > mood_before
        draft.act("apology_accepted" if worked and not upset(draft.state.mood) else "apology_rejected")
        return True
    return False


def checked(draft: Draft, seen: Perceived) -> bool:
    """Confirm or correct a read-back; a correction stays open until it is put right."""
    wrong = [name for name, verdict in seen.verdicts.items() if verdict == "wrong"]
    right = [name for name, verdict in seen.verdicts.items() if verdict == "right"]
    _remember(draft, seen, wrong, right)
    if wrong:
        _correct(draft, wrong)
    elif seen.has("confirm_record") and not right and announces_check(seen.text):
        draft.act("read_back_awaited")
    elif (
        seen.has("confirm_record")
        and "ask_details" in seen.asked
        and not right
        and not asks_whether(seen.text)
    ):
        return False  # a question about something new, whatever else it sounds like
    elif seen.has("confirm_record"):
        # What cannot be compared (the scope, the story) is taken on trust once he has told something.
        draft.act(_reply_to_check(draft, seen, bool(right)))
    elif right:
        draft.act("read_back_right")
    else:
        return False
    return True


def _reply_to_check(draft: Draft, seen: Perceived, right: bool) -> SpeechAct:
    if right:
        return "read_back_right"
    if not set(long_numbers(seen.text)) <= known_numbers(draft.instance):
        return "does_not_know"  # a number that he has never seen
    return "read_back_right" if draft.state.elicited or asks_whether(seen.text) else "acknowledge"


def _correct(draft: Draft, wrong: list[str]) -> None:
    for name in wrong[:2]:
        if name in draft.state.corrections:
            draft.know(name)
            draft.act("read_back_wrong", draft.instance.scenario.facts[name].value)
        else:
            draft.act("withhold")


def _remember(draft: Draft, seen: Perceived, wrong: list[str], right: list[str]) -> None:
    for name in right:
        draft.know(name)
    accepted = not wrong and seen.has("apologise", "backchannel", "confirm_record", "promise_forward")
    kept = () if accepted else tuple(name for name in draft.state.corrections if name not in right)
    new = [name for name in wrong if name in draft.state.told or not held_back(draft, name)]
    draft.update(corrections=tuple(dict.fromkeys((*kept, *new))))
