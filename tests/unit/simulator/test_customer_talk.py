"""What the customer says: the tiny test scenarios played turn by turn."""

from pathlib import Path

import pytest

from knowledge.vocabulary import ElementId, ViolationId
from personas.catalogue import load_personas
from scoring.schema import Utterance
from simulator.customer import (
    CallState,
    CustomerTurn,
    Instance,
    ScriptedCustomer,
    TraineeTurn,
    case_truth,
    instantiate,
)
from simulator.views import Action

CATALOGUE = load_personas(Path(__file__).parents[2] / "data" / "personas")


class Call:
    """A call in hand: plays turns and keeps what was said."""

    def __init__(self, scenario_id: str, seed: int = 1) -> None:
        scenario = CATALOGUE.scenarios[scenario_id]
        self.instance: Instance = instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, seed)
        self.engine = ScriptedCustomer()
        self.last: CustomerTurn = self.engine.open(self.instance)
        self.turns = [Utterance(role="customer", text=self.last.text)]

    @property
    def state(self) -> CallState:
        return self.last.state

    def say(self, text: str, *elements: ElementId, bad: tuple[ViolationId, ...] = ()) -> CustomerTurn:
        turn = TraineeTurn(text=text, elements=frozenset(elements), violations=frozenset(bad))
        return self._take(turn)

    def do(self, action: Action) -> CustomerTurn:
        return self._take(TraineeTurn(action=action))

    def value(self, fact: str) -> str:
        return self.instance.scenario.facts[fact].value

    def says(self, act: str) -> bool:
        """Whether the last utterance holds a wording of an act."""
        wordings = self.instance.wordings(act)  # type: ignore[arg-type]
        return any(wording.split("{")[0].rstrip("。！？") in self.last.text for wording in wordings)

    def wants(self, need: str) -> bool:
        """Whether the last utterance raises or presses a need."""
        content = self.instance.scenario.needs[need]
        return any(text.rstrip("。！？") in self.last.text for text in (*content.raise_, *content.press))

    def _take(self, turn: TraineeTurn) -> CustomerTurn:
        if turn.text:
            self.turns.append(Utterance(role="trainee", text=turn.text))
        self.last = self.engine.respond(self.instance, self.state, turn)
        if self.last.text:
            self.turns.append(Utterance(role="customer", text=self.last.text))
        return self.last


@pytest.fixture
def dark() -> Call:
    return Call("dark_stairs")


@pytest.fixture
def shouting() -> Call:
    return Call("shouting")


def test_a_fact_marked_opening_is_told_by_the_first_line(shouting: Call) -> None:
    assert shouting.last.disclosed == ("times",)


def test_an_asked_fact_comes_out_and_only_that_one(dark: Call) -> None:
    answer = dark.say("您家在哪里？", "ask_address")
    assert dark.value("address") in answer.text.replace("在", "").replace("，", "")
    assert "phone" not in answer.state.told
    assert dark.value("phone") not in answer.text


def test_several_questions_at_once_get_several_answers(dark: Call) -> None:
    answer = dark.say("几点停的，您贵姓，电话多少？", "ask_time", "ask_name", "ask_contact")
    assert set(answer.disclosed) >= {"time", "name", "phone"}


def test_more_than_three_questions_are_not_all_answered(dark: Call) -> None:
    answer = dark.say(
        "范围时间地址姓名电话？", "ask_scope", "ask_time", "ask_address", "ask_name", "ask_contact"
    )
    assert len(answer.disclosed) == 3


def test_a_question_asked_again_is_answered_with_a_remark_and_costs_mood(dark: Call) -> None:
    before = dark.say("地址？", "ask_address").mood
    again = dark.say("您家在哪里？", "ask_address")
    assert dark.says("already_told")
    assert again.mood < before


def test_what_he_does_not_know_he_does_not_invent(dark: Call) -> None:
    dark.say("开关跳了吗？", "guide_self_check")
    assert dark.says("does_not_know")


def test_everybody_knows_his_own_number_and_asks_what_for_instead(shouting: Call) -> None:
    shouting.say("您电话多少？", "ask_contact")
    assert shouting.says("withhold")


def test_particulars_follow_the_words_of_the_question(dark: Call) -> None:
    answer = dark.say("有没有闻到什么味道？", "ask_details")
    assert "smell" in answer.disclosed
    assert "wire" not in answer.disclosed


def test_a_pointed_question_beside_the_matter_draws_nothing_out(dark: Call) -> None:
    answer = dark.say("您的户号是多少？", "ask_details")
    assert dark.says("does_not_know")
    assert not set(answer.state.told) & {"smell", "wire"}


