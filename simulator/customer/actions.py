"""What the trainee does instead of speaking, and how the customer takes it."""

from typing import Final

from simulator.customer.draft import Draft
from simulator.customer.endings import goodbye, wait_for_hang_up
from simulator.customer.mood import mood_level, moved
from simulator.customer.needs import escalate, go_on, open_required, press, raise_next, volunteer
from simulator.views import Action

PATIENT_SILENCES: Final = 2
"""Being listened to calms him so often; after that silence is silence."""
SILENCES_BEFORE_GIVING_UP: Final = 5


def act(draft: Draft, action: Action) -> None:
    """Answer an action; every action of the screen has its answer."""
    if action == "hang_up":
        draft.end("trainee_hung_up")
    elif action == "wait_hang_up":
        wait_for_hang_up(draft)
    elif action == "transfer_supervisor":
        _transfer(draft)
    elif action == "start_recording":
        _record(draft)
    else:
        hear_nothing(draft)
    if not draft.count and draft.state.ended is None:
        draft.act("silence")


def hear_nothing(draft: Draft) -> None:
    """Silence: he talks on while he has something to tell, and asks whether anybody is there."""
    silences = draft.state.silences + 1
    draft.update(silences=silences)
    if draft.state.leaving:
        goodbye(draft)
    elif draft.state.handover == "accepted":
        hand_over(draft)
    elif silences <= PATIENT_SILENCES and (volunteer(draft) or raise_next(draft)):
        _calm_a_little(draft)
    elif silences >= SILENCES_BEFORE_GIVING_UP:
        draft.act("goodbye_resigned")
        draft.end("gave_up")
    else:
        draft.state = moved(draft.state, "mood:silence", -3)
        draft.act("silence")
        if silences > PATIENT_SILENCES + 1:
            press(draft)


def consider_handover(draft: Draft) -> bool:
    """The trainee offers the supervisor. Accepted when wanted or when he has at least tried."""
    if draft.state.handover == "accepted" or not open_required(draft):
        return False  # what is settled needs no supervisor
    tried = draft.state.heard > 2
    wanted = draft.state.handover in ("demanded", "refused")
    if wanted or (tried and draft.instance.scenario.supervisor_settles):
        draft.act("supervisor_accepted")
        draft.update(handover="accepted")
        return True
    return False


def hand_over(draft: Draft) -> None:
    """The line changes hands; that ends this trainee's part."""
    if not draft.count:
        draft.act("supervisor_accepted")
    draft.end("handed_over")


def _transfer(draft: Draft) -> None:
    if draft.state.handover == "accepted":
        hand_over(draft)
    elif consider_handover(draft) or draft.state.heard > 4:
        if not draft.count:
            draft.act("supervisor_accepted")
        draft.end("handed_over")
    else:
        draft.state = moved(draft.state, "action:transfer_supervisor", -8)
        draft.update(handover="refused")
        draft.act("brushed_off")
        press(draft)


def _record(draft: Draft) -> None:
    if draft.state.recorded:
        _ = escalate(draft) or go_on(draft)
        return
    draft.state = moved(draft.state, "action:start_recording", -2)
    notice_recording(draft)
    if draft.chance("after recording", 50):
        go_on(draft)


def notice_recording(draft: Draft) -> None:
    """He takes note of being recorded, once."""
    draft.update(recorded=True)
    draft.act("recording_noticed")


def _calm_a_little(draft: Draft) -> None:
    if mood_level(draft.state.mood) not in ("calm", "pleased"):
        draft.state = moved(draft.state, "action:wait_quietly", 3)
