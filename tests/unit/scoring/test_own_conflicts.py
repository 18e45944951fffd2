"""Where a company's clause clashes with the standard, and what of that is put into words."""

from dataclasses import dataclass

from knowledge.own import KeptClause, OwnClause
from scoring.grader import Grader
from scoring.own import ClauseChecker, Conflict, Conflicts, OwnJudge
from scoring.own.showing import in_words
from tests.unit.scoring.own_fakes import RATING, WECHAT, judge_over, kept
from tests.unit.scoring.scoring_fakes import BigramEncoder, FakeRetriever, ScriptedDetector, make_clause

STANDARD = (
    make_clause("no_promise", requirement="不得承诺来电时间。", title="不承诺", kind="must_not"),
    make_clause("apologise", requirement="给客户添了麻烦要致歉。", title="致歉", kind="must_say"),
)
DETECTOR = ScriptedDetector(
    {"抱歉": "apologise", "您好": "greeting"}, {"保证": "overpromise", "喂": "no_reply"}
)
NO_SORRY = OwnClause(
    title="不道歉",
    requirement="不说软话。",
    kind="forbidden",
    bad=("真抱歉啊", "您好，实在抱歉", "对不起"),
    good=("您好，我来查",),
)


@dataclass
class Setting:
    checker: ClauseChecker
    judge: OwnJudge


def setting(*others: KeptClause) -> Setting:
    judge = judge_over(*others)
    grader = Grader(DETECTOR, FakeRetriever(), BigramEncoder())
    conflicts = Conflicts(grader, STANDARD, BigramEncoder(), judge)
    return Setting(ClauseChecker(judge, conflicts, lambda: others), judge)


def conflicts(own: OwnClause, *others: KeptClause) -> tuple[Conflict, ...]:
    return setting(*others).checker.check(own).conflicts


def test_a_clause_that_agrees_with_the_standard_has_no_conflict() -> None:
    assert conflicts(WECHAT) == ()
    assert conflicts(RATING) == ()


def test_a_good_example_that_breaks_the_standard_is_shown_with_its_words() -> None:
    own = WECHAT.model_copy(update={"good": ("我保证马上来电",)})
    (found,) = conflicts(own)
    assert (found.kind, found.act, found.words, found.text) == (
        "good_breaks", "overpromise", "保证", "我保证马上来电",
    )  # fmt: skip


def test_a_required_phrase_that_breaks_the_standard_is_shown() -> None:
    assert [c.text for c in conflicts(WECHAT.model_copy(update={"phrases": ("我保证",)}))] == ["我保证"]


def test_what_cannot_be_judged_outside_a_call_is_no_conflict() -> None:
    assert conflicts(WECHAT.model_copy(update={"good": ("喂，公众号查进度",)})) == ()


def test_forbidding_what_the_standard_asks_for_is_shown() -> None:
    found = conflicts(NO_SORRY)
    assert {(c.kind, c.act, c.words) for c in found} == {("bad_required", "apologise", "抱歉")}


def test_an_act_that_stands_beside_the_forbidden_words_by_chance_is_no_conflict() -> None:
    own = RATING.model_copy(update={"bad": ("您好，给个好评。", *RATING.bad)})
    assert conflicts(own) == ()


def test_nearly_the_same_requirement_with_the_other_sign_is_shown() -> None:
    own = OwnClause(title="承诺时间", requirement="要承诺来电时间。", kind="required", phrases=("八点来电",))
    (found,) = conflicts(own)
    assert (found.kind, found.clause, found.requirement) == (
        "opposite", "test.no_promise", "不得承诺来电时间。",
    )  # fmt: skip
    assert found.likeness is not None
    assert found.likeness >= 0.65


def test_the_same_requirement_once_more_is_shown() -> None:
    own = OwnClause(
        title="道歉", requirement="给客户添了麻烦要致歉！", kind="required", phrases=("给您添麻烦了",)
    )
    assert [(c.kind, c.clause) for c in conflicts(own)] == [("near", "test.apologise")]


def test_two_clauses_of_the_company_are_compared_too() -> None:
    other = kept(WECHAT.model_copy(update={"title": "不得提公众号", "kind": "forbidden"}), "other")
    assert [(c.kind, c.clause) for c in conflicts(WECHAT, other)] == [("opposite", "own.other")]


def test_a_clause_is_not_compared_with_itself() -> None:
    assert conflicts(WECHAT, kept(WECHAT)) == ()


def test_everything_is_said_in_words() -> None:
    text = "\n".join(in_words(setting().checker.check(NO_SORRY)))
    assert "warning: fewer than 5 replies that show it" in text
    assert "conflict: what must not be said is asked for by a clause of the standard" in text
    assert "“抱歉” in “真抱歉啊”" in text
