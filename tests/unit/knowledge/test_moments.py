"""Which clauses apply at a moment of a call."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries import entries_of
from knowledge.index import Snapshot
from knowledge.moments import RANKED, MomentRetriever
from knowledge.ports import Moment
from knowledge.schema import Clause
from knowledge.vocabulary import SITUATIONS, STAGES
from tests.unit.knowledge.retrieval_fakes import STANDARD, PairEncoder, clause

OUTAGE = Moment("anxious_outage", "enquiry", "我家停电了", "您好，请问故障地址在哪里")


def retriever(*clauses: Clause, encoder: PairEncoder | None = None) -> MomentRetriever:
    entries = entries_of(clauses, {})
    vectors = PairEncoder().encode([entry.text for entry in entries])
    snapshot = Snapshot(tuple(e.id for e in entries), tuple(e.clause for e in entries), vectors)
    return MomentRetriever(clauses, snapshot, encoder or PairEncoder())


def test_the_clause_for_this_situation_stage_and_wording_comes_first() -> None:
    assert retriever(*STANDARD).for_moment(OUTAGE).ranked[0].clause.id == "repair.ask_address"


@given(st.sampled_from(SITUATIONS), st.sampled_from(STAGES), st.text(max_size=30), st.text(max_size=30))
def test_every_element_and_violation_that_a_clause_carries_has_a_citation(
    situation: str, stage: str, customer: str, reply: str
) -> None:
    found = retriever(*STANDARD).for_moment(Moment(situation, stage, customer, reply))  # type: ignore[arg-type]
    assert set(found.by_element) == {"greeting", "ask_address", "apologise", "defer_calmly"}
    assert set(found.by_violation) == {"rhetorical"}
    assert all(0 <= item.score <= 1 for item in (*found.ranked, *found.by_element.values()))


def test_the_situation_dominates_the_wording() -> None:
    found = retriever(
        clause("a.fits", "道个歉", situations=("anxious_outage",), elements=("apologise",)),
        clause("a.words", "您好请问故障地址在哪里", situations=("callback",), elements=("apologise",)),
    ).for_moment(OUTAGE)
    assert found.by_element["apologise"].clause.id == "a.fits"


def test_the_stage_decides_between_clauses_of_the_same_situation() -> None:
    found = retriever(
        clause("a.late", "致歉", phrases=("抱歉",), stages=("closing",), elements=("apologise",)),
        clause("a.now", "致歉", stages=("enquiry",), elements=("apologise",)),
    ).for_moment(OUTAGE)
    assert found.by_element["apologise"].clause.id == "a.now"


def test_a_clause_with_a_required_phrase_comes_before_one_without() -> None:
    found = retriever(
        clause("a.plain", "请问故障地址在哪里", elements=("ask_address",)),
        clause("a.phrase", "问地方", phrases=("您在什么位置",), elements=("ask_address",)),
    ).for_moment(OUTAGE)
    assert found.by_element["ask_address"].clause.id == "a.phrase"


def test_the_wording_decides_between_equals() -> None:
    found = retriever(
        clause("a.other", "安抚", phrases=("您先别急",), elements=("soothe",)),
        clause("a.said", "安抚", phrases=("非常理解您的心情",), elements=("soothe",)),
    ).for_moment(Moment("angry_complaint", "handling", "气死我了", "我非常理解您的心情"))
    assert found.by_element["soothe"].clause.id == "a.said"


def test_the_companys_own_clause_is_ranked_when_it_speaks_of_the_matter() -> None:
    own = clause("company.x.1", "客户停电须先问故障地址在哪里", document="规定.txt")
    padding = [
        clause(f"pad.c{n}", "问", situations=("anxious_outage",), stages=("enquiry",)) for n in range(20)
    ]
    ranked = retriever(*padding, own).for_moment(OUTAGE).ranked
    assert len(ranked) == RANKED
    assert "company.x.1" in {item.clause.id for item in ranked}


def test_the_companys_own_clause_stays_away_when_it_does_not() -> None:
    own = clause("company.x.1", "食堂十二点开饭", document="规定.txt")
    ranked = retriever(*STANDARD, own).for_moment(OUTAGE).ranked
    assert "company.x.1" not in {item.clause.id for item in ranked}


def test_a_clause_that_only_the_organisation_can_fulfil_is_never_cited() -> None:
    org = STANDARD[0].model_copy(update={"judged_from": ("org",)})
    assert retriever(org).for_moment(OUTAGE).ranked == ()


def test_the_customers_words_are_encoded_once() -> None:
    encoder = PairEncoder()
    found = retriever(*STANDARD, encoder=encoder)
    found.for_moment(OUTAGE)
    found.for_moment(Moment("anxious_outage", "enquiry", OUTAGE.customer_text, "请问怎么称呼您"))
    assert encoder.asked.count(OUTAGE.customer_text) == 1


def test_a_moment_without_words_is_decided_by_situation_and_stage() -> None:
    found = retriever(*STANDARD).for_moment(Moment("drunk_visitor", "opening", "", ""))
    assert found.ranked[0].clause.id in {"drunk.wait_calm", "open.greet"}


def test_the_same_moment_gives_the_same_answer() -> None:
    assert retriever(*STANDARD).for_moment(OUTAGE) == retriever(*STANDARD).for_moment(OUTAGE)


def test_an_empty_standard_answers_with_nothing() -> None:
    empty = MomentRetriever((), Snapshot((), (), np.zeros((0, 128), np.float32)), PairEncoder())
    assert empty.for_moment(OUTAGE).ranked == ()
