"""What every store of calls does, whichever it is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scoring.results import Assessment, TurnGrade
from scoring.schema import CallEvent, DialogueRow, GradedReply, WorkOrder
from simulator.ports import CallStore
from simulator.records import CaseFile, Step, StoredCall, StoredResult, StoredTurn
from simulator.store.memory import MemoryCallStore, after_step
from simulator.store.sql import SqlCallStore, open_store
from tests.unit.simulator.practice_fakes import CARD, CITATION, START, FakeAssessor

CASE = CaseFile(CARD, (("户名", "张三"), ("状态", "未派单")), '{"seed": 3}', "c0ffee", mood=-20)
CALL = StoredCall("c1", "guest", seed=3, engine="fake", hints=True, case=CASE, created_at=START, mood=-20)
HOSTILE = "您好👨‍👩‍👧\u202eأهلا\n'); DROP TABLE calls; -- %s {x} \u0001"


def open_memory(_: Path) -> CallStore:
    return MemoryCallStore()


def open_sqlite(folder: Path) -> CallStore:
    return open_store(f"sqlite:///{folder}/new folder/calls.db")


@pytest.fixture(params=[open_memory, open_sqlite], ids=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CallStore]:
    make: Callable[[Path], CallStore] = request.param
    made = make(tmp_path)
    yield made
    if isinstance(made, SqlCallStore):
        made.close()


def step(first: int, text: str = "您好") -> Step:
    grade = TurnGrade(graded=GradedReply(id=f"c1:{first}"), citations={CITATION.id: CITATION})
    at = START + timedelta(seconds=first)
    said = StoredTurn(first, "trainee", text, at, grade=grade)
    answer = StoredTurn(first + 1, "customer", "嗯。", at, mood=-10, disclosed=("address",))
    done = CallEvent(kind="start_recording", turn=first)
    return Step(at, "talking", '{"said": 2}', -10, (said, answer), (done,))


def ending(first: int) -> Step:
    return replace(step(first), status="ended", end_reason="satisfied")


def assessment(points: int) -> Assessment:
    graded = [GradedReply(id=str(number)) for number in range(points)]
    return FakeAssessor().assess(DialogueRow(id="c1", situation=CARD.situation, turns=()), None, graded)


def test_a_call_comes_back_as_it_was_put_in(store: CallStore) -> None:
    store.add(CALL)
    assert store.get("c1") == CALL


def test_a_call_that_was_never_kept_is_none(store: CallStore) -> None:
    assert store.get("nothing") is None
    assert store.result("nothing") is None
    assert store.recent("nobody", 5) == ()


def test_a_step_is_kept_whole(store: CallStore) -> None:
    store.add(CALL)
    assert store.advance("c1", 0, step(0))
    assert store.get("c1") == after_step(CALL, step(0))


def test_steps_follow_each_other_in_order(store: CallStore) -> None:
    store.add(CALL)
    expected = CALL
    for number in range(12):  # ten and more: text order would put 10 before 2
        assert store.advance("c1", number, step(2 * number))
        expected = after_step(expected, step(2 * number))
    assert store.get("c1") == expected


def test_a_step_on_an_outdated_call_changes_nothing(store: CallStore) -> None:
    store.add(CALL)
    store.advance("c1", 0, step(0))
    before = store.get("c1")
    assert not store.advance("c1", 0, step(0, "again"))
    assert store.get("c1") == before


def test_the_timer_starts_with_the_first_step_and_stays(store: CallStore) -> None:
    store.add(CALL)
    store.advance("c1", 0, step(4))
    store.advance("c1", 1, step(6))
    call = store.get("c1")
    assert call is not None
    assert call.answered_at == START + timedelta(seconds=4)


def test_an_ended_call_takes_nothing_more(store: CallStore) -> None:
    store.add(CALL)
    assert store.advance("c1", 0, ending(0))
    ended = store.get("c1")
    assert not store.advance("c1", 1, step(2))
    assert store.get("c1") == ended
    assert ended is not None
    assert (ended.status, ended.ended_at, ended.end_reason) == ("ended", START, "satisfied")


def test_the_work_order_does_not_disturb_a_reply_under_way(store: CallStore) -> None:
    store.add(CALL)
    form = WorkOrder(kind="repair", address="幸福路 8 号")
    assert store.save_work_order("c1", form)
    assert store.advance("c1", 0, step(0))
    call = store.get("c1")
    assert call is not None
    assert call.work_order == form


def test_hostile_text_comes_back_unchanged(store: CallStore) -> None:
    store.add(replace(CALL, owner=HOSTILE))
    store.advance("c1", 0, step(0, HOSTILE))
    store.save_work_order("c1", WorkOrder(description=HOSTILE))
    call = store.get("c1")
    assert call is not None
    assert (call.owner, call.turns[0].text, call.work_order.description) == (HOSTILE, HOSTILE, HOSTILE)


def test_the_first_result_stays(store: CallStore) -> None:
    store.add(CALL)
    store.advance("c1", 0, ending(0))
    first = StoredResult("c1", assessment(5), "f" * 64, START)
    assert store.save_work_order("c1", WorkOrder(name="补上的"))
    assert store.add_result(first) == first
    assert not store.save_work_order("c1", WorkOrder(name="晚了"))
    assert store.add_result(replace(first, assessment=assessment(1))) == first
    assert store.result("c1") == first


def test_a_list_shows_the_newest_first_and_only_ones_own(store: CallStore) -> None:
    for number in range(5):
        owner = "li" if number == 3 else "wang"
        at = START + timedelta(minutes=number)
        store.add(replace(CALL, id=f"c{number}", owner=owner, created_at=at))
    store.advance("c4", 0, ending(0))
    store.add_result(StoredResult("c4", assessment(5), "f" * 64, START))
    listed = store.recent("wang", 3)
    assert [(line.id, line.status, line.score, line.passed) for line in listed] == [
        ("c4", "ended", 50.0, True),
        ("c2", "ringing", None, None),
        ("c1", "ringing", None, None),
    ]
    assert listed[0].card == CARD


def test_of_many_writers_exactly_one_gets_its_step_in(store: CallStore) -> None:
    store.add(CALL)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda name: store.advance("c1", 0, step(0, name)), "abcdefgh"))
    assert outcomes.count(True) == 1
    call = store.get("c1")
    assert call is not None
    assert (len(call.turns), call.revision) == (2, 1)
    assert call.turns[0].text == "abcdefgh"[outcomes.index(True)]
