"""The built-in standard is complete, citable, and quotes nothing that the source does not say."""

import re
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.clause_schema import CLAUSE_SCHEMA_FILE, clause_schema_text
from knowledge.vocabulary import ELEMENTS, SITUATIONS, VIOLATIONS, ElementId, SituationId, ViolationId

SOURCE = Path(__file__).parents[3] / "shared" / "seed" / "service-standards.txt"
SECTIONS = (
    *("篇1 引言", "篇1 §1.1", "篇1 §1.2", "篇1 §2", "篇1 §3.1"),
    *(f"篇1 §3.1({item})" for item in range(1, 7)),
    *("篇1 §3.2", "篇1 §3.3", "篇1 §3.4", "篇1 §3.5", "篇1 结语"),
    *("篇3 §2.1", "篇3 §2.2", "篇3 §3.1", "篇3 §3.2", "篇3 §3.3", "篇3 §3.4"),
    *("篇4 §1", "篇4 §2 第一", "篇4 §2 第二", "篇4 §2 第三", "篇4 §2 第四", "篇4 §2 第五"),
    *("篇5 §1 一", "篇5 §1 二", "篇5 §1 三", "篇5 §1 四", "篇5 §1 五", "篇5 §2", "篇5 §3", "篇5 §4"),
)
COMMON_SENSE = "公开用电安全常识"
TAXONOMY_PLACES: tuple[tuple[ElementId, SituationId], ...] = (
    ("ask_scope", "anxious_outage"),
    ("explain_progress", "repeat_caller"),
    ("soothe", "angry_complaint"),
    ("defer_calmly", "drunk_visitor"),
    ("notify_recording", "drunk_visitor"),
    ("clarify_wrong_number", "wrong_number"),
    ("prompt_silent", "silent_call"),
    ("ask_repeat", "unclear_voice"),
    ("explain_ownership", "internal_fault"),
    ("explain_fee", "paid_service"),
    ("promise_forward", "suggestion"),
    ("thank_customer", "report_misconduct"),
    ("explain_policy", "against_policy"),
    ("polite_decline", "harassing"),
    ("polite_decline", "invitation"),
    ("explain_system_fault", "system_down"),
    ("callback_intro", "callback"),
    ("ask_repeat", "dialect_speaker"),
    ("explain_policy", "billing_query"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_standard_has_a_clause(catalogue: Catalogue, section: str) -> None:
    assert any(clause.section == section for clause in catalogue.clauses)


def test_no_clause_comes_from_anywhere_else(catalogue: Catalogue) -> None:
    assert {clause.section for clause in catalogue.clauses} == {*SECTIONS, COMMON_SENSE}


def test_nothing_about_bank_loans_got_in(catalogue: Catalogue) -> None:
    text = " ".join(clause.model_dump_json() for clause in catalogue.clauses)
    assert not re.search("银行|贷款|信贷|小企业|小微", text)


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_can_be_cited(catalogue: Catalogue, element: ElementId) -> None:
    assert any(element in clause.elements for clause in catalogue.clauses)


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_every_violation_can_be_cited_anywhere(catalogue: Catalogue, violation: ViolationId) -> None:
    assert any(violation in clause.violations and not clause.situations for clause in catalogue.clauses)


@pytest.mark.parametrize(("element", "situation"), TAXONOMY_PLACES)
def test_an_element_can_be_cited_where_it_is_expected(
    catalogue: Catalogue, element: ElementId, situation: SituationId
) -> None:
    clauses = [clause for clause in catalogue.clauses if element in clause.elements]
    assert any(not clause.situations or situation in clause.situations for clause in clauses)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_a_clause_of_its_own(catalogue: Catalogue, situation: SituationId) -> None:
    assert any(situation in clause.situations for clause in catalogue.clauses)


def test_safety_comes_from_common_sense_and_says_so(catalogue: Catalogue) -> None:
    clauses = [clause for clause in catalogue.clauses if "safety_advice" in clause.elements]
    assert {clause.section for clause in clauses} == {COMMON_SENSE}
    assert {clause.basis for clause in clauses} == {"inferred"}
    assert all(clause.note for clause in clauses)


def test_management_clauses_carry_no_elements(catalogue: Catalogue) -> None:
    assert not [c.id for c in catalogue.clauses if "org" in c.judged_from and (c.elements or c.violations)]


def test_texts_do_not_point_at_files_that_a_reader_does_not_have(catalogue: Catalogue) -> None:
    text = " ".join(clause.model_dump_json() for clause in catalogue.clauses)
    assert not re.search(r"\w+\.md|种子|政策包", text)


def test_the_published_schema_is_current() -> None:
    assert CLAUSE_SCHEMA_FILE.read_text(encoding="utf-8") == clause_schema_text(), (
        "run `python -m knowledge.clause_schema` and commit the result"
    )


@pytest.mark.skipif(not SOURCE.exists(), reason=f"the source document is not at {SOURCE}")
def test_required_phrases_are_quoted_verbatim(catalogue: Catalogue) -> None:
    source = "".join(SOURCE.read_text(encoding="utf-8").split())
    phrases = [(clause.id, phrase) for clause in catalogue.clauses for phrase in clause.phrases]
    assert [found for found in phrases if "".join(found[1].split()) not in source] == []
