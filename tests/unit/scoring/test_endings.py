"""What a call is about, how it ends, and whether the customer could follow."""

import pytest
from pydantic import ValidationError

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SituationId
from scoring.assessment import Assessor
from scoring.core import CORE_CEILING
from scoring.recognisers import load_recognisers
from scoring.results import Assessment, ItemResult
from scoring.rubric import Rubric, load_rubrics
from scoring.schema import DialogueRow, Utterance
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

RUBRICS = load_rubrics()
ASSESSOR = Assessor(ActsGrader(), RUBRICS, load_catalogue())
STATEMENTS = load_recognisers().statements
KIND = ("您好，95598，很抱歉，请您谅解。", "greeting", "identify", "apologise", "ask_patience")
RULED = ("按过户的规定要本人到场，电话里还办不了。", "explain_policy", "polite_decline")
COUNTER = ("您可以在网上国网办。", "redirect")
BYE = ("感谢来电，再见。", "closing")


def assess(situation: SituationId, *pairs: tuple[str, tuple[str, ...]]) -> Assessment:
    turns, graded = [], []
    for customer, (reply, *acts) in pairs:
        turns += [Utterance(role="customer", text=customer), Utterance(role="trainee", text=reply)]
        graded.append(graded_acts(reply, acts))
    return ASSESSOR.assess(DialogueRow(id="d", situation=situation, turns=tuple(turns)), None, graded)


def broken(result: Assessment) -> dict[str, ItemResult]:
    return {item.id: item for item in result.items if item.status == "broken"}


def call(last_words: str, last_reply: tuple[str, ...] = BYE) -> Assessment:
    return assess(
        "against_policy",
        ("我要过户。", KIND),
        ("为什么？", RULED),
        ("嗯。", COUNTER),
        (last_words, last_reply),
    )


def test_a_kind_call_without_its_core_does_not_pass_and_says_what_was_missing() -> None:
    result = assess("against_policy", ("我要过户。", KIND), ("哦。", COUNTER), ("好吧，谢谢。", BYE))
    assert not result.row.passed
    assert result.row.score <= CORE_CEILING
    result = assess(
        "callback",
        (
            "喂？",
            (
                "您好，95598，打扰了，您报修的已经处理好了。",
                "greeting",
                "identify",
                "callback_intro",
                "explain_progress",
            ),
        ),
        ("哦。", ("有电了吗？满意吗？", "confirm_restored", "ask_satisfaction")),
        ("满意。", ("谢谢您，再见。", "thank_customer", "closing")),
    )
    taken = broken(result)["core_missed"]
    assert result.row.score == CORE_CEILING
    assert taken.clause == "callback.confirm_identity"
    assert "核对对方身份" in taken.label


def test_nothing_is_taken_twice_from_a_call_that_fails_anyway() -> None:
    assert "core_missed" not in broken(assess("against_policy", ("我要过户。", BYE)))


def test_a_core_must_name_required_items() -> None:
    raw = RUBRICS["callback"].model_dump()
    with pytest.raises(ValidationError, match="core 'thank_customer' is no required item"):
        Rubric.model_validate({**raw, "core": ("thank_customer",)})


@pytest.mark.parametrize("words", ["我说了我在外地！", "那我怎么办？", "到底多少钱", "凭什么啊"])
def test_having_the_last_word_over_an_open_question_costs(words: str) -> None:
    taken = broken(call(words))["left_open"]
    assert (taken.earned, taken.turn, taken.clause) == (-10, 7, "firstq.answer_or_record")
    assert taken.start == 0


@pytest.mark.parametrize(
    "words",
    [
        "好的，谢谢。",
        "行，我知道了。",
        "没有了，再见。",
        "哦，好吧。",
        "算了，我自己想办法。",
        "要是还是不行我再打。",
        "好，知道多少钱就放心了。",
    ],
)
def test_a_customer_who_has_done_leaves_nothing_open(words: str) -> None:
    assert broken(call(words)) == {}


def test_a_last_reply_that_takes_it_up_or_costs_already_leaves_nothing_open() -> None:
    assert broken(call("那我怎么办？", ("我给您登记上，再见。", "promise_forward", "closing"))) == {}
    assert "left_open" not in broken(call("那我怎么办？", ("那我不管。", "!pass_buck")))
    waiting = assess("anxious_outage", ("没电了。", ("派人了。", "dispatch")), ("得等多久？", ("说不好。",)))
    assert "left_open" not in broken(waiting)


def test_a_harasser_may_be_left_with_his_question() -> None:
    decline = ("不方便回答。", "polite_decline")
    assert "left_open" not in broken(assess("harassing", ("几岁了？", decline), ("说嘛，几岁？", BYE)))


def test_explaining_again_and_still_not_being_understood_costs_once() -> None:
    jargon = ("力调就是功率因数。", "explain_policy")
    once = assess("billing_query", ("电费怎么贵了？", jargon), ("什么叫力调？", jargon), ("哦，好。", BYE))
    assert "not_understood" not in broken(once)
    again = assess(
        "billing_query",
        ("电费贵了？", jargon),
        ("什么叫力调？", jargon),
        ("还是听不懂啊", jargon),
        ("我没听明白", BYE),
    )
    assert (broken(again)["not_understood"].earned, broken(again)["not_understood"].turn) == (-10, 3)


@pytest.mark.parametrize(
    "words", ["请问您是孟女士吗？", "您是马先生吧？", "请问是王强先生吗", "您是户主本人吗？", "请问您贵姓？"]
)
def test_who_is_speaking_is_asked_in_many_ways(words: str) -> None:
    assert STATEMENTS["checks_identity"].find(words)


@pytest.mark.parametrize(
    "words",
    ["您是说还没有电吗？", "我们是这样处理的", "哦，是您爱人啊，那您转告一下", "上礼拜您不是投诉了吗"],
)
def test_other_questions_do_not_check_who_is_speaking(words: str) -> None:
    assert STATEMENTS["checks_identity"].find(words) is None
