"""Listening: the port is taken before anything slow happens, and the address is told once it serves."""

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

SHUTDOWN_S = 3
"""How long open event streams may hold up the end of the server."""


class PortTakenError(OSError):
    """The address cannot be listened on."""


def take_port(host: str, port: int) -> socket.socket:
    """A listening socket. Raises :class:`PortTakenError` with what to do about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        message = (
            f"cannot listen on {host}:{port} ({error.strerror}); stop what uses it or choose another --port"
        )
        raise PortTakenError(message) from error
    return listener


def serve(app: FastAPI, listener: socket.socket, on_serving: Callable[[], None]) -> None:
    """Serve until the process is told to stop; ``on_serving`` is called once answers are given."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_S)
    _Server(config, on_serving).run(sockets=[listener])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_serving: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_serving = on_serving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_serving()
