"""A model behind a server: how it is asked, and what becomes of every way in which a server can fail."""

import json
import logging
import socket
import threading

import pytest
from pydantic import SecretStr, ValidationError

from scoring.judging import ChatFailed, ModelJudge, Opinion, Question, Silence, load_prompt
from scoring.schema import ReplyRow
from simulator.chat_model import LARGEST_BYTES, ChatModel
from simulator.model_settings import Connection, JudgeSettings
from tests.unit.simulator.chat_server import (
    Answer,
    Body,
    calls_tool,
    chat_server,
    completion,
    found,
    refuses,
    says,
)

KEY = "sk-never-to-be-seen"
ROW = ReplyRow(id="r", situation="anxious_outage", reply="您好，您先别急，家里是几点停的电？")
QUESTION = Question("system", "user", "judgement", json.dumps({"type": "object", "properties": {}}))


def model(url: str, timeout_s: float = 20, max_retries: int = 0) -> ChatModel:
    return ChatModel(
        Connection(
            base_url=url,
            model="tiny",
            api_key=SecretStr(KEY),
            timeout_s=timeout_s,
            max_retries=max_retries,
            max_tokens=200,
        )
    )


def judged(url: str, row: ReplyRow = ROW, timeout_s: float = 20) -> Opinion:
    return ModelJudge(model(url, timeout_s), load_prompt()).judge(row)


