"""Loading behind the first page, and taking the port."""

import socket
import threading
from collections.abc import Callable

import pytest

from web.readiness import BackgroundLoad, Readiness
from web.server import PortTakenError, take_port

WAIT_S = 10


def test_the_value_is_there_once_loading_has_ended() -> None:
    load = BackgroundLoad(lambda report: 42)
    assert (load.value, load.state()) == (None, Readiness("loading"))
    load.start()
    assert load.state(WAIT_S) == Readiness("ready")
    assert load.value == 42


def test_the_step_that_is_being_done_is_told() -> None:
    said, go_on = threading.Event(), threading.Event()

    def slow(report: Callable[[str], None]) -> int:
        report("Opening the index")
        said.set()
        go_on.wait(WAIT_S)
        return 1

    load = BackgroundLoad(slow)
    load.start()
    said.wait(WAIT_S)
    assert load.state() == Readiness("loading", "Opening the index")
    go_on.set()
    assert load.state(WAIT_S).stage == "ready"


def test_a_step_told_after_the_end_does_not_take_readiness_back() -> None:
    load = BackgroundLoad(lambda report: report)
    load.start()
    assert load.state(WAIT_S).stage == "ready"
    assert load.value is not None
    load.value("Indexing 1 of 1 texts")
    assert load.state() == Readiness("ready")


def test_a_failure_is_told_and_leaves_no_value() -> None:
    def broken(report: Callable[[str], None]) -> int:
        raise RuntimeError("no disk")

    load = BackgroundLoad(broken)
    load.start()
    assert load.state(WAIT_S) == Readiness("failed", "RuntimeError: no disk")
    assert load.value is None


def test_a_port_in_use_is_refused_with_its_address() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"cannot listen on 127\.0\.0\.1:{port} .* another --port"):
            take_port("127.0.0.1", port)


def test_a_free_port_is_taken() -> None:
    with take_port("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0
