"""Searches that people keep, their feeds and webhooks; claims by the day of what is claimed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("owner", "name", "address", "made_at", "opened_at"),
        sa.Column("opened_until", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=True, unique=True),
    )
    op.create_index("saved_search_owner", "saved_search", ["owner"])
    search = sa.ForeignKey("saved_search.id", ondelete="CASCADE")
    op.create_table(
        "webhook",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("search", sa.Text, search, nullable=False),
        *_texts("address", "secret"),
        sa.Column("is_private", sa.Integer, nullable=False),
        *_texts("made_at", "made_by"),
        sa.Column("sent_until", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        *_texts("last_at", "last_error", "next_at", required=False),
    )
    op.create_index("webhook_search", "webhook", ["search"])
    op.create_index("claim_when", "claim", ["when_start"])


def _texts(*names: str, required: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=not required) for name in names]