def test_the_model_is_asked_for_offered_labels_in_a_schema() -> None:
    with chat_server(found(("greeting", "您好"), ("ask_time", "几点停的电"))) as server:
        opinion = judged(server.url)
    assert [(claim.label, claim.text) for claim in opinion.claims] == [
        ("greeting", "您好"),
        ("ask_time", "几点停的电"),
    ]
    (asked,) = server.asked
    assert (asked["model"], asked["temperature"], asked["max_completion_tokens"]) == ("tiny", 0.0, 200)
    schema = asked["response_format"]["json_schema"]["schema"]
    assert "greeting" in schema["properties"]["found"]["items"]["properties"]["label"]["enum"]
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert ROW.reply in asked["messages"][1]["content"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("supported", ["json_object", "tools", "nothing"])
def test_a_server_that_knows_less_is_asked_in_a_simpler_way(supported: str) -> None:
    content = json.dumps({"found": [{"label": "greeting", "words": "您好"}]})

    def answer(body: Body) -> Answer:
        way = "tools" if "tools" in body else body.get("response_format", {}).get("type", "nothing")
        if way != supported:
            return refuses(400)
        return calls_tool(content) if way == "tools" else says(content)

    with chat_server(answer) as server:
        judge = ModelJudge(model(server.url), load_prompt())
        first, tries = judge.judge(ROW), len(server.asked)
        second = judge.judge(ROW)
    assert first == second
    assert [claim.label for claim in first.claims] == ["greeting"]
    assert len(server.asked) == tries + 1  # what it understands is remembered


FAULTS: dict[str, tuple[Answer, Silence]] = {
    "an error of the server": (refuses(500), "server_error"),
    "an overloaded server": (refuses(503), "server_error"),
    "too many requests": (refuses(429), "busy"),
    "a wrong key": (refuses(401), "not_allowed"),
    "a wrong address": (refuses(404), "refused"),
    "a line that breaks": (Answer(chunks=(b'{"cho',), headers=(("content-length", "500"),)), "unreachable"),
    "a redirect": (Answer(307, headers=(("location", "http://127.0.0.1:9/"),)), "refused"),
    "refused in every way": (refuses(400), "refused"),
    "no JSON at all": (Answer(chunks=(b"<html>busy</html>",)), "malformed"),
    "bytes that are no text": (Answer(chunks=(b"\xff\xfe\x00\x01",)), "malformed"),
    "nothing": (Answer(), "malformed"),
    "JSON of another kind": (Answer(chunks=(b"[1, 2]",)), "malformed"),
    "no choices": (Answer(chunks=(b'{"choices": null}',)), "malformed"),
    "an empty answer": (says(""), "malformed"),
    "prose": (says("这句话说得很好，给满分。"), "malformed"),
    "no content": (completion({"role": "assistant", "content": None}, "stop"), "malformed"),
    "an answer cut off by its length": (says('{"found": [{"label": "gre', "length"), "cut_off"),
    "an answer cut off in silence": (says('{"found": [{"label": "greeting", "words": "您好"}'), "malformed"),
    "a filtered answer": (says("", "content_filter"), "refused"),
    "arguments that are no JSON": (calls_tool('{"found": [{"label": "gr'), "malformed"),
    "a huge answer": (Answer(chunks=(b" " * LARGEST_BYTES, b" ")), "too_large"),
    "a compressed answer": (Answer(chunks=(b"x",), headers=(("content-encoding", "gzip"),)), "too_large"),
    "a long answer of the model": (says("{" * 50_000), "too_large"),
    "two answers": (says('{"found": []} {"found": [{"label": "greeting", "words": "您好"}]}'), "ambiguous"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_server_is_no_opinion_with_its_reason(fault: str) -> None:
    answer, silence = FAULTS[fault]
    with chat_server(answer) as server:
        assert judged(server.url) == Opinion(silence=silence)


def test_a_server_that_says_nothing_is_left_in_time() -> None:
    with chat_server(Answer(chunks=(b'{"choices"',), stall=True)) as server:
        assert judged(server.url, timeout_s=0.3).silence == "timed_out"


def test_a_shorter_limit_than_the_servers_own_counts() -> None:
    with chat_server(Answer(stall=True)) as server, pytest.raises(ChatFailed, match="timed_out"):
        model(server.url).ask(QUESTION, limit_s=0.3)


def test_a_server_that_is_not_there_is_no_opinion() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        assert judged(f"http://127.0.0.1:{taken.getsockname()[1]}/v1").silence == "unreachable"


def test_a_fault_that_passes_is_tried_again() -> None:
    outcomes = iter((refuses(500), found(("greeting", "您好"))))
    with chat_server(lambda _: next(outcomes)) as server:
        answer = model(server.url, max_retries=1).ask(QUESTION)
    assert "greeting" in answer
    assert len(server.asked) == 2


def test_nothing_of_the_conversation_and_no_key_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    noted: list[str] = []
    for answer in (refuses(500), Answer(chunks=(b"garbage",)), found(("greeting", "您好"))):
        with chat_server(answer) as server:
            chat = model(server.url)
            ModelJudge(chat, load_prompt(), lambda silence, detail: noted.append(detail)).judge(ROW)
            assert KEY not in repr(chat._connection)
    said = caplog.text + " ".join(noted)
    assert len(noted) == 2
    assert "您" not in said
    assert KEY not in said


def test_several_threads_may_ask_at_once() -> None:
    with chat_server(found(("greeting", "您好"))) as server:
        judge = ModelJudge(model(server.url), load_prompt())
        opinions: list[Opinion] = []
        threads = [threading.Thread(target=lambda: opinions.append(judge.judge(ROW))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [opinion.given for opinion in opinions] == [True] * 4


def test_without_an_address_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUDGE_BASE_URL", raising=False)
    assert not JudgeSettings().configured


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDGE_BASE_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("JUDGE_MODEL", "qwen")
    monkeypatch.setenv("JUDGE_API_KEY", KEY)
    monkeypatch.setenv("JUDGE_TEMPERATURE", "none")
    settings = JudgeSettings()
    assert (settings.configured, settings.connection.model, settings.temperature) == (True, "qwen", None)
    assert KEY not in repr(settings)
    assert settings.connection.api_key.get_secret_value() == KEY


@pytest.mark.parametrize(
    "address", ["localhost:8080", "file:///etc/passwd", "http://", "ftp://x/v1", "http://a b/v1"]
)
def test_an_address_that_is_none_is_refused_without_telling_the_key(address: str) -> None:
    with pytest.raises(ValidationError, match="JUDGE_BASE_URL") as refusal:
        JudgeSettings(base_url=address, api_key=SecretStr(KEY))
    assert KEY not in str(refusal.value)


def test_without_an_address_there_is_no_connection() -> None:
    with pytest.raises(ValueError, match="JUDGE_BASE_URL"):
        _ = JudgeSettings(base_url="").connection
