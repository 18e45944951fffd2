"""What one request adds to a call, worked out without saving anything."""

from datetime import datetime
from typing import Final

from scoring.results import TurnGrade
from scoring.schema import MAX_TURNS, CallEvent, DialogueRow, ReplyRow, WorkOrder
from simulator.ports import CustomerLine
from simulator.records import Step, StoredCall, StoredTurn
from simulator.views import Action, CallStatus, EndReason

HANGS_UP: Final[frozenset[EndReason]] = frozenset({"satisfied", "resigned", "gave_up", "hung_up_angry"})
"""Endings in which it is the customer who puts the receiver down."""


def reply_row(call: StoredCall, text: str) -> ReplyRow:
    """The reply with the dialogue before it, as the grader takes it."""
    return ReplyRow(
        id=f"{call.id}#{len(call.turns)}",  # as a dialogue row names its replies
        situation=call.case.card.situation,
        history=call.utterances,
        reply=text,
    )


def row_of_turn(call: StoredCall, turn: StoredTurn) -> ReplyRow:
    """One of the trainee's turns as it was graded: with what had been said before it."""
    return ReplyRow(
        id=f"{call.id}#{turn.index}",
        situation=call.case.card.situation,
        history=call.utterances[: turn.index],
        reply=turn.text,
    )


def dialogue_row(call: StoredCall, form_offered: bool = True) -> DialogueRow:
    """The call as the assessor takes it. A form that was never offered is not recorded, rather than blank."""
    recorded = form_offered or call.work_order != WorkOrder()
    return DialogueRow(
        id=call.id,
        situation=call.case.card.situation,
        turns=call.utterances,
        events=call.events,
        work_order=call.work_order if recorded else None,
    )


def answer_step(line: CustomerLine, at: datetime) -> Step:
    """The call is taken: the customer's first words."""
    return _step((), (), line, at, first=0)


def reply_step(call: StoredCall, text: str, grade: TurnGrade, line: CustomerLine, at: datetime) -> Step:
    index = len(call.turns)
    said = StoredTurn(index=index, role="trainee", text=text, created_at=at, grade=grade)
    return _step((said,), (), line, at, first=index)


def action_step(call: StoredCall, action: Action, line: CustomerLine, at: datetime) -> Step:
    index = len(call.turns)
    if action == "hang_up" and line.ended is None:  # whatever the engine thinks, the line is dead
        line = CustomerLine(line.state, "", line.mood, ended="trainee_hung_up")
    return _step((), (CallEvent(kind=action, turn=index),), line, at, first=index)


def close_step(call: StoredCall, at: datetime) -> Step:
    """The call is broken off as it stands: nobody hung up, and the record says so by having no event."""
    return Step(at=at, status="ended", state=call.state, mood=call.mood)


def _step(
    said: tuple[StoredTurn, ...], done: tuple[CallEvent, ...], line: CustomerLine, at: datetime, first: int
) -> Step:
    count = first + len(said) + bool(line.text)
    ended = line.ended
    if ended is None and count > MAX_TURNS - 2:  # the next exchange would not fit into a dialogue row
        ended = "turn_limit"
    turns = said
    if line.text:
        turns += (_customer_turn(line, count - 1, ended, at),)
    if ended in HANGS_UP:
        done += (CallEvent(kind="hang_up", role="customer", turn=count),)
    status: CallStatus = "talking" if ended is None else "ended"
    return Step(at, status, line.state, line.mood, turns, done, ended)


def _customer_turn(line: CustomerLine, index: int, ended: EndReason | None, at: datetime) -> StoredTurn:
    return StoredTurn(
        index=index,
        role="customer",
        text=line.text,
        created_at=at,
        mood=line.mood,
        disclosed=line.disclosed,
        ended=ended,
    )
