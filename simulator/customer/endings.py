"""How a call ends, and who ends it."""

import re
from typing import Final

from knowledge.vocabulary import ElementId
from personas.schema import SpeechAct
from simulator.customer.draft import Draft
from simulator.customer.mood import LIMIT, upset
from simulator.customer.needs import open_required, press, raise_next
from simulator.customer.perception import INFORMING, Perceived
from simulator.customer.state import TURN_LIMIT

FURIOUS: Final = -60
FLOOR: Final = -90
MOST_LINGERING: Final = 2
COURTEOUS: Final[tuple[ElementId, ...]] = (
    "ask_more", "thank_customer", "soothe", "apologise", "ask_patience", "ask_satisfaction",
)  # fmt: skip
_WARM: Final = re.compile("谢|好人|辛苦|改天|便宜|不错|好孩子|麻烦你|麻烦您|别太累")


def break_off(draft: Draft, insulted: bool) -> bool:
    """Hang up when feelings or patience are at their end: after a warning, or on an insult."""
    state = draft.state
    warned = "patience_over" in state.steps
    if state.mood <= -LIMIT and state.heard > 1 and (warned or insulted):
        draft.act("hang_up_angry")
        draft.end("hung_up_angry")
    elif warned and state.stuck > draft.instance.person.temperament.patience:
        angry = state.mood <= FURIOUS
        draft.act("hang_up_angry" if angry else "goodbye_resigned")
        draft.end("hung_up_angry" if angry else "gave_up")
    elif state.mood <= FLOOR and not warned:
        draft.act("patience_over")
        draft.update(steps=(*state.steps, "patience_over"))
        return True
    return draft.state.ended is not None


def content(draft: Draft) -> bool:
    """Nothing that he came for is open."""
    return not open_required(draft) and not draft.state.corrections


def take_leave(draft: Draft, seen: Perceived, answered: bool) -> bool:
    """React to the trainee's leave-taking; ``True`` where that is all there is to say."""
    if not seen.has("closing", "ask_more") and not (draft.state.leaving and not answered):
        return False
    if not content(draft):
        return _not_yet(draft, seen)
    if answered and not seen.has("closing"):
        return True
    if seen.has("closing") or (draft.state.leaving and not _lingers(draft, seen)):
        goodbye(draft)
        return True
    if seen.has("ask_more") and not raise_next(draft):
        draft.act("nothing_more")
        draft.update(leaving=True)
    return True


def _lingers(draft: Draft, seen: Perceived) -> bool:
    """Leave the trainee room for his own leave-taking: answer him, and stay on the line."""
    finished = any(wording in draft.state.said for wording in draft.instance.wordings("nothing_more"))
    if finished and seen.has("ask_more"):
        return False  # asked twice, he has said it and goes
    if draft.state.lingering >= MOST_LINGERING or not seen.has(*COURTEOUS, *INFORMING):
        return False
    draft.update(lingering=draft.state.lingering + 1)
    if not seen.has("ask_more"):
        draft.act("thanked" if seen.has("thank_customer") else "acknowledge")
    return True


def goodbye(draft: Draft) -> None:
    """The customer says goodbye and puts the receiver down."""
    satisfied = content(draft) and draft.state.mood > FURIOUS
    act: SpeechAct = "goodbye_satisfied" if satisfied else "goodbye_resigned"
    wordings = draft.instance.wordings(act)
    cool = tuple(wording for wording in wordings if not _WARM.search(wording))
    if satisfied and upset(draft.state.mood) and cool:
        wordings = cool  # he got what he wanted, not the way he wanted it
    if wordings:
        draft.say(act, wordings)
    draft.end("satisfied" if satisfied else "resigned")


def wait_for_hang_up(draft: Draft) -> None:
    """The trainee waits for the customer to put the receiver down first."""
    if content(draft) or draft.state.closings > 0:
        goodbye(draft)
    else:
        press(draft)


def at_limit(draft: Draft) -> bool:
    return draft.state.heard >= TURN_LIMIT and draft.state.ended is None


def _not_yet(draft: Draft, seen: Perceived) -> bool:
    """He is shown the door, or asked for more, while something is open."""
    if seen.has("closing"):
        draft.update(closings=draft.state.closings + 1)
    if draft.state.closings > 1:
        goodbye(draft)
        return True
    draft.update(leaving=False)
    if correct_again(draft):
        return True
    if seen.has("closing") and draft.state.raised and not draft.count:
        draft.act("not_answered")
    if draft.count < 2:
        press(draft)
    return True


def correct_again(draft: Draft) -> bool:
    """Put right what the trainee still has wrong."""
    if not draft.state.corrections:
        return False
    draft.act("read_back_wrong", draft.instance.scenario.facts[draft.state.corrections[0]].value)
    return True
