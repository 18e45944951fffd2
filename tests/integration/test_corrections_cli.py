"""What trainers corrected, exported at the terminal and read again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.evaluation import each_labelled
from scoring.marked import load_marked
from scoring.schema import LabelledRow
from simulator.bootstrap import DATABASE_FILE
from simulator.corrected import Draft
from simulator.corrections import Corrections
from simulator.store.sql import open_store
from tests.unit.simulator.practice_fakes import Desk, ticking_clock

ROOT = Path(__file__).parents[2]


def export(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator", "corrections", *options]
    environment = {**os.environ, "DATA_DIR": str(data)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two corrected replies; one of them holds what marked text cannot."""
    store = open_store(tmp_path / DATABASE_FILE)
    desk = Desk(store=store)
    corrections = Corrections(store, store.corrections, ticking_clock())
    for reply in ("您好，马上派人。", "# 您好"):
        call = desk.talking()
        desk.practice.reply("guest", call, reply, after=1)
        desk.practice.act("guest", call, "hang_up", after=3)
        corrections.add("guest", Draft(call, 1, "dispatch", "missing", "", "王班长", "派了"))
        corrections.add("guest", Draft(call, 1, "backchannel", "missing", "好", "王班长", "听见了"))
    store.close()
    return tmp_path


def test_labelled_rows_are_read_again(data: Path, tmp_path: Path) -> None:
    file, rows = tmp_path / "out.jsonl", list[LabelledRow]()
    assert export(data, "--output", str(file)).returncode == 0
    assert each_labelled(str(file), rows.append) == 0
    assert [set(row.elements) >= {"dispatch", "backchannel"} for row in rows] == [True, True]
    assert export(data).stdout == file.read_text(encoding="utf-8")


def test_marked_text_is_read_again_and_what_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    done = export(data, "--output", str(tmp_path / "marked"))
    assert done.returncode == 0, done.stderr
    read = load_marked(tmp_path / "marked")
    assert {example.row.situation for example in read} == {"anxious_outage"}
    assert len(read) + done.stderr.count("left out") == 2


def test_without_any_the_export_is_empty(tmp_path: Path) -> None:
    done = export(tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
