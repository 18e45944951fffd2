"""A practice and a library with canned answers: the pages are developed and tested on them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from knowledge.library import ClauseReport
from knowledge.own import KeptClause, OwnClause, Unreadable, clause_id
from knowledge.refusal import DocumentRefused
from knowledge.schema import SearchAnswer, SearchRow
from knowledge.shelf import DocumentInfo
from knowledge.vocabulary import ElementId, ViolationId
from scoring.own import Checked, Conflict, Judged, Listed, Recogniser, Separation
from scoring.own.calibration import Curve
from scoring.own.recogniser import Linear
from scoring.results import (
    Assessment,
    ClauseCitation,
    CoachItem,
    FactTruth,
    FieldCheck,
    ItemResult,
    TurnGrade,
)
from scoring.schema import AssessedDialogue, CallEvent, Finding, GradedReply, WorkOrder
from simulator.errors import CallEnded, CallMoved, CallNotFound, CallNotOver, UnknownScenario
from simulator.views import Action, CallView, RecentCall, ReportView, ScenarioCard, TurnView

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CARD = ScenarioCard(
    id="dark_building",
    situation="anxious_outage",
    situation_name="焦急报修",
    person_name="带婴儿的年轻妈妈",
    title="整栋楼突然停电",
    brief="晚上八点，一位女士打来电话，声音很急。",
    channel="hotline",
    difficulty="easy",
    title_en="The whole building is dark",
    person_name_en="Young mother with a baby",
)
COUNTER = CARD.model_copy(
    update={
        "id": "drunk",
        "situation": "drunk_visitor",
        "title": "酒后上门",
        "channel": "counter",
        "difficulty": "hard",
    }
)
CLAUSE = ClauseCitation(
    id="a1.fault.ask",
    section="篇1 §3.1(1)",
    title="故障报修受理",
    requirement="问清停电的地址、时间和范围。",
    phrases=("请问您的详细地址是××？",),
    content_hash="0" * 16,
)


def grade(text: str) -> TurnGrade:
    """A greeting in the first two characters, a rhetorical question in ``不会``."""
    greeting = Finding[ElementId](
        id="greeting",
        score=0.9,
        start=0,
        end=2,
        text=text[:2],
        clause=CLAUSE.id,
        adherence=0.82,
        phrase="您好！",
    )
    at = text.find("不会")
    broken = (
        (
            Finding[ViolationId](
                id="rhetorical", score=0.8, start=at, end=at + 2, text="不会", clause=CLAUSE.id
            ),
        )
        if at >= 0
        else ()
    )
    return TurnGrade(
        graded=GradedReply(id="r", elements=(greeting,), violations=broken), citations={CLAUSE.id: CLAUSE}
    )


def call(**changes: object) -> CallView:
    view = CallView(
        id="c1",
        status="ringing",
        card=CARD,
        seed=7,
        screen=(("户号", "3201 0044 71"), ("在办工单", "无")),
        turns=(),
        events=(),
        mood=-40,
        mood_level="upset",
        work_order=WorkOrder(),
        hints=True,
        started_at=NOW,
        coach=(
            CoachItem(
                element="ask_address",
                label="询问地址",
                done=False,
                now=True,
                clause=CLAUSE,
                phrase="请问您的详细地址是××？",
                better="您家在哪个小区几栋？",
            ),
            CoachItem(
                element="closing",
                label="结束语",
                done=False,
                now=False,
                clause=None,
                phrase=None,
                better=None,
            ),
            CoachItem(
                element="greeting", label="问候", done=True, now=True, clause=None, phrase=None, better=None
            ),
        ),
    )
    return view.model_copy(update=changes)


def item(**changes: object) -> ItemResult:
    made = ItemResult(
        id="ask_address",
        label="询问地址",
        dimension="enquiry",
        status="missed",
        points=8,
        earned=0,
        reason="整通电话没有问地址。",
        clause=CLAUSE.id,
        phrase=CLAUSE.phrases[0],
        better="您家在哪个小区几栋？",
    )
    return made.model_copy(update=changes)


def assessment(**changes: object) -> Assessment:
    row = AssessedDialogue(
        id="c1",
        score=63.4,
        passed=False,
        critical=("rude",),
        dimensions={
            "courtesy": 80,
            "empathy": 55,
            "enquiry": 40,
            "resolution": 70,
            "language": None,
            "record": 30,
        },
        missed=("ask_address",),
        violations=("rhetorical",),
        turns=(),
    )
    made = Assessment(
        row=row,
        items=(item(), item(id="greeting", label="问候", status="met", earned=8, better=None)),
        critical=(item(id="rude", label="出言不逊", status="broken", earned=-20, reason="辱骂客户。"),),
        violations=(
            item(id="rhetorical", label="反问质问", status="broken", earned=-5, turn=1, start=0, end=2),
        ),
        work_order=(
            FieldCheck(
                field="kind", label="工单类型", written="repair", expected="complaint", status="wrong"
            ),
        ),
        facts=(FactTruth(id="f", label="停电地址", value="和平里3栋", outcome="missed"),),
        events=(CallEvent(kind="hang_up", turn=2),),
        ended_by="trainee",
        citations={CLAUSE.id: CLAUSE},
        versions={"grader": "1", "rubric": "2"},
    )
    return made.model_copy(update=changes)


@dataclass
class FakePractice:
    """Keeps calls in memory; the customer says the same thing again and again."""

    calls: dict[str, tuple[str, CallView]] = field(default_factory=dict)

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        return CARD, COUNTER

    def start(self, owner: str, scenario_id: str, seed: int | None = None, hints: bool = True) -> CallView:
        card = next((card for card in self.scenarios() if card.id == scenario_id), None)
        if card is None:
            raise UnknownScenario(scenario_id)
        view = call(id=f"c{len(self.calls) + 1}", card=card, seed=7 if seed is None else seed, hints=hints)
        return self._keep(owner, view)

    def answer(self, owner: str, call_id: str) -> CallView:
        line = TurnView(index=0, role="customer", text="喂！怎么又停电了啊？", mood=-40)
        return self._keep(
            owner, self.view(owner, call_id).model_copy(update={"status": "talking", "turns": (line,)})
        )

    def reply(self, owner: str, call_id: str, text: str, after: int) -> CallView:
        view = self._going(owner, call_id, after)
        said = TurnView(index=after, role="trainee", text=text, grade=grade(text) if view.hints else None)
        heard = TurnView(index=after + 1, role="customer", text=f"那我家孩子怎么办？（{after}）", mood=-20)
        return self._keep(owner, view.model_copy(update={"turns": (*view.turns, said, heard), "mood": -20}))

    def act(self, owner: str, call_id: str, action: Action, after: int) -> CallView:
        view = self._going(owner, call_id, after)
        changes: dict[str, object] = {"events": (*view.events, CallEvent(kind=action, turn=after))}
        if action == "hang_up":
            changes |= {"status": "ended", "ended_at": NOW, "end_reason": "trainee_hung_up"}
        return self._keep(owner, view.model_copy(update=changes))

    def save_work_order(self, owner: str, call_id: str, form: WorkOrder) -> CallView:
        return self._keep(owner, self.view(owner, call_id).model_copy(update={"work_order": form}))

    def view(self, owner: str, call_id: str) -> CallView:
        kept = self.calls.get(call_id)
        if kept is None or kept[0] != owner:
            raise CallNotFound(call_id)
        return kept[1]

    def report(self, owner: str, call_id: str) -> ReportView:
        view = self.view(owner, call_id)
        if view.status != "ended":
            raise CallNotOver(call_id)
        moods = tuple(turn.mood for turn in view.turns if turn.mood is not None)
        return ReportView(
            call=view, assessment=assessment(), moods=moods, fingerprint="f" * 64, engine="scripted"
        )

    def recent(self, owner: str, limit: int = 20) -> tuple[RecentCall, ...]:
        mine = [view for kept, view in self.calls.values() if kept == owner]
        return tuple(
            RecentCall(
                id=v.id, card=v.card, status=v.status, started_at=v.started_at, score=None, passed=None
            )
            for v in reversed(mine)
        )[:limit]

    def _going(self, owner: str, call_id: str, after: int) -> CallView:
        view = self.view(owner, call_id)
        if view.status == "ended":
            raise CallEnded(call_id)
        if after != len(view.turns):
            raise CallMoved(call_id, after, len(view.turns))
        return view

    def _keep(self, owner: str, view: CallView) -> CallView:
        self.calls[view.id] = (owner, view)
        return view


@dataclass(frozen=True)
class FakeImport:
    document: DocumentInfo
    added: bool


@dataclass
class FakeLibrary:
    kept: dict[str, DocumentInfo] = field(default_factory=dict)

    def search(self, query: str, k: int = 5) -> SearchAnswer:
        row = SearchRow(
            clause=CLAUSE.id,
            section=CLAUSE.section,
            title=CLAUSE.title,
            requirement=CLAUSE.requirement,
            phrases=CLAUSE.phrases,
            score=0.91,
        )
        return SearchAnswer(query=query, results=(row,))

    def add_document(self, name: str, data: bytes) -> FakeImport:
        if not data:
            raise DocumentRefused("empty", f"{name!r} is empty")
        added = name not in self.kept
        self.kept[name] = DocumentInfo(id=name, name=name, size=len(data), passages=3, added=NOW)
        return FakeImport(self.kept[name], added)

    def documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(self.kept.values())

    def remove_document(self, document_id: str) -> DocumentInfo:
        return self.kept.pop(document_id)


OWN = OwnClause(
    title="告知公众号查进度",
    requirement="<b>告知</b>客户可以在公众号上查进度。",
    kind="required",
    phrases=("您可以在公众号上查进度",),
    good=("公众号上能看到",),
    bad=("您等着",),
    situations=("anxious_outage",),
)
CONFLICT = Conflict("good_breaks", "公众号上能看到", "能看到", CLAUSE.id, CLAUSE.requirement, "pretend_know")


def checked(own: OwnClause) -> Checked:
    measured = Separation(
        judged=(Judged(own.good[0], True, 0.3), Judged(own.bad[0], False, 0.1)) if own.good else (),
        auc=0.75,
        right=1,
        interval=(0.1, 0.9),
        everyday=3,
        everyday_total=200,
    )
    model = Linear({}, np.zeros(1), 0.0)
    return Checked(Recogniser(own, model, Curve(1, 0), measured, own.phrases), (CONFLICT,))


@dataclass
class FakeClauses:
    """Keeps clauses in memory; every one separates alike and has the same conflict."""

    kept: dict[str, KeptClause] = field(default_factory=dict)
    broken: tuple[Unreadable, ...] = ()

    def listed(self) -> tuple[Listed, ...]:
        return tuple(Listed(kept, checked(kept.own)) for kept in self.kept.values())

    def unreadable(self) -> tuple[Unreadable, ...]:
        return self.broken

    def get(self, full_id: str) -> KeptClause:
        return self.kept[full_id]

    def check(self, own: OwnClause) -> Checked:
        return checked(own)

    def add(self, own: OwnClause) -> ClauseReport:
        if own.title == "磁盘已满":
            raise OSError(28, "No space left on device")
        made = KeptClause(clause_id(own), own, NOW)
        outcome = "changed" if made.full_id in self.kept else "added"
        self.kept[made.full_id] = made
        return ClauseReport(id=made.full_id, outcome=outcome)

    def remove(self, full_id: str) -> KeptClause:
        return self.kept.pop(full_id)
