"""Results, and the rule that what is finished stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A call may be erased as a whole (its rows go with it, after it); nothing of it may be altered.
_ALTERED = (
    ("results", "UPDATE", "1"),
    ("results", "DELETE", "EXISTS (SELECT 1 FROM calls WHERE id = OLD.call_id)"),
    ("utterances", "UPDATE", "1"),
    ("utterances", "DELETE", "EXISTS (SELECT 1 FROM calls WHERE id = OLD.call_id)"),
    ("events", "UPDATE", "1"),
    ("events", "DELETE", "EXISTS (SELECT 1 FROM calls WHERE id = OLD.call_id)"),
    # what was said is closed at the end; the form only once it has been judged
    ("calls", "UPDATE", "OLD.status = 'ended' AND (NEW.status <> 'ended' OR NEW.state <> OLD.state)"),
    ("calls", "UPDATE OF work_order", "EXISTS (SELECT 1 FROM results WHERE call_id = OLD.id)"),
)


def upgrade() -> None:
    op.create_table(
        "results",
        sa.Column("call_id", sa.String(100), sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("assessment", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    # Triggers have no portable wording; elsewhere the code alone keeps the rule until a migration adds them.
    if op.get_bind().dialect.name == "sqlite":
        for table, act, condition in _ALTERED:
            op.execute(_trigger(table, act, condition))


def _trigger(table: str, act: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act.lower().replace(' ', '_')} BEFORE {act} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what is finished is never changed'); END"
    )


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")
