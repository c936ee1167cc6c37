"""Gists of reports with their stories, and the words under which they are looked up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    owner = sa.ForeignKey("report.no", ondelete="CASCADE")
    op.create_table(
        "gist",
        sa.Column("report_no", sa.Integer, owner, primary_key=True, autoincrement=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("activity", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("placement", sa.Text, nullable=False),
    )
    op.create_index("gist_story", "gist", ["story"])
    op.create_table(
        "gist_key",
        sa.Column("key", _BIG, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report_no", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
