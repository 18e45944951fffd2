"""What the customer wants: raising it, pressing for it, taking it as settled."""

from typing import Final

from knowledge.vocabulary import ElementId
from personas.schema import SpeechAct
from simulator.customer.draft import Draft
from simulator.customer.mood import mood_level, moved, upset
from simulator.customer.perception import Perceived

MOST_OPTIONAL: Final = 2
"""How often he mentions a wish that he can do without."""
SETTLED: Final = 5
"""What it does for the mood that something required is settled."""
ESCALATION: Final[tuple[SpeechAct, ...]] = ("demand_supervisor", "threaten_regulator", "patience_over")


def open_required(draft: Draft) -> tuple[str, ...]:
    """Needs without which he does not leave satisfied, in order."""
    return tuple(name for name in open_needs(draft) if draft.instance.scenario.needs[name].required)


def open_needs(draft: Draft) -> tuple[str, ...]:
    """Needs that he would still bring up, in order."""
    return tuple(
        name
        for name, need in draft.instance.scenario.needs.items()
        if name not in draft.state.settled
        and (need.required or draft.state.raised.get(name, 0) < MOST_OPTIONAL)
    )


def _ripe(draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the needs that can come to his mind by now."""
    needs, settled = draft.instance.scenario.needs, draft.state.settled
    return tuple(name for name in names if all(other in settled for other in needs[name].after))


def settle(draft: Draft, seen: Perceived) -> tuple[str, ...]:
    """Take what the reply settles, and return what is worth a word.

    He cannot be sent home while he rages; a wish that he never mentioned is dropped in silence.
    """
    needs = draft.instance.scenario.needs
    settled = tuple(
        name
        for name in seen.settles
        if not _sent_home(seen, needs[name].settled_by) or _ready_to_go(draft, name)
    )
    draft.update(settled=draft.state.settled + settled)
    for name in settled:
        if needs[name].required:
            draft.state = moved(draft.state, f"need:{name}", SETTLED)
    return tuple(name for name in settled if needs[name].required or name in draft.state.raised)


def _sent_home(seen: Perceived, settled_by: tuple[ElementId, ...]) -> bool:
    """Whether being told to come back another day is all that settles it."""
    return all(item == "defer_calmly" for item in settled_by if seen.has(item))


def _ready_to_go(draft: Draft, name: str) -> bool:
    """He lets himself be sent home when he is calm and has had his say."""
    heard_out = draft.state.heard > MOST_OPTIONAL or name in draft.state.raised
    return heard_out and not upset(draft.state.mood)


def say_settled(draft: Draft, settled: tuple[str, ...], most: int) -> None:
    """Say that it is settled, what matters most first."""
    needs = draft.instance.scenario.needs
    for name in sorted(settled, key=lambda name: not needs[name].required)[:most]:
        draft.say(f"settled:{name}", needs[name].settled)


def volunteer(draft: Draft) -> bool:
    """Tell the next thing that he tells unasked, if there is one."""
    facts = draft.instance.scenario.facts
    left = [
        name for name, fact in facts.items() if fact.release == "volunteer" and name not in draft.state.told
    ]
    if left:
        draft.tell(left[0], asked=False)
    return bool(left)


def raise_next(draft: Draft) -> bool:
    """Bring up the next need that has not been heard of."""
    needs, furious = draft.instance.scenario.needs, mood_level(draft.state.mood) == "furious"
    new = [
        name
        for name in _ripe(draft, open_needs(draft))
        if name not in draft.state.raised and not (furious and needs[name].urgency == 0)
    ]
    if new:
        _bring_up(draft, new[0])
    return bool(new)


def press(draft: Draft) -> bool:
    """Ask again for the first open need (for the least pressed one where there are several)."""
    needs = _ripe(draft, open_required(draft)) or _ripe(draft, open_needs(draft))
    if needs:
        _bring_up(draft, min(needs, key=lambda name: draft.state.raised.get(name, 0)))
    return bool(needs)


def go_on(draft: Draft) -> bool:
    """Say the next thing on his mind: a circumstance, a need, the same need again."""
    complains = draft.instance.scenario.situation == "angry_complaint"  # the story comes first
    first_need = not complains and not draft.state.raised and draft.chance("need first", 50)
    if first_need and raise_next(draft):
        return True
    return volunteer(draft) or raise_next(draft) or press(draft)


def escalate(draft: Draft) -> bool:
    """Take the next step when patience runs low. ``False`` while there is enough of it."""
    left = draft.instance.person.temperament.patience - draft.state.stuck
    if left > len(ESCALATION) - 1:
        return False
    due = ESCALATION[max(0, len(ESCALATION) - 1 - max(left, 0))]
    if not upset(draft.state.mood) and due != "patience_over":
        return False
    if due in draft.state.steps:
        return False
    draft.act(due)
    demanded = due == "demand_supervisor" and draft.state.handover == "none"
    draft.update(steps=(*draft.state.steps, due), handover="demanded" if demanded else draft.state.handover)
    return True


def _bring_up(draft: Draft, name: str) -> None:
    need, times = draft.instance.scenario.needs[name], draft.state.raised.get(name, 0)
    draft.say(f"need:{name}", need.press if times else need.raise_)
    draft.update(raised=draft.state.raised | {name: times + 1})
