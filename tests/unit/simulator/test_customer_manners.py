"""Manners of a real caller: leave-taking, humming, checks announced, help sent nowhere."""

from pathlib import Path

import pytest

from knowledge.vocabulary import ElementId, ViolationId
from personas.catalogue import load_personas
from simulator.customer import CustomerTurn, Instance, ScriptedCustomer, TraineeTurn, instantiate
from simulator.customer.hearing import announces_check, asks, only_hums, pointed_questions
from simulator.customer.lines import without_echo
from simulator.customer.readback import read_back
from simulator.views import Action

SMALL = load_personas(Path(__file__).parents[2] / "data" / "personas")
REAL = load_personas()


class Talk:
    """A call in hand."""

    def __init__(self, scenario_id: str, seed: int = 1) -> None:
        catalogue = SMALL if scenario_id in SMALL.scenarios else REAL
        scenario = catalogue.scenarios[scenario_id]
        self.instance: Instance = instantiate(scenario, catalogue.person_of(scenario), catalogue.pools, seed)
        self.engine = ScriptedCustomer()
        self.last: CustomerTurn = self.engine.open(self.instance)

    def say(self, text: str, *elements: ElementId, bad: tuple[ViolationId, ...] = ()) -> CustomerTurn:
        turn = TraineeTurn(text=text, elements=frozenset(elements), violations=frozenset(bad))
        self.last = self.engine.respond(self.instance, self.last.state, turn)
        return self.last

    def do(self, action: Action) -> CustomerTurn:
        self.last = self.engine.respond(self.instance, self.last.state, TraineeTurn(action=action))
        return self.last

    def says(self, act: str) -> bool:
        wordings = self.instance.wordings(act)  # type: ignore[arg-type]
        return any(wording.split("{")[0].rstrip("。！？") in self.last.text for wording in wordings)

    def raises(self, need: str) -> bool:
        content = self.instance.scenario.needs[need]
        return any(text.rstrip("。！？") in self.last.text for text in (*content.raise_, *content.press))


@pytest.fixture
def dark() -> Talk:
    return Talk("dark_stairs")


def settle(call: Talk) -> None:
    call.say("您在哪里？", "ask_address")
    call.say("已派单，半小时到", "dispatch", "give_deadline")
    call.say("别点蜡烛", "safety_advice")


def test_after_nothing_more_the_trainee_can_take_leave(dark: Talk) -> None:
    settle(dark)
    assert dark.say("还有别的事吗？", "ask_more").ended is None
    assert dark.say("谢谢您的配合", "thank_customer").ended is None
    assert dark.says("thanked")
    assert dark.say("感谢来电，再见", "closing").ended == "satisfied"


def test_courtesies_do_not_hold_him_for_ever(dark: Talk) -> None:
    settle(dark)
    dark.say("还有别的事吗？", "ask_more")
    ends = [dark.say("谢谢您", "thank_customer").ended for _ in range(4)]
    assert ends[0] is None
    assert ends[-1] == "satisfied"


def test_a_misdialler_stays_for_the_question_whether_there_is_more() -> None:
    call = Talk("wrong_courier")
    call.say("您拨错了", "clarify_wrong_number")
    call.say("请打快递公司的客服", "redirect")
    assert call.say("还有别的要帮忙的吗？", "ask_more").ended is None
    assert call.say("祝您顺利，再见", "closing").ended == "satisfied"


def test_an_offer_of_more_help_that_ends_in_a_question_is_no_goodbye(dark: Talk) -> None:
    settle(dark)
    assert dark.say("您随时打来，还有别的要问吗？", "closing", "ask_more").ended is None


def test_a_check_that_is_only_announced_is_waited_for(dark: Talk) -> None:
    dark.say("您在哪里？", "ask_address")
    dark.say("我跟您核对一下信息", "confirm_record")
    assert dark.says("read_back_awaited")
    assert not dark.says("read_back_right")


@pytest.mark.parametrize("text", ["核对一下，是整栋楼没电对吧", "我跟您核对一下，电话13800000000", "好的"])
def test_what_is_read_out_is_no_announcement(text: str) -> None:
    assert not announces_check(text)


def test_help_sent_without_an_address_is_asked_about_once(dark: Talk) -> None:
    dark.say("马上给您派师傅", "dispatch")
    assert dark.says("no_address_asked")
    dark.say("师傅已经派出了", "dispatch")
    assert not dark.says("no_address_asked")


def test_help_sent_to_a_known_address_is_not_asked_about(dark: Talk) -> None:
    dark.say("您在哪里？", "ask_address")
    dark.say("马上给您派师傅", "dispatch")
    assert not dark.says("no_address_asked")


def test_who_rang_before_has_given_his_address() -> None:
    call = Talk("repeat_crew_on_the_way")
    call.say("这就给您派师傅", "dispatch")
    assert not call.says("no_address_asked")


def test_one_hum_is_listening_and_the_second_is_too_little(dark: Talk) -> None:
    dark.say("嗯", bad=("no_reply",))
    assert not dark.says("only_hums")
    dark.say("好的", bad=("no_reply",))
    assert dark.says("only_hums")


@pytest.mark.parametrize(("text", "hum"), [("嗯嗯，好的。", True), ("哦", True), ("好的，我查一下", False)])
def test_humming_is_told_from_speaking(text: str, hum: bool) -> None:
    assert only_hums(text) is hum


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("地址。", ("ask_address",)),
        ("您电话多少来着？", ("ask_contact",)),
        ("搁哪嘎达呢？", ("ask_address",)),
        ("有消息我给您打电话", ()),
        ("床头别点蜡烛，用手机照个亮", ()),
    ],
)
def test_a_plain_question_is_heard_and_nothing_else_is(text: str, asked: tuple[ElementId, ...]) -> None:
    assert pointed_questions(text) == asked


