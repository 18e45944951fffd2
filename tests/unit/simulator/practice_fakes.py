"""Fakes for everything around a call; they implement the ports and record what they were asked."""

import hashlib
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from knowledge.vocabulary import SituationId, ViolationId
from scoring.results import Assessment, CaseTruth, ClauseCitation, CoachItem, TurnGrade
from scoring.schema import AssessedDialogue, CallEvent, DialogueRow, Finding, GradedReply, ReplyRow, Utterance
from simulator.errors import GraderNotReady, UnknownScenario
from simulator.ports import CallScoring, CallStore, CustomerLine
from simulator.practice import Practice
from simulator.records import CaseFile, StoredCall
from simulator.store.memory import MemoryCallStore
from simulator.views import Action, EndReason, MoodLevel, ScenarioCard

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
CARD = ScenarioCard(
    id="tiny_outage",
    situation="anxious_outage",
    situation_name="焦急报修",
    person_name="着急的住户",
    title="家里突然停电",
    brief="晚上八点，热线来电。",
    channel="hotline",
    difficulty="easy",
)
CITATION = ClauseCitation(
    id="tiny.greet",
    section="篇1 §2",
    title="问候",
    requirement="先问候",
    phrases=("您好",),
    content_hash="0" * 16,
)
ENDINGS: dict[Action, EndReason] = {"wait_hang_up": "satisfied", "transfer_supervisor": "handed_over"}


@dataclass
class FakeCustomers:
    """Answers each reply with its number; says 再见 ends the call, anger ends it badly."""

    engine: str = "fake"
    asked: list[str] = field(default_factory=list)

    def cards(self) -> tuple[ScenarioCard, ...]:
        return (CARD,)

    def prepare(self, scenario_id: str, seed: int) -> CaseFile:
        if scenario_id != CARD.id:
            raise UnknownScenario(scenario_id, near=(CARD.id,))
        instance = json.dumps({"seed": seed})
        return CaseFile(CARD, (("户名", f"张{seed}"),), instance, content="c0ffee", mood=-20)

    def open(self, instance: str) -> CustomerLine:
        seed = json.loads(instance)["seed"]
        return CustomerLine(json.dumps({"said": 1}), f"喂，停电了！（{seed}）", -20, disclosed=("outage",))

    def respond(
        self, instance: str, state: str, text: str, graded: GradedReply | None, action: Action | None
    ) -> CustomerLine:
        self.asked.append(text or str(action))
        said = json.loads(state)["said"] + 1
        after = json.dumps({"said": said})
        if action is not None:
            words = "好，再见。" if action == "wait_hang_up" else ""
            return CustomerLine(after, words, -10, ended=ENDINGS.get(action))
        angry = graded is not None and any(found.id == "rude" for found in graded.violations)
        ended: EndReason | None = "hung_up_angry" if angry else "satisfied" if "再见" in text else None
        return CustomerLine(after, f"第{said}句。", -90 if angry else min(said * 5, 60), ended=ended)

    def truth(self, instance: str, state: str, turns: Sequence[Utterance]) -> CaseTruth:
        return CaseTruth(crew="none")

    def mood_level(self, mood: int) -> MoodLevel:
        return "furious" if mood < -60 else "uneasy" if mood < 0 else "calm"

    def fingerprint(self, call: StoredCall) -> str:
        words = json.dumps([call.case.card.id, call.seed, [turn.text for turn in call.turns]])
        return hashlib.sha256(words.encode()).hexdigest()


class FakeGrader:
    def grade_turn(self, row: ReplyRow, /) -> TurnGrade:
        graded = GradedReply(id=row.id)
        if row.reply.startswith("您好"):
            graded = GradedReply(
                id=row.id,
                elements=(Finding(id="greeting", score=1, start=0, end=2, text="您好", clause=CITATION.id),),
            )
        if "滚" in row.reply:
            at = row.reply.index("滚")
            rude = Finding[ViolationId](
                id="rude", score=1, start=at, end=at + 1, text="滚", clause=CITATION.id
            )
            graded = graded.model_copy(update={"violations": (rude,)})
        return TurnGrade(graded=graded, citations={CITATION.id: CITATION})


@dataclass
class FakeAssessor:
    """Ten points a graded reply."""

    rows: list[DialogueRow] = field(default_factory=list)

    def assess(
        self, row: DialogueRow, truth: CaseTruth | None, graded: Sequence[GradedReply] | None, /
    ) -> Assessment:
        self.rows.append(row)
        graded = tuple(graded or ())
        assessed = AssessedDialogue(
            id=row.id,
            score=10.0 * len(graded),
            passed=len(graded) > 2,
            critical=(),
            dimensions={"courtesy": None},
            missed=("ask_address",),
            violations=(),
            turns=graded,
        )
        return Assessment(
            row=assessed,
            items=(),
            critical=(),
            violations=(),
            work_order=None,
            facts=(),
            events=row.events or (),
            ended_by=None,
            citations={CITATION.id: CITATION},
            versions={"grader": "fake-1"},
        )


class FakeCoach:
    def items(
        self,
        situation: SituationId,
        turns: Sequence[Utterance],
        graded: Sequence[GradedReply],
        truth: CaseTruth | None,
        events: Sequence[CallEvent],
        /,
    ) -> tuple[CoachItem, ...]:
        done = any(found.id == "greeting" for reply in graded for found in reply.elements)
        return (
            CoachItem(
                element="greeting",
                label="问候",
                done=done,
                now=True,
                clause=CITATION,
                phrase="您好",
                better=None,
            ),
        )


@dataclass(frozen=True)
class FakeScoring:
    grader: FakeGrader = field(default_factory=FakeGrader)
    assessor: FakeAssessor = field(default_factory=FakeAssessor)
    coach: FakeCoach = field(default_factory=FakeCoach)


@dataclass
class SwitchedScoring:
    """A scoring that can still be loading."""

    scoring: FakeScoring = field(default_factory=FakeScoring)
    ready: bool = True

    def __call__(self) -> CallScoring:
        if not self.ready:
            raise GraderNotReady
        return self.scoring


class CountingSources:
    """Ids and seeds in order instead of at random."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def call_id(self) -> str:
        return f"call-{next(self._numbers)}"

    def seed(self) -> int:
        return 7


def ticking_clock() -> Callable[[], datetime]:
    """A clock that goes on by one second each time it is read."""
    seconds = itertools.count()
    return lambda: START + timedelta(seconds=next(seconds))


@dataclass
class Desk:
    """A practice with everything around it, to look at from both sides."""

    store: CallStore = field(default_factory=MemoryCallStore)
    customers: FakeCustomers = field(default_factory=FakeCustomers)
    scoring: SwitchedScoring = field(default_factory=SwitchedScoring)
    practice: Practice = field(init=False)

    def __post_init__(self) -> None:
        self.practice = Practice(self.store, self.customers, self.scoring, ticking_clock(), CountingSources())

    def talking(self, owner: str = "guest", hints: bool = True) -> str:
        """Id of a call that has been answered: one turn so far."""
        call = self.practice.start(owner, CARD.id, seed=3, hints=hints)
        return self.practice.answer(owner, call.id).id
