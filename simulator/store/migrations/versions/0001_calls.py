"""Calls, what was said in them, and what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _calls()
    _utterances()
    _events()


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("scenario_id", sa.String(100), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("engine", sa.String(100), nullable=False),
        sa.Column("hints", sa.Boolean, nullable=False),
        sa.Column("content", sa.String(100), nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("screen", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("start_mood", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("mood", sa.Integer, nullable=False),
        sa.Column("work_order", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("end_reason", sa.String(50)),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_calls_owner_created", "calls", ["owner", "created_at"])


def _utterances() -> None:
    op.create_table(
        "utterances",
        sa.Column("call_id", sa.String(100), sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("idx", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mood", sa.Integer),
        sa.Column("disclosed", sa.Text, nullable=False),
        sa.Column("ended", sa.String(50)),
        sa.Column("grade", sa.Text),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("call_id", sa.String(100), sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("idx", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")
