"""How the call ended: whether the customer was left with a question that nobody took up."""

from typing import Final

from knowledge.vocabulary import ViolationId
from scoring.conversation import Conversation
from scoring.decisions import Deduction, Evidence
from scoring.labels import Labels
from scoring.rubric import Rubric

OPEN_CLAUSE: Final = "firstq.answer_or_record"
OPEN_POINTS: Final = 10.0
_EVASIONS: Final[frozenset[ViolationId]] = frozenset(
    {"pass_buck", "perfunctory", "refuse", "no_reply", "force_hangup"}
)


def left_open(rubric: Rubric, conversation: Conversation, labels: Labels) -> Deduction | None:
    """What it costs to have the last word while the customer still asks or objects.

    Nothing where the last reply takes the matter up, or is an evasion that is deducted as such.
    """
    last = len(conversation.turns) - 1
    if not rubric.accepted_by or last < 1 or conversation.grading_failed:
        return None
    asked, answered = conversation.turns[last - 1 :]
    if (asked.role, answered.role) != ("customer", "trainee") or not _still_asks(asked.text, conversation):
        return None
    if "settled_by_customer" in conversation.conditions:
        return None
    if _helped(last, rubric, conversation) or _deducted(asked.text, last, rubric, conversation):
        return None
    text = labels.reasons["left_open"]
    place = Evidence(last, 0, len(answered.text), OPEN_CLAUSE)
    return Deduction("left_open", text, "resolution", OPEN_POINTS, text, OPEN_CLAUSE, place)


def _helped(last: int, rubric: Rubric, conversation: Conversation) -> bool:
    helps = {name for item in rubric.items if item.dimension == "resolution" for name in item.any_of}
    helps |= set(rubric.accepted_by)
    return any(deed.turn == last and deed.element in helps for deed in conversation.deeds)


def _deducted(asked: str, last: int, rubric: Rubric, conversation: Conversation) -> bool:
    """Whether it costs already: as an evasion, or as the missed item of a question for the time."""
    evaded = any(breach.turn == last and breach.finding.id in _EVASIONS for breach in conversation.breaches)
    missed = any(
        "asks_when" in item.only_when and conversation.first(item.any_of) is None for item in rubric.items
    )
    return evaded or (missed and conversation.recognisers.says("asks_when", asked))


def _still_asks(text: str, conversation: Conversation) -> bool:
    says = conversation.recognisers.says
    return says("still_asks", text) and not says("took_leave", text)
