"""Work in a thread of its own: in order, one at a time, and none of it can stop the others."""

import threading

import pytest

from simulator.background import MOST_WAITING, Background, Job, QueueFullError

SOON = 20.0


def test_jobs_are_done_in_order_one_at_a_time() -> None:
    background, order = Background(), list[str]()
    for name in "abc":
        background.start(name, 1, lambda job: order.append(job.name))
    assert background.wait(SOON)
    assert order == ["a", "b", "c"]
    assert [job.status for name in "abc" if (job := background.job(name))] == ["done"] * 3
    background.start("d", 1, lambda job: order.append(job.name))  # the thread that has gone is made again
    assert background.wait(SOON)
    assert order[-1] == "d"


def test_a_job_that_crashes_does_not_stop_the_next() -> None:
    def crash(job: Job) -> None:
        raise RuntimeError("您好")

    background, done = Background(), list[str]()
    first = background.start("a", 1, crash)
    background.start("b", 1, lambda job: done.append(job.name))
    assert background.wait(SOON)
    assert (first.status, done) == ("failed", ["b"])


def test_a_job_under_way_is_not_begun_again() -> None:
    background, gate = Background(), threading.Event()

    def work(_: Job) -> None:
        gate.wait(SOON)

    first = background.start("a", 1, work)
    assert background.start("a", 1, lambda _: None) is first
    gate.set()
    assert background.wait(SOON)
    assert background.start("a", 1, lambda _: None) is not first
    assert background.wait(SOON)


def test_a_cancelled_job_counts_as_such_at_once_and_is_told() -> None:
    background, gate, told = Background(), threading.Event(), list[bool]()

    def work(job: Job) -> None:
        gate.wait(SOON)
        told.append(job.stopped.is_set())

    running, waiting = background.start("a", 1, work), background.start("b", 1, work)
    background.cancel("a")
    background.cancel("b")
    background.cancel("nothing")
    assert (running.status, waiting.status) == ("cancelled", "cancelled")
    again = background.start("b", 1, lambda _: None)
    gate.set()
    assert background.wait(SOON)
    assert (running.status, waiting.status, again.status) == ("cancelled", "cancelled", "done")
    assert all(told)


def test_too_much_work_is_refused() -> None:
    background, gate, begun = Background(), threading.Event(), threading.Event()

    def work(_: Job) -> None:
        begun.set()
        gate.wait(SOON)

    background.start("first", 1, work)
    begun.wait(SOON)
    for number in range(MOST_WAITING):
        background.start(str(number), 1, lambda _: None)
    with pytest.raises(QueueFullError, match="try again"):
        background.start("one more", 1, lambda _: None)
    gate.set()
    assert background.wait(SOON)
