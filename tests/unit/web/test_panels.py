"""What the panels show, from canned calls."""

import pytest

from knowledge.catalogue import Catalogue, load_catalogue
from scoring.schema import CallEvent
from simulator.views import CallView, RecentCall, ReportView, TurnView
from tests.unit.web.web_fakes import CARD, COUNTER, NOW, FakePractice, assessment, call, grade, item
from web.desk import missing_desk, render_desk, timeline
from web.grades import show_turn
from web.lobby import group_cards, render_lobby
from web.rendering import Renderer
from web.reporting import render_report
from web.texts import load_texts

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>![x](http://e/x.png)"


@pytest.fixture(scope="module")
def names() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def render() -> Renderer:
    return Renderer(load_texts()["zh"])


def talking(text: str = "您好，你不会自己看吗") -> CallView:
    turns = (
        TurnView(index=0, role="customer", text="喂！停电了！", mood=-40),
        TurnView(index=1, role="trainee", text=text, grade=grade(text)),
        TurnView(index=2, role="customer", text="你什么态度！", mood=-70),
    )
    return call(status="talking", turns=turns, mood=-70, mood_level="furious")


def test_a_finding_is_marked_named_numbered_and_cited(render: Renderer, names: Catalogue) -> None:
    html = render_desk(render, talking(), names).conversation
    assert '<mark class="good" title="问候">您好' in html
    assert '<mark class="bad" title="反问质问">不会' in html
    assert "篇1 §3.1(1)" in html
    assert "82%" in html


def test_hostile_words_of_either_side_are_escaped(render: Renderer, names: Catalogue) -> None:
    view = talking(HOSTILE)
    last = TurnView(index=2, role="customer", text=HOSTILE, mood=1)
    view = view.model_copy(update={"turns": (*view.turns[:2], last)})
    panels = render_desk(render, view, names, notice=HOSTILE)
    for html in (panels.conversation, panels.live, panels.notice):
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


def test_mood_is_told_in_words_and_not_by_colour_alone(render: Renderer, names: Catalogue) -> None:
    header = render_desk(render, talking(), names).header
    assert "愤怒" in header
    assert 'aria-valuenow="-70"' in header


def test_a_ringing_call_says_nothing_of_the_customers_mood(render: Renderer, names: Catalogue) -> None:
    panels = render_desk(render, call(), names)
    assert "来电振铃中" in panels.conversation
    assert 'role="meter"' not in panels.header


def test_somebody_at_the_counter_does_not_ring(render: Renderer, names: Catalogue) -> None:
    assert "来电振铃中" not in render_desk(render, call(card=COUNTER), names).conversation


def test_a_screen_reader_is_told_only_the_news(render: Renderer, names: Catalogue) -> None:
    live = render_desk(render, talking(), names).live
    assert "你什么态度！" in live
    assert "喂！停电了！" not in live


def test_the_number_of_turns_seen_goes_with_the_panels(render: Renderer, names: Catalogue) -> None:
    assert render_desk(render, talking(), names).after == "3"
    assert missing_desk(render).after == "0"


def test_events_stand_where_they_happened(render: Renderer, names: Catalogue) -> None:
    view = talking().model_copy(
        update={"events": (CallEvent(kind="wait_quietly", turn=1), CallEvent(kind="hang_up", turn=3))}
    )
    kinds = [entry.event.kind if entry.event else "said" for entry in timeline(view, names, render)]
    assert kinds == ["said", "wait_quietly", "said", "said", "hang_up"]


def test_the_coach_parts_what_is_due_from_what_is_done(render: Renderer, names: Catalogue) -> None:
    coach = render_desk(render, talking(), names).coach
    assert (
        coach.index("现在该做") < coach.index("询问地址") < coach.index("后面会用到") < coach.index("已完成")
    )
    assert "请问您的详细地址是××？" in coach


@pytest.mark.parametrize(("status", "text"), [("ringing", "开始之后"), ("ended", "通话已结束")])
def test_the_coach_asks_for_nothing_before_and_after_the_call(
    render: Renderer, names: Catalogue, status: str, text: str
) -> None:
    assert text in render_desk(render, call(status=status, coach=()), names).coach


def test_what_was_broken_is_listed_and_numbered_first(names: Catalogue) -> None:
    shown = show_turn(talking().turns[1], names, "zh")
    assert [(line.number, line.bad) for line in (*shown.broke, *shown.earned)] == [(1, True), (2, False)]


def test_nobody_hangs_up_at_the_counter(render: Renderer, names: Catalogue) -> None:
    panels = render_desk(render, talking().model_copy(update={"card": COUNTER}), names)
    assert "结束接待" in panels.header
    assert "挂断" not in panels.header
    assert "挂断" in render_desk(render, talking(), names).header


def test_in_english_the_scenario_the_coach_and_the_report_speak_english(names: Catalogue) -> None:
    render = Renderer(load_texts()["en"])
    panels = render_desk(render, talking(), names)
    assert "The whole building is dark" in panels.header
    assert "Young mother with a baby" in panels.header
    assert names.element_name("ask_address", "en") in panels.coach
    assert "询问地址" not in panels.coach
    view = talking().model_copy(update={"status": "ended", "ended_at": NOW, "end_reason": "trainee_hung_up"})
    report = ReportView(call=view, assessment=assessment(), moods=(-40,), fingerprint="f" * 64, engine="x")
    html = render_report(render, report, names)
    assert names.situation_name(CARD.situation, "en") in html
    assert names.violation_name("rhetorical", "en") in html
    assert "询问地址" not in html


def test_a_call_kept_before_there_were_english_names_shows_its_chinese_one(names: Catalogue) -> None:
    old = CARD.model_copy(update={"title_en": "", "person_name_en": ""})
    header = render_desk(
        Renderer(load_texts()["en"]), talking().model_copy(update={"card": old}), names
    ).header
    assert CARD.title in header


def test_an_item_without_points_is_called_unscored(render: Renderer, names: Catalogue) -> None:
    unscored = assessment(items=(item(points=0),))
    report = ReportView(call=talking(), assessment=unscored, moods=(-40,), fingerprint="f" * 64, engine="x")
    assert "不计分" in render_report(render, report, names)


def test_without_hints_the_coach_is_silent(render: Renderer, names: Catalogue) -> None:
    coach = render_desk(render, call(status="talking", hints=False), names).coach
    assert "询问地址" not in coach


def test_a_turn_without_a_grade_is_plain_text(names: Catalogue) -> None:
    shown = show_turn(TurnView(index=0, role="trainee", text="您好"), names, "zh")
    assert not shown.graded
    assert [piece.tone for piece in shown.pieces] == [""]


def test_the_report_has_every_part(render: Renderer, names: Catalogue) -> None:
    practice = FakePractice()
    view = practice.start("me", CARD.id)
    practice.answer("me", view.id)
    practice.reply("me", view.id, HOSTILE, 1)
    practice.act("me", view.id, "hang_up", 3)
    html = render_report(render, practice.report("me", view.id), names)
    for part in (
        "出言不逊",
        "不合格",
        "63",
        "未评判",
        "您家在哪个小区几栋？",
        "您先挂机",
        "故障报修",
        "没问到",
        "f" * 64,
    ):
        assert part in html
    assert "<script" not in html
    assert html.count("<svg") == 2


def test_a_clean_report_says_that_nothing_critical_happened(render: Renderer, names: Catalogue) -> None:
    practice = FakePractice()
    view = practice.start("me", CARD.id)
    practice.act("me", view.id, "hang_up", 0)
    report = practice.report("me", view.id)
    clean = report.model_copy(
        update={"assessment": assessment(critical=(), violations=(), work_order=None, facts=())}
    )
    assert "没有一票否决项" in render_report(render, clean, names)


def test_cards_are_grouped_by_situation_easy_ones_first(names: Catalogue) -> None:
    hard = CARD.model_copy(update={"id": "x", "difficulty": "hard"})
    groups = group_cards([COUNTER, hard, CARD], names, "zh")
    assert [[card.id for card in group.cards] for group in groups] == [["dark_building", "x"], ["drunk"]]


def test_an_unfinished_call_is_offered_first(render: Renderer, names: Catalogue) -> None:
    recent = (RecentCall(id="c9", card=CARD, status="talking", started_at=NOW, score=None, passed=None),)
    html = render_lobby(render, (CARD,), recent, names)
    assert "您有一通还没结束的来电" in html
    assert "/zh/call/?call=c9" in html
