import pytest

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import SITUATIONS, SituationId
from scoring.coach import Coach
from scoring.results import CaseTruth, CoachItem
from scoring.rubric import load_rubrics
from scoring.schema import GradedReply, Utterance
from tests.unit.scoring.own_fakes import RATING, WECHAT, kept
from tests.unit.scoring.scoring_fakes import FakeRetriever, graded_acts

COACH = Coach(load_rubrics(), load_catalogue(), FakeRetriever())
OPENING = (Utterance(role="customer", text="我家没电了，快来人啊！"),)
GREETED = (
    *OPENING,
    Utterance(role="trainee", text="您好，您先别急"),
    Utterance(role="customer", text="快点啊"),
)


def items(
    turns: tuple[Utterance, ...], *graded: GradedReply, truth: CaseTruth | None = None
) -> dict[str, CoachItem]:
    listed = COACH.items("anxious_outage", turns, graded, truth)
    return {item.element: item for item in listed if item.element is not None}


def test_the_opening_comes_first_before_anything_was_said() -> None:
    listed = COACH.items("anxious_outage", OPENING, [], None)
    assert listed[0].element == "greeting"
    assert [item.now for item in listed] == sorted((item.now for item in listed), reverse=True)


def test_the_enquiry_is_asked_for_after_the_greeting_and_what_was_done_is_ticked() -> None:
    listed = items(GREETED, graded_acts("您好，您先别急", ["greeting", "soothe"]))
    assert listed["greeting"].done
    assert listed["soothe"].done
    assert listed["ask_time"].now
    assert not listed["ask_time"].done
    assert not listed["closing"].now


def test_the_phrase_comes_with_its_clause() -> None:
    scope = items(GREETED, graded_acts("", []))["ask_scope"]
    assert scope.clause is not None
    assert scope.clause.id == "repair.ask_scope"
    assert scope.phrase == scope.clause.phrases[0]


def test_what_the_customer_told_is_not_asked_for() -> None:
    told = (*OPENING, Utterance(role="customer", text="翠湖花园6栋，电话13612345678"))
    assert "ask_contact" not in items(told)


def test_a_danger_puts_the_warning_first() -> None:
    hazard = (Utterance(role="customer", text="电表箱冒火花了！"),)
    listed = items(hazard)
    assert listed["safety_advice"].now
    assert "safety_advice" not in items(OPENING)


def test_the_case_brings_its_own_wording() -> None:
    truth = CaseTruth(better={"soothe": "您别慌，老人那边我给您加急。"})
    assert items(OPENING, truth=truth)["soothe"].better == "您别慌，老人那边我给您加急。"


def test_taking_leave_is_asked_for_when_the_customer_does() -> None:
    leaving = (
        *GREETED,
        Utterance(role="trainee", text="好"),
        Utterance(role="customer", text="好的，谢谢。"),
    )
    listed = items(leaving, graded_acts("", []), graded_acts("", []))
    assert listed["closing"].now


CALL = (
    ("您好，95598，您先别急", ("greeting", "identify", "soothe"), "嗯，你问吧"),
    ("几点停的？就您一家吗？", ("ask_time", "ask_scope"), "我哪记得"),
    ("您住哪儿？", ("ask_address",), "你们查查啊"),
    ("好的", (), "好的，谢谢"),
)


@pytest.mark.parametrize(
    ("spoken", "now"),
    [(0, "greeting"), (1, "ask_address"), (2, "ask_name"), (3, "dispatch"), (4, "closing")],
)
def test_each_stage_puts_its_own_things_first(spoken: int, now: str) -> None:
    turns, graded = list(OPENING), []
    for reply, acts, answer in CALL[:spoken]:
        turns += [Utterance(role="trainee", text=reply), Utterance(role="customer", text=answer)]
        graded.append(graded_acts(reply, acts))
    listed = COACH.items("anxious_outage", turns, graded, None)
    first = [item for item in listed if item.now]
    assert now in {item.element for item in first}
    assert listed[: len(first)] == tuple(first)
    done = {act for _, acts, _ in CALL[:spoken] for act in acts}
    assert {item.element for item in listed if item.done} == done & {item.element for item in listed}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_something_to_say_first(situation: SituationId) -> None:
    listed = COACH.items(situation, (Utterance(role="customer", text="喂"),), [], None)
    assert listed[0].now
    assert all(item.clause is not None for item in listed)
    assert len({item.label for item in listed}) == len(listed)


def test_what_the_company_asks_for_itself_is_listed_until_it_is_done() -> None:
    own = (kept(WECHAT), kept(RATING, "rating"))
    coach = Coach(load_rubrics(), load_catalogue(), own=lambda: own)
    (item,) = [item for item in coach.items("anxious_outage", OPENING, []) if item.element is None]
    assert (item.label, item.done, item.now, item.phrase) == (WECHAT.title, False, False, WECHAT.phrases[0])
    found = {"id": "own.wechat", "kind": "required", "score": 1, "start": 0, "end": 2, "text": "您好"}
    grade = GradedReply.model_validate({"id": "r", "own": [{**found, "clause": "own.wechat"}]})
    listed = coach.items("anxious_outage", GREETED, [grade])
    assert [item.done for item in listed if item.element is None] == [True]
    assert [item for item in coach.items("callback", OPENING, []) if item.element is None] == []
