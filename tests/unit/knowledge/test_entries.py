"""What of a clause goes into the index."""

from knowledge.entries import Entry, entries_of, keyword_text
from tests.unit.knowledge.retrieval_fakes import STANDARD, clause


def test_a_clause_is_found_by_requirement_phrase_and_questions() -> None:
    greet = STANDARD[0]
    texts = [entry.text for entry in entries_of([greet], {"open.greet": ("接电话先说什么",)})]
    assert texts[0] == "接通后问候客户：接通后问候客户。"
    assert {"您好", "接电话先说什么"} <= set(texts)


def test_the_same_text_is_indexed_once_for_a_clause() -> None:
    entries = entries_of([clause("a.b", "问候", phrases=("您好", "您好"))], {"a.b": ("您好",)})
    assert [entry.text for entry in entries].count("您好") == 1


def test_ids_tell_clauses_and_texts_apart_and_are_stable() -> None:
    assert Entry("a.b", "您好").id == Entry("a.b", "您好").id
    assert len({Entry("a.b", "您好").id, Entry("a.c", "您好").id, Entry("a.b", "再见").id}) == 3


def test_keywords_see_the_heading_of_a_company_passage_only() -> None:
    own = clause("company.x.1", "受理", document="规定.txt")
    assert keyword_text(own, {}).startswith("§1")
    assert not keyword_text(STANDARD[0], {}).startswith("§1")
