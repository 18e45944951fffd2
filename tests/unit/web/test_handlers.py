"""What the pages do on an event, asked as Gradio would ask."""

from collections.abc import Mapping
from pathlib import Path

import gradio as gr
import pytest
from starlette.requests import Request

from knowledge.catalogue import load_catalogue
from scoring.schema import WorkOrder
from simulator.errors import GraderNotReady
from simulator.views import CallView
from tests.unit.web.conftest import ready
from tests.unit.web.web_fakes import CARD, FakeLibrary, FakePractice
from web.identity import COOKIE, Identity
from web.pages.call import CallHandlers
from web.pages.order_form import FIELDS, read_form
from web.pages.practice import lobby_html
from web.pages.report import report_html
from web.pages.standards import documents_html, results_html
from web.rendering import Renderer
from web.settings import WebSettings
from web.site import Site
from web.texts import load_texts

IDENTITY = Identity("s" * 64)
CONVERSATION, NOTICE, AFTER, TEXT = 1, 4, 5, 6


def site(practice: FakePractice, tmp_path: Path, library: FakeLibrary | None = None) -> Site:
    texts = load_texts()
    return Site(
        practice=practice, library=lambda: library, readiness=ready, names=load_catalogue(),
        identity=IDENTITY,
        renderers={language: Renderer(texts[language]) for language in texts},
        settings=WebSettings(data_dir=tmp_path),
    )  # fmt: skip


def event(guest: str | None, query: str = "") -> gr.Request:
    """An event as it arrives, with the guest's signed cookie and the query of the page."""
    headers = [(b"cookie", f"{COOKIE}={guest}".encode())] if guest else []
    scope: Mapping[str, object] = {"type": "http", "headers": headers, "query_string": query.encode()}
    return gr.Request(Request(dict(scope)))


@pytest.fixture
def guest() -> str:
    return IDENTITY.new_guest()


def started(practice: FakePractice, guest: str) -> CallView:
    owner = IDENTITY.owner({COOKIE: guest})
    assert owner is not None
    view = practice.start(owner, CARD.id)
    return practice.answer(owner, view.id)


def test_a_reply_empties_the_box_and_counts_on(practice: FakePractice, guest: str, tmp_path: Path) -> None:
    view = started(practice, guest)
    out = CallHandlers(site(practice, tmp_path), "zh").reply(view.id, "1", "您好", event(guest))
    assert "您好" in str(out[CONVERSATION])
    assert (out[AFTER], out[TEXT]) == ("3", "")


def test_a_stale_tab_is_refreshed_and_keeps_its_text(
    practice: FakePractice, guest: str, tmp_path: Path
) -> None:
    view = started(practice, guest)
    handlers = CallHandlers(site(practice, tmp_path), "zh")
    handlers.reply(view.id, "1", "您好", event(guest))
    out = handlers.reply(view.id, "1", "请讲", event(guest))
    assert "别的页面" in str(out[NOTICE])
    assert out[AFTER] == "3"
    assert out[TEXT] != ""


def test_answering_before_the_grader_is_ready_waits_politely(guest: str, tmp_path: Path) -> None:
    class Loading(FakePractice):
        def reply(self, owner: str, call_id: str, text: str, after: int) -> CallView:
            raise GraderNotReady

    practice = Loading()
    view = started(practice, guest)
    out = CallHandlers(site(practice, tmp_path), "zh").reply(view.id, "1", "您好", event(guest))
    assert "还在准备" in str(out[NOTICE])
    assert out[TEXT] != ""


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_nobody_else_can_do_anything_with_a_call(
    practice: FakePractice, guest: str, tmp_path: Path, who: str
) -> None:
    view = started(practice, guest)
    other = event(IDENTITY.new_guest() if who == "stranger" else None, f"call={view.id}")
    handlers = CallHandlers(site(practice, tmp_path), "zh")
    for out in (
        handlers.load(other),
        handlers.answer(view.id, other),
        handlers.reply(view.id, "1", "您好", other),
        handlers.acting("hang_up")(view.id, "1", other),
    ):
        assert "找不到这通来电" in str(out[0])
        assert out[CONVERSATION] == ""
    assert "找不到" in handlers.save(other, view.id, "repair", *("",) * (len(FIELDS) - 1))
    assert practice.calls[view.id][1] == view
    assert "找不到" in report_html(site(practice, tmp_path), "zh", other)
    assert view.id not in lobby_html(site(practice, tmp_path), "zh", other)


def test_loading_the_page_fills_in_the_work_order(practice: FakePractice, guest: str, tmp_path: Path) -> None:
    view = started(practice, guest)
    handlers = CallHandlers(site(practice, tmp_path), "zh")
    values = ["repair", "王芳", "和平里3栋", "", "building", "", "", "", ""]
    assert "已保存" in handlers.save(event(guest), view.id, *values)
    out = handlers.load(event(guest, f"call={view.id}"))
    assert list(out[-len(FIELDS) :]) == values


@pytest.mark.parametrize("after", ["", "x", "-1", "²", "9" * 5_000, None])
def test_a_made_up_count_is_a_stale_one(
    practice: FakePractice, guest: str, tmp_path: Path, after: str | None
) -> None:
    view = started(practice, guest)
    out = CallHandlers(site(practice, tmp_path), "zh").reply(view.id, after, "您好", event(guest))
    assert "别的页面" in str(out[NOTICE])


@pytest.mark.parametrize("call_id", ["", None])
def test_a_request_without_a_call_is_told_so(
    practice: FakePractice, guest: str, tmp_path: Path, call_id: str
) -> None:
    handlers = CallHandlers(site(practice, tmp_path), "zh")
    assert handlers.answer(call_id, event(guest)) == handlers.answer("nosuchcall", event(guest))
    told = handlers.save(event(guest), call_id, *("" for _ in FIELDS))
    assert "找不到" in told or "没有" in told


def test_a_form_is_read_and_an_impossible_one_is_not() -> None:
    blank = ("",) * len(FIELDS)
    assert read_form((None, *blank[1:])) == WorkOrder()
    assert read_form(("repair", " 王芳 ", *blank[2:])) == WorkOrder(kind="repair", name="王芳")
    assert read_form(("nonsense", *blank[1:])) is None
    assert read_form(("", "x" * 101, *blank[2:])) is None


def test_a_report_before_the_end_leads_back_to_the_call(
    practice: FakePractice, guest: str, tmp_path: Path
) -> None:
    view = started(practice, guest)
    html = report_html(site(practice, tmp_path), "zh", event(guest, f"call={view.id}"))
    assert f"/zh/call/?call={view.id}" in html


def test_a_search_shows_clause_and_phrase(practice: FakePractice, guest: str, tmp_path: Path) -> None:
    html = results_html(site(practice, tmp_path, FakeLibrary()), "zh", "地址", event(guest))
    assert "篇1 §3.1(1)" in html
    assert "请问您的详细地址是××？" in html


def test_a_search_before_the_library_is_open_says_so(
    practice: FakePractice, guest: str, tmp_path: Path
) -> None:
    made = site(practice, tmp_path)
    assert "准备中" in results_html(made, "zh", "地址", event(guest))
    assert "准备中" in documents_html(made, "zh", event(guest))