def test_his_number_is_not_given_where_nobody_asks(dark: Talk) -> None:
    assert not asks("师傅到了会打您手机的，您放心")
    assert dark.say("师傅到了会打您手机的，您放心", "ask_contact").disclosed == ()


def test_of_several_questions_those_he_can_answer_are_answered_without_a_refusal() -> None:
    call = Talk("repeat_new_sparks")
    call.say("请问您贵姓，是整栋楼都没电吗？", "ask_name", "ask_scope")
    assert "name" in call.last.disclosed
    assert not call.says("does_not_know")


def test_the_number_of_an_account_is_no_wrong_telephone_number() -> None:
    call = Talk("complaint_bill_doubled")
    account = call.instance.scenario.facts["account"].value
    told = frozenset(call.instance.scenario.facts)
    assert "phone" not in read_back(call.instance, told, f"您的户号是{account}对吗？", True)
    assert read_back(call.instance, told, "您的电话是15400000000对吗？", True)["phone"] == "wrong"


def test_a_handover_is_answered_twice_and_ends_the_part() -> None:
    call = Talk("anxious_baby_building", 2)
    call.do("transfer_supervisor")
    call.say("我给您转主管吧")
    assert call.says("supervisor_accepted")
    assert call.say("请稍等", "ask_patience").ended == "handed_over"
    assert call.says("supervisor_accepted")


def test_what_hangs_on_another_need_waits_for_it() -> None:
    call = Talk("wrong_water", 3)
    for _ in range(4):
        call.say("您请讲", "guide_expression")
        assert not call.raises("where_to_call")
    call.say("您拨错了，我们管电", "clarify_wrong_number")
    assert call.raises("where_to_call")


def test_misdiallers_do_not_understand_what_a_crew_is_for() -> None:
    call = Talk("wrong_water", 3)
    call.say("您请讲", "guide_expression")
    call.say("我马上给您派师傅过去", "dispatch")
    assert call.says("not_understood")


def test_an_offended_customer_leaves_without_warm_words() -> None:
    call = Talk("repeat_no_eta")
    call.say("师傅在修，有消息回您电话", "explain_progress", "promise_reply")
    call.say("快点说，我忙着呢", bad=("impatient",))
    last = call.say("感谢来电，再见", "closing")
    assert last.mood <= -25
    assert last.ended == "satisfied"
    assert "谢" not in last.text


def test_not_answered_is_said_once() -> None:
    said = [("not_answered", "我问的你还没说呢。"), ("need:crew", "派没派你还没说呢。")]
    assert without_echo(said) == ("派没派你还没说呢。",)


@pytest.mark.parametrize(
    ("minute", "spoken"), [("05", "零五"), ("10", "十分"), ("25", "二十五"), ("30", "半")]
)
def test_minutes_are_spoken_and_the_record_keeps_digits(minute: str, spoken: str) -> None:
    scenario = REAL.scenarios["anxious_fallen_wire"]
    variable = scenario.variables["minute"].model_copy(update={"choices": (minute,)})
    fixed = scenario.model_copy(update={"variables": scenario.variables | {"minute": variable}})
    instance = instantiate(fixed, REAL.person_of(scenario), REAL.pools, 1)
    assert instance.scenario.facts["started_at"].value == f"18:{minute}"
    assert all(f"六点{spoken}" in text for text in instance.scenario.facts["started_at"].tell)


def test_a_number_nobody_has_ever_seen_is_not_confirmed() -> None:
    call = Talk("complaint_bill_doubled")
    call.say("您的户号是99990000对吗？", "confirm_record")
    assert not call.says("read_back_right")
    account = call.instance.scenario.facts["account"].value
    call.say(f"那您的户号是{account}对吗？", "confirm_record")
    assert call.says("read_back_right")


def test_a_time_that_is_read_back_settles_nothing() -> None:
    call = Talk("complaint_broken_promise")
    call.say("约的是今天上午上门，对吗？", "confirm_record", "give_deadline")
    assert "deadline" not in call.last.state.settled


def test_a_promise_that_was_broken_is_no_new_promise() -> None:
    call = Talk("repeat_no_eta")
    call.say("上次答应给您回电话却没回，真对不起", "apologise", "promise_reply")
    assert "when_back" not in call.last.state.settled


def test_sent_home_with_the_first_words_he_does_not_go() -> None:
    call = Talk("drunk_refund", 4)
    call.say("您先坐下歇歇，喝口热水", "greeting", "defer_calmly")
    assert call.last.state.settled == ()


def test_a_correction_ends_when_he_is_asked_and_tells_it_again() -> None:
    call = Talk("anxious_baby_building")
    call.say("您的电话是15400000000对吗？", "confirm_record")
    assert "phone" in call.last.state.corrections
    call.say("那您电话多少？", "ask_contact")
    assert "phone" not in call.last.state.corrections


def test_an_announced_check_is_heard_without_the_grader() -> None:
    call = Talk("anxious_baby_building")
    call.say("我跟您核对一下信息。")
    assert call.says("read_back_awaited")


def test_a_particular_asked_for_by_name_draws_out_nothing_else() -> None:
    call = Talk("complaint_passed_around")
    call.say("请问您地址是哪里？", "ask_details")
    assert call.last.disclosed[:1] == ("address",)
