"""Corrections on the report, and the page where the grader is taught."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from knowledge.catalogue import load_catalogue
from scoring.teaching import CandidateRefused, RefitBusyError
from simulator.corrected import Draft
from tests.unit.scoring.teaching_fakes import plain_detector
from tests.unit.web.conftest import LOOPBACK, ready
from tests.unit.web.teaching_web_fakes import (
    AFTER,
    FALL,
    NAME,
    TRIAL,
    FakeCorrections,
    FakeDesk,
    candidate,
    fake_desk,
)
from tests.unit.web.test_handlers import IDENTITY, event, started
from tests.unit.web.web_fakes import FakePractice
from web.application import create_app
from web.identity import COOKIE
from web.pages.report import report_html
from web.pages.teach import TeachHandlers
from web.rendering import Renderer
from web.settings import WebSettings
from web.site import Site
from web.texts import load_texts

TEXTS = load_texts()
FORM = {
    "call": "c1", "turn": "1", "label": "dispatch", "kind": "missing", "words": "派人", "author": "王班长",
    "reason": "<i>派了</i>",
}  # fmt: skip


@pytest.fixture
def port() -> FakeCorrections:
    return FakeCorrections()


@pytest.fixture
def desk() -> FakeDesk:
    return fake_desk(plain_detector())


def site(tmp_path: Path, practice: FakePractice, port: FakeCorrections | None, desk: FakeDesk | None) -> Site:
    return Site(
        practice=practice, library=lambda: None, readiness=ready, names=load_catalogue(),
        identity=IDENTITY, renderers={language: Renderer(TEXTS[language]) for language in TEXTS},
        settings=WebSettings(data_dir=tmp_path), corrections=port, teaching=lambda: desk,
    )  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path, port: FakeCorrections, desk: FakeDesk) -> Iterator[TestClient]:
    app = create_app(
        FakePractice(), lambda: None, ready, load_catalogue(), WebSettings(data_dir=tmp_path),
        corrections=port, teaching=lambda: desk,
    )  # fmt: skip
    with TestClient(app, base_url=LOOPBACK, follow_redirects=False) as made:
        made.get("/")
        yield made


def page(tmp_path: Path, port: FakeCorrections | None, desk: FakeDesk | None) -> TeachHandlers:
    return TeachHandlers(site(tmp_path, FakePractice(), port, desk), "zh")


def test_a_report_shows_corrections_beside_the_grade(tmp_path: Path, port: FakeCorrections) -> None:
    practice, guest = FakePractice(), IDENTITY.new_guest()
    view = started(practice, guest)
    owner = IDENTITY.owner({COOKIE: guest}) or ""
    practice.reply(owner, view.id, "您好，你不会看吗", 1)
    practice.act(owner, view.id, "hang_up", 3)
    made = site(tmp_path, practice, port, None)
    asked = event(guest, f"call={view.id}")
    plain = report_html(made, "zh", asked)
    assert plain.count('action="/corrections"') == 3  # two findings, and one for what is missing
    assert "训练员更正" not in plain
    port.add(owner, port_draft(view.id))
    shown = report_html(made, "zh", asked)
    assert "训练员更正" in shown
    assert "&lt;i&gt;派了&lt;/i&gt;" in shown
    assert "<i>派了" not in shown
    without = report_html(site(tmp_path, practice, None, None), "zh", asked)
    assert "/corrections" not in without


def port_draft(call: str) -> Draft:
    return Draft(call, 1, "dispatch", "missing", "派人", "王班长", "<i>派了</i>")


def test_a_correction_is_sent_and_answered_on_the_report(browser: TestClient, port: FakeCorrections) -> None:
    answer = browser.post("/corrections", data=FORM)
    assert answer.headers["location"].startswith("/zh/report/?call=c1&notice=")
    assert [view.author for view in port.kept] == ["王班长"]
    browser.post("/corrections", data=FORM | {"words": "没说过", "language": "en"})
    assert len(port.kept) == 1
    assert browser.post("/corrections", data=FORM | {"call": "nope"}).status_code == 404
    assert browser.post("/corrections", data=FORM | {"turn": "x"}).status_code == 422


def test_one_is_withdrawn_from_the_page(browser: TestClient, port: FakeCorrections) -> None:
    browser.post("/corrections", data=FORM)
    for _ in range(2):
        answer = browser.post("/corrections/withdraw", data={"id": "1", "author": "李", "reason": "错了"})
        assert answer.headers["location"].startswith("/zh/teach/?notice=")
    assert port.kept[0].withdrawn_by == "李"


def test_nothing_is_sent_from_another_site(
    browser: TestClient, port: FakeCorrections, desk: FakeDesk
) -> None:
    foreign = {"origin": "http://evil.example"}
    for path in ("/corrections", "/corrections/withdraw", "/teach/accept", "/teach/revert"):
        assert browser.post(path, data=FORM, headers=foreign).status_code == 403
    assert port.kept == []
    assert desk.in_force.decision is None


def test_learning_says_that_it_is_under_way_and_then_what_changes(
    tmp_path: Path, port: FakeCorrections, desk: FakeDesk
) -> None:
    port.add("", port_draft("c1"))
    begun, done = page(tmp_path, port, desk).refit(event(IDENTITY.new_guest()))
    assert "正在学习" in begun[0]
    assert "还没有学过" in begun[1]
    assert NAME in done[0]
    for words in (
        "学之前 0 条，学之后 1 条，共 2 条",
        "0.9500",
        "变错",
        "&lt;b&gt;您好",
        "&lt;i&gt;哎",
        "出言不逊",
    ):
        assert words in done[1], words
    assert "<b>您好" not in done[1]


@pytest.mark.parametrize(
    ("problem", "told"),
    [(RefitBusyError(), "已经有人"), (OSError(28, "full"), "没学成"), (None, "没有可学的更正")],
)
def test_what_keeps_it_from_learning_is_told(
    tmp_path: Path, port: FakeCorrections, desk: FakeDesk, problem: Exception | None, told: str
) -> None:
    desk.problem = problem
    _, done = page(tmp_path, port, desk).refit(event(IDENTITY.new_guest()))
    assert told in done[0]


def test_while_the_grader_loads_the_page_says_so(tmp_path: Path, port: FakeCorrections) -> None:
    handlers = page(tmp_path, port, None)
    asked = event(IDENTITY.new_guest())
    assert "还在准备" in handlers.show(asked)[1]
    assert "还在准备" in [*handlers.refit(asked)][-1][0]


def test_nobody_without_an_identity_teaches_anything(
    tmp_path: Path, port: FakeCorrections, desk: FakeDesk
) -> None:
    port.add("", port_draft("c1"))
    [*page(tmp_path, port, desk).refit(event(None))]
    assert desk.made == []


def test_a_candidate_is_put_in_force_and_taken_out_again(browser: TestClient, desk: FakeDesk) -> None:
    desk.made = [candidate(trial=TRIAL.model_copy(update={"after": AFTER, "falls": (FALL,)}))]
    who = {"fingerprint": NAME, "author": "王班长", "reason": "试过"}
    browser.post("/teach/accept", data=who)
    assert desk.in_force.decision is None
    answer = browser.post("/teach/accept", data=who | {"force": "on"})
    assert answer.headers["location"].startswith("/zh/teach/?notice=")
    assert desk.in_force.decision is not None
    browser.post("/teach/revert", data={"author": "王班长", "reason": "算了", "language": "en"})
    assert desk.in_force.decision.fingerprint == ""


def test_only_one_that_fell_offers_to_be_forced(
    tmp_path: Path, port: FakeCorrections, desk: FakeDesk
) -> None:
    desk.made = [candidate()]
    assert 'name="force"' not in page(tmp_path, port, desk).candidates()
    desk.made = [candidate(trial=TRIAL.model_copy(update={"falls": (FALL,)}))]
    assert 'name="force"' in page(tmp_path, port, desk).candidates()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_grader_that_cannot_be_used_is_said_in_words(
    tmp_path: Path, port: FakeCorrections, desk: FakeDesk, language: str
) -> None:
    desk.in_force = replace(desk.in_force, problem=CandidateRefused("foreign", "x"))
    made = site(tmp_path, FakePractice(), port, desk)
    head = TeachHandlers(made, "zh" if language == "zh" else "en").show(event(IDENTITY.new_guest()))[1]
    assert TEXTS["zh" if language == "zh" else "en"]("teach_refusal.foreign") in head


def test_the_page_is_there_in_both_languages(browser: TestClient) -> None:
    for language in ("zh", "en"):
        assert browser.get(f"/{language}/teach/", headers={"accept": "text/html"}).status_code == 200
    assert browser.get("/teach").headers["location"] == "/zh/teach/"
