"""Own clauses in a whole conversation: items kept or missed, deductions, and what is left unjudged."""

from knowledge.catalogue import load_catalogue
from knowledge.own import KeptClause
from scoring.assessment import Assessor
from scoring.results import Assessment, ItemResult
from scoring.rubric import load_rubrics
from scoring.schema import DialogueRow, GradedReply, OwnFinding, Utterance
from tests.unit.scoring.own_fakes import RATING, WECHAT, kept
from tests.unit.scoring.scoring_fakes import ActsGrader

CATALOGUE, RUBRICS = load_catalogue(), load_rubrics()
REPLY = "您关注公众号可以查进度，麻烦给个好评"


def own(name: str, **fields: object) -> OwnFinding:
    kind = "required" if name == "own.wechat" else "forbidden"
    values = {"score": 0.9, "start": 0, "end": 11, "text": REPLY[:11], "clause": name, **fields}
    return OwnFinding.model_validate({"id": name, "kind": kind, **values})


def graded(*found: OwnFinding, judged: bool = True, **fields: object) -> GradedReply:
    names = ("own.wechat", "own.rating") if judged else ()
    return GradedReply.model_validate({"id": "r", "own": found, "own_judged": names, **fields})


def assess(
    clauses: tuple[KeptClause, ...], *grades: GradedReply, situation: str = "anxious_outage"
) -> Assessment:
    turns = [Utterance(role="customer", text="停电了")]
    turns += [Utterance(role="trainee", text=REPLY) for _ in grades]
    row = DialogueRow(id="d", situation=situation, turns=tuple(turns))
    assessor = Assessor(ActsGrader(), RUBRICS, CATALOGUE, own=lambda: clauses)
    return assessor.assess(row, graded=grades)


CLAUSES = (kept(WECHAT), kept(RATING, "rating"))


def items(assessment: Assessment, name: str = "own.wechat") -> list[ItemResult]:
    return [i for i in (*assessment.items, *assessment.violations) if i.id == name]


def item(assessment: Assessment, name: str = "own.wechat") -> ItemResult:
    (only,) = items(assessment, name)
    return only


def test_a_kept_clause_is_an_item_with_both_ends() -> None:
    made = item(assess(CLAUSES, graded(own("own.wechat"))))
    assert (made.status, made.clause, made.turn, made.start, made.end) == ("met", "own.wechat", 1, 0, 11)
    assert made.earned == made.points > 0
    assert made.dimension == "resolution"


def test_a_clause_that_was_never_kept_is_missed_with_its_phrase_and_an_example() -> None:
    assessment = assess(CLAUSES, graded())
    made = item(assessment)
    assert (made.status, made.phrase, made.better) == ("missed", WECHAT.phrases[0], WECHAT.good[0])
    assert assessment.row.own_missed == ("own.wechat",)
    assert assessment.citations["own.wechat"].requirement == WECHAT.requirement


def test_keeping_it_scores_more_than_missing_it() -> None:
    with_it, without = assess(CLAUSES, graded(own("own.wechat"))), assess(CLAUSES, graded())
    assert with_it.row.score > without.row.score


def test_a_clause_of_other_situations_is_not_asked_for() -> None:
    assert items(assess(CLAUSES, graded(), situation="billing_query")) == []


def test_without_own_clauses_nothing_changes() -> None:
    assert items(assess((), graded())) == []
    assert assess((), graded()).row.score == assess((CLAUSES[1],), graded()).row.score


def test_a_clause_that_came_in_during_the_call_is_not_held_against_what_was_said_before() -> None:
    assert item(assess(CLAUSES, graded(judged=False), graded())).status == "not_judged"
    assert item(assess(CLAUSES, graded(judged=False), graded(own("own.wechat")))).status == "met"


def test_nothing_is_missed_where_grading_failed() -> None:
    failed = graded(judged=False, not_judged=[{"id": "grading", "reason": "x"}])
    assert item(assess(CLAUSES, failed)).status == "not_judged"


def test_nothing_is_missed_where_the_clauses_could_not_be_judged() -> None:
    crashed = graded(judged=False, not_judged=[{"id": "own", "reason": "x"}])
    assert item(assess(CLAUSES, crashed)).status == "not_judged"
    assert item(assess(CLAUSES, crashed, graded(own("own.wechat")))).status == "met"


def test_a_forbidden_clause_takes_its_points_twice_at_most() -> None:
    broken = graded(own("own.rating"))
    assessment = assess(CLAUSES, broken, broken, broken)
    taken = [i.earned for i in assessment.violations if i.id == "own.rating"]
    assert taken == [-5, -5, 0]
    assert assessment.row.own_broken == ("own.rating",)
    assert assessment.violations[0].label == RATING.title


def test_words_that_break_the_standard_already_are_not_deducted_twice() -> None:
    rude = {"id": "argue", "score": 1, "start": 5, "end": 8, "text": REPLY[5:8], "clause": "att.no_quarrel"}
    made = item(assess(CLAUSES, graded(own("own.rating"), violations=[rude])), "own.rating")
    assert made.points == 0


def test_a_dimension_without_weight_gives_way_to_the_weightiest() -> None:
    rubric = next(r for r in RUBRICS.values() if not r.weights.get("record"))
    clause = kept(WECHAT.model_copy(update={"situations": (), "dimension": "record"}))
    made = item(assess((clause,), graded(own("own.wechat")), situation=rubric.situation))
    assert made.dimension == max(rubric.weights, key=lambda name: (rubric.weights[name], name))


def test_a_clause_that_was_removed_leaves_the_assessment_whole() -> None:
    assessment = assess((), graded(own("own.wechat"), own("own.rating")))
    assert (assessment.row.own_missed, assessment.row.own_broken) == ((), ())
