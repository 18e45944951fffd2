"""Language models behind any OpenAI-compatible server. LangChain's chat models are used here alone.

A :class:`Connection` says where a model is; what it is for is the business of whoever holds one. Neither
texts nor keys are ever logged from here, and nothing is traced, whatever LangSmith's variables say.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import httpx2
import openai
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableSequence
from langchain_openai import ChatOpenAI
from langsmith.run_helpers import tracing_context
from pydantic import SecretStr, TypeAdapter

from scoring.judging import ChatFailed, Question, Silence
from simulator.model_settings import Connection

Method = Literal["json_schema", "json_mode", "function_calling", "plain"]
METHODS: Final[tuple[Method, ...]] = ("json_schema", "json_mode", "function_calling", "plain")
"""In the order in which they are tried: servers differ in what they support."""
NOT_SUPPORTED: Final = frozenset({400, 415, 422, 501})
"""How servers refuse a way of asking that they do not know."""
LARGEST_BYTES: Final = 512 * 1024
_SCHEMA: Final = TypeAdapter(dict[str, object])
_SILENCES: Final[Mapping[int, Silence]] = {401: "not_allowed", 403: "not_allowed", 429: "busy"}


class ChatModel:
    """A :class:`scoring.judging.Chat`. Safe for several threads: each question has a client of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._first: Method = METHODS[0]

    @property
    def model(self) -> str:
        return self._connection.model

    def ask(self, question: Question, limit_s: float | None = None) -> str:
        """The answer as text. Raises :class:`scoring.judging.ChatFailed`."""
        limit = self._connection.timeout_s if limit_s is None else min(limit_s, self._connection.timeout_s)
        deadline = time.monotonic() + limit
        for method in METHODS[METHODS.index(self._first) :]:
            try:
                answer = self._ask(question, method, deadline)
            except openai.APIStatusError as error:
                if error.status_code in NOT_SUPPORTED and method != METHODS[-1]:
                    continue
                raise ChatFailed(_silence(error.status_code), f"status {error.status_code}") from None
            self._first = method  # what this server understands is not found out again for every reply
            return answer
        raise AssertionError("the last method either answers or raises")

    def _ask(self, question: Question, method: Method, deadline: float) -> str:
        messages: list[BaseMessage] = [SystemMessage(question.system), HumanMessage(question.user)]
        # "from None": the error of a client may hold the request, and with it what the trainee said
        try:
            with _client(deadline, self._connection.proxy) as client, tracing_context(enabled=False):
                return _text(_invoke(self._model(client, deadline), messages, question, method))
        except openai.APIStatusError:
            raise
        except openai.APITimeoutError:
            raise ChatFailed("timed_out", "the server took too long") from None
        except openai.APIConnectionError as error:
            raise _connection_failure(error) from None
        except openai.LengthFinishReasonError:
            raise ChatFailed("cut_off", "the answer reached the limit of tokens") from None
        except openai.ContentFilterFinishReasonError:
            raise ChatFailed("refused", "the server's content filter stopped the answer") from None
        except ChatFailed:
            raise
        except Exception as error:  # a body that is no chat completion fails in many ways
            raise ChatFailed("malformed", type(error).__name__) from None

    def _model(self, client: httpx2.Client, deadline: float) -> ChatOpenAI:
        where = self._connection
        return ChatOpenAI(
            base_url=where.base_url,
            api_key=SecretStr(where.api_key.get_secret_value() or "none"),  # local servers want no key
            model=where.model,
            temperature=where.temperature,
            max_completion_tokens=where.max_tokens,
            timeout=max(0.001, deadline - time.monotonic()),
            max_retries=where.max_retries,
            http_client=client,
            use_responses_api=False,
        )


def _invoke(model: ChatOpenAI, messages: list[BaseMessage], question: Question, method: Method) -> AIMessage:
    if method == "plain":
        answer: object = model.invoke(messages)
    else:
        schema = {**_SCHEMA.validate_json(question.schema), "title": question.name}
        asked = model.with_structured_output(schema, method=method, include_raw=True)
        # without LangChain's parser behind it, which completes what was cut off, and takes half a minute
        # over fifty thousand opening brackets
        assert isinstance(asked, RunnableSequence)
        answer = asked.first.invoke(messages)["raw"]
    if not isinstance(answer, AIMessage):
        raise ChatFailed("malformed", f"the answer is a {type(answer).__name__}")
    if answer.response_metadata.get("finish_reason") == "length":
        raise ChatFailed("cut_off", "the answer reached the limit of tokens")
    return answer


def _text(message: AIMessage) -> str:
    for call in message.tool_calls:
        return _SCHEMA.dump_json(call["args"]).decode()
    for broken in message.invalid_tool_calls:
        return broken["args"] or ""
    return message.text


def _silence(status: int) -> Silence:
    return "server_error" if status >= 500 else _SILENCES.get(status, "refused")


def _connection_failure(error: BaseException) -> ChatFailed:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, AnswerTooLarge):
            return ChatFailed("too_large", str(cause))
        cause = cause.__cause__
    return ChatFailed("unreachable", "no connection to the server")


class AnswerTooLarge(httpx2.TransportError):
    """The server sends more than an answer can be."""


def _client(deadline: float, proxy: str) -> httpx2.Client:
    """One question's own. Proxies of the environment would go around the bounds: the settings name one."""
    inner = httpx2.HTTPTransport(proxy=proxy or None)
    return httpx2.Client(transport=Bounded(inner, deadline), trust_env=False)


class Bounded(httpx2.BaseTransport):
    """Holds a whole answer to a time and a size; a timeout of the client counts anew with every piece."""

    def __init__(self, inner: httpx2.BaseTransport, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpx2.ReadTimeout("no time left", request=request)
        request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), left)
        request.headers["accept-encoding"] = "identity"
        response = self._inner.handle_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()  # what is small on the way may unfold to gigabytes
            raise AnswerTooLarge("compressed although it must not be")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _BoundedStream(response.stream, self._deadline)
        return response

    def close(self) -> None:
        self._inner.close()


@dataclass
class _BoundedStream(httpx2.SyncByteStream):
    inner: httpx2.SyncByteStream
    deadline: float

    def __iter__(self) -> Iterator[bytes]:
        yield from _bounded(self.inner, self.deadline)

    def close(self) -> None:
        self.inner.close()


def _bounded(pieces: Iterable[bytes], deadline: float) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST_BYTES:
            raise AnswerTooLarge(f"more than {LARGEST_BYTES} bytes")
        if time.monotonic() > deadline:
            raise httpx2.ReadTimeout("the answer did not end in time")
        yield piece
