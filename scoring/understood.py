"""Whether the customer could follow what was explained to him."""

from typing import Final

from scoring.conversation import Conversation
from scoring.decisions import Deduction, Evidence
from scoring.labels import Labels
from scoring.rubric import Rubric

LOST_CLAUSE: Final = "explain.thorough"
LOST_POINTS: Final = 10.0


def not_understood(rubric: Rubric, conversation: Conversation, labels: Labels) -> Deduction | None:
    """What it costs to explain again and still not be understood; the first time costs nothing.

    Only where an explanation is asked for.
    """
    if not any("explain_policy" in item.any_of and item.required for item in rubric.items):
        return None
    turns = conversation.turns
    asked_again = [
        place
        for place, turn in enumerate(turns)
        if place
        and turn.role == "customer"
        and turns[place - 1].role == "trainee"
        and conversation.recognisers.says("lost", turn.text)
    ]
    if len(asked_again) < 2:
        return None
    reply = asked_again[1] - 1
    text = labels.reasons["not_understood"]
    place = Evidence(reply, 0, len(turns[reply].text), LOST_CLAUSE)
    return Deduction("not_understood", text, "resolution", LOST_POINTS, text, LOST_CLAUSE, place)
