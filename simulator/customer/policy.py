"""What the customer does in one turn.

Always in this order: reaction to how he was spoken to, read-back, answers, what is settled, and
then, while there is room, what is on his own mind.
"""

from typing import Final

from simulator.customer import actions
from simulator.customer.answers import answer, repeats_question
from simulator.customer.draft import Draft
from simulator.customer.endings import at_limit, break_off, content, goodbye, take_leave
from simulator.customer.hearing import is_kind, only_hums
from simulator.customer.impression import agrees_to_wait, take_in
from simulator.customer.instance import Instance
from simulator.customer.mood import mood_level, upset
from simulator.customer.needs import (
    escalate,
    go_on,
    open_needs,
    press,
    raise_next,
    say_settled,
    volunteer,
)
from simulator.customer.perception import INFORMING, LISTENING, Perceived, perceive
from simulator.customer.reactions import checked, comforted, slighted
from simulator.customer.state import CallState, CustomerTurn, TraineeTurn

ENOUGH: Final = 3
"""Sentences after which he lets the trainee speak."""
PLACE: Final = 3
"""Characters of an address that show that the trainee has it."""
IDLE_TURNS: Final = 3
"""Turns without anything new after which he takes leave himself, once all is settled."""


def respond(instance: Instance, state: CallState, turn: TraineeTurn) -> CustomerTurn:
    """Answer one trainee turn. An ended call stays as it is, with nothing more said."""
    if state.ended is not None:
        return CustomerTurn(state=state, text="", mood=state.mood, ended=state.ended)
    draft = Draft(instance, state.model_copy(update={"heard": state.heard + 1}))
    if turn.action is not None:
        actions.act(draft, turn.action)
    else:
        _listen(draft, perceive(instance, state, turn))
    if at_limit(draft):
        draft.end("turn_limit")
    return draft.finish()


def _listen(draft: Draft, seen: Perceived) -> None:
    if seen.silent:
        actions.hear_nothing(draft)
        return
    mood_before = draft.state.mood
    draft.update(silences=0)
    put_off = draft.state.waiting
    settled = take_in(draft, seen)
    if break_off(draft, "rude" in seen.violations):
        return
    if draft.state.handover == "accepted" and not (seen.asked or settled or seen.violations):
        actions.hand_over(draft)
        return
    draft.update(waiting=agrees_to_wait(draft, seen, put_off))
    _speak(draft, seen, settled, mood_before)
    if draft.state.ended is None and not draft.count:
        _fallback(draft, seen)


def _speak(draft: Draft, seen: Perceived, settled: tuple[str, ...], mood_before: int) -> None:
    hurt = slighted(draft, seen)
    if (hurt or repeats_question(draft, seen)) and escalate(draft):
        return
    if not hurt and not settled and not seen.asked:
        comforted(draft, seen, mood_before)
    answered = _answered(draft, seen, hurt)
    say_settled(draft, _worth_a_word(draft, seen, settled), 0 if hurt else 1 if answered else 2)
    if _asks_where_to(draft, seen):
        return
    if take_leave(draft, seen, answered):
        return
    if _transfer_offered(draft, seen):
        return
    _own_mind(draft, seen, settled, answered, hurt)


def _answered(draft: Draft, seen: Perceived, hurt: bool) -> bool:
    """Confirm, correct, answer. Insulted and furious, he answers nothing."""
    if hurt and mood_level(draft.state.mood) == "furious":
        return False
    confirmed = checked(draft, seen)
    if confirmed and draft.state.corrections:
        return True
    return answer(draft, seen) or confirmed


def _worth_a_word(draft: Draft, seen: Perceived, settled: tuple[str, ...]) -> tuple[str, ...]:
    """Being told to look at the switch is answered by what he sees, not by thanks for the advice."""
    if seen.has("closing") and not content(draft):
        return ()  # shown the door, he has no word of thanks
    if "guide_self_check" not in seen.asked:
        return settled
    needs = draft.instance.scenario.needs
    return tuple(name for name in settled if "guide_self_check" not in needs[name].settled_by)


def _asks_where_to(draft: Draft, seen: Perceived) -> bool:
    """Once: somebody is sent, and nobody has asked where to. Who rang before has given his address."""
    scenario, state = draft.instance.scenario, draft.state
    sent = seen.has("dispatch") and "dispatch" in {
        item for need in scenario.needs.values() for item in need.settled_by
    }
    if not sent or seen.asked or "no_address_asked" in state.steps or scenario.situation == "repeat_caller":
        return False
    places = [name for name, fact in scenario.facts.items() if "ask_address" in fact.answers]
    known = any(name in state.told or scenario.facts[name].value[:PLACE] in seen.text for name in places)
    if known or not places or seen.violations:
        return False
    draft.act("no_address_asked")
    draft.update(steps=(*state.steps, "no_address_asked"))
    return True


