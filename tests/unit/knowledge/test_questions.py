"""Loading the questions that lead to clauses."""

from pathlib import Path

import pytest

from knowledge.content import ContentError
from knowledge.questions import load_questions

KNOWN = frozenset({"demo.everything"})


def written(folder: Path, text: str) -> Path:
    (folder / "questions.yaml").write_text(text, encoding="utf-8")
    return folder / "questions.yaml"


def test_questions_come_by_clause(tmp_path: Path) -> None:
    file = written(tmp_path, "demo.everything: [怎么问好, 先说什么]\n")
    assert load_questions(file, KNOWN) == {"demo.everything": ("怎么问好", "先说什么")}


def test_a_folder_without_questions_has_none(tmp_path: Path) -> None:
    assert load_questions(tmp_path / "questions.yaml") == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("demo.gone: [怎么问好]\n", r"demo\.gone: no clause has this id"),
        ("demo.everything: [怎么问好, 怎么问好]\n", r"'怎么问好' is already at demo\.everything\.0"),
        ("demo.everything: []\n", r"questions\.yaml: demo\.everything"),
        ("demo.everything: ['']\n", r"questions\.yaml: demo\.everything\.0"),
    ],
)
def test_bad_questions_are_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ContentError, match=complaint):
        load_questions(written(tmp_path, text), KNOWN)
