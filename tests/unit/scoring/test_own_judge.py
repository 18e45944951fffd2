"""Own clauses in grading: found with their words, held against what was retrieved, told apart by examples."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ports import MomentClauses
from scoring.grader import Grader
from scoring.own.background import make_background
from scoring.own.calibration import fit_curve
from scoring.own.separation import area
from scoring.own.text import grams_of, stretches
from scoring.results import OwnJudgement
from scoring.schema import ReplyRow
from tests.unit.scoring.own_fakes import RATING, WECHAT, judge_over, kept, retrieved
from tests.unit.scoring.scoring_fakes import BigramEncoder, FakeRetriever, ScriptedDetector

DOES = "您好，请您稍等。您关注我们的公众号可以查看抢修进度，再见。"


def test_what_a_reply_does_is_found_with_the_words_that_do_it() -> None:
    clause = kept(WECHAT)
    judgement = judge_over(clause).judge(DOES, [retrieved(clause)])
    (found,) = judgement.found
    assert (found.id, found.clause, found.kind) == ("own.wechat", "own.wechat", "required")
    assert found.text == DOES[found.start : found.end] == "您关注我们的公众号可以查看抢修进度"
    assert 0.5 <= found.score <= 1
    assert found.phrase == WECHAT.phrases[0]
    assert found.adherence is not None


def test_a_reply_that_does_not_do_it_is_held_against_it_and_earns_nothing() -> None:
    clause = kept(WECHAT)
    judgement = judge_over(clause).judge("师傅大概半小时到。", [retrieved(clause)])
    assert (judgement.found, judgement.judged) == ((), ("own.wechat",))


def test_a_forbidden_act_is_found_without_a_required_wording() -> None:
    clause = kept(RATING, "rating")
    (found,) = judge_over(clause).judge("好了，麻烦给个五星好评吧。", [retrieved(clause)]).found
    assert (found.kind, found.adherence, found.phrase) == ("forbidden", None, None)


def test_only_what_was_retrieved_and_is_still_in_force_is_judged() -> None:
    clause = kept(WECHAT)
    assert judge_over(clause).judge(DOES, []).judged == ()
    assert judge_over().judge(DOES, [retrieved(clause)]).judged == ()


def test_the_same_examples_give_the_same_judgement() -> None:
    clause = kept(WECHAT)
    one, other = (judge_over(clause).judge(DOES, [retrieved(clause)]) for _ in range(2))
    assert one == other


def test_the_version_changes_with_every_clause_and_is_empty_without_any() -> None:
    heavier = kept(WECHAT.model_copy(update={"weight": 3.0}))
    versions = [judge_over().version, judge_over(kept(WECHAT)).version, judge_over(heavier).version]
    assert versions[0] == ""
    assert len(set(versions)) == 3


def test_the_examples_are_told_apart_by_one_that_has_not_seen_them() -> None:
    measured = judge_over().recogniser(WECHAT).separation
    assert len(measured.judged) == 11
    assert measured.auc is not None
    assert measured.auc > 0.6
    assert measured.interval is not None
    assert measured.interval[0] <= measured.right / 11 <= measured.interval[1]


def test_too_few_examples_are_doubted() -> None:
    assert set(judge_over().recogniser(RATING).doubts) >= {"few_showing", "few_lacking"}
    assert not {"few_showing", "few_lacking"} & set(judge_over().recogniser(WECHAT).doubts)


def test_examples_that_say_the_same_on_both_sides_are_doubted() -> None:
    good, bad = (tuple(f"公众号上可以查进度{end}" for end in ends) for ends in ("甲乙丙丁戊", "己庚辛壬癸"))
    muddled = WECHAT.model_copy(update={"phrases": (), "good": good, "bad": bad})
    assert "poor" in judge_over().recogniser(muddled).doubts


@pytest.mark.parametrize("fields", [
    {"good": (), "bad": ()},
    {"phrases": (), "good": ("公众号查进度。",), "bad": ()},
    {"phrases": ("？？",), "good": (), "bad": ()},
    {"good": tuple(f"第{i}个查进度" for i in range(100)), "bad": tuple(f"第{i}次再见" for i in range(100))},
])  # fmt: skip
def test_few_or_many_or_odd_examples_are_no_crash(fields: dict[str, tuple[str, ...]]) -> None:
    recogniser = judge_over().recogniser(WECHAT.model_copy(update=fields))
    assert 0 <= recogniser.judge(judge_over().read("随便说一句。"))[0] <= 1


def test_it_works_without_everyday_replies() -> None:
    encoder = BigramEncoder()
    assert make_background((), encoder).replies == ()


class OwnRetriever(FakeRetriever):
    def for_moment(self, moment: object) -> MomentClauses:
        found = super().for_moment(moment)  # type: ignore[arg-type]
        return replace(found, own=(retrieved(kept(WECHAT)),))


def test_the_grader_lists_and_cites_own_clauses_beside_the_others() -> None:
    clause = kept(WECHAT)
    detector = ScriptedDetector({"您好": "greeting"})
    grader = Grader(detector, OwnRetriever(), BigramEncoder(), own=judge_over(clause))
    turn = grader.grade_turn(ReplyRow(id="r", situation="anxious_outage", reply=DOES))
    assert [found.id for found in turn.graded.elements] == ["greeting"]
    assert [found.id for found in turn.graded.own] == ["own.wechat"]
    assert turn.citations["own.wechat"].content_hash == clause.clause.content_hash
    plain = Grader(detector, OwnRetriever(), BigramEncoder())
    assert grader.version == f"{plain.version}+{judge_over(clause).version}"


class Broken:
    version = "1"

    def judge(self, reply: str, applying: object) -> OwnJudgement:
        raise ArithmeticError("boom")


def test_own_clauses_that_cannot_be_judged_do_not_cost_the_rest_of_the_grade() -> None:
    grader = Grader(ScriptedDetector({"您好": "greeting"}), OwnRetriever(), BigramEncoder(), own=Broken())
    graded = grader.grade(ReplyRow(id="r", situation="anxious_outage", reply=DOES))
    assert [found.id for found in graded.elements] == ["greeting"]
    assert [(entry.id, "boom" in entry.reason) for entry in graded.not_judged] == [("own", True)]


@given(st.text(max_size=80))
def test_stretches_lie_inside_the_text_and_end_with_the_whole(text: str) -> None:
    spans = stretches(text)
    assert spans[-1] == (0, len(text)) or (0, len(text)) in spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@given(st.text(max_size=40))
def test_weights_of_a_text_have_length_one_or_there_are_none(text: str) -> None:
    grams = grams_of(text, {}, 1.0)
    assert sum(weight**2 for weight in grams.values()) == pytest.approx(1.0 if grams else 0.0)


def test_any_number_is_as_good_as_the_next() -> None:
    assert grams_of("编号20231", {}, 1.0) == grams_of("编号三三零八", {}, 1.0)
    assert grams_of("打95598", {}, 1.0) != grams_of("打10086", {}, 1.0)


scores = st.lists(st.floats(-5, 5), min_size=1, max_size=12)


@given(scores, scores, scores)
def test_a_curve_rises_and_stays_between_0_and_1(
    shown: list[float], lacking: list[float], rest: list[float]
) -> None:
    curve = fit_curve(shown, lacking, rest)
    values = [curve.of(raw) for raw in (-1e9, -1.0, 0.0, 1.0, 1e9)]
    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


@given(scores, scores)
def test_the_area_of_both_directions_is_one(above: list[float], below: list[float]) -> None:
    one, other = area(above, below), area(below, above)
    assert one is not None
    assert other is not None
    assert one + other == pytest.approx(1)
    assert area(above, []) is None
