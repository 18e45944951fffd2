"""A small server that speaks the chat protocol of OpenAI, with every fault that a real one may have."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """``chunks`` are sent as they are; ``stall`` keeps the line open afterwards without a word."""

    status: int = 200
    chunks: tuple[bytes, ...] = ()
    stall: bool = False
    headers: tuple[tuple[str, str], ...] = ()


def says(content: str, finish: str = "stop") -> Answer:
    """A well-formed answer of the model with this content."""
    return completion({"role": "assistant", "content": content}, finish)


def found(*claims: tuple[str, str]) -> Answer:
    listed = [{"label": label, "words": words} for label, words in claims]
    return says(json.dumps({"found": listed}, ensure_ascii=False))


def calls_tool(arguments: str) -> Answer:
    function = {"name": "judgement", "arguments": arguments}
    call = {"id": "1", "type": "function", "function": function}
    return completion({"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls")


def completion(message: Body, finish: str) -> Answer:
    choice = {"index": 0, "message": message, "finish_reason": finish}
    body = {"id": "c", "object": "chat.completion", "created": 1, "model": "fake", "choices": [choice]}
    return Answer(chunks=(json.dumps(body).encode(),))


def refuses(status: int) -> Answer:
    return Answer(status, (json.dumps({"error": {"message": "no"}}).encode(),))


@dataclass
class ChatServer:
    """``answer`` decides by the request's body; every body is recorded, with its headers."""

    answer: Callable[[Body], Answer]
    asked: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def chat_server(answer: Answer | Callable[[Body], Answer]) -> Iterator[ChatServer]:
    server = ChatServer(answer if callable(answer) else lambda _: answer)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.asked.append(body)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            self._send(server.answer(body))

        def _send(self, answer: Answer) -> None:
            try:
                self.send_response(answer.status)
                for name, value in (("content-type", "application/json"), *answer.headers):
                    self.send_header(name, value)
                self.end_headers()
                for chunk in answer.chunks:
                    self.wfile.write(chunk)
                self.wfile.flush()
                if answer.stall:
                    server.over.wait()
            except OSError:  # the client has hung up, as it should
                pass

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
