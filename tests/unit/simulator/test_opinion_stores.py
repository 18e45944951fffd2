"""What every store of opinions does, whichever it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scoring.judging import Claim, Disregarded, Opinion
from simulator.errors import StoreUnavailable
from simulator.opinions import JudgedReply, StoredOpinion
from simulator.ports import CallStore
from simulator.second_opinion import OpinionStore
from simulator.store.memory import MemoryCallStore
from simulator.store.sql import SqlCallStore, open_store
from tests.unit.simulator.practice_fakes import START
from tests.unit.simulator.test_store_contract import CALL, HOSTILE

Stores = tuple[CallStore, OpinionStore]
OPINION = StoredOpinion(
    call_id=CALL.id,
    model=HOSTILE,
    prompt="abc",
    replies=(
        JudgedReply(
            turn=1,
            opinion=Opinion(
                claims=(Claim(label="greeting", start=0, end=2, text="您好"),),
                disregarded=(Disregarded(reason="unknown_label", label=HOSTILE, words="x"),),
            ),
        ),
        JudgedReply(turn=3, opinion=Opinion(silence="timed_out")),
    ),
    created_at=START,
)


def in_memory(_: Path) -> Stores:
    store = MemoryCallStore()
    return store, store


def in_sqlite(folder: Path) -> Stores:
    store = open_store(folder / "calls.db")
    return store, store.opinions


@pytest.fixture(params=[in_memory, in_sqlite], ids=["memory", "sqlite"])
def opinions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpinionStore]:
    make: Callable[[Path], Stores] = request.param
    calls, made = make(tmp_path)
    calls.add(CALL)
    calls.add(replace(CALL, id="c2"))
    yield made
    if isinstance(calls, SqlCallStore):
        calls.close()


def test_an_opinion_comes_back_as_it_was_given(opinions: OpinionStore) -> None:
    opinions.add_opinion(OPINION)
    assert opinions.newest_opinion(CALL.id) == OPINION


def test_a_call_that_nobody_asked_about_has_none(opinions: OpinionStore) -> None:
    opinions.add_opinion(OPINION)
    assert opinions.newest_opinion("c2") is None


def test_the_newest_is_the_one_that_was_added_last(opinions: OpinionStore) -> None:
    later = replace(OPINION, model="later", created_at=START - timedelta(days=1))  # clocks may be wrong
    other = replace(OPINION, model="other", call_id="c2")
    for opinion in (OPINION, later, other):
        opinions.add_opinion(opinion)
    assert opinions.newest_opinion(CALL.id) == later


def test_an_opinion_without_its_call_is_not_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "calls.db")
    with pytest.raises(StoreUnavailable):
        store.opinions.add_opinion(OPINION)
    store.close()
