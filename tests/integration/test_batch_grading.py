"""A file graded by several processes is the file graded by one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.batch import CHUNK

ROOT = Path(__file__).parents[2]
REPLIES = ("您好，95598，请问您的地址？", "等着吧", "师傅在路上了，半小时到。", "", "谢谢您的建议，再见")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More rows than the first process does alone, and two that are none."""
    rows = [
        json.dumps({"id": str(number), "situation": "repeat_caller", "reply": REPLIES[number % 5]})
        for number in range(CHUNK * 2 + 7)
    ]
    rows[3], rows[CHUNK + 9] = "{broken", '{"id": "no situation"}'
    file = tmp_path_factory.mktemp("batch") / "rows.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def grade(source: Path, target: Path, workers: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "scoring", "grade", "--input", str(source), "--output", str(target),
         "--workers", str(workers)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(source.parent / "var")},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def test_two_processes_write_what_one_writes(source: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    first, second = grade(source, alone, 1), grade(source, together, 2)
    assert (first.returncode, second.returncode) == (1, 1), second.stderr
    assert alone.read_text(encoding="utf-8") == together.read_text(encoding="utf-8")
    assert len(alone.read_text(encoding="utf-8").splitlines()) == CHUNK * 2 + 5


def test_a_bad_row_is_named_by_its_line_in_the_file(source: Path, tmp_path: Path) -> None:
    done = grade(source, tmp_path / "two.jsonl", 2)
    reported = [line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("line ")]
    assert reported == ["line 4", f"line {CHUNK + 10}"]
    assert done.stderr.rstrip().endswith("2 bad row(s)")
