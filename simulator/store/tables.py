"""The tables as the code sees them today; the migrations say how they came to be."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from scoring.results import Assessment, TurnGrade
from scoring.schema import WorkOrder
from simulator.opinions import JudgedReply
from simulator.store.columns import AsJson, UtcTime
from simulator.views import ScenarioCard

METADATA = MetaData()

calls = Table(
    "calls",
    METADATA,
    Column("id", String(100), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("scenario_id", String(100), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("engine", String(100), nullable=False),
    Column("hints", Boolean, nullable=False),
    Column("content", String(100), nullable=False),
    Column("card", AsJson(ScenarioCard), nullable=False),
    Column("screen", AsJson(tuple[tuple[str, str], ...]), nullable=False),
    Column("instance", Text, nullable=False),
    Column("start_mood", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("state", Text, nullable=False),
    Column("mood", Integer, nullable=False),
    Column("work_order", AsJson(WorkOrder), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("end_reason", String(50)),
    Column("revision", Integer, nullable=False),
    Index("ix_calls_owner_created", "owner", "created_at"),
)

utterances = Table(
    "utterances",
    METADATA,
    Column("call_id", ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("idx", Integer, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("mood", Integer),
    Column("disclosed", AsJson(tuple[str, ...]), nullable=False),
    Column("ended", String(50)),
    Column("grade", AsJson(TurnGrade)),
    Column("created_at", UtcTime, nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("call_id", ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("idx", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("kind", String(50), nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

results = Table(
    "results",
    METADATA,
    Column("call_id", ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("assessment", AsJson(Assessment), nullable=False),
    Column("score", Float, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("versions", AsJson(dict[str, str]), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

opinions = Table(
    "opinions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("call_id", ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("model", String(200), nullable=False),
    Column("prompt", String(50), nullable=False),
    Column("replies", AsJson(tuple[JudgedReply, ...]), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("call_id", ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("label", String(50), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("author", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("grader", String(200), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    METADATA,
    Column("correction_id", ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True),
    Column("author", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
