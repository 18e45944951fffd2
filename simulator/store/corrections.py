"""Corrections in a database; they are added and read, never changed."""

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from simulator.corrected import NewCorrection, StoredCorrection, Withdrawal
from simulator.store.engine import store_errors
from simulator.store.tables import corrections, withdrawals

_FIELDS = (
    "call_id", "turn", "label", "kind", "start", "end", "author", "reason", "grader", "created_at",
)  # fmt: skip


class SqlCorrectionStore:
    """A :class:`simulator.corrections.CorrectionStore` over the engine of the calls."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_correction(self, made: NewCorrection) -> StoredCorrection:
        values = {name: getattr(made, name) for name in _FIELDS}
        with store_errors(), self._engine.begin() as connection:
            key = connection.execute(insert(corrections).values(values)).inserted_primary_key
        assert key is not None
        return StoredCorrection(int(key[0]), made)

    def withdraw_correction(self, correction_id: int, withdrawal: Withdrawal) -> bool:
        values = {
            "correction_id": correction_id,
            "author": withdrawal.author,
            "reason": withdrawal.reason,
            "created_at": withdrawal.created_at,
        }
        with store_errors():
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(withdrawals).values(values))
            except IntegrityError:  # withdrawn before, or never there
                return False
        return True

    def corrections(self) -> tuple[StoredCorrection, ...]:
        taken_back = select(withdrawals)
        with store_errors(), self._engine.begin() as connection:
            made = connection.execute(select(corrections).order_by(corrections.c.id)).mappings().all()
            back = connection.execute(taken_back).mappings().all()
        by_id = {
            row["correction_id"]: Withdrawal(row["author"], row["reason"], row["created_at"]) for row in back
        }
        return tuple(
            StoredCorrection(
                row["id"], NewCorrection(**{name: row[name] for name in _FIELDS}), by_id.get(row["id"])
            )
            for row in made
        )
