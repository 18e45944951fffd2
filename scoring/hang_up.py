"""Who hung up first, and whether that was allowed."""

from typing import Literal

from scoring.conversation import Conversation
from scoring.decisions import Deduction, Evidence
from scoring.labels import Labels, Reason
from scoring.rubric import HangUpException, Rubric

Speaker = Literal["customer", "trainee"]
FIRST_CLAUSE = "close.customer_hangs_first"
FORCED_CLAUSE = "close.no_forced_hangup"
HUNG_UP_FIRST_POINTS = 3.0
PROMPTS = 2
"""Times that a silent caller is spoken to before the line may be freed."""
WARNINGS = 2
"""Utterances that warn somebody who harasses, where the local policy lets the agent end it then."""


def ended_by(conversation: Conversation) -> Speaker | None:
    """Who hung up first; ``None`` where it was not recorded."""
    for event in conversation.events or ():
        if event.kind == "hang_up":
            return event.role
    # waiting for the customer to hang up is only ever ended by the customer
    return "customer" if conversation.event(("wait_hang_up",)) else None


def hang_up_deduction(rubric: Rubric, conversation: Conversation, labels: Labels) -> Deduction | None:
    """What hanging up first costs where an exception softens it; forced hang-ups are critical instead."""
    if hung_up_with_leave(rubric, conversation) != "already_taken":
        return None
    return Deduction(
        id="hung_up_first",
        label=labels.reasons["hung_up_first"],
        dimension="courtesy",
        points=HUNG_UP_FIRST_POINTS,
        reason=labels.reasons["hung_up_first"],
        clause=FIRST_CLAUSE,
        evidence=hang_up_place(conversation),
    )


def hung_up_with_leave(rubric: Rubric, conversation: Conversation) -> Reason | None:
    """Why waiting for the customer to hang up is not asked for where an exception let the trainee end it."""
    if ended_by(conversation) != "trainee" or is_forced(rubric, conversation):
        return None
    if _holds("prompted_twice", rubric, conversation):
        return "waived_condition"
    return "local_rule" if _holds("warned_twice", rubric, conversation) else "already_taken"


def is_forced(rubric: Rubric, conversation: Conversation) -> bool:
    """Whether the trainee cut the customer off."""
    if ended_by(conversation) != "trainee":
        return False
    return not any(_holds(exception, rubric, conversation) for exception in rubric.hang_up_exceptions)


def hang_up_place(conversation: Conversation) -> Evidence | None:
    event = conversation.event(("hang_up",))
    return Evidence(event.turn) if event else None


def _holds(exception: HangUpException, rubric: Rubric, conversation: Conversation) -> bool:
    if exception not in rubric.hang_up_exceptions:
        return False
    if exception == "prompted_twice":
        return sum(deed.element == "prompt_silent" for deed in conversation.deeds) >= PROMPTS
    if exception == "warned_twice":
        return len(conversation.warnings) >= WARNINGS
    last = next((turn.text for turn in reversed(conversation.turns) if turn.role == "customer"), "")
    return "closing" in conversation.done and conversation.recognisers.says("took_leave", last)
