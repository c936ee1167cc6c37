"""Sketches of reports, what their texts share, and the index of fingerprints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    owner = sa.ForeignKey("report.no", ondelete="CASCADE")
    op.create_table(
        "sketch",
        sa.Column("report_no", sa.Integer, owner, primary_key=True, autoincrement=False),
        sa.Column("sheet", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("moment", sa.Text, nullable=False),
        sa.Column("grade", sa.Integer, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("agencies", sa.Text, nullable=False),
        sa.Column("credit", sa.Integer, nullable=False),
    )
    op.create_index("sketch_sheet", "sketch", ["sheet"])
    op.create_table(
        "overlap",
        sa.Column("a", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("b", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("overlap_b", "overlap", ["b"])
    op.create_table(
        "print_run",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("fences", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "print_block",
        sa.Column("no", _BIG, primary_key=True, autoincrement=False),
        sa.Column("entries", sa.LargeBinary, nullable=False),
    )
