import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = {"id": "a", "situation": "anxious_outage", "history": [{"role": "customer", "text": "没电了！"}]}
REPLY = {**GOOD, "reply": "您好，95598，您先别急，请问您的地址？"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


def run(data: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "scoring", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data), "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8:strict"},
        input=given,
        capture_output=True,
        check=False,
    )


def rows(*items: object) -> bytes:
    return b"\n".join(json.dumps(item, ensure_ascii=False).encode() for item in items)


def lines(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_grade_prints_rows_with_exactly_the_documented_keys(data: Path) -> None:
    done = run(data, "grade", "--input", "-", given=rows(REPLY))
    assert done.returncode == 0, done.stderr.decode()
    (graded,) = lines(done.stdout)
    assert set(graded) == {"id", "elements", "violations", "not_judged", "own", "own_judged"}
    elements = graded["elements"]
    assert isinstance(elements, list)
    assert {"greeting", "soothe", "ask_address"} <= {found["id"] for found in elements}
    for found in elements:
        assert set(found) == {"id", "score", "start", "end", "text", "clause", "adherence", "phrase"}
        assert REPLY["reply"][found["start"] : found["end"]] == found["text"]


def test_bad_rows_are_reported_by_line_and_the_rest_is_done(data: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    bad = [
        b"{not json",
        rows({**REPLY, "situation": "unheard_of"}),
        rows({**REPLY, "reply": "电" * 100_000}),
        b"\xff\xfe\x00binary",
        rows({**REPLY, "reply": ["list"]}),
    ]
    odd = [rows({**REPLY, "id": "odd", "reply": text}) for text in ("", "😀🔥", "مرحبا بالعالم", "\u202eabc")]
    source.write_bytes(b"\n".join([*bad, rows(REPLY), *odd]))
    done = run(data, "grade", "--input", str(source), "--output", str(target))
    assert done.returncode == 1
    report = done.stderr.decode()
    assert [number for number in range(1, 6) if f"line {number}: " not in report] == []
    assert "line 6" not in report
    assert [row["id"] for row in lines(target.read_bytes())] == ["a", "odd", "odd", "odd", "odd"]
    assert b'"nan"' not in target.read_bytes().lower()


def test_binary_rows_on_standard_input_are_bad_rows_too(data: Path) -> None:
    done = run(data, "grade", "--input", "-", given=b"\xff\xfe\n" + rows(REPLY))
    assert done.returncode == 1
    assert len(lines(done.stdout)) == 1


def test_a_reader_who_has_enough_ends_the_command_without_a_word(data: Path) -> None:
    command = [sys.executable, "-m", "scoring", "grade", "--input", "-"]
    environment = {**os.environ, "DATA_DIR": str(data), "OMP_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
    ) as grading:
        assert grading.stdout is not None
        grading.stdout.close()
        _, said = grading.communicate(rows(REPLY))
    assert grading.returncode == 1
    assert b"error" not in said.lower()


def test_assess_prints_rows_with_exactly_the_documented_keys(data: Path) -> None:
    turns = [{"role": "customer", "text": "没电了！"}, {"role": "trainee", "text": "您好，95598，您先别急。"}]
    row = {"id": "d", "situation": "anxious_outage", "turns": turns}
    with_more = {
        **row,
        "events": [{"kind": "hang_up", "role": "trainee", "turn": 2}],
        "work_order": {"kind": "repair"},
    }
    done = run(data, "assess", "--input", "-", given=rows(row, with_more))
    assert done.returncode == 0, done.stderr.decode()
    plain, full = lines(done.stdout)
    assert set(plain) == {
        "id", "score", "passed", "critical", "dimensions", "missed", "violations", "turns",
        "own_missed", "own_broken",
    }  # fmt: skip
    assert plain["critical"] == []
    assert full["critical"] == ["force_hangup"]


def test_evaluate_prints_a_table_or_one_json_object(data: Path) -> None:
    labelled = {**REPLY, "elements": ["greeting", "identify", "soothe", "ask_address"], "violations": []}
    shown = run(data, "evaluate", "--input", "-", given=rows(labelled))
    assert shown.returncode == 0, shown.stderr.decode()
    assert "greeting" in shown.stdout.decode()
    (result,) = lines(run(data, "evaluate", "--input", "-", "--json", given=rows(labelled)).stdout)
    assert result["rows"] == 1
    assert result["clean_rows"] == 1


def test_a_file_that_is_not_there_is_named(data: Path, tmp_path: Path) -> None:
    done = run(data, "grade", "--input", str(tmp_path / "none.jsonl"))
    assert done.returncode == 2
    assert "none.jsonl" in done.stderr.decode()


def test_grading_twice_gives_the_same_bytes(data: Path) -> None:
    first, second = (run(data, "grade", "--input", "-", given=rows(REPLY)).stdout for _ in range(2))
    assert first == second
