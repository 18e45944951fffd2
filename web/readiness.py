"""Loading the heavy parts behind the first page, and saying how far it has got."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

import structlog

Stage = Literal["loading", "ready", "failed"]
T = TypeVar("T")
Load = Callable[[Callable[[str], None]], T]
"""Loads something, reporting each step by the function it is given."""


@dataclass(frozen=True)
class Readiness:
    """What ``/ready`` answers; ``detail`` is the step being done, or what went wrong."""

    stage: Stage
    detail: str = ""


class ReadinessSource(Protocol):
    """How far loading has got, asked at once or after waiting for its end ``wait_s`` at most."""

    def __call__(self, wait_s: float = 0) -> Readiness: ...


class BackgroundLoad(Generic[T]):
    """Runs ``load`` once in a thread of its own; ``value`` is ``None`` until it is done."""

    def __init__(self, load: Load[T]) -> None:
        self._load = load
        self._state = Readiness("loading")
        self._value: T | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def state(self, wait_s: float = 0) -> Readiness:
        """Fits :class:`ReadinessSource`."""
        self._done.wait(wait_s)
        return self._state

    @property
    def value(self) -> T | None:
        return self._value

    def _run(self) -> None:
        try:
            self._value = self._load(self._report)
            self._state = Readiness("ready")
        except Exception as error:
            structlog.get_logger().exception("the grader could not be loaded")
            self._state = Readiness("failed", f"{type(error).__name__}: {error}")
        finally:
            self._done.set()

    def _report(self, step: str) -> None:
        """A step told after the end, as by a document that is added later, takes nothing back."""
        if not self._done.is_set():
            self._state = Readiness("loading", step)
