"""The grader is taught at the terminal: refit, accept, grade, go back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.scoring.teaching_fakes import corrected, write_set

ROOT = Path(__file__).parents[2]
ODD = "得嘞，这事儿我揽下了，回头给您个响动。"
DECISION = ("--author", "王班长", "--reason", "试过了")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taught")
    write_set(folder / "few", "[ask_address:请问您住哪里]？", "[greeting:您好]，请讲。")
    rows = [corrected(ODD, "polite_decline").model_dump_json(), "no row"]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def scoring(data: Path, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scoring", *command],
        cwd=ROOT, env={**os.environ, "DATA_DIR": str(data)}, input=given,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def labels(data: Path) -> set[str]:
    row = json.dumps({"id": "x", "situation": "anxious_outage", "reply": ODD})
    done = scoring(data, "grade", "--input", "-", given=row)
    return {found["id"] for found in json.loads(done.stdout)["elements"]}


def test_a_refit_counts_when_it_is_accepted_and_until_it_is_reverted(data: Path) -> None:
    sets = ("--examples", str(data / "few"), "--gold", str(data / "few"))
    done = scoring(data, "refit", "--corrections", str(data / "rows.jsonl"), *sets)
    assert done.returncode == 1, done.stderr  # of the bad row, which is told
    assert "line 2: " in done.stderr
    assert "corrections followed: 0 then 1 of 1" in done.stdout
    again = scoring(data, "refit", "--corrections", str(data / "rows.jsonl"), *sets, "--json")
    made = json.loads(again.stdout)
    assert made["fingerprint"] in done.stdout
    assert made["trial"]["followed"] == 1
    assert "polite_decline" not in labels(data)
    assert scoring(data, "accept", made["fingerprint"], *DECISION).returncode == 0
    assert "polite_decline" in labels(data)
    assert scoring(data, "revert", *DECISION).returncode == 0
    assert "polite_decline" not in labels(data)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("accept", "0123456789ab", *DECISION), "there is no refit grader"),
        (("accept", "../etc", *DECISION), "no fingerprint"),
        (("revert", "--author", " ", "--reason", "x"), "author is blank"),
        (("refit", "--corrections", "/no/such/file"), "/no/such/file"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(data: Path, command: tuple[str, ...], told: str) -> None:
    done = scoring(data, *command)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
