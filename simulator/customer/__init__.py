"""The simulated customer."""

from simulator.customer.fingerprint import fingerprint
from simulator.customer.instance import Instance, instantiate
from simulator.customer.mood import mood_level
from simulator.customer.scripted import CustomerEngine, ScriptedCustomer
from simulator.customer.state import TURN_LIMIT, CallState, CustomerTurn, MoodChange, TraineeTurn
from simulator.customer.truth import case_truth

__all__ = [
    "TURN_LIMIT",
    "CallState",
    "CustomerEngine",
    "CustomerTurn",
    "Instance",
    "MoodChange",
    "ScriptedCustomer",
    "TraineeTurn",
    "case_truth",
    "fingerprint",
    "instantiate",
    "mood_level",
]
