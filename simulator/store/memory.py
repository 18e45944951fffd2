"""Calls kept in memory: for one command line play, and as the fake of the tests."""

import threading
from dataclasses import replace

from scoring.schema import WorkOrder
from simulator.opinions import StoredOpinion
from simulator.records import Step, StoredCall, StoredResult
from simulator.views import RecentCall


def after_step(call: StoredCall, step: Step) -> StoredCall:
    """The call as it is once the step is kept."""
    return replace(
        call,
        status=step.status,
        state=step.state,
        mood=step.mood,
        turns=call.turns + step.turns,
        events=call.events + step.events,
        answered_at=call.answered_at or step.at,
        ended_at=step.at if step.status == "ended" else None,
        end_reason=step.end_reason,
        revision=call.revision + 1,
    )


class MemoryCallStore:
    """A :class:`simulator.ports.CallStore`, for opinions too, that forgets everything with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[str, StoredCall] = {}
        self._results: dict[str, StoredResult] = {}
        self._opinions: list[StoredOpinion] = []

    def add(self, call: StoredCall) -> None:
        with self._lock:
            if call.id in self._calls:
                raise ValueError(f"call id {call.id!r} is taken; ids must be random")
            self._calls[call.id] = call

    def get(self, call_id: str) -> StoredCall | None:
        with self._lock:
            return self._calls.get(call_id)

    def advance(self, call_id: str, revision: int, step: Step) -> bool:
        with self._lock:
            call = self._calls[call_id]
            if call.revision != revision or call.status == "ended":
                return False
            self._calls[call_id] = after_step(call, step)
            return True

    def save_work_order(self, call_id: str, form: WorkOrder) -> bool:
        with self._lock:
            call = self._calls[call_id]
            if call_id in self._results:
                return False
            self._calls[call_id] = replace(call, work_order=form)
            return True

    def add_result(self, result: StoredResult) -> StoredResult:
        with self._lock:
            return self._results.setdefault(result.call_id, result)

    def result(self, call_id: str) -> StoredResult | None:
        with self._lock:
            return self._results.get(call_id)

    def add_opinion(self, opinion: StoredOpinion) -> None:
        with self._lock:
            self._opinions.append(opinion)

    def newest_opinion(self, call_id: str) -> StoredOpinion | None:
        with self._lock:
            return next((one for one in reversed(self._opinions) if one.call_id == call_id), None)

    def recent(self, owner: str, limit: int) -> tuple[RecentCall, ...]:
        with self._lock:
            mine = [call for call in reversed(self._calls.values()) if call.owner == owner]
            mine.sort(key=lambda call: call.created_at, reverse=True)
            return tuple(self._recent(call) for call in mine[:limit])

    def _recent(self, call: StoredCall) -> RecentCall:
        result = self._results.get(call.id)
        row = result.assessment.row if result else None
        return RecentCall(
            id=call.id,
            card=call.case.card,
            status=call.status,
            started_at=call.answered_at or call.created_at,
            score=row.score if row else None,
            passed=row.passed if row else None,
        )
