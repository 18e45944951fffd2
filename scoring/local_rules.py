"""What only the local policy asks for or forbids, beside the items of the rubric."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from knowledge.vocabulary import SituationId
from scoring.conversation import Conversation
from scoring.decisions import Decision, Deduction, Evidence
from scoring.figures import slow_dispatch
from scoring.labels import Labels, LocalId
from scoring.rubric import Rubric

LATE_DISPATCH_POINTS: Final = 3.0
CONTRACTOR_POINTS: Final = 8.0
WEIGHT: Final = 2.0
_CLAUSES: Final[dict[LocalId, str]] = {
    "agent_number": "open.identify",
    "wait_announced": "need.patient",
    "late_dispatch": "repair.dispatch_when_unknown",
    "contractor_imposed": "paid.offer_contact",
}
_AGENT_NUMBER: Final = re.compile(
    r"工号(?:是|为|：|:)?[^，。]{0,3}[0-9零一二三四五六七八九幺]{1,8}|[0-9零一二三四五六七八九幺]{1,8}号(?:坐席|话务员|客服|为您服务|很高兴)"
)
_GAP: Final = ".{0,8}?"
_DENIED: Final = re.compile(r"(?:不是|没有|并非|不用|不|没)[^，。]{0,2}$")
UNANNOUNCED: Final[frozenset[SituationId]] = frozenset({"silent_call", "drunk_visitor"})
"""Where waiting quietly is not keeping the customer waiting."""


def local_decisions(rubric: Rubric, conversation: Conversation, labels: Labels) -> tuple[Decision, ...]:
    """Items that are switched on; none in a call in which the trainee was never heard."""
    if not rubric.weights.get("courtesy") or not conversation.judged_turns:
        return ()
    return tuple(_items(conversation, labels))


def local_deductions(conversation: Conversation, labels: Labels) -> tuple[Deduction, ...]:
    late, imposed = slow_dispatch(conversation), _imposed(conversation)
    return (
        *([_deduction("late_dispatch", LATE_DISPATCH_POINTS, late, labels)] if late else []),
        *([_deduction("contractor_imposed", CONTRACTOR_POINTS, imposed, labels)] if imposed else []),
    )


def _deduction(
    name: Literal["late_dispatch", "contractor_imposed"], points: float, place: Evidence, labels: Labels
) -> Deduction:
    return Deduction(
        id=name,
        label=labels.local[name],
        dimension="resolution",
        points=points,
        reason=labels.reasons[name],
        clause=_CLAUSES[name],
        evidence=place,
    )


def _items(conversation: Conversation, labels: Labels) -> Iterator[Decision]:
    values = conversation.policy.values
    if values.agent_number_required:
        yield _item("agent_number", _number_given(conversation), labels)
    waits = conversation.event(("wait_quietly",))
    if values.wait_announced and waits is not None and conversation.situation not in UNANNOUNCED:
        yield _item("wait_announced", _announced(waits.turn, conversation), labels)


def _item(name: LocalId, place: Evidence | None, labels: Labels) -> Decision:
    return Decision(
        id=f"local_{name}",
        label=labels.local[name],
        dimension="courtesy",
        status="met" if place else "missed",
        weight=WEIGHT,
        reason=labels.reasons["met" if place else "local_missed"],
        clause=_CLAUSES[name],
        evidence=place,
    )


def _number_given(conversation: Conversation) -> Evidence | None:
    for turn in conversation.trainee_turns:
        said = _AGENT_NUMBER.search(conversation.turns[turn].text)
        if said:
            return Evidence(turn, *said.span())
    return None


def _announced(turn: int, conversation: Conversation) -> Evidence | None:
    """A request to wait in the trainee's last words before the wait."""
    before = [said for said in conversation.trainee_turns if said < turn]
    asked = (deed for deed in conversation.deeds if deed.element == "ask_patience" and deed.finding)
    return next((deed.evidence for deed in asked if before and deed.turn == before[-1]), None)


def _imposed(conversation: Conversation) -> Evidence | None:
    words = conversation.policy.values.imposed_contractor_words
    if not words:
        return None
    sign = re.compile("|".join(_GAP.join(map(re.escape, word.split("…"))) for word in words))
    for turn in conversation.trainee_turns:
        for clause in re.finditer(r"[^，。！？,.!?；;\n]+", conversation.turns[turn].text):
            said = sign.search(clause.group())
            if said and not _DENIED.search(clause.group()[: said.start()]):
                return Evidence(turn, clause.start() + said.start(), clause.start() + said.end())
    return None
