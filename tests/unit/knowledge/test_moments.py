"""Which clauses apply at a moment of a call."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries import entries_of
from knowledge.index import Snapshot
from knowledge.moments import COMPANY_SHARE, RANKED, MomentRetriever
from knowledge.ports import Moment, MomentClauses
from knowledge.schema import Clause
from knowledge.vocabulary import SITUATIONS, STAGES, SituationId, Stage
from tests.unit.knowledge.retrieval_fakes import STANDARD, PairEncoder, clause

OUTAGE = Moment("anxious_outage", "enquiry", "我家停电了", "您好，请问故障地址在哪里")


def retriever(*clauses: Clause, encoder: PairEncoder | None = None) -> MomentRetriever:
    entries = entries_of(clauses, {})
    vectors = PairEncoder().encode([entry.text for entry in entries])
    snapshot = Snapshot(tuple(e.id for e in entries), tuple(e.clause for e in entries), vectors)
    return MomentRetriever(clauses, snapshot, encoder or PairEncoder())


MANY = retriever(
    *(
        clause(
            f"{situation}.{stage}", "致歉", situations=(situation,), stages=(stage,), elements=("apologise",)
        )
        for situation in SITUATIONS
        for stage in STAGES[:3]
    ),
    clause("any.words", "停电地址您好请问", phrases=("停电地址您好请问",), elements=("apologise",)),
)
SITUATION, STAGE = st.sampled_from(SITUATIONS), st.sampled_from(STAGES)


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


def own_rules(*texts: str) -> list[Clause]:
    plain = [clause(f"company.x.{n}", f"第{n}条", document="规定.txt") for n in range(len(texts))]
    return [c.model_copy(update={"requirement": text}) for c, text in zip(plain, texts, strict=True)]


def ranked_ids(found: MomentClauses) -> list[str]:
    return [item.clause.id for item in found.ranked]


def test_the_companys_own_clauses_never_take_more_than_their_share() -> None:
    own = own_rules(*(f"客户停电须先问故障地址在哪里，{n}" for n in range(8)))
    found = ranked_ids(retriever(*STANDARD, *own).for_moment(OUTAGE))
    assert sum(id_.startswith("company.") for id_ in found) == COMPANY_SHARE
    assert len(found) == len(STANDARD) + COMPANY_SHARE


def test_the_same_rule_in_two_documents_takes_one_place_of_the_share() -> None:
    same = "您好，请问故障地址在哪里"
    own = own_rules(same, same, same, same, "您好，请问故障地址", "请问故障地址在哪里，停电")
    found = {id_ for id_ in ranked_ids(retriever(*STANDARD, *own).for_moment(OUTAGE)) if "company" in id_}
    assert len(found) == 3
    assert {"company.x.4", "company.x.5"} <= found


def test_a_library_of_company_rules_alone_is_ranked_too() -> None:
    own = own_rules("请问故障地址在哪里", "食堂十二点开饭")
    assert ranked_ids(retriever(*own).for_moment(OUTAGE)) == ["company.x.0"]


def test_no_citation_of_an_element_is_a_company_rule_that_carries_none() -> None:
    own = own_rules("您好，请问故障地址在哪里")
    found = retriever(*STANDARD, *own).for_moment(OUTAGE)
    assert all(item.clause.document is None for item in found.by_element.values())


@given(SITUATION, STAGE, st.text("停电地址您好请问", max_size=12), st.text("停电地址您好请问", max_size=12))
def test_what_is_ranked_falls_in_score_without_repetition(
    situation: SituationId, stage: Stage, customer: str, reply: str
) -> None:
    found = MANY.for_moment(Moment(situation, stage, customer, reply)).ranked
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    assert len({item.clause.id for item in found}) == len(found) <= RANKED


@given(SITUATION, STAGE, st.text("停电地址您好请问", max_size=12), st.text("停电地址您好请问", max_size=12))
def test_no_wording_lifts_a_clause_of_another_situation_above_one_of_this(
    situation: SituationId, stage: Stage, customer: str, reply: str
) -> None:
    found = MANY.for_moment(Moment(situation, stage, customer, reply)).by_element["apologise"].clause
    assert situation in found.situations
    if stage != "closing":
        assert stage in found.stages


@pytest.mark.parametrize("stage", STAGES)
def test_a_clause_for_every_call_comes_between_one_for_this_and_one_for_another(stage: Stage) -> None:
    fits = clause("a.this", "道", situations=("anxious_outage",), elements=("apologise",))
    every = clause("a.every", "道", elements=("apologise",))
    other = clause("a.other", "道", phrases=("抱歉",), situations=("callback",), elements=("apologise",))
    moment = Moment("anxious_outage", stage, "抱歉", "抱歉")
    best = [
        retriever(*clauses).for_moment(moment).by_element["apologise"].clause.id
        for clauses in ((other, every, fits), (other, every))
    ]
    assert best == ["a.this", "a.every"]


def test_what_the_customer_says_counts_too_but_less_than_the_reply() -> None:
    heard = clause("a.heard", "停电了怎么办", elements=("soothe",))
    said = clause("a.said", "请您先别着急", elements=("soothe",))

    def best(customer: str, reply: str) -> str:
        moment = Moment("anxious_outage", "handling", customer, reply)
        return retriever(heard, said).for_moment(moment).by_element["soothe"].clause.id

    assert best("停电了怎么办", "") == "a.heard"
    assert best("请您先别着急", "停电了怎么办") == "a.heard"
    assert best("停电了怎么办", "请您先别着急") == "a.said"


def test_eight_threads_get_what_one_gets() -> None:
    moments = [Moment(situation, stage, "停电了", "您好") for situation in SITUATIONS for stage in STAGES]
    alone = [retriever(*STANDARD).for_moment(moment) for moment in moments]
    shared = retriever(*STANDARD)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.for_moment, moments)) == alone
