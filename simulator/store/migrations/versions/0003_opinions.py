"""Second opinions: what a language model said of a finished call, apart from its result."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("call_id", sa.String(100), sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("prompt", sa.String(50), nullable=False),
        sa.Column("replies", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_opinions_call_id", "opinions", ["call_id"])
    # what was said stays as it was said; asking again adds a row
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_trigger("UPDATE", "1"))
        op.execute(_trigger("DELETE", "EXISTS (SELECT 1 FROM calls WHERE id = OLD.call_id)"))


def _trigger(act: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER opinions_no_{act.lower()} BEFORE {act} ON opinions WHEN {condition} "
        "BEGIN SELECT RAISE(ABORT, 'opinions: what is finished is never changed'); END"
    )


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")
