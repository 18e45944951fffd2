"""What a person reads of a play."""

from knowledge.catalogue import STANDARDS, VOCABULARY_FILE
from knowledge.content import load_model
from knowledge.vocabulary_names import VocabularyNames
from simulator.play_text import TextLines, load_texts
from tests.unit.simulator.practice_fakes import Desk

LINES = TextLines(load_texts(), load_model(STANDARDS / VOCABULARY_FILE, VocabularyNames))


def test_the_case_stands_at_the_top() -> None:
    desk = Desk()
    call = desk.store.get(desk.talking())
    assert call is not None
    assert LINES.opening(call) == [
        "家里突然停电（焦急报修，着急的住户，种子 3）",
        "晚上八点，热线来电。",
        "　户名：张3",
        "",
    ]


def test_each_turn_shows_who_speaks_in_which_mood_and_what_it_earned() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.reply("guest", call_id, "您好，滚", after=1)
    call = desk.store.get(call_id)
    assert call is not None
    assert LINES.turn(call.turns[0], "uneasy") == ["客户【不安】喂，停电了！（3）"]
    assert LINES.turn(call.turns[1], "calm") == ["坐席　您好，滚", "　　　✓ 问候", "　　　✗ 出言不逊"]


def test_the_result_says_how_it_ended_and_what_was_missed() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.act("guest", call_id, "hang_up", after=1)
    report = desk.practice.report("guest", call_id)
    assert LINES.report(report) == [
        "",
        "通话结束：坐席先挂断了电话",
        "得分 0.0，不合格",
        "遗漏：询问地址",
        f"指纹 {report.fingerprint}",
    ]


def test_a_call_broken_off_says_so() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.practice.close("guest", call_id)
    assert "通话结束：中途结束，按现状评分" in LINES.report(desk.practice.report("guest", call_id))
