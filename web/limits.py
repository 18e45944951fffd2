"""How much a request may carry, decided before any of it is kept in memory or on the disk."""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

EVENT_BYTES: Final = 1024 * 1024
"""Ample: a reply that is too long is still read, so that the page can say so."""
FORM_BYTES: Final = 64 * 1024
"""What a form may hold besides the file."""
DOCUMENTS: Final = "/documents"


class BodyLimit:
    """ASGI middleware: 413 for a body that is too large, 411 for one that does not say its length.

    A declared length is kept to by the HTTP parser, so nothing has to be counted here. ``too_large`` makes
    the answer to an oversized document.
    """

    def __init__(self, app: ASGIApp, document_bytes: int, too_large: Callable[[Request], Response]) -> None:
        self._app = app
        self._document_bytes = document_bytes
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(Request(scope)) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
            return
        await _discard(receive)
        await refusal(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        length = _length(request.headers)
        if length is None:
            return PlainTextResponse("Send a Content-Length", 411)
        if request.url.path == DOCUMENTS:
            return self._too_large(request) if length > self._document_bytes + FORM_BYTES else None
        return PlainTextResponse("The request is too large", 413) if length > EVENT_BYTES else None


def _length(headers: Headers) -> int | None:
    """Bytes of the body; ``None`` where there is one of unknown length."""
    if "transfer-encoding" in headers:
        return None
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isascii() and stated.isdecimal() else None


async def _discard(receive: Receive) -> None:
    """Let the browser finish: it shows the answer to a form only after it could send all of it."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return
