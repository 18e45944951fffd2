"""Deciding the items of a rubric: done, missed, not asked for, or not to be judged."""

from collections.abc import Iterable

from knowledge.vocabulary import ElementId
from scoring.conversation import Conversation
from scoring.decisions import Decision, DecisionStatus, Evidence
from scoring.labels import Labels, Reason
from scoring.results import CaseTruth
from scoring.rubric import Item, Rubric


def decide_items(rubric: Rubric, conversation: Conversation, labels: Labels) -> tuple[Decision, ...]:
    """One decision for each item of the rubric, and for each element that this case asks for besides."""
    return tuple(
        _decision(item, *_judge(item, conversation), conversation, labels)
        for item in items_of(rubric, conversation.truth)
    )


def items_of(rubric: Rubric, truth: CaseTruth | None) -> tuple[Item, ...]:
    """The rubric's items with those that the case adds or makes required."""
    wanted = frozenset(truth.require) if truth else frozenset()
    items = tuple(_demanded(item, wanted) for item in rubric.items)
    covered = {element for item in items for element in item.any_of}
    return (*items, *(_added(element, rubric) for element in sorted(wanted - covered)))


def is_waived(item: Item, conversation: Conversation) -> Reason | None:
    """Why the item is not asked for in this call, or ``None`` where it is."""
    truth = conversation.truth
    if truth and set(item.any_of) & set(truth.waive):
        return "waived_by_truth"
    if item.waived_by_volunteered and set(item.any_of) & conversation.volunteered:
        return "waived_volunteered"
    holds = conversation.conditions
    asked_for = not item.only_when or holds & set(item.only_when)
    return None if asked_for and not holds & set(item.waived_when) else "waived_condition"


def _demanded(item: Item, wanted: frozenset[ElementId]) -> Item:
    if not wanted & set(item.any_of):
        return item
    return item.model_copy(update={"required": True, "only_when": (), "waived_when": ()})


def _added(element: ElementId, rubric: Rubric) -> Item:
    """An element that only this case asks for, in the weightiest dimension of the rubric."""
    dimension = max(rubric.weights, key=lambda name: (rubric.weights[name], name))
    clause = next(
        (item.clause for item in rubric.items if item.dimension == dimension), rubric.items[0].clause
    )
    return Item(
        id=f"case_{element}",
        label=element,
        dimension=dimension,
        any_of=(element,),
        weight=3,
        stage="handling",
        clause=clause,
    )


def _judge(item: Item, conversation: Conversation) -> tuple[DecisionStatus, Reason, Evidence | None]:
    done = conversation.first(item.any_of)
    if done is not None:
        return "met", "met" if done.finding else "met_by_event", done.evidence
    event = conversation.event(item.events)
    if event is not None:
        return "met", "met_by_event", Evidence(event.turn)
    waived = is_waived(item, conversation)
    if waived is not None:
        return "waived", waived, None
    if not item.required:
        return "waived", "advice", None
    return _unmet(item, conversation)


def _unmet(item: Item, conversation: Conversation) -> tuple[DecisionStatus, Reason, Evidence | None]:
    if not item.any_of and conversation.events is None:
        return "not_judged", "no_events", None
    if conversation.grading_failed:
        return "not_judged", "grading_failed", None
    if conversation.undecided & set(item.any_of):
        return "not_judged", "element_not_judged", None
    return "missed", "missed", None


def _decision(
    item: Item,
    status: DecisionStatus,
    reason: Reason,
    evidence: Evidence | None,
    conversation: Conversation,
    labels: Labels,
) -> Decision:
    return Decision(
        id=item.id,
        label=item.label,
        dimension=item.dimension,
        status=status,
        weight=item.weight if item.required else 0.0,
        reason=labels.reasons[reason],
        clause=(evidence.clause if evidence else None) or item.clause,
        evidence=evidence,
        element=item.any_of[0] if item.any_of else None,
        better=better_wording(item.any_of, item.better, conversation.truth) if status == "missed" else None,
    )


def better_wording(
    elements: Iterable[ElementId], otherwise: str | None, truth: CaseTruth | None
) -> str | None:
    """A good wording for this very call, else the rubric's."""
    wordings = truth.better if truth else {}
    return next((wordings[element] for element in elements if element in wordings), otherwise)
