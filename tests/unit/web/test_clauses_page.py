"""Own clauses on their page and through its routes."""

from pathlib import Path

import gradio as gr
import pytest
from starlette.testclient import TestClient

from knowledge.catalogue import load_catalogue
from knowledge.own import FIELDS, ClauseIssue, ClauseRefused, Unreadable, read_clause, write_clause
from scoring.results import ClauseCitation, TurnGrade
from scoring.schema import GradedReply, OwnFinding
from simulator.views import TurnView
from tests.unit.web.conftest import ready
from tests.unit.web.test_handlers import IDENTITY, event
from tests.unit.web.web_fakes import CLAUSE, OWN, FakeClauses, FakePractice
from web.clause_texts import refusal_lines
from web.grades import show_turn
from web.pages.clause_form import Value, clause_of, values_of
from web.pages.clauses import ClauseHandlers
from web.ports import ClausesPort
from web.rendering import Renderer
from web.settings import WebSettings
from web.site import Site
from web.texts import load_texts

TEXTS = load_texts()
FILE = {"file": ("a.yaml", write_clause(OWN).encode())}


def handlers(desk: ClausesPort | None, tmp_path: Path) -> ClauseHandlers:
    site = Site(
        practice=FakePractice(), library=lambda: None, readiness=ready, names=load_catalogue(),
        identity=IDENTITY, renderers={language: Renderer(TEXTS[language]) for language in TEXTS},
        settings=WebSettings(data_dir=tmp_path), clauses=lambda: desk,
    )  # fmt: skip
    return ClauseHandlers(site, "zh")


def form(**changes: Value) -> tuple[Value, ...]:
    filled = dict(zip(FIELDS, values_of(OWN), strict=True))
    return tuple({**filled, **changes}.values())


@pytest.fixture
def request_(tmp_path: Path) -> gr.Request:
    return event(IDENTITY.new_guest())


def test_what_the_form_shows_is_what_it_reads() -> None:
    assert clause_of(values_of(OWN)) == OWN
    everywhere = OWN.model_copy(update={"situations": (), "bad": ("一", "二")})
    assert clause_of(values_of(everywhere)) == everywhere


def test_an_empty_form_says_everything_that_is_missing(tmp_path: Path, request_: gr.Request) -> None:
    shown = handlers(FakeClauses(), tmp_path).check(request_, *values_of(None))
    for words in ("名称：没有填", "要求：没有填", "规范用语：没有可供辨认的例子"):
        assert words in shown


def test_checking_shows_separation_doubts_and_conflicts_and_keeps_nothing(
    tmp_path: Path, request_: gr.Request
) -> None:
    desk = FakeClauses()
    shown = handlers(desk, tmp_path).check(request_, *form())
    for words in (
        "2 句里认对 1 句（95% 区间 10%–90%），区分度 0.75",
        "不到五句",
        "违反内置规范",
        CLAUSE.id,
        "能看到",
    ):
        assert words in shown
    assert desk.kept == {}


def test_saving_puts_it_in_force_and_lists_it(tmp_path: Path, request_: gr.Request) -> None:
    desk = FakeClauses()
    result, listed = handlers(desk, tmp_path).save(request_, *form())
    assert [kept.own for kept in desk.kept.values()] == [OWN]
    assert "已启用" in result
    assert OWN.title in listed
    assert "已更新" in handlers(desk, tmp_path).save(request_, *form(weight=3))[0]


def test_what_was_typed_is_text_and_never_markup(tmp_path: Path, request_: gr.Request) -> None:
    desk = FakeClauses()
    result, listed = handlers(desk, tmp_path).save(request_, *form(title="<img src=x>标题"))
    assert "<img" not in result + listed
    assert "<b>告知" not in listed
    refused = handlers(desk, tmp_path).check(request_, *form(weight="<script>"))
    assert "&lt;script&gt;" in refused


def test_nobody_without_an_identity_adds_anything(tmp_path: Path) -> None:
    desk = FakeClauses()
    handlers(desk, tmp_path).save(event(None), *form())
    assert desk.kept == {}


def test_a_full_disk_is_told_in_words(tmp_path: Path, request_: gr.Request) -> None:
    assert "存不下来" in handlers(FakeClauses(), tmp_path).save(request_, *form(title="磁盘已满"))[0]


