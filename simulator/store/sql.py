"""Calls in a database. Every method is one transaction; a turn is returned only after its commit."""

from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from scoring.schema import WorkOrder
from simulator.records import Step, StoredCall, StoredResult
from simulator.store.corrections import SqlCorrectionStore
from simulator.store.engine import open_engine, store_errors
from simulator.store.migrate import upgrade
from simulator.store.opinions import SqlOpinionStore
from simulator.store.rows import (
    call_values,
    event_values,
    result_values,
    step_values,
    to_call,
    to_recent,
    to_result,
    turn_values,
)
from simulator.store.tables import calls, events, results, utterances
from simulator.views import RecentCall


class SqlCallStore:
    """A :class:`simulator.ports.CallStore` over SQLAlchemy."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.opinions = SqlOpinionStore(engine)
        self.corrections = SqlCorrectionStore(engine)

    def add(self, call: StoredCall) -> None:
        with store_errors(), self._engine.begin() as connection:
            connection.execute(insert(calls).values(call_values(call)))

    def get(self, call_id: str) -> StoredCall | None:
        with store_errors(), self._engine.begin() as connection:
            # this row first: without a snapshot the turns may be newer than its revision, never older,
            # and a step taken on such a mixture is refused
            row = connection.execute(select(calls).where(calls.c.id == call_id)).mappings().first()
            if row is None:
                return None
            said = select(utterances).where(utterances.c.call_id == call_id).order_by(utterances.c.idx)
            done = select(events).where(events.c.call_id == call_id).order_by(events.c.idx)
            return to_call(row, connection.execute(said).mappings(), connection.execute(done).mappings())

    def advance(self, call_id: str, revision: int, step: Step) -> bool:
        # the UPDATE comes first: it takes the write lock, so that no reader's snapshot grows stale
        change = (
            update(calls)
            .where(calls.c.id == call_id, calls.c.revision == revision, calls.c.status != "ended")
            .values(
                revision=revision + 1,
                answered_at=func.coalesce(calls.c.answered_at, step.at, type_=calls.c.answered_at.type),
                **step_values(step),
            )
        )
        with store_errors(), self._engine.begin() as connection:
            if connection.execute(change).rowcount != 1:
                return False
            _append(connection, call_id, step)
            return True

    def save_work_order(self, call_id: str, form: WorkOrder) -> bool:
        judged = select(results.c.call_id).where(results.c.call_id == call_id).exists()
        change = update(calls).where(calls.c.id == call_id, ~judged).values(work_order=form)
        with store_errors(), self._engine.begin() as connection:
            return connection.execute(change).rowcount == 1

    def add_result(self, result: StoredResult) -> StoredResult:
        with store_errors():
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(results).values(result_values(result)))
            except IntegrityError:
                kept = self.result(result.call_id)
                if kept is None:  # not a second result, then, but one without its call
                    raise
                return kept
        return result

    def result(self, call_id: str) -> StoredResult | None:
        with store_errors(), self._engine.begin() as connection:
            row = connection.execute(select(results).where(results.c.call_id == call_id)).mappings().first()
            return None if row is None else to_result(row)

    def recent(self, owner: str, limit: int) -> tuple[RecentCall, ...]:
        query = (
            select(
                calls.c.id,
                calls.c.card,
                calls.c.status,
                calls.c.created_at,
                calls.c.answered_at,
                results.c.score,
                results.c.passed,
            )
            .outerjoin(results, results.c.call_id == calls.c.id)
            .where(calls.c.owner == owner)
            .order_by(calls.c.created_at.desc(), calls.c.id)
            .limit(limit)
        )
        with store_errors(), self._engine.begin() as connection:
            return tuple(to_recent(row) for row in connection.execute(query).mappings())

    def close(self) -> None:
        """Let go of all connections; the store can be used again and opens new ones."""
        self._engine.dispose()


def open_store(database: str | Path) -> SqlCallStore:
    """Open the database (a URL, or a file of SQLite) and bring it up to date. Raises ``StoreUnavailable``."""
    engine = open_engine(database)
    upgrade(engine)
    return SqlCallStore(engine)


def _append(connection: Connection, call_id: str, step: Step) -> None:
    if step.turns:
        connection.execute(insert(utterances), [turn_values(call_id, turn) for turn in step.turns])
    if step.events:
        counted = select(func.count()).select_from(events).where(events.c.call_id == call_id)
        first = connection.execute(counted).scalar_one()
        connection.execute(insert(events), event_values(call_id, first, step))
