"""The plain routes and the rules around every answer."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.unit.web.conftest import LOOPBACK, make_app, ready
from tests.unit.web.web_fakes import CARD, FakeImport, FakeLibrary, FakePractice
from web.readiness import Readiness
from web.settings import WebSettings

HTML = {"accept": "text/html"}


def start(client: TestClient, **form: str) -> str:
    """Start a call and return its id."""
    client.get("/")
    answer = client.post("/calls", data={"scenario": CARD.id, **form})
    assert answer.status_code == 303
    return answer.headers["location"].partition("call=")[2]


def test_the_start_page_leads_to_practice_in_the_chosen_language(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/zh/practice/"
    assert client.get("/", params={"lang": "en"}).headers["location"] == "/en/practice/"
    assert client.get("/").headers["location"] == "/en/practice/"


def test_an_address_without_a_language_keeps_its_call(client: TestClient) -> None:
    assert client.get("/practice?call=c1").headers["location"] == "/zh/call/?call=c1"
    assert client.get("/report?call=c1&lang=en").headers["location"] == "/en/report/?call=c1"


def test_the_language_switch_keeps_page_and_call(client: TestClient) -> None:
    assert client.get("/language?to=en&page=call&call=c1").headers["location"] == "/en/call/?call=c1"
    assert client.get("/language?to=en&page=//evil.example").headers["location"] == "/en/practice/"


def test_a_call_starts_with_the_wishes_of_the_form(client: TestClient, practice: FakePractice) -> None:
    owner, view = practice.calls[start(client, seed="42", hints="on")]
    assert owner.startswith("guest:")
    assert (view.seed, view.hints) == (42, True)
    assert not practice.calls[start(client)][1].hints


def test_an_unknown_scenario_comes_back_to_the_cards_with_words(client: TestClient) -> None:
    client.get("/")
    answer = client.post("/calls", data={"scenario": "nonsense"})
    assert answer.headers["location"].startswith("/zh/practice/?notice=")


@pytest.mark.parametrize(
    "form", [{}, {"scenario": CARD.id, "seed": "x"}, {"scenario": CARD.id, "language": "fr"}]
)
def test_a_form_with_wrong_fields_is_refused(client: TestClient, form: dict[str, str]) -> None:
    assert client.post("/calls", data=form).status_code == 422


def test_a_report_is_downloaded_by_its_owner_alone(client: TestClient, practice: FakePractice) -> None:
    call_id = start(client)
    assert client.get(f"/calls/{call_id}/report.json").status_code == 404
    practice.act(practice.calls[call_id][0], call_id, "hang_up", 0)
    answer = client.get(f"/calls/{call_id}/report.json")
    assert answer.json()["call"]["id"] == call_id
    assert "attachment" in answer.headers["content-disposition"]
    client.cookies.clear()
    assert client.get(f"/calls/{call_id}/report.json").status_code == 404


def test_documents_are_added_and_removed(client: TestClient, library: FakeLibrary) -> None:
    client.get("/")
    answer = client.post("/documents", files={"file": ("规定.md", b"# x")})
    assert answer.headers["location"].startswith("/zh/standards/?notice=")
    assert [document.name for document in library.documents()] == ["规定.md"]
    client.post("/documents/remove", data={"id": "规定.md"})
    client.post("/documents/remove", data={"id": "规定.md"})
    assert library.documents() == ()


def test_a_refused_document_is_explained_on_the_page(client: TestClient, library: FakeLibrary) -> None:
    answer = client.post("/documents", files={"file": ("空.md", b"")}, follow_redirects=True)
    assert answer.status_code == 200
    assert library.documents() == ()


class FullDisk(FakeLibrary):
    def add_document(self, name: str, data: bytes) -> FakeImport:
        raise OSError(28, "No space left on device")


def test_a_document_that_cannot_be_kept_is_told_in_words(practice: FakePractice, tmp_path: Path) -> None:
    app = make_app(practice, FullDisk, ready, WebSettings(data_dir=tmp_path))
    with TestClient(app, base_url=LOOPBACK, follow_redirects=False) as client:
        answer = client.post("/documents", files={"file": ("a.txt", b"x")})
    assert answer.headers["location"].startswith("/zh/standards/?notice=")


def test_an_oversized_document_never_reaches_the_library(
    practice: FakePractice, library: FakeLibrary, tmp_path: Path
) -> None:
    settings = WebSettings(data_dir=tmp_path, max_upload_bytes=10)
    app = make_app(practice, lambda: library, ready, settings)
    client = TestClient(app, base_url=LOOPBACK, follow_redirects=False)
    assert client.post("/documents", files={"file": ("大.md", b"x" * 11)}).status_code == 303
    assert library.documents() == ()


def test_every_page_allows_its_own_inline_scripts_and_no_others(client: TestClient) -> None:
    for page in ("practice", "call", "report", "standards"):
        answer = client.get(f"/zh/{page}/", headers=HTML)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self' 'unsafe-eval' 'sha256-" in policy
        assert "'unsafe-inline'" not in policy.partition("style-src")[0]
        for script in re.findall(r"<script(?:\s+data-[\w-]+)?>(.*?)</script>", answer.text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


def test_every_answer_carries_the_protective_headers(client: TestClient) -> None:
    for address in ("/zh/practice/", "/ui/app.js", "/healthz", "/missing"):
        headers = client.get(address).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_identity_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get("/zh/practice/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "set-cookie" not in client.get("/zh/practice/").headers


def test_the_page_says_its_language(client: TestClient) -> None:
    assert re.search(r'<html lang="zh-CN"', client.get("/zh/practice/", headers=HTML).text)
    assert re.search(r'<html lang="en"', client.get("/en/practice/", headers=HTML).text)


@pytest.mark.parametrize("host", ["example.com", "10.1.2.3:7860", "127.0.0.1.evil.com"])
def test_a_guest_under_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/zh/practice/", headers={"host": host}).status_code == 403
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_server_open_to_the_network_takes_no_guests(
    practice: FakePractice, library: FakeLibrary, tmp_path: Path
) -> None:
    settings = WebSettings(host="0.0.0.0", data_dir=tmp_path)
    client = TestClient(make_app(practice, lambda: library, ready, settings), base_url=LOOPBACK)
    assert client.get("/zh/practice/").status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_another_site_cannot_post(client: TestClient, practice: FakePractice, origin: str) -> None:
    answer = client.post("/calls", data={"scenario": CARD.id}, headers={"origin": origin})
    assert answer.status_code == 403
    assert practice.calls == {}


def test_readiness_is_told_to_machines_and_to_the_page(
    practice: FakePractice, library: FakeLibrary, tmp_path: Path
) -> None:
    def loading(wait_s: float = 0) -> Readiness:
        return Readiness("loading", "Opening the index")

    app = make_app(practice, lambda: None, loading, WebSettings(data_dir=tmp_path))
    client = TestClient(app, base_url=LOOPBACK, follow_redirects=False)
    assert client.get("/ready").status_code == 503
    assert client.get("/state").json() == {"stage": "loading", "detail": "Opening the index"}
    assert client.post("/documents", files={"file": ("a.md", b"x")}).status_code == 303
    assert library.documents() == ()
