import shutil
from pathlib import Path

import pytest

from knowledge.content import ContentError
from scoring.handbook import load_handbook
from scoring.recognisers import SHARED


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    shutil.copytree(SHARED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "labels.yaml").write_text("dimensions: 3\n", encoding="utf-8")
    (tmp_path / "critical.yaml").write_text("rude: {signs: ['(']}\n", encoding="utf-8")
    (tmp_path / "violations.yaml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_handbook(tmp_path)
    named = {(problem.file, problem.path) for problem in caught.value.problems}
    assert {
        ("labels.yaml", "dimensions"),
        ("critical.yaml", "rude.clause"),
        ("critical.yaml", "rude.signs"),
        ("violations.yaml", "jargon"),
    } <= named


def test_a_file_that_cannot_be_read_is_reported_once(tmp_path: Path) -> None:
    shutil.copytree(SHARED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "violations.yaml").write_text("[\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_handbook(tmp_path)
    assert [problem.file for problem in caught.value.problems] == ["violations.yaml"]


def test_the_hash_follows_every_price(tmp_path: Path) -> None:
    shutil.copytree(SHARED, tmp_path, dirs_exist_ok=True)
    assert load_handbook(tmp_path).content_hash == load_handbook().content_hash
    prices = tmp_path / "violations.yaml"
    dearer = prices.read_text(encoding="utf-8").replace("points: 10", "points: 11", 1)
    prices.write_text(dearer, encoding="utf-8")
    assert load_handbook(tmp_path).content_hash != load_handbook().content_hash
