"""Pages that are built when first asked for: building all of them would hold the first one up."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send


class LazyPage:
    """An ASGI application made by ``build`` at its first request.

    It is built on the event loop on purpose: Gradio keeps "the page being built" in a global, and two
    at a time in threads would mix their components.
    """

    def __init__(self, build: Callable[[], FastAPI]) -> None:
        self._build = build
        self._app: FastAPI | None = None
        self._lock = asyncio.Lock()
        self._running = AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = await self.prepare()
        await app(scope, receive, send)

    async def prepare(self) -> FastAPI:
        """The page, built and started."""
        async with self._lock:
            if self._app is None:
                made = self._build()
                await self._running.enter_async_context(made.router.lifespan_context(made))
                self._app = made
            return self._app

    async def close(self) -> None:
        await self._running.aclose()