def test_a_delicate_fact_waits_for_a_better_mood(shouting: Call) -> None:
    shouting.say("你喊什么？", bad=("rhetorical",))
    shouting.say("您贵姓？", "ask_name")
    assert shouting.says("withhold")
    assert "name" not in shouting.state.told
    shouting.say("真对不起，您消消气，我马上给您转办", "soothe", "apologise", "promise_forward")
    shouting.say("师傅已经在修了，九点半前来电", "explain_progress", "give_deadline")
    shouting.say("您贵姓？", "ask_name")
    assert "name" in shouting.state.elicited


def test_listening_makes_him_go_on_telling(dark: Call) -> None:
    said = [dark.say("嗯，您说", "backchannel") for _ in range(3)]
    assert "child" in said[-1].state.told
    assert said[-1].state.raised


def test_a_reply_that_matches_nothing_makes_him_ask_again(dark: Call) -> None:
    dark.say("今天天气不错")
    assert dark.wants("crew")


def test_gibberish_is_not_understood(dark: Call) -> None:
    dark.say("??？！")
    assert dark.says("not_understood")


def test_a_settled_need_is_not_pressed_again(dark: Call) -> None:
    dark.say("我给您派单了", "dispatch")
    for _ in range(6):
        dark.say("嗯", "backchannel")
        assert not dark.wants("crew")


def test_a_wrong_read_back_is_corrected_until_it_is_right(dark: Call) -> None:
    dark.say("电话多少？", "ask_contact")
    dark.say("已派单，半小时内到", "dispatch", "give_deadline")
    wrong = str(int(dark.value("phone")) + 1)
    dark.say(f"跟您核对，电话{wrong}对吗", "confirm_record", "ask_contact")
    assert dark.value("phone") in dark.last.text
    dark.say("再见", "closing")
    assert dark.last.ended is None
    assert dark.value("phone") in dark.last.text
    dark.say(f"{dark.value('phone')}，对吗", "confirm_record", "ask_contact")
    assert dark.says("read_back_right")
    assert dark.say("再见", "closing").ended == "satisfied"


def test_a_right_read_back_is_confirmed_and_is_no_repeated_question(dark: Call) -> None:
    before = dark.say("电话多少？", "ask_contact").mood
    dark.say(f"是{dark.value('phone')}吗？", "confirm_record", "ask_contact")
    assert dark.says("read_back_right")
    assert not dark.says("already_told")
    assert dark.last.mood >= before


def test_a_number_read_from_the_screen_counts_as_found_out(dark: Call) -> None:
    dark.say(f"您的电话是{dark.value('phone')}吗？", "confirm_record", "ask_contact")
    assert "phone" in dark.state.elicited


def test_asked_whether_a_wrong_number_is_right_he_gives_the_right_one(dark: Call) -> None:
    wrong = str(int(dark.value("phone")) + 1)
    dark.say(f"您的电话是{wrong}吗？", "confirm_record")
    assert dark.value("phone") in dark.last.text
    assert not dark.says("read_back_right")
    assert "phone" in dark.last.disclosed


def test_a_wrong_name_does_not_draw_out_what_he_holds_back(shouting: Call) -> None:
    shouting.say("你喊什么？", bad=("rhetorical",))
    other = "赵" if shouting.value("name")[0] != "赵" else "李"
    shouting.say(f"您是{other}女士，对吗？", "confirm_record")
    assert shouting.says("withhold")
    assert shouting.value("name")[0] not in shouting.last.text


def test_being_shown_the_door_with_something_open_is_objected_to(dark: Call) -> None:
    assert dark.say("感谢来电，再见", "closing").ended is None
    assert dark.wants("crew")
    assert dark.say("再见", "closing").ended == "resigned"


def test_asked_for_more_with_nothing_open_he_has_nothing_and_takes_leave(dark: Call) -> None:
    dark.say("已派单，半小时到，别点蜡烛", "dispatch", "give_deadline", "safety_advice")
    assert dark.say("还有别的事吗？", "ask_more").ended is None
    assert dark.says("nothing_more")
    assert dark.say("好的").ended == "satisfied"


def test_a_good_call_ends_satisfied_and_says_goodbye_once(dark: Call) -> None:
    dark.say("已派单，半小时到", "dispatch", "give_deadline")
    assert dark.say("感谢来电，再见", "closing", "thank_customer").ended == "satisfied"
    after = dark.say("再见", "closing")
    assert (after.text, after.ended) == ("", "satisfied")


def test_waiting_for_him_to_hang_up_makes_him_take_leave(dark: Call) -> None:
    dark.say("已派单，半小时到", "dispatch", "give_deadline")
    assert dark.do("wait_hang_up").ended == "satisfied"


