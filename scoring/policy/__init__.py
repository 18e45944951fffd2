"""What a company sets for itself where the standard leaves it open: deadlines, names, switches, fees."""

from scoring.policy.entry import LocalEntry, PolicyEntry
from scoring.policy.loading import Policy, PolicySettings, load_policy
from scoring.policy.values import Fee, HangUpLeave, PolicyValues

__all__ = [
    "Fee",
    "HangUpLeave",
    "LocalEntry",
    "Policy",
    "PolicyEntry",
    "PolicySettings",
    "PolicyValues",
    "load_policy",
]
