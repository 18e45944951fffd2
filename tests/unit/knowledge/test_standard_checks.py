"""Each check of a standard, on the smallest clause that breaks it."""

from pathlib import Path

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.content import ContentError
from knowledge.schema import Clause
from knowledge.standard_checks import PlacedClause, clause_problems, coverage_problems
from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from tests.unit.knowledge.retrieval_fakes import clause

VALID = Path(__file__).parents[2] / "data" / "standards" / "valid"
GREET = clause("open.greet", "问候", phrases=("您好",), elements=("greeting",))


def problems(*clauses: Clause) -> list[str]:
    placed = [PlacedClause("a.yaml", n, item) for n, item in enumerate(clauses)]
    return [str(problem) for problem in clause_problems(placed)]


def test_a_clause_that_is_right_has_no_problem() -> None:
    assert problems(GREET, clause("open.help", "问需求")) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"phrases": ("",)}, "clauses.0.phrases.0: the phrase is empty"),
        ({"phrases": ("您好", " \u3000")}, "clauses.0.phrases.1: the phrase is empty"),
        ({"phrase_mode": None}, "clauses.0.phrase_mode: phrases need a mode"),
        ({"phrases": ()}, "clauses.0.phrases: phrase_mode is 'example' but no phrase"),
        ({"judged_from": ("org", "reply")}, "clauses.0.judged_from: 'org' is not judged from a reply"),
        ({"judged_from": ("workorder", "telephony")}, "clauses.0.judged_from: needs 'reply' or"),
        (
            {"elements": (), "violations": ("rude",), "judged_from": ("telephony",)},
            "clauses.0.judged_from: needs 'reply' or 'conversation', as the clause names ('rude',)",
        ),
    ],
)
def test_a_clause_that_contradicts_itself_is_named_with_its_field(
    change: dict[str, object], problem: str
) -> None:
    (found,) = problems(GREET.model_copy(update=change))
    assert found.startswith(f"a.yaml: {problem}")


@pytest.mark.parametrize("judged_from", [("org",), ("workorder",), ("telephony",)])
def test_a_clause_that_claims_nothing_of_a_reply_may_be_judged_from_anything(judged_from: object) -> None:
    assert problems(clause("a.b", "管理").model_copy(update={"judged_from": judged_from})) == []


@pytest.mark.parametrize("judged_from", [("conversation",), ("reply", "workorder")])
def test_one_source_of_words_is_enough(judged_from: object) -> None:
    assert problems(GREET.model_copy(update={"judged_from": judged_from})) == []


def test_an_id_used_three_times_is_reported_at_the_second_and_third() -> None:
    found = problems(GREET, GREET, clause("a.b", "别的"), GREET)
    assert [problem.split(": ")[1] for problem in found] == ["clauses.1.id", "clauses.3.id"]
    assert all("already used in a.yaml clauses.0" in problem for problem in found)


def test_every_problem_of_a_clause_is_told() -> None:
    worst = GREET.model_copy(
        update={"phrases": ("", ""), "phrase_mode": None, "judged_from": ("org",), "violations": ("rude",)}
    )
    assert len(problems(worst)) == 5


@pytest.mark.parametrize("left_out", ["greeting", "safety_advice", "rude", "no_reply"])
def test_what_no_clause_stands_behind_is_named(left_out: str) -> None:
    everything = GREET.model_copy(
        update={
            "elements": tuple(id_ for id_ in ELEMENTS if id_ != left_out),
            "violations": tuple(id_ for id_ in VIOLATIONS if id_ != left_out),
        }
    )
    (found,) = coverage_problems([PlacedClause("a.yaml", 0, everything)])
    assert repr(left_out) in found.message


BROKEN_FILES = {
    "no list of clauses": ("sections: []\n", "clauses"),
    "a list and no mapping": ("- id: a.b\n", "(whole file)"),
    "unknown situation": (
        "clauses: [{id: a.b, section: x, title: x, requirement: x, kind: must_say,"
        " judged_from: [reply], situations: [flood]}]\n",
        "clauses.0.situations.0",
    ),
    "unknown stage": (
        "clauses: [{id: a.b, section: x, title: x, requirement: x, kind: must_say,"
        " judged_from: [reply], stages: [after]}]\n",
        "clauses.0.stages.0",
    ),
    "not judged from anything": (
        "clauses: [{id: a.b, section: x, title: x, requirement: x, kind: must_say, judged_from: []}]\n",
        "clauses.0.judged_from",
    ),
    "blank title": (
        "clauses: [{id: a.b, section: x, title: ' ', requirement: x, kind: must_do, judged_from: [reply]}]\n",
        "clauses.0.title",
    ),
    "capitals in the id": (
        "clauses: [{id: A.b, section: x, title: x, requirement: x, kind: must_do, judged_from: [reply]}]\n",
        "clauses.0.id",
    ),
    "no yaml": ("clauses: [\n", "(whole file)"),
}


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_broken_file_beside_good_ones_is_named_with_its_place(tmp_path: Path, case: str) -> None:
    for file in VALID.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text, place = BROKEN_FILES[case]
    (tmp_path / "zz.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load_catalogue(tmp_path)
    assert {problem.file for problem in refused.value.problems} == {"zz.yaml"}
    assert f"zz.yaml: {place}" in str(refused.value)
