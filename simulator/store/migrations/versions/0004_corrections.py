"""Corrections of labels by a trainer, and their withdrawals, apart from results."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_A_CALL = {
    "corrections": "SELECT 1 FROM calls WHERE id = OLD.call_id",
    "withdrawals": "SELECT 1 FROM corrections WHERE id = OLD.correction_id",
}


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("call_id", sa.String(100), sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("label", sa.String(50), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("grader", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_corrections_call_id", "corrections", ["call_id"])
    owner = sa.ForeignKey("corrections.id", ondelete="CASCADE")
    op.create_table(
        "withdrawals",
        sa.Column("correction_id", sa.Integer, owner, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    # what was said stays as it was said; taking it back adds a row
    if op.get_bind().dialect.name == "sqlite":
        for table, still_there in _OF_A_CALL.items():
            op.execute(_trigger(table, "UPDATE", "1"))
            op.execute(_trigger(table, "DELETE", f"EXISTS ({still_there})"))


def _trigger(table: str, act: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what is finished is never changed'); END"
    )


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")
