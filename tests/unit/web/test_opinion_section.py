"""The section of the second opinion: only where there is a model, only one's own, text as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from knowledge.catalogue import Catalogue, load_catalogue
from scoring.judging import Judged, SideBySide, Silence
from simulator.errors import CallNotFound, OpinionsBusy, PracticeError, StoreUnavailable
from simulator.opinions import OpinionLine, OpinionView
from tests.unit.web.conftest import LOOPBACK, ready
from tests.unit.web.web_fakes import NOW, FakeLibrary, FakePractice
from web.application import create_app
from web.opinions import show_opinion
from web.rendering import Renderer
from web.reporting import render_report
from web.settings import WebSettings
from web.texts import Language, load_texts

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PART = {"x-part": "section"}
ADDRESS = "/calls/c1/second-opinion"


def line(text: str, sides: SideBySide | None, silence: Silence | None = None, away: int = 0) -> OpinionLine:
    return OpinionLine(turn=1, text=text, silence=silence, sides=sides, disregarded=away)


DIFFERS = SideBySide(
    agreed=(Judged(label="greeting", grader="您好", model="您"),),
    only_grader=(Judged(label="rhetorical", grader="不会看吗", model=None),),
    only_model=(Judged(label="soothe", grader=None, model="别急"),),
)


def view(*lines: OpinionLine, **changes: object) -> OpinionView:
    made = OpinionView(call_id="c1", model="tiny", prompt="p1", asked_at=NOW, lines=lines)
    return made.model_copy(update=changes)


@dataclass
class FakeOpinions:
    """One call, ``c1``, of whoever asks first."""

    shown: OpinionView = field(default_factory=lambda: OpinionView(call_id="c1"))
    problem: PracticeError | None = None
    owner: str = ""
    done: list[str] = field(default_factory=list)

    def view(self, owner: str, call_id: str) -> OpinionView:
        self.owner = self.owner or owner
        if (owner, call_id) != (self.owner, "c1"):
            raise CallNotFound(call_id)
        if isinstance(self.problem, StoreUnavailable):
            raise self.problem
        return self.shown

    def ask(self, owner: str, call_id: str) -> OpinionView:
        self.view(owner, call_id)
        if self.problem is not None:
            raise self.problem
        self.done.append("ask")
        return self.shown.model_copy(update={"status": "running", "done": 1, "total": 4})

    def cancel(self, owner: str, call_id: str) -> OpinionView:
        self.done.append("cancel")
        return self.view(owner, call_id).model_copy(update={"status": "cancelled"})


@pytest.fixture(scope="module")
def names() -> Catalogue:
    return load_catalogue()


def section(shown: OpinionView, names: Catalogue, language: Language = "zh") -> str:
    render = Renderer(load_texts()[language])
    return render("second_opinion.html", opinion=show_opinion(shown, names, language))


@pytest.fixture
def opinions() -> FakeOpinions:
    return FakeOpinions()


@pytest.fixture
def client(opinions: FakeOpinions, names: Catalogue, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(
        FakePractice(), FakeLibrary, ready, names, WebSettings(data_dir=tmp_path), opinions=opinions
    )
    with TestClient(app, base_url=LOOPBACK, follow_redirects=False) as made:
        yield made


def test_both_judgements_stand_side_by_side_with_their_words(names: Catalogue) -> None:
    html = section(view(line("您好，不会看吗，别急", DIFFERS, away=2)), names)
    assert "共 1 句：0 句看法一致，1 句看法不同，0 句没有意见。" in html
    order = [
        "只有评分器认为",
        "反问质问",
        "<q>不会看吗</q>",
        "只有模型认为",
        "安抚情绪",
        "<q>别急</q>",
        "都认为",
    ]
    assert sorted(order, key=html.index) == order
    assert "另有 2 条回答不算数" in html
    assert "模型 tiny · 提示版本 p1" in html


def test_replies_judged_alike_are_folded_away(names: Catalogue) -> None:
    html = section(view(line("不同", DIFFERS), line("一样", SideBySide())), names)
    assert html.index("不同</p>") < html.index("<details>") < html.index("一样</p>")


def test_a_missing_opinion_says_why_in_both_languages(names: Catalogue) -> None:
    silent = view(line("您好", None, "timed_out"), line("喂", None))
    assert "模型太久没有答完" in section(silent, names)
    assert "评分器没有评判这一句" in section(silent, names)
    assert "the model took too long" in section(silent, names, "en")
    assert "Accusing question" in section(view(line("x", DIFFERS)), names, "en")


def test_whatever_anybody_wrote_stays_text(names: Catalogue) -> None:
    sides = SideBySide(only_model=(Judged(label="greeting", grader=None, model=HOSTILE),))
    html = section(view(line(HOSTILE, sides), model=HOSTILE), names)
    assert "<script" not in html
    assert "<img" not in html


def test_a_report_says_nothing_of_it_where_no_model_is_configured(names: Catalogue) -> None:
    practice = FakePractice()
    call = practice.start("me", "dark_building")
    practice.act("me", call.id, "hang_up", 0)
    report, render = practice.report("me", call.id), Renderer(load_texts()["zh"])
    assert "第二意见" not in render_report(render, report, names)
    shown = show_opinion(OpinionView(call_id=call.id), names, "zh")
    assert "第二意见" in render_report(render, report, names, shown)


def test_asking_looking_and_stopping(client: TestClient, opinions: FakeOpinions) -> None:
    client.get("/")
    fresh = client.get(ADDRESS)
    assert "请模型看一遍" in fresh.text
    assert fresh.headers["cache-control"] == "no-store"
    asked = client.post(ADDRESS, data={"language": "zh"}, headers=PART)
    assert "已看完 1 句，共 4 句" in asked.text
    assert "data-asking" in asked.text
    stopped = client.post(f"{ADDRESS}/cancel", data={"language": "en"}, headers=PART)
    assert "Stopped" in stopped.text
    assert "data-asking" not in stopped.text
    assert opinions.done == ["ask", "cancel"]


def test_without_a_script_the_report_comes_back(client: TestClient) -> None:
    client.get("/")
    for address in (ADDRESS, f"{ADDRESS}/cancel"):
        answer = client.post(address, data={"language": "en"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/en/report/?call=c1")


def test_somebody_elses_call_is_not_there(client: TestClient) -> None:
    client.get("/")
    assert client.get(ADDRESS).status_code == 200
    assert client.get("/calls/c2/second-opinion").status_code == 404
    client.cookies.clear()
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, headers=PART).status_code == 404


def test_another_site_cannot_ask(client: TestClient, opinions: FakeOpinions) -> None:
    client.get("/")
    assert client.post(ADDRESS, headers={"origin": "https://evil.example"}).status_code == 403
    assert opinions.done == []


@pytest.mark.parametrize(
    ("problem", "words"), [(OpinionsBusy(), "请模型看的人太多了"), (StoreUnavailable("full"), "暂时存不下来")]
)
def test_what_goes_wrong_is_said_in_the_section(
    client: TestClient, opinions: FakeOpinions, problem: PracticeError, words: str
) -> None:
    opinions.shown = view(line("您好", DIFFERS))
    opinions.problem = problem
    client.get("/")
    answer = client.post(ADDRESS, headers=PART)
    assert words in answer.text
    assert ("只有模型认为" in answer.text) == isinstance(problem, OpinionsBusy)


def test_without_a_model_there_is_no_such_address(names: Catalogue, tmp_path: Path) -> None:
    app = create_app(FakePractice(), FakeLibrary, ready, names, WebSettings(data_dir=tmp_path))
    with TestClient(app, base_url=LOOPBACK) as client:
        client.get("/")
        assert client.get(ADDRESS).status_code == 404
