"""Headers, identity and the loopback rule, around everything that the server answers."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.identity import COOKIE, COOKIE_SECONDS, Identity, is_loopback
from web.texts import HTML_LANGUAGE, Texts

OPEN_PATHS: Final = frozenset({"/healthz", "/ready"})
_INLINE: Final = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""Gradio evaluates the templates of ``gr.HTML`` (hence ``unsafe-eval``) and sets inline styles; its
inline scripts are allowed one by one, by hash, so that no other inline script or handler can run."""


def content_policy(html: str = "") -> str:
    """The policy for a page, naming the hash of each of its inline scripts."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(html))
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return _POLICY.format(hashes=hashes)


@dataclass
class Held:
    """A page held back until it is complete, since its headers depend on its text."""

    start: Message
    parts: list[bytes] = field(default_factory=list)


class Guard:
    """ASGI middleware: who may come in, and what the browser may do with the answer."""

    def __init__(self, app: ASGIApp, identity: Identity, loopback_only: bool, texts: Texts) -> None:
        self._app = app
        self._identity = identity
        self._bound_to_loopback = loopback_only
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        app = self._app if refusal is None else refusal
        cookie = None
        if refusal is None and self._identity.owner(request.cookies) is None:
            cookie = self._identity.new_guest()
        await app(_plain(scope, cookie), receive, _Answer(send, cookie, _language(request)))

    def _refusal(self, request: Request) -> ASGIApp | None:
        if request.url.path in OPEN_PATHS:
            return None
        host = request.headers.get("host", "")
        if not (self._bound_to_loopback and is_loopback(host)):
            return PlainTextResponse(self._texts("errors.guest_refused"), status_code=403)
        origin = request.headers.get("origin")
        if request.method not in {"GET", "HEAD"} and origin not in {
            None,
            f"http://{host}",
            f"https://{host}",
        }:
            return PlainTextResponse(self._texts("errors.foreign_origin"), status_code=403)
        return None


class _Answer:
    """Passes an answer on with its headers; an HTML page is completed first."""

    def __init__(self, send: Send, cookie: str | None, language: str) -> None:
        self._send = send
        self._cookie = cookie
        self._language = language
        self._held: Held | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                self._held = Held(message)
                return
            self._protect(message, content_policy())
        elif self._held is not None:
            self._held.parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send_page(self._held)
            return
        await self._send(message)

    async def _send_page(self, held: Held) -> None:
        html = b"".join(held.parts).decode("utf-8")
        html = re.sub(r'<html\s+lang="en"', f'<html lang="{self._language}"', html, count=1)
        body = html.encode()
        self._protect(held.start, content_policy(html))
        MutableHeaders(raw=held.start["headers"])["content-length"] = str(len(body))
        await self._send(held.start)
        await self._send({"type": "http.response.body", "body": body})

    def _protect(self, message: Message, policy: str) -> None:
        headers = MutableHeaders(raw=message["headers"])
        headers["content-security-policy"] = policy
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "same-origin"
        headers["x-frame-options"] = "DENY"
        if self._cookie is not None:
            headers.append(
                "set-cookie",
                f"{COOKIE}={self._cookie}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax",
            )
        message["headers"] = headers.raw


def _plain(scope: Scope, cookie: str | None) -> Scope:
    """The request as the pages see it: a new guest's cookie is there already, and pages come uncompressed."""
    headers = MutableHeaders(raw=list(scope["headers"]))
    if "text/html" in headers.get("accept", ""):
        del headers["accept-encoding"]
    if cookie is not None:
        headers["cookie"] = f"{COOKIE}={cookie}"
    return {**scope, "headers": headers.raw}


def _language(request: Request) -> str:
    return HTML_LANGUAGE["en" if request.url.path.startswith("/en/") else "zh"]
