from dataclasses import replace

import pytest

from knowledge.ports import Moment
from scoring.detection.model import Detection, ReplyContext
from scoring.grader import Grader
from scoring.handbook import load_handbook
from scoring.recognisers import Recognisers
from scoring.schema import ReplyRow, Utterance
from tests.unit.scoring.scoring_fakes import BigramEncoder, FakeRetriever, ScriptedDetector

CUES = ScriptedDetector(
    elements={"您好": "greeting", "先别急": "soothe"}, violations={"等着吧": "perfunctory"}
)


def grader(retriever: FakeRetriever | None = None, detector: ScriptedDetector = CUES) -> Grader:
    return Grader(detector, retriever or FakeRetriever(), BigramEncoder())


def row(reply: str, *history: Utterance) -> ReplyRow:
    return ReplyRow(id="r", situation="anxious_outage", history=history, reply=reply)


def test_every_finding_names_its_words_and_the_retrieved_clause() -> None:
    graded = grader().grade(row("您好，您先别急。"))
    assert [(found.id, found.text, found.clause) for found in graded.elements] == [
        ("greeting", "您好", "test.greeting"),
        ("soothe", "先别急", "test.soothe"),
    ]


def test_phrase_and_adherence_are_given_where_the_clause_prescribes_wording() -> None:
    graded = grader(FakeRetriever({"soothe": "您先别急, 我们会尽力为您解决"})).grade(row("您好，您先别急。"))
    greeting, soothe = graded.elements
    assert (greeting.phrase, greeting.adherence) == (None, None)
    assert soothe.phrase == "您先别急, 我们会尽力为您解决"
    assert soothe.adherence is not None
    assert 0 < soothe.adherence < 1


def test_a_finding_without_a_retrieved_clause_is_not_judged() -> None:
    graded = grader(FakeRetriever(without=frozenset({"perfunctory"}))).grade(row("您好，等着吧"))
    assert graded.violations == ()
    assert [entry.id for entry in graded.not_judged] == ["perfunctory"]


@pytest.mark.parametrize("reply", ["", "   ", "\n\t　"])
def test_an_empty_reply_is_not_judged_and_nothing_is_retrieved(reply: str) -> None:
    retriever = FakeRetriever()
    graded = grader(retriever).grade(row(reply))
    assert (graded.elements, graded.violations, retriever.moments) == ((), (), [])
    assert [entry.id for entry in graded.not_judged] == ["reply"]


def test_a_crash_of_detection_becomes_not_judged_with_its_reason() -> None:
    (entry,) = grader().grade(row("崩溃")).not_judged
    assert "grading failed" in entry.reason
    assert "boom" in entry.reason


def test_the_moment_carries_stage_and_the_customers_last_words() -> None:
    retriever = FakeRetriever()
    turns = (Utterance(role="customer", text="喂"), Utterance(role="trainee", text="您好"))
    grader(retriever).grade(row("您先别急", *turns, Utterance(role="customer", text="我家没电了！")))
    assert (retriever.moments[0].stage, retriever.moments[0].customer_text) == ("enquiry", "我家没电了！")


def test_a_turns_citations_are_exactly_the_clauses_that_its_findings_name() -> None:
    turn = grader().grade_turn(row("您好，等着吧"))
    assert set(turn.citations) == {"test.greeting", "test.perfunctory"}
    assert all(isinstance(citation.content_hash, str) for citation in turn.citations.values())


def test_the_version_follows_the_detectors() -> None:
    other = ScriptedDetector(version="next")
    assert grader().version == grader().version != grader(detector=other).version


def test_the_version_follows_the_signs_that_tell_the_stage_of_a_call() -> None:
    handbook = load_handbook()
    fewer = Recognisers.model_validate({**handbook.recognisers.model_dump(), "facts": {}})
    other = Grader(CUES, FakeRetriever(), BigramEncoder(), handbook=replace(handbook, recognisers=fewer))
    assert grader().version != other.version


def test_a_span_outside_the_reply_is_not_judged() -> None:
    class Astray(ScriptedDetector):
        def detect(self, context: ReplyContext) -> Detection:
            return CUES.detect(ReplyContext(context.situation, context.history, "长长的前文，您好"))

    graded = grader(detector=Astray()).grade(row("您"))
    assert graded.elements == ()
    assert [entry.id for entry in graded.not_judged] == ["greeting"]


def test_clauses_are_only_those_of_the_retriever() -> None:
    retriever = FakeRetriever()
    ranked = retriever.for_moment(Moment("anxious_outage", "opening", "", "")).ranked
    graded = grader(retriever).grade(row("您好，等着吧"))
    assert graded.clauses_named <= {item.clause.id for item in ranked}
