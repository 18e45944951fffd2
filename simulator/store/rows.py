"""Between a call as the use-cases see it and its rows."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import RowMapping

from scoring.schema import CallEvent
from simulator.records import CaseFile, Step, StoredCall, StoredResult, StoredTurn
from simulator.views import RecentCall

Values = dict[str, Any]
_CALL: Final = (
    "id", "owner", "seed", "engine", "hints", "status", "state", "mood", "work_order",
    "created_at", "answered_at", "ended_at", "end_reason", "revision",
)  # fmt: skip
_TURN: Final = ("role", "text", "mood", "disclosed", "ended", "grade", "created_at")


def call_values(call: StoredCall) -> Values:
    case = call.case
    return {
        "id": call.id,
        "owner": call.owner,
        "scenario_id": case.card.id,
        "seed": call.seed,
        "engine": call.engine,
        "hints": call.hints,
        "content": case.content,
        "card": case.card,
        "screen": case.screen,
        "instance": case.instance,
        "start_mood": case.mood,
        "status": call.status,
        "state": call.state,
        "mood": call.mood,
        "work_order": call.work_order,
        "created_at": call.created_at,
        "revision": call.revision,
    }


def step_values(step: Step) -> Values:
    return {
        "status": step.status,
        "state": step.state,
        "mood": step.mood,
        "ended_at": step.at if step.status == "ended" else None,
        "end_reason": step.end_reason,
    }


def turn_values(call_id: str, turn: StoredTurn) -> Values:
    return {"call_id": call_id, "idx": turn.index, **{name: getattr(turn, name) for name in _TURN}}


def event_values(call_id: str, first: int, step: Step) -> list[Values]:
    return [
        {"call_id": call_id, "idx": index, "created_at": step.at, **event.model_dump()}
        for index, event in enumerate(step.events, start=first)
    ]


def result_values(result: StoredResult) -> Values:
    return {
        "call_id": result.call_id,
        "assessment": result.assessment,
        "score": result.assessment.row.score,
        "passed": result.assessment.row.passed,
        "versions": result.assessment.versions,
        "fingerprint": result.fingerprint,
        "created_at": result.created_at,
    }


def to_call(row: RowMapping, turns: Iterable[RowMapping], events: Iterable[RowMapping]) -> StoredCall:
    case = CaseFile(row["card"], row["screen"], row["instance"], row["content"], row["start_mood"])
    return StoredCall(
        case=case,
        turns=tuple(_to_turn(turn) for turn in turns),
        events=tuple(CallEvent.model_validate(dict(event)) for event in events),
        **{name: row[name] for name in _CALL},
    )


def to_result(row: RowMapping) -> StoredResult:
    return StoredResult(row["call_id"], row["assessment"], row["fingerprint"], row["created_at"])


def to_recent(row: RowMapping) -> RecentCall:
    return RecentCall(
        id=row["id"],
        card=row["card"],
        status=row["status"],
        started_at=row["answered_at"] or row["created_at"],
        score=row["score"],
        passed=row["passed"],
    )


def _to_turn(row: RowMapping) -> StoredTurn:
    return StoredTurn(index=row["idx"], **{name: row[name] for name in _TURN})