def test_while_the_grader_loads_the_page_says_so(tmp_path: Path, request_: gr.Request) -> None:
    page = handlers(None, tmp_path)
    assert "准备中" in page.listed()
    assert "准备中" in page.check(request_, *form())
    assert page.show(request_)[3:] == values_of(None)


def test_a_clause_named_in_the_address_is_loaded_into_the_form(tmp_path: Path) -> None:
    desk = FakeClauses()
    name = desk.add(OWN).id
    guest = IDENTITY.new_guest()
    page = handlers(desk, tmp_path)
    assert page.show(event(guest, f"edit={name}"))[3:] == values_of(OWN)
    assert page.show(event(guest, "edit=own.nope"))[3:] == values_of(None)


def test_a_file_that_is_no_clause_is_listed_with_its_problems(tmp_path: Path) -> None:
    problem = ClauseRefused("x.yaml", [ClauseIssue("good.1", "too_long", "长")])
    listed = handlers(FakeClauses(broken=(Unreadable("x.yaml", problem),)), tmp_path).listed()
    assert "x.yaml" in listed
    assert "好的例子第 2 条：太长了（您写的是“长”）" in listed


def test_very_many_problems_are_counted() -> None:
    many = ClauseRefused("x", [ClauseIssue(f"good.{i}", "duplicate") for i in range(40)])
    assert refusal_lines(many, TEXTS["zh"])[-1] == "另外还有 28 处。"


def test_a_file_is_added_downloaded_and_removed(client: TestClient, clauses: FakeClauses) -> None:
    client.get("/")
    answer = client.post("/clauses", files=FILE)
    assert answer.headers["location"].startswith("/zh/clauses/?notice=")
    (name,) = clauses.kept
    assert read_clause("a.yaml", client.get(f"/clauses/{name}.yaml").content) == OWN
    client.post("/clauses/remove", data={"id": name})
    assert clauses.kept == {}
    assert client.post("/clauses/remove", data={"id": name}).status_code == 303
    assert client.get(f"/clauses/{name}.yaml").status_code == 404


@pytest.mark.parametrize("data", [b"", b"a: &a [*a]", b"\xff\xfe", b"x" * 70_000])
def test_a_bad_file_is_refused_and_nothing_is_kept(
    client: TestClient, clauses: FakeClauses, data: bytes
) -> None:
    client.get("/")
    answer = client.post("/clauses", files={"file": ("b.yaml", data)})
    assert answer.headers["location"].startswith("/zh/clauses/?notice=")
    assert clauses.kept == {}


def test_without_a_cookie_nothing_is_changed_from_another_site(
    client: TestClient, clauses: FakeClauses
) -> None:
    answer = client.post("/clauses", files=FILE, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert clauses.kept == {}


def test_the_page_is_there_in_both_languages(client: TestClient) -> None:
    for language in ("zh", "en"):
        assert client.get(f"/{language}/clauses/", headers={"accept": "text/html"}).status_code == 200
    assert client.get("/clauses").headers["location"] == "/zh/clauses/"
    assert client.get("/language?to=en&page=clauses").headers["location"] == "/en/clauses/"


def test_own_findings_are_shown_among_the_others_with_their_title() -> None:
    text = "您好，公众号上能看，给个好评"
    kept = OwnFinding(id="own.a", clause="own.a", kind="required", score=0.9, start=3, end=9, text=text[3:9])
    broken = OwnFinding(
        id="own.b", clause="own.b", kind="forbidden", score=0.9, start=10, end=14, text=text[10:]
    )
    title = ClauseCitation(
        id="own.a", section="本单位条款", title="告知公众号", requirement="x", phrases=(), content_hash="0"
    )
    grade = TurnGrade(graded=GradedReply(id="r", own=(kept, broken)), citations={"own.a": title})
    shown = show_turn(TurnView(index=0, role="trainee", text=text, grade=grade), load_catalogue(), "zh")
    assert [(line.name, line.number) for line in shown.broke] == [("own.b", 1)]
    assert [(line.name, line.words, line.number) for line in shown.earned] == [
        ("告知公众号", "公众号上能看", 2)
    ]
    assert [piece.tone for piece in shown.pieces] == ["", "good", "", "bad"]