def _transfer_offered(draft: Draft, seen: Perceived) -> bool:
    if not seen.has("transfer_supervisor"):
        return False
    return actions.consider_handover(draft)


def _own_mind(draft: Draft, seen: Perceived, settled: tuple[str, ...], answered: bool, hurt: bool) -> None:
    """Go on by himself where there is room for it."""
    if draft.count >= ENOUGH:
        return
    talkative = round(draft.instance.person.temperament.talkative * 100)
    if answered:
        if draft.chance("adds", talkative // 2 if draft.count > 1 else talkative):
            _ = volunteer(draft) or raise_next(draft) or (_circles(draft) and press(draft))
    elif settled:
        _after_settling(draft)
    elif hurt:
        if draft.chance("insists", 60):
            press(draft)
    else:
        _push_on(draft, seen)
    if draft.chance("interjects", 35):
        draft.interject()


def _circles(draft: Draft) -> bool:
    """A drunk comes back to the same thing whatever he has just been told."""
    return draft.instance.scenario.situation == "drunk_visitor"


def _after_settling(draft: Draft) -> None:
    if open_needs(draft):
        _ = raise_next(draft) or press(draft)
    elif draft.instance.scenario.situation == "wrong_number":
        draft.update(leaving=True)


def _push_on(draft: Draft, seen: Perceived) -> None:
    """Nothing was asked and nothing settled: tell, raise or press, each reply in its own way."""
    if content(draft) and not open_needs(draft):
        _nothing_left(draft, seen)
    elif draft.state.waiting and not draft.count:
        draft.act("wait_agreed")
    elif seen.has("notify_recording") and not draft.state.recorded:
        actions.notice_recording(draft)
    elif only_hums(seen.text) and not draft.count:
        _hear_hum(draft)
    elif _news(draft, seen) or not escalate(draft):
        _bring_back(draft, seen)


def _news(draft: Draft, seen: Perceived) -> bool:
    """Told something for the first time he does not call for the supervisor in the same breath."""
    return any(draft.state.counts.get(item, 0) == 1 for item in seen.elements if item in INFORMING)


def _hear_hum(draft: Draft) -> None:
    """One "mm" is listening; from the second on it is all that comes."""
    draft.update(hums=draft.state.hums + 1)
    if draft.state.hums % 2 and not escalate(draft):
        go_on(draft)
    elif not draft.count and not escalate(draft):
        draft.act("only_hums")


def _bring_back(draft: Draft, seen: Perceived) -> None:
    """Take the call back to what he called for."""
    if seen.has(*INFORMING):
        if _beside_the_matter(draft, seen):
            draft.act("not_understood")
        elif not draft.count and not upset(draft.state.mood):
            draft.act("acknowledge")
        _ = raise_next(draft) or press(draft)
    elif seen.has(*LISTENING) or seen.asked or draft.count:
        go_on(draft)
    elif seen.has("thank_customer") or (seen.nothing and is_kind(seen.text)):
        draft.act("thanked")
        press(draft)
    else:
        _lost(draft, seen)


def _beside_the_matter(draft: Draft, seen: Perceived) -> bool:
    """A misdialler is sent a repair crew."""
    return draft.instance.scenario.situation == "wrong_number" and seen.has("dispatch")


def _nothing_left(draft: Draft, seen: Perceived) -> None:
    if draft.count:
        return
    if draft.state.waiting:
        draft.act("wait_agreed")
    elif draft.state.stuck >= IDLE_TURNS and not seen.has(*INFORMING):
        goodbye(draft)
    elif seen.has("thank_customer"):
        draft.act("thanked")
    else:
        draft.act("not_understood" if seen.unintelligible else "acknowledge")


def _lost(draft: Draft, seen: Perceived) -> None:
    """The reply matched nothing: say so in turn with simply going on."""
    if seen.unintelligible:
        draft.act("not_understood")
    elif any(name in draft.state.raised for name in open_needs(draft)) and (
        not seen.nothing or draft.chance("lost", 50)
    ):
        draft.act("not_answered")
    press(draft)


def _fallback(draft: Draft, seen: Perceived) -> None:
    if not go_on(draft):
        draft.act("not_understood" if seen.unintelligible else "acknowledge")
