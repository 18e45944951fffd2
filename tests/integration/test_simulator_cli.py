"""``python -m simulator`` as a script drives it: separate processes, real content, real grader."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from personas.catalogue import PERSONAS

ROOT: Final = Path(__file__).parents[2]
SCENARIOS: Final = sorted(file.stem for file in (PERSONAS / "scenarios").glob("*.yaml"))
SCENARIO: Final = "anxious_baby_building"
SCRIPT: Final = (
    "您好，95598供电服务热线，请问有什么可以帮您？",
    "您先别着急，我马上帮您处理，请问您的地址是哪里？",
    '/work_order {"kind": "repair", "scope": "building"}',
    "请问是您一家停电还是整栋楼都停电了？",
    "/wait_quietly",
    "好的，我已经为您派单，抢修人员马上联系您，请您耐心等待。",
)
KEYS: Final = {"turn", "role", "text", "mood", "disclosed", "ended"}
ASSESSED: Final = {
    "id", "score", "passed", "critical", "dimensions", "missed", "violations", "turns", "own_missed",
    "own_broken", "fingerprint",
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index for all the plays of this file."""
    return tmp_path_factory.mktemp("data")


def simulator(
    data: Path, *arguments: str, given: bytes = b"", hash_seed: str = "0"
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DATA_DIR": str(data), "PYTHONHASHSEED": hash_seed, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "simulator", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, check=False)


def play(data: Path, script: bytes, hash_seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    arguments = ("play", "--scenario", SCENARIO, "--seed", "3", "--input", "-", "--json")
    return simulator(data, *arguments, given=script, hash_seed=hash_seed)


def test_two_plays_with_the_same_seed_and_replies_are_identical_byte_for_byte(data: Path) -> None:
    script = "\n".join(SCRIPT).encode()
    first, second = (play(data, script, hash_seed) for hash_seed in ("1", "4242"))
    assert first.returncode == 0, first.stderr.decode()
    assert first.stdout == second.stdout
    *turns, result = map(json.loads, first.stdout.splitlines())
    assert all(set(turn) == KEYS for turn in turns)
    assert [turn["turn"] for turn in turns] == list(range(len(turns)))
    assert {turn["role"] for turn in turns} == {"customer", "trainee"}
    assert set(result) == ASSESSED
    assert result["id"] == f"{SCENARIO}-3"
    assert 0 <= result["score"] <= 100
    assert any(found["id"] == "greeting" for found in result["turns"][0]["elements"])


def test_bad_lines_are_named_by_number_and_the_rest_is_done(data: Path) -> None:
    lines = [
        "您好，请讲。".encode(),
        b"",
        b"\xff\xfe\x00binary",
        "/跳舞".encode(),
        ("好" * 100_000).encode(),
        b'/work_order {"kind": "party"}',
        "👨‍👩‍👧 您先别着急 🇨🇳".encode(),
        "مرحبا \u202e您好".encode(),
        b"\x00\x01\x02",
    ]
    done = play(data, b"\r\n".join(lines))
    complaints = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [line.split(":")[0] for line in complaints if line.startswith("line ")] == [
        "line 2", "line 3", "line 4", "line 5", "line 6", "line 9",
    ]  # fmt: skip
    *turns, result = map(json.loads, done.stdout.splitlines())
    said = [turn["text"] for turn in turns if turn["role"] == "trainee"]
    assert said == ["您好，请讲。", "👨‍👩‍👧 您先别着急 🇨🇳", "مرحبا \u202e您好"]
    assert len(result["turns"]) == 3


def test_a_play_can_be_read_by_a_person_and_stops_at_the_end_of_the_call(data: Path, tmp_path: Path) -> None:
    script = tmp_path / "lines.txt"
    script.write_text(
        '\ufeff您好，请讲。\n/hang_up\n还在吗？\n/work_order {"name": "张三"}\n', encoding="utf-8"
    )
    done = simulator(data, "play", "--scenario", SCENARIO, "--seed", "3", "--input", str(script))
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "坐席　您好，请讲。" in text
    assert "坐席先挂断了电话" in text
    assert "还在吗" not in text
    assert "line 3: the call is over" in done.stderr.decode()
    assert "line 4" not in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
@pytest.mark.parametrize("module", ["simulator list", "knowledge search 停电", "scoring evaluate --input -"])
def test_a_full_disk_under_the_output_is_said_in_one_line(data: Path, module: str) -> None:
    environment = {**os.environ, "DATA_DIR": str(data), "OMP_NUM_THREADS": "1"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", *module.split()],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_play_leaves_nothing_in_the_database(data: Path) -> None:
    assert not list(data.glob("*.db*"))


def test_an_unknown_scenario_is_refused_with_near_names(data: Path) -> None:
    done = simulator(data, "play", "--scenario", SCENARIO[:-3], "--json")
    assert done.returncode == 2
    assert done.stdout == b""
    assert SCENARIO in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--input", "no such file"),
        ("--seed", "-1"),
        ("--seed", "99999999999999999999"),
        ("--seed", "three"),
    ],
)
def test_bad_options_are_refused(data: Path, arguments: tuple[str, ...]) -> None:
    done = simulator(data, "play", "--scenario", SCENARIO, *arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_every_scenario_is_listed_for_people_and_for_scripts(data: Path) -> None:
    rows = [json.loads(line) for line in simulator(data, "list", "--json").stdout.splitlines()]
    assert [row["id"] for row in rows] == SCENARIOS
    assert all(row["situation_name"] and row["title"] for row in rows)
    text = simulator(data, "list").stdout.decode()
    assert all(name in text for name in SCENARIOS)
