"""The standardised customer: content and seed decide everything, no model is asked."""

from typing import Protocol

from simulator.customer.draft import Draft
from simulator.customer.instance import Instance
from simulator.customer.policy import respond
from simulator.customer.state import CallState, CustomerTurn, TraineeTurn


class CustomerEngine(Protocol):
    """Plays a customer. ``instance`` and ``state`` are all it may depend on."""

    @property
    def name(self) -> str:
        """Which engine played, as every session says."""

    def open(self, instance: Instance) -> CustomerTurn:
        """The customer's first line."""

    def respond(self, instance: Instance, state: CallState, turn: TraineeTurn) -> CustomerTurn:
        """The customer's answer; an ended call answers nothing."""


class ScriptedCustomer:
    """Same scenario, seed and replies: the same transcript, byte for byte."""

    name = "scripted-1"

    def open(self, instance: Instance) -> CustomerTurn:
        draft = Draft(instance, CallState(mood=instance.person.temperament.start_mood))
        draft.say("opening", instance.scenario.opening)
        opening = [name for name, fact in instance.scenario.facts.items() if fact.release == "opening"]
        draft.mention(opening)
        return draft.finish()

    def respond(self, instance: Instance, state: CallState, turn: TraineeTurn) -> CustomerTurn:
        return respond(instance, state, turn)
