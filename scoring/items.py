"""Deciding the items of a rubric: done, missed, not asked for, or not to be judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.vocabulary import ElementId
from scoring.conversation import Conversation
from scoring.decisions import Decision, DecisionStatus, Evidence
from scoring.figures import wrong_figure
from scoring.hang_up import hung_up_with_leave
from scoring.labels import Labels, Reason
from scoring.results import CaseTruth
from scoring.rubric import Item, Rubric


def decide_items(rubric: Rubric, conversation: Conversation, labels: Labels) -> tuple[Decision, ...]:
    """One decision for each item of the rubric, and for each element that this case asks for besides."""
    return tuple(
        _decision(item, _judge(item, rubric, conversation), conversation.truth, labels)
        for item in items_of(rubric, conversation.truth)
    )


def items_of(rubric: Rubric, truth: CaseTruth | None) -> tuple[Item, ...]:
    """The rubric's items with those that the case adds or makes required."""
    wanted = frozenset(truth.require) if truth else frozenset()
    items = tuple(_demanded(item, wanted) for item in rubric.items)
    covered = {element for item in items if item.names_element for element in item.any_of}
    return (*items, *(_added(element, rubric) for element in sorted(wanted - covered)))


def is_done(item: Item, conversation: Conversation) -> bool:
    """Whether it was said, and with no other number than the policy's."""
    said = conversation.first(item.any_of) is not None
    return said and not (item.figure and wrong_figure(item.figure, conversation))


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
    if not item.names_element or not wanted & set(item.any_of):
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


@dataclass(frozen=True)
class _Verdict:
    status: DecisionStatus
    reason: Reason
    evidence: Evidence | None = None


def _judge(item: Item, rubric: Rubric, conversation: Conversation) -> _Verdict:
    if not conversation.turns:
        return _Verdict("not_judged", "no_call")
    if (done := _done(item, conversation)) is not None:
        return done
    waived = is_waived(item, conversation)
    if waived is None and "wait_hang_up" in item.events:
        waived = hung_up_with_leave(rubric, conversation)
    if waived is not None:
        return _Verdict("waived", waived)
    return _unmet(item, conversation) if item.required else _Verdict("waived", "advice")


def _done(item: Item, conversation: Conversation) -> _Verdict | None:
    done = conversation.first(item.any_of)
    wrong = wrong_figure(item.figure, conversation) if item.figure and done else None
    if wrong is not None and is_waived(item, conversation) is None:
        return _Verdict("missed" if item.required else "waived", "inaccurate", wrong)
    if done is not None:
        return _Verdict("met", "met" if done.finding else "met_by_event", done.evidence)
    said = conversation.said(item.words) if item.words else None
    if said is not None:
        return _Verdict("met", "met", Evidence(*said, item.clause))
    event = conversation.event(item.events)
    return _Verdict("met", "met_by_event", Evidence(event.turn)) if event is not None else None


def _unmet(item: Item, conversation: Conversation) -> _Verdict:
    if item.events and not item.any_of and conversation.events is None:
        return _Verdict("not_judged", "no_events")
    if conversation.grading_failed:
        return _Verdict("not_judged", "grading_failed")
    if conversation.undecided & set(item.any_of):
        return _Verdict("not_judged", "element_not_judged")
    return _Verdict("missed", "unanswered" if conversation.unanswered else "missed")


def _decision(item: Item, verdict: _Verdict, truth: CaseTruth | None, labels: Labels) -> Decision:
    cited = verdict.evidence.clause if verdict.evidence else None
    missed = verdict.status == "missed"
    return Decision(
        id=item.id,
        label=item.label,
        dimension=item.dimension,
        status=verdict.status,
        weight=item.weight if item.required else 0.0,
        reason=labels.reasons[verdict.reason],
        clause=cited or item.clause,
        evidence=verdict.evidence,
        element=item.any_of[0]
        if item.any_of and item.names_element and verdict.reason != "inaccurate"
        else None,
        better=better_wording(item.any_of, item.better, truth) if missed else None,
        volunteered=verdict.reason == "waived_volunteered",
    )


def better_wording(
    elements: Iterable[ElementId], otherwise: str | None, truth: CaseTruth | None
) -> str | None:
    """A good wording for this very call, else the rubric's."""
    wordings = truth.better if truth else {}
    return next((wordings[element] for element in elements if element in wordings), otherwise)