def test_waiting_for_him_to_hang_up_too_early_brings_up_what_is_open(dark: Call) -> None:
    assert dark.do("wait_hang_up").ended is None
    assert dark.wants("crew")


def test_the_trainee_hanging_up_ends_it_without_a_word(dark: Call) -> None:
    last = dark.do("hang_up")
    assert (last.text, last.ended) == ("", "trainee_hung_up")


def test_being_listened_to_quietly_calms_twice_and_then_worries(dark: Call) -> None:
    moods = [dark.last.mood, *(dark.do("wait_quietly").mood for _ in range(3))]
    assert moods[0] < moods[1] < moods[2]
    assert dark.says("silence")
    assert moods[3] < moods[2]


def test_lasting_silence_makes_him_give_up(dark: Call) -> None:
    ends = [dark.say("").ended for _ in range(6)]
    assert "gave_up" in ends


def test_recording_is_noticed_once(dark: Call) -> None:
    dark.do("start_recording")
    assert dark.says("recording_noticed")
    dark.do("start_recording")
    assert not dark.says("recording_noticed")


def test_a_hand_over_before_anything_was_tried_is_resented(shouting: Call) -> None:
    assert shouting.do("transfer_supervisor").ended is None
    assert shouting.says("brushed_off")
    assert shouting.do("transfer_supervisor").ended == "handed_over"


def test_an_offered_supervisor_is_accepted_after_trying_and_then_takes_over(shouting: Call) -> None:
    shouting.say("您消消气", "soothe")
    shouting.say("真抱歉", "apologise")
    shouting.say("我给您转主管", "transfer_supervisor")
    assert shouting.says("supervisor_accepted")
    assert shouting.do("transfer_supervisor").ended == "handed_over"


def test_an_insult_is_answered_with_the_words_of_this_call(shouting: Call) -> None:
    shouting.say("神经病", bad=("rude",))
    assert any(text in shouting.last.text for text in ("你再说一遍！", "我要投诉你！"))


def test_a_rude_trainee_is_hung_up_on(shouting: Call) -> None:
    ends = [shouting.say("你有病啊", bad=("rude", "argue")).ended for _ in range(6)]
    assert "hung_up_angry" in ends


def test_holding_on_is_agreed_to_but_not_for_ever(dark: Call) -> None:
    dark.say("请稍等", "ask_patience")
    assert dark.says("wait_agreed")
    dark.say("请稍等", "ask_patience")
    assert not dark.says("wait_agreed")


def test_no_progress_leads_over_warnings_to_giving_up(dark: Call) -> None:
    ends = [dark.say("不好意思", "apologise").ended for _ in range(12)]
    assert set(ends) & {"gave_up", "hung_up_angry"}
    assert "patience_over" in dark.state.steps


def test_the_truth_says_how_each_fact_came_out_and_where(dark: Call) -> None:
    dark.say("嗯，您说", "backchannel")
    dark.say("嗯，您说", "backchannel")
    dark.say("几点停的？", "ask_time")
    truth = case_truth(dark.instance, dark.state, dark.turns)
    facts = {fact.id: fact for fact in truth.facts}
    assert facts["time"].outcome == "elicited"
    assert facts["child"].outcome == "volunteered"
    assert facts["phone"].outcome == "missed"
    assert facts["time"].turn == 6
    assert truth.work_order is not None
    assert truth.work_order.phone == dark.value("phone")


def test_a_term_he_does_not_know_puzzles_him(dark: Call) -> None:
    dark.say("可能是低压侧断路器动作", bad=("jargon",))
    assert dark.says("puzzled_by_jargon")


def test_asked_to_hold_on_and_then_told_nothing_he_feels_put_off(dark: Call) -> None:
    dark.say("请稍等", "ask_patience")
    dark.say("请稍等", "ask_patience")
    assert "mood:broken_promise" in [change.reason for change in dark.state.ledger]


def test_a_slight_is_answered_before_anything_else_and_settles_without_thanks(dark: Call) -> None:
    dark.say("派了派了，你急什么", "dispatch", bad=("rhetorical",))
    assert dark.says("offended")
    assert "crew" in dark.state.settled
    assert not any(text in dark.last.text for text in dark.instance.scenario.needs["crew"].settled)


def test_what_he_could_do_without_is_mentioned_when_asked_for_more_and_then_dropped(dark: Call) -> None:
    dark.say("已派单，半小时到", "dispatch", "give_deadline")
    mentioned = [dark.wants("torch")]
    for _ in range(3):
        dark.say("还有别的事吗？", "ask_more")
        mentioned.append(dark.wants("torch"))
        if dark.last.ended:
            break
    assert mentioned.count(True) == 1
    assert dark.last.ended == "satisfied"
