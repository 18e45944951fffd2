"""The commands that measure the grader, run as somebody at a terminal would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MARKED = "C: 我家没电了，你们快来人！\n[soothe:您先别急]，[ask_address:您家在哪个小区]？\n[nonsense:哦]\n"
CALL = {
    "id": "d",
    "situation": "anxious_outage",
    "turns": [{"role": "customer", "text": "没电了！"}, {"role": "trainee", "text": "等着吧。"}],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


def run(data: Path, module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_folder_of_marked_replies_is_evaluated_and_its_bad_line_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "anxious_outage.txt").write_text(MARKED, encoding="utf-8")
    done = run(data, "scoring", "evaluate", "--input", str(tmp_path), "--json")
    assert done.returncode == 1
    assert "line 3" in done.stderr
    result = json.loads(done.stdout)
    assert (result["rows"], result["elements"]["micro"]["recall"]) == (1, 1.0)
    assert set(result["versions"]) == {"grader", "detector", "standards", "encoder"}


def test_conversations_are_compared_with_an_inspectors_scores(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_text(json.dumps({**CALL, "score": 20}) + "\n" + json.dumps(CALL), encoding="utf-8")
    done = run(data, "scoring", "evaluate-dialogues", "--input", str(file), "--json")
    assert done.returncode == 1  # the second has no score
    assert "line 2: score" in done.stderr
    result = json.loads(done.stdout)
    assert (result["rows"], result["spearman"], result["pass_agreement"]) == (1, None, 1.0)


def test_the_hostile_suite_is_shown_and_treated_as_it_should_be(data: Path) -> None:
    done = run(data, "scoring", "hostile", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["differ"] == 0
    assert len(report["cases"]) == report["right"] + report["known"]


def test_a_comparison_says_what_it_did_not_find(data: Path, tmp_path: Path) -> None:
    (tmp_path / "callback.txt").write_text("-\n[greeting:您好]\n", encoding="utf-8")
    labelled = str(tmp_path / "callback.txt")
    taught = tmp_path / "examples"
    taught.mkdir()
    lines = (f"[greeting:您好]，{number}号\n[closing:再见]，{number}号\n" for number in range(30))
    (taught / "callback.txt").write_text("-\n" + "".join(lines), encoding="utf-8")
    done = run(
        data,
        "benchmarks",
        "grading",
        "--data",
        str(tmp_path),
        "--labelled",
        labelled,
        "--examples",
        str(taught),
    )
    assert done.returncode == 0, done.stderr
    assert "character n-grams" in done.stdout
    assert "skipped: stsb_zh_test.jsonl" in done.stdout
