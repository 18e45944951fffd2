"""What of Gradio is open: the few addresses that its pages use, each event bound to who sent it.

Gradio serves much more than a page needs (uploads, a proxy, monitoring, editing of its own source), and
its event streams belong to whoever names the session. Here everything else is closed, and a session's
name is mixed with its owner, so that a name read over somebody's shoulder opens nothing.
"""

import hashlib
import json
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.identity import Identity

_API: Final = "/gradio_api"
_EVENTS: Final = frozenset({f"{_API}/queue/join", f"{_API}/run/predict"})
_STREAM: Final = f"{_API}/queue/data"
_HEARTBEAT: Final = f"{_API}/heartbeat/"
_READ: Final = frozenset(
    {
        "", "/", "/config", "/config/", "/theme.css", "/robots.txt", "/favicon.ico", "/manifest.json",
        f"{_API}/theme.css", f"{_API}/info", f"{_API}/startup-events", f"{_API}/startup-events/", _STREAM,
    }
)  # fmt: skip
_READ_BELOW: Final = ("/assets/", "/static/", "/svelte/", _HEARTBEAT)
SESSION: Final = "session_hash"


class Gate:
    """ASGI, around one Gradio page. It stands behind :class:`web.security.Guard`, which gives the cookie."""

    def __init__(self, app: ASGIApp, identity: Identity) -> None:
        self._app = app
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
        owner = self._identity.owner(Request(scope).cookies)
        if owner is None or not is_open(str(scope["method"]), path):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif path in _EVENTS:
            await self._event(owner, scope, receive, send)
        else:
            await self._app(_bound_address(owner, path, scope), receive, send)

    async def _event(self, owner: str, scope: Scope, receive: Receive, send: Send) -> None:
        body = bind_body(owner, await Request(scope, receive).body())
        if body is None:
            await PlainTextResponse("The request is no event of this page", 422)(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(scope["headers"]))
        headers["content-length"] = str(len(body))
        await self._app({**scope, "headers": headers.raw}, _Replay(body, receive), send)


class _Replay:
    """Gives a body that was read already, then whatever else the connection says."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


def is_open(method: str, path: str) -> bool:
    """Whether a page needs this address; ``path`` is counted from the page."""
    if method == "POST":
        return path in _EVENTS
    return method in {"GET", "HEAD"} and (path in _READ or path.startswith(_READ_BELOW))


def bind_session(owner: str, session: str) -> str:
    """The session's name as Gradio gets it: another owner's never comes out the same."""
    return hashlib.sha256(f"{owner}\n{session}".encode("utf-8", "backslashreplace")).hexdigest()


def bind_body(owner: str, body: bytes) -> bytes | None:
    """The event with its session bound, or ``None`` where it is no event of a session."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict) or not isinstance(event.get(SESSION), str):
        return None
    event[SESSION] = bind_session(owner, event[SESSION])
    return json.dumps(event).encode()


def _bound_address(owner: str, path: str, scope: Scope) -> Scope:
    if path == _STREAM:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        bound = [(name, bind_session(owner, value) if name == SESSION else value) for name, value in query]
        return {**scope, "query_string": urlencode(bound).encode()}
    if path.startswith(_HEARTBEAT):
        session = path.removeprefix(_HEARTBEAT)
        whole = str(scope["path"]).removesuffix(session) + bind_session(owner, session)
        return {**scope, "path": whole, "raw_path": whole.encode()}
    return scope
