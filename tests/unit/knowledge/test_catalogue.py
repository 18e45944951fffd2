"""Loading the standard: what is accepted, what is refused, and how refusal is told."""

from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, UnknownClauseError, load_catalogue
from knowledge.content import ContentError

FOLDERS = Path(__file__).parents[2] / "data" / "standards"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(FOLDERS / "valid")


def problems_of(folder: str) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        load_catalogue(FOLDERS / folder)
    return [(problem.file, problem.path) for problem in caught.value.problems]


def test_a_clause_is_found_by_its_id(catalogue: Catalogue) -> None:
    assert catalogue.get("demo.everything").title == "什么都要求"


def test_an_unknown_id_is_quoted_in_the_error(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownClauseError, match=r"demo\.nothing"):
        catalogue.get("demo.nothing")


def test_names_come_in_both_languages_with_chinese_as_default(catalogue: Catalogue) -> None:
    assert catalogue.element_name("greeting") == "问候"
    assert catalogue.element_name("greeting", "en") == "Greeting"
    assert catalogue.violation_name("pass_buck") == "推诿"
    assert catalogue.situation_name("drunk_visitor") == "醉酒客户"
    assert catalogue.stage_name("enquiry", "en") == "Enquiry"


def test_the_fingerprint_is_the_same_each_time_and_changes_with_a_word(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    for file in (FOLDERS / "valid").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("示例条款", "样例条款"), encoding="utf-8")
    assert load_catalogue(FOLDERS / "valid").fingerprint == catalogue.fingerprint
    assert load_catalogue(tmp_path).fingerprint != catalogue.fingerprint


def test_the_fingerprint_does_not_depend_on_how_clauses_are_spread_over_files(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    for file in (FOLDERS / "valid").glob("*.yaml"):
        renamed = "other.yaml" if file.name == "clauses.yaml" else file.name
        (tmp_path / renamed).write_bytes(file.read_bytes())
    assert load_catalogue(tmp_path).fingerprint == catalogue.fingerprint


@pytest.mark.parametrize(
    "place",
    [
        ("second.yaml", "clauses.0.id"),
        ("first.yaml", "clauses.1.phrases.0"),
        ("first.yaml", "clauses.2.phrase_mode"),
        ("second.yaml", "clauses.1.judged_from"),
        ("second.yaml", "clauses.2.judged_from"),
        ("*.yaml", "elements"),
        ("*.yaml", "violations"),
    ],
)
def test_every_problem_of_every_file_is_reported_with_its_place(place: tuple[str, str]) -> None:
    assert place in problems_of("broken")


def test_a_repeated_id_names_where_it_was_used_first() -> None:
    with pytest.raises(ContentError, match=r"'demo\.twice' is already used in first\.yaml clauses\.0"):
        load_catalogue(FOLDERS / "broken")


@pytest.mark.parametrize("field", ["id", "kind", "elements.0", "anchor"])
def test_a_malformed_clause_is_refused_field_by_field(field: str) -> None:
    assert ("clauses.yaml", f"clauses.0.{field}") in problems_of("malformed")


def test_names_left_out_of_the_vocabulary_are_listed() -> None:
    with pytest.raises(ContentError, match=r"elements\.identify.*stages\.closing"):
        load_catalogue(FOLDERS / "malformed")


def test_an_unreadable_file_does_not_make_its_elements_look_uncovered() -> None:
    assert ("*.yaml", "elements") not in problems_of("malformed")


def test_a_folder_without_a_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"vocabulary\.yaml"):
        load_catalogue(tmp_path)
