"""What of Gradio is open, and to whom its event streams belong."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.unit.web.conftest import LOOPBACK, make_app, ready
from tests.unit.web.web_fakes import FakeLibrary, FakePractice
from web.gate import bind_body, bind_session, is_open
from web.settings import WebSettings

API = "/zh/practice/gradio_api"


@pytest.mark.parametrize(
    "path",
    [
        "file=/etc/passwd", "proxy=http://127.0.0.1/", "upload_progress?upload_id=x", "openapi.json",
        "queue/status", "dev/reload", "vibe-code", "token", "../monitoring/summary", "../login_check",
    ],
)  # fmt: skip
def test_what_the_pages_do_not_use_is_closed(client: TestClient, path: str) -> None:
    assert client.get(f"{API}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["upload", "process_recording", "component_server", "call/show", "call/v2/show", "cancel", "reset"],
)
def test_nothing_is_posted_but_the_events_of_the_page(client: TestClient, path: str) -> None:
    assert client.post(f"{API}/{path}", json={"session_hash": "s"}).status_code == 404


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[1]", b"{}", b'{"session_hash": 1}', b"\xff", b"[" * 100_000]
)
def test_a_body_that_is_no_event_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post(f"{API}/queue/join", content=body).status_code == 422


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # Gradio's own statistics
def test_the_stream_of_another_guest_does_not_open(client: TestClient) -> None:
    client.get("/")
    page = "/zh/report/gradio_api"
    event = {"data": [], "fn_index": 0, "session_hash": "shared"}
    assert client.post(f"{page}/queue/join", json=event).status_code == 200
    stranger = TestClient(client.app, LOOPBACK, raise_server_exceptions=False)  # Gradio raises in mid stream
    answer = stranger.get(f"{page}/queue/data?session_hash=shared").text
    assert "session_not_found" in answer
    assert "process_completed" not in answer
    assert "process_completed" in client.get(f"{page}/queue/data?session_hash=shared").text


@given(st.text(), st.text(), st.text())
def test_a_session_has_one_name_for_each_owner(session: str, one: str, other: str) -> None:
    assert bind_session(one, session) == bind_session(one, session)
    owners = f"guest:{one.encode().hex()}", f"guest:{other.encode().hex()}"
    assert (bind_session(owners[0], session) == bind_session(owners[1], session)) == (one == other)


def test_only_the_session_of_an_event_is_changed() -> None:
    event = {"data": ["喂\ud800", None], "fn_index": 3, "session_hash": "s"}
    bound = bind_body("guest:1", json.dumps(event).encode())
    assert bound is not None
    assert json.loads(bound) == event | {"session_hash": bind_session("guest:1", "s")}


def test_reading_an_address_does_not_open_it_for_writing() -> None:
    assert is_open("GET", "/config")
    assert not is_open("POST", "/config")
    assert not is_open("PUT", "/gradio_api/queue/join")


def test_an_oversized_body_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post("/calls", content=b"x" * 1_100_000).status_code == 413
    assert client.post(f"{API}/queue/join", content=b"x" * 1_100_000).status_code == 413


def test_a_body_of_unknown_length_is_refused(client: TestClient) -> None:
    assert client.post("/documents", content=iter([b"x", b"y"])).status_code == 411


def test_a_document_far_too_large_is_refused_in_words(
    practice: FakePractice, library: FakeLibrary, tmp_path: Path
) -> None:
    settings = WebSettings(data_dir=tmp_path, max_upload_bytes=10)
    with TestClient(
        make_app(practice, lambda: library, ready, settings),
        base_url=LOOPBACK,
        follow_redirects=False,
    ) as client:
        answer = client.post("/documents", files={"file": ("a.txt", b"x" * 100_000)})
    assert answer.headers["location"].startswith("/zh/standards/?notice=")
    assert not library.kept
