"""A server that is going to be killed: takes a call on a database and says how far it got.

``python -m tests.integration.practice_child DATABASE PLACE REPLY...``; at PLACE (``grading``,
``judging`` or ``idle``) it says so and waits for the end. Every line is ``{"call", "turns"}`` as a
browser would have been shown it, or the name of the place.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.results import Assessment, CaseTruth, TurnGrade
from scoring.schema import DialogueRow, GradedReply, ReplyRow
from simulator.bootstrap import RandomSources, utc_now
from simulator.casting import load_casting
from simulator.ports import CallScoring
from simulator.practice import Practice
from simulator.store.sql import open_store
from simulator.views import CallView
from tests.unit.simulator.practice_fakes import FakeAssessor, FakeCoach, FakeGrader

LAST_WORDS = "（此时进程被杀）"
OWNER = "guest"
SCENARIO = "anxious_baby_building"


def hang(place: str) -> None:
    print(json.dumps(place), flush=True)
    sys.stdin.read()


class HangingGrader(FakeGrader):
    def grade_turn(self, row: ReplyRow, /) -> TurnGrade:
        if row.reply == LAST_WORDS:
            hang("grading")
        return super().grade_turn(row)


class HangingAssessor(FakeAssessor):
    def assess(
        self, row: DialogueRow, truth: CaseTruth | None, graded: Sequence[GradedReply] | None, /
    ) -> Assessment:
        hang("judging")
        return super().assess(row, truth, graded)


@dataclass(frozen=True)
class HangingScoring:
    grader: FakeGrader = field(default_factory=HangingGrader)
    assessor: FakeAssessor = field(default_factory=HangingAssessor)
    coach: FakeCoach = field(default_factory=FakeCoach)


def open_practice(database: Path, scoring: CallScoring) -> Practice:
    return Practice(open_store(database), load_casting(), lambda: scoring, utc_now, RandomSources())


def show(call: CallView) -> CallView:
    print(json.dumps({"call": call.id, "turns": [turn.text for turn in call.turns]}), flush=True)
    return call


def main(database: str, place: str, *replies: str) -> None:
    practice = open_practice(Path(database), HangingScoring())
    call = show(practice.answer(OWNER, practice.start(OWNER, SCENARIO, seed=5).id))
    for reply in replies:
        call = show(practice.reply(OWNER, call.id, reply, len(call.turns)))
    if place == "grading":
        practice.reply(OWNER, call.id, LAST_WORDS, len(call.turns))
    if place == "judging":
        practice.act(OWNER, call.id, "hang_up", len(call.turns))
        practice.report(OWNER, call.id)
    hang("idle")


if __name__ == "__main__":
    main(*sys.argv[1:])
