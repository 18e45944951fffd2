"""Where a call stands when the trainee speaks, judged from how far it has got and how it last went."""

from collections.abc import Sequence

from knowledge.vocabulary import Stage
from scoring.recognisers import Recognisers
from scoring.schema import Utterance

ENQUIRY_TURNS = 3
"""Trainee turns (the greeting among them) within which a call is usually still finding out."""


def last_customer_text(history: Sequence[Utterance]) -> str:
    """What the customer said last, ``""`` where he has not spoken since the trainee's last turn began."""
    return next((turn.text for turn in reversed(history) if turn.role == "customer"), "")


def stage_of(history: Sequence[Utterance], recognisers: Recognisers) -> Stage:
    """The stage at which the next trainee turn is spoken."""
    spoken = sum(turn.role == "trainee" for turn in history)
    if spoken == 0:
        return "opening"
    if recognisers.says("took_leave", last_customer_text(history)):
        return "closing"
    return "enquiry" if spoken < ENQUIRY_TURNS else "handling"
