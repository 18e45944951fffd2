"""The commands that ask a model, as an operator runs them: processes of their own, a local server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from simulator.records import StoredResult
from simulator.store.sql import open_store
from tests.unit.simulator.chat_server import Answer, Body, chat_server, found, refuses
from tests.unit.simulator.practice_fakes import Desk

ROOT: Final = Path(__file__).parents[2]
ROW: Final = {"id": "a", "situation": "anxious_outage", "reply": "您好，请问您家在哪个小区？"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def simulator(
    data: Path, server: str, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DATA_DIR": str(data), "OMP_NUM_THREADS": "1", "JUDGE_BASE_URL": server}
    environment |= {"JUDGE_MODEL": "tiny", "JUDGE_MAX_RETRIES": "0", "JUDGE_API_KEY": "sk-never-to-be-seen"}
    command = [sys.executable, "-m", "simulator", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, check=False)


@contextmanager
def finished_call(data: Path) -> Iterator[tuple[str, StoredResult]]:
    """Id of a call in the database, and its result."""
    store = open_store(data / "trainer.db")
    desk = Desk(store=store)
    call_id = desk.talking()
    desk.practice.reply("guest", call_id, "您好，再见", after=1)
    desk.practice.report("guest", call_id)
    result = store.result(call_id)
    assert result is not None
    yield call_id, result
    assert store.result(call_id) == result
    store.close()


def by_words(body: Body) -> Answer:
    """An address is asked for, and the greeting overlooked; what is no reply of ours is refused."""
    asked = body["messages"][-1]["content"]
    return found(("ask_address", "哪个小区")) if "哪个小区" in asked else refuses(500)


def test_a_kept_call_is_judged_shown_and_its_result_left_alone(tmp_path: Path) -> None:
    with finished_call(tmp_path) as (call_id, _), chat_server(found(("closing", "再见"))) as server:
        done = simulator(tmp_path, server.url, "second-opinion", "--call", call_id)
        as_json = simulator(tmp_path, server.url, "second-opinion", "--call", call_id, "--json")
        store = open_store(tmp_path / "trainer.db")
        kept = store.opinions.newest_opinion(call_id)
        store.close()
    assert done.returncode == as_json.returncode == 0, done.stderr.decode()
    said = done.stdout.decode()
    assert "只有评分器认为：问候“您好”" in said
    assert "只有模型认为：结束语“再见”" in said
    assert json.loads(as_json.stdout)["model"] == "tiny"
    assert kept is not None
    assert kept.model == "tiny"


def test_a_server_that_fails_is_said_in_words_and_without_secrets(tmp_path: Path) -> None:
    with finished_call(tmp_path) as (call_id, _), chat_server(refuses(401)) as server:
        done = simulator(tmp_path, server.url, "second-opinion", "--call", call_id)
    assert done.returncode == 0
    assert "没有意见：模型服务不认密钥" in done.stdout.decode()
    assert "not_allowed" in (said := (done.stdout + done.stderr).decode())
    assert "sk-never" not in said
    assert "您好" not in done.stderr.decode()


def test_what_cannot_be_asked_is_refused_in_words(tmp_path: Path) -> None:
    without = simulator(tmp_path, "", "second-opinion", "--call", "x")
    wrong = simulator(tmp_path, "localhost:8080", "second-opinion", "--call", "x")
    unknown = simulator(tmp_path, "http://127.0.0.1:9/v1", "second-opinion", "--call", "x")
    assert [done.returncode for done in (without, wrong, unknown)] == [2, 2, 2]
    assert b"JUDGE_BASE_URL" in without.stderr
    assert b"JUDGE_BASE_URL" in wrong.stderr
    assert b"there is no call 'x'" in unknown.stderr


def test_replies_of_a_file_are_judged_beside_the_grader(data: Path) -> None:
    rows = [ROW, {**ROW, "id": "b", "reply": "再等等吧"}, {"id": "bad"}]
    given = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    with chat_server(by_words) as server:
        done = simulator(data, server.url, "judge", "--input", "-", given=given)
    assert done.returncode == 1
    first, second = map(json.loads, done.stdout.splitlines())
    assert set(first) == {"id", "model", "prompt", "opinion", "sides"}
    assert [line["label"] for line in first["sides"]["agreed"]] == ["ask_address"]
    assert "greeting" in [line["label"] for line in first["sides"]["only_grader"]]
    assert (second["opinion"]["silence"], second["sides"]) == ("server_error", None)
    said = done.stderr.decode()
    assert "2 replies, 1 judged by both; no opinion: server_error 1" in said
    assert "kappa: elements" in said
    assert "line 3" in said
