"""What is remembered of a call between two turns. It goes through JSON without loss."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.vocabulary import ElementId, ViolationId
from personas.schema import SpeechAct
from simulator.views import Action, EndReason

TURN_LIMIT: Final = 40
"""Trainee turns after which a call ends whatever happens."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class TraineeTurn(Frozen):
    """What the trainee said or did, with what the grader's detection heard in it."""

    text: str = ""
    elements: frozenset[ElementId] = frozenset()
    violations: frozenset[ViolationId] = frozenset()
    action: Action | None = None
    """Something done instead of said; ``text`` is empty then."""


class MoodChange(Frozen):
    """One line of the mood ledger: ``element:soothe``, ``violation:rude``, ``mood:still_waiting``."""

    turn: int
    reason: str
    amount: int


class CallState(Frozen):
    """Mappings are never changed in place; every turn makes a new state."""

    mood: int
    sore: int = 0
    """Turns for which an insult still halves everything pleasant."""
    heard: int = 0
    """Trainee turns so far."""
    spoken: int = 0
    """Customer utterances so far (empty ones do not count)."""
    told: dict[str, int] = {}
    """Fact -> number of the customer's utterance that first told it."""
    retold: dict[str, int] = {}
    """Fact -> how often the trainee asked for it after it had been told."""
    elicited: tuple[str, ...] = ()
    """Facts told because they were asked for."""
    settled: tuple[str, ...] = ()
    raised: dict[str, int] = {}
    """Need -> how often it was raised or pressed."""
    counts: dict[ElementId, int] = {}
    """How often each element has been heard, for wearing out."""
    corrections: tuple[str, ...] = ()
    """Facts that the trainee read back wrong and has not put right."""
    said: tuple[str, ...] = ()
    """Wordings used, in order; the newest last."""
    last: str = ""
    stuck: int = 0
    """Turns without progress, which eat up the person's patience."""
    waiting: bool = False
    """The customer agreed to wait, and the next turn has to bring something."""
    silences: int = 0
    closings: int = 0
    leaving: bool = False
    """Everything is said; the next turn without a question ends the call."""
    handover: Literal["none", "refused", "demanded", "accepted"] = "none"
    steps: tuple[SpeechAct, ...] = ()
    """Steps of escalation already taken."""
    lingering: int = 0
    """Replies answered after everything was said."""
    hums: int = 0
    """Replies that were nothing but "mm"."""
    recorded: bool = False
    ended: EndReason | None = None
    ledger: tuple[MoodChange, ...] = ()


class CustomerTurn(Frozen):
    """The customer's answer. ``text`` is empty only where the trainee's action ended the call."""

    state: CallState
    text: str
    mood: int
    disclosed: tuple[str, ...] = ()
    """Facts told for the first time in this turn."""
    ended: EndReason | None = None
