"""Own clauses from the command line with the bundled encoder: added, graded, assessed, listed, removed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.cli import app as knowledge
from scoring.cli import app as scoring

CLAUSES = Path(__file__).parents[1] / "data" / "own_clauses" / "clauses"
DOES = "单子派出去了，您在我们微信公众号上就能看抢修进度，麻烦您给个好评。"
ROW = {"id": "a", "situation": "anxious_outage", "reply": DOES}
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    data = tmp_path_factory.mktemp("data")

    def run_(app: str, *arguments: str, stdin: str | None = None) -> Result:
        command = {"knowledge": knowledge, "scoring": scoring}[app]
        return CliRunner(env={"DATA_DIR": str(data), "ENCODER": ""}).invoke(command, arguments, input=stdin)

    return run_


@pytest.fixture
def ids(run: Run) -> dict[str, str]:
    """Two clauses in force, by the name of their file."""
    added = {}
    for name in ("wechat_progress", "no_rating_request"):
        done = run("knowledge", "clauses", "add", str(CLAUSES / f"{name}.yaml"))
        assert done.exit_code == 0, done.output
        added[name] = done.stdout.strip().rpartition(", ")[2]
    return added


def test_a_graded_row_lists_own_clauses_like_elements(run: Run, ids: dict[str, str]) -> None:
    graded = json.loads(run("scoring", "grade", "--input", "-", stdin=json.dumps(ROW)).stdout)
    found = {finding["id"]: finding for finding in graded["own"]}
    assert {found[ids["wechat_progress"]]["kind"], found[ids["no_rating_request"]]["kind"]} == {
        "required", "forbidden",
    }  # fmt: skip
    for finding in found.values():
        assert set(finding) == {
            "id", "kind", "score", "start", "end", "text", "clause", "adherence", "phrase",
        }  # fmt: skip
        assert DOES[finding["start"] : finding["end"]] == finding["text"]
    assert "好评" in found[ids["no_rating_request"]]["text"]
    assert set(graded["own_judged"]) == set(ids.values())


def test_an_assessed_row_names_what_was_missed_and_broken(run: Run, ids: dict[str, str]) -> None:
    turns = [
        {"role": "customer", "text": "停电了"},
        {"role": "trainee", "text": "师傅马上到，麻烦您给个好评。"},
    ]
    row = {"id": "d", "situation": "anxious_outage", "turns": turns}
    assessed = json.loads(run("scoring", "assess", "--input", "-", stdin=json.dumps(row)).stdout)
    assert assessed["own_missed"] == [ids["wechat_progress"]]
    assert assessed["own_broken"] == [ids["no_rating_request"]]


def test_the_clauses_are_listed_and_removed(run: Run, ids: dict[str, str]) -> None:
    assert all(name in run("knowledge", "clauses", "list").stdout for name in ids.values())
    for name in ids.values():
        assert run("knowledge", "clauses", "remove", name).stdout.startswith("removed: ")
    assert run("knowledge", "clauses", "list").stdout == ""
    gone = run("knowledge", "clauses", "remove", ids["wechat_progress"])
    assert (gone.exit_code, "no clause" in gone.stderr) == (2, True)


def test_a_check_prints_separation_and_conflicts_and_keeps_nothing(run: Run) -> None:
    shown = run("scoring", "clause-check", str(CLAUSES / "no_rating_request.yaml")).stdout
    assert "told apart: " in shown
    assert "conflict: what must not be said is asked for by a clause of the standard" in shown
    assert run("knowledge", "clauses", "list").stdout == ""


def test_everything_wrong_with_a_file_is_said_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("title: 1\nkind: 也许\n", encoding="utf-8")
    for command in (("knowledge", "clauses", "add"), ("scoring", "clause-check")):
        done = run(*command, str(file))
        assert done.exit_code == 2
        for words in ("title: is not text", "requirement: is missing", "'也许'"):
            assert words in done.stderr


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("knowledge", "clauses", "add", str(tmp_path / "none.yaml"))
    assert done.exit_code == 2
    assert "none.yaml" in done.stderr
