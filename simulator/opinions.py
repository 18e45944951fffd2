"""A second opinion on a finished call, as it is kept and as it is shown. The result is no part of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scoring.judging import Opinion, SideBySide, Silence, compare
from scoring.schema import Frozen
from simulator.records import StoredCall
from simulator.views import View

OpinionStatus = Literal["idle", "waiting", "running", "cancelled", "failed"]
"""Of the asking; what was answered before is there whatever becomes of it."""


class JudgedReply(Frozen):
    """What the model said of one of the trainee's turns; ``turn`` counts over both speakers."""

    turn: int
    opinion: Opinion


@dataclass(frozen=True)
class StoredOpinion:
    """One asking. A call may have several; none is ever changed."""

    call_id: str
    model: str
    prompt: str
    """Version of what the model was asked."""
    replies: tuple[JudgedReply, ...]
    created_at: datetime


class OpinionLine(View):
    """One reply of the trainee with both judgements. ``sides`` is ``None`` where one of them is missing."""

    turn: int
    text: str
    silence: Silence | None
    sides: SideBySide | None
    disregarded: int
    """Answers that counted as none."""


class OpinionView(View):
    """The newest opinion, if there is one, and how far a new asking has got."""

    call_id: str
    status: OpinionStatus = "idle"
    done: int = 0
    total: int = 0
    model: str = ""
    prompt: str = ""
    asked_at: datetime | None = None
    """``None``: never answered so far."""
    lines: tuple[OpinionLine, ...] = ()

    @property
    def asking(self) -> bool:
        return self.status in {"waiting", "running"}

    @property
    def differing(self) -> int:
        """Replies on which the two do not say the same."""
        return sum(line.sides is not None and line.sides.differs for line in self.lines)


def opinion_lines(call: StoredCall, opinion: StoredOpinion) -> tuple[OpinionLine, ...]:
    """Grades as given in the call beside what the model said of the same words."""
    by_turn = {turn.index: turn for turn in call.turns if turn.grade is not None}
    return tuple(
        OpinionLine(
            turn=judged.turn,
            text=turn.text,
            silence=judged.opinion.silence,
            sides=compare(turn.grade.graded, judged.opinion) if turn.grade else None,
            disregarded=len(judged.opinion.disregarded),
        )
        for judged in opinion.replies
        if (turn := by_turn.get(judged.turn)) is not None
    )
