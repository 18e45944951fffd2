"""The server is killed in the middle of a call; nothing that was shown is lost, and the call goes on."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulator.errors import CallMoved
from simulator.practice import Practice
from simulator.store.sql import open_store
from tests.integration.practice_child import LAST_WORDS, OWNER, open_practice
from tests.unit.simulator.practice_fakes import FakeScoring

ROOT = Path(__file__).parents[2]
REPLIES = ("您好，供电公司为您服务。", "您先别着急，请问您的地址是哪里？", "我马上为您登记。")


def kill_at(database: Path, place: str, replies: tuple[str, ...] = REPLIES) -> tuple[str, list[str]]:
    """Run the child until it reaches ``place``, kill it, and return what it had shown."""
    command = [sys.executable, "-m", "tests.integration.practice_child", str(database), place, *replies]
    shown: dict[str, object] = {}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said = json.loads(line)
            if isinstance(said, str):
                break
            shown = said
        child.kill()
    assert said == place
    turns = shown["turns"]
    assert isinstance(turns, list)
    return str(shown["call"]), turns


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "trainer.db"


def texts(practice: Practice, call_id: str) -> list[str]:
    return [turn.text for turn in practice.view(OWNER, call_id).turns]


@pytest.mark.parametrize("said", range(len(REPLIES) + 1))
def test_after_any_number_of_turns_the_call_goes_on_where_it_was(database: Path, said: int) -> None:
    call_id, shown = kill_at(database, "idle", REPLIES[:said])
    practice = open_practice(database, FakeScoring())
    assert texts(practice, call_id) == shown
    assert len(shown) == 1 + 2 * said
    call = practice.reply(OWNER, call_id, "请您稍等。", after=len(shown))
    assert [turn.text for turn in call.turns[: len(shown)]] == shown
    practice.act(OWNER, call_id, "hang_up", after=len(call.turns))
    assert practice.report(OWNER, call_id).assessment.row.score == 10.0 * (said + 1)


def test_a_reply_that_was_being_graded_leaves_nothing_and_can_be_sent_again(database: Path) -> None:
    call_id, shown = kill_at(database, "grading")
    practice = open_practice(database, FakeScoring())
    assert texts(practice, call_id) == shown
    assert practice.reply(OWNER, call_id, LAST_WORDS, after=len(shown)).turns[len(shown)].text == LAST_WORDS
    with pytest.raises(CallMoved):  # the browser sends it once more
        practice.reply(OWNER, call_id, LAST_WORDS, after=len(shown))


def test_a_call_that_ended_but_was_not_judged_gets_its_report(database: Path) -> None:
    call_id, shown = kill_at(database, "judging")
    with closing(open_store(database)) as store:
        assert store.result(call_id) is None
    practice = open_practice(database, FakeScoring())
    call = practice.view(OWNER, call_id)
    assert (call.status, call.end_reason) == ("ended", "trainee_hung_up")
    report = practice.report(OWNER, call_id)
    assert report.assessment.row.score == 30.0
    assert [turn.text for turn in report.call.turns] == shown
    assert practice.report(OWNER, call_id) == report


def test_two_servers_on_one_database_see_the_same_call(database: Path) -> None:
    call_id, shown = kill_at(database, "idle")
    one, other = (open_practice(database, FakeScoring()) for _ in range(2))
    one.reply(OWNER, call_id, "请您稍等。", after=len(shown))
    assert one.view(OWNER, call_id) == other.view(OWNER, call_id)
    with pytest.raises(CallMoved):
        other.reply(OWNER, call_id, "请您稍等。", after=len(shown))
