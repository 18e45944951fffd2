"""Content files are refused with every problem at once, each with its file and field."""

from pathlib import Path

import pytest

from knowledge.content import Content, ContentError, load_folder, load_model, read_yaml


class Dish(Content):
    name: str
    price: int


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_valid_file_becomes_a_model(tmp_path: Path) -> None:
    assert load_model(write(tmp_path, "a.yaml", "name: 面\nprice: 12\n"), Dish) == Dish(name="面", price=12)


def test_problems_of_all_files_and_fields_come_together(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "name: 面\nprice: dear\ncolour: red\n")
    write(tmp_path, "b.yaml", "price: 3\n")
    with pytest.raises(ContentError) as refused:
        load_folder(tmp_path, Dish)
    found = {(problem.file, problem.path) for problem in refused.value.problems}
    assert found == {("a.yaml", "price"), ("a.yaml", "colour"), ("b.yaml", "name")}
    assert "'dear'" in str(refused.value)


def test_a_repeated_key_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="repeated key"):
        read_yaml(write(tmp_path, "a.yaml", "name: 面\nname: 饭\n"))


@pytest.mark.parametrize("text", ["name: [", "\x00", "!!python/object:os.system {}"])
def test_broken_or_hostile_yaml_names_the_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match=r"a\.yaml"):
        read_yaml(write(tmp_path, "a.yaml", text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"gone\.yaml"):
        read_yaml(tmp_path / "gone.yaml")


def test_content_cannot_be_changed_after_loading() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Dish(name="面", price=1).price = 2  # type: ignore[misc]
