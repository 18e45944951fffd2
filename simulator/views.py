"""What a screen is given: plain values, nothing to look up, nothing that the trainee may not see."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.vocabulary import SituationId
from personas.schema import Channel, Difficulty
from scoring.results import Assessment, CoachItem, TurnGrade
from scoring.schema import CallEvent, Role, WorkOrder

CallStatus = Literal["ringing", "talking", "ended"]
MoodLevel = Literal["furious", "upset", "uneasy", "calm", "pleased"]
Action = Literal["hang_up", "wait_hang_up", "transfer_supervisor", "start_recording", "wait_quietly"]
EndReason = Literal[
    "satisfied", "resigned", "gave_up", "hung_up_angry", "handed_over", "trainee_hung_up", "turn_limit"
]


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class ScenarioCard(View):
    """A scenario as shown for choosing."""

    id: str
    situation: SituationId
    situation_name: str
    person_name: str
    title: str
    brief: str
    channel: Channel
    difficulty: Difficulty
    title_en: str = ""
    person_name_en: str = ""
    """Empty in calls that were kept before there were English names."""


class TurnView(View):
    """One utterance; ``index`` counts from 0 over both speakers."""

    index: int
    role: Role
    text: str
    mood: int | None = None
    """The customer's mood after this utterance, -100..100; on customer utterances only."""
    grade: TurnGrade | None = None
    """On trainee utterances only, and only where hints are on or the call is over."""


class CallView(View):
    """A call as the trainee sees it while it goes on."""

    id: str
    status: CallStatus
    card: ScenarioCard
    seed: int
    screen: tuple[tuple[str, str], ...]
    """Label and value of each line of the case that the trainee's system shows."""
    turns: tuple[TurnView, ...]
    events: tuple[CallEvent, ...]
    mood: int
    mood_level: MoodLevel
    work_order: WorkOrder
    form_open: bool = True
    """Whether the form can still be filled in: until the report of a finished call is opened."""
    coach: tuple[CoachItem, ...]
    hints: bool
    started_at: datetime
    """UTC; when the call was answered, or rang where it has not been."""
    ended_at: datetime | None = None
    end_reason: EndReason | None = None


class ReportView(View):
    """A finished call with its assessment. It never changes once made."""

    call: CallView
    assessment: Assessment
    moods: tuple[int, ...]
    """Mood after each customer utterance."""
    fingerprint: str
    """SHA-256 of scenario, seed and transcript: equal for equal calls on any machine."""
    engine: str


class RecentCall(View):
    """A line of the trainee's own history; ``score`` and ``passed`` are ``None`` without a result."""

    id: str
    card: ScenarioCard
    status: CallStatus
    started_at: datetime
    score: float | None
    passed: bool | None
