"""A practice with a second judge beside it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from scoring.judging import Claim, Opinion
from scoring.schema import ReplyRow
from simulator.background import Background
from simulator.second_opinion import SecondOpinions
from simulator.store.memory import MemoryCallStore
from tests.unit.scoring.judging_fakes import FakeJudge
from tests.unit.simulator.practice_fakes import Desk, ticking_clock

SOON = 20.0


def greets(row: ReplyRow) -> Opinion:
    """Finds a farewell in everything, and a greeting where there is one."""
    claims = [Claim(label="closing", start=0, end=1, text=row.reply[:1])]
    if row.reply.startswith("您好"):
        claims.append(Claim(label="greeting", start=0, end=2, text="您好"))
    return Opinion(claims=tuple(claims))


def still() -> float:
    return 0.0


def passing(step_s: float) -> Callable[[], float]:
    """A clock that goes on by ``step_s`` each time it is read."""
    ticks = itertools.count()
    return lambda: step_s * next(ticks)


@dataclass
class OpinionDesk:
    """Calls of ``desk`` judged by ``judge``."""

    judge: FakeJudge = field(default_factory=lambda: FakeJudge(greets))
    monotonic: Callable[[], float] = still
    store: MemoryCallStore = field(default_factory=MemoryCallStore)
    background: Background = field(default_factory=Background)
    desk: Desk = field(init=False)
    opinions: SecondOpinions = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(store=self.store)
        self.opinions = SecondOpinions(
            self.store,
            self.store,
            lambda: self.judge,
            ticking_clock(),
            self.monotonic,
            deadline_s=100,
            background=self.background,
        )

    def finished(self, *replies: str) -> str:
        """Id of a call that is over, its result made."""
        call_id = self.desk.talking()
        for number, reply in enumerate(replies):
            self.desk.practice.reply("guest", call_id, reply, after=1 + 2 * number)
        self.desk.practice.close("guest", call_id)
        self.desk.practice.report("guest", call_id)
        return call_id

    def asked(self, call_id: str) -> None:
        """Ask and wait for the end."""
        self.opinions.ask("guest", call_id)
        assert self.background.wait(SOON)
