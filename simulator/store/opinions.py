"""Second opinions in a database; they are added and read, never changed."""

from sqlalchemy import Engine, insert, select

from simulator.opinions import StoredOpinion
from simulator.store.engine import store_errors
from simulator.store.tables import opinions

_FIELDS = ("call_id", "model", "prompt", "replies", "created_at")


class SqlOpinionStore:
    """A :class:`simulator.second_opinion.OpinionStore` over the engine of the calls."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_opinion(self, opinion: StoredOpinion) -> None:
        values = {name: getattr(opinion, name) for name in _FIELDS}
        with store_errors(), self._engine.begin() as connection:
            connection.execute(insert(opinions).values(values))

    def newest_opinion(self, call_id: str) -> StoredOpinion | None:
        query = select(opinions).where(opinions.c.call_id == call_id).order_by(opinions.c.id.desc()).limit(1)
        with store_errors(), self._engine.begin() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else StoredOpinion(**{name: row[name] for name in _FIELDS})
