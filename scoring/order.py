"""Order of the call: what the standard wants said first."""

from scoring.conversation import Conversation
from scoring.decisions import Deduction
from scoring.labels import Labels
from scoring.rubric import OrderRule, Rubric


def broken_order(rubric: Rubric, conversation: Conversation, labels: Labels) -> tuple[Deduction, ...]:
    """A deduction for each rule that was broken; within one utterance any order will do."""
    broken = (_broken(rule, conversation, labels) for rule in rubric.order if _applies(rule, conversation))
    return tuple(deduction for deduction in broken if deduction is not None)


def _applies(rule: OrderRule, conversation: Conversation) -> bool:
    holds = conversation.conditions
    return bool(not rule.only_when or holds & set(rule.only_when)) and not holds & set(rule.waived_when)


def _broken(rule: OrderRule, conversation: Conversation, labels: Labels) -> Deduction | None:
    early = conversation.first(rule.before)
    first = conversation.first(rule.first)
    if early is None or (first is not None and first.turn <= early.turn):
        return None
    if first is None and (not rule.even_if_missing or conversation.grading_failed):
        return None
    return Deduction(
        id=rule.id,
        label=rule.label,
        dimension=rule.dimension,
        points=rule.points,
        reason=labels.reasons["order"],
        clause=rule.clause,
        evidence=early.evidence,
    )
