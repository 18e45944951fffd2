"""Work that takes minutes, done one piece after the other in a thread of its own."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import structlog

JobStatus = Literal["waiting", "running", "done", "cancelled", "failed"]
MOST_WAITING: Final = 20
REMEMBERED: Final = 200
"""Finished jobs whose end can still be asked for."""


@dataclass
class Job:
    """One piece of work; whoever does it counts ``done`` up and looks at ``stopped`` now and then."""

    name: str
    total: int
    done: int = 0
    status: JobStatus = "waiting"
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def active(self) -> bool:
        return self.status in {"waiting", "running"}


Work = Callable[[Job], None]


class QueueFullError(Exception):
    """Too much waits already."""


class Background:
    """One thread, made when there is work and gone when there is none; it never holds up the end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Job, Work]] = deque()
        self._jobs: dict[str, Job] = {}
        self._idle = threading.Event()
        self._idle.set()

    def start(self, name: str, total: int, work: Work) -> Job:
        """Queue the work, unless work of that name is under way. Raises :class:`QueueFullError`."""
        with self._lock:
            there = self._jobs.get(name)
            if there is not None and there.active:
                return there
            if len(self._waiting) >= MOST_WAITING:
                raise QueueFullError(f"{len(self._waiting)} jobs wait; try again when some are done")
            job = Job(name, total)
            self._remember(job)
            self._waiting.append((job, work))
            if self._idle.is_set():
                self._idle.clear()
                threading.Thread(target=self._run, name="background", daemon=True).start()
            return job

    def job(self, name: str) -> Job | None:
        with self._lock:
            return self._jobs.get(name)

    def cancel(self, name: str) -> None:
        """It counts as cancelled at once, though the piece being done now may still take its time."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and job.active:
                job.stopped.set()
                job.status = "cancelled"

    def wait(self, timeout_s: float | None = None) -> bool:
        """Until nothing is left to do; ``False`` where that took too long."""
        return self._idle.wait(timeout_s)

    def _remember(self, job: Job) -> None:
        self._jobs.pop(job.name, None)
        self._jobs[job.name] = job
        for name in [name for name, old in self._jobs.items() if not old.active][:-REMEMBERED]:
            del self._jobs[name]

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            job, work = taken
            self._do(job, work)

    def _next(self) -> tuple[Job, Work] | None:
        with self._lock:
            while self._waiting:
                job, work = self._waiting.popleft()
                if job.active:
                    job.status = "running"
                    return job, work
            self._idle.set()
            return None

    def _do(self, job: Job, work: Work) -> None:
        try:
            work(job)
            end: JobStatus = "done"
        except Exception as error:  # one job that crashes must not end the thread that does the others
            # without the traceback: its values may be what a trainee said
            structlog.get_logger().error("background work failed", kind=type(error).__name__)
            end = "failed"
        with self._lock:
            if job.active:
                job.status = end
