"""Accounts that are locked, links to set a password, and failed logins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("locked_at", sa.Text, nullable=True))
    key = sa.ForeignKey("account.key", ondelete="CASCADE")
    op.create_table(
        "invitation",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, key, nullable=False),
        sa.Column("ends_at", sa.Text, nullable=False),
    )
    op.create_index("invitation_account", "invitation", ["account"])
    op.create_table(
        "attempt",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
    )
    op.create_index("attempt_last", "attempt", ["last"])
