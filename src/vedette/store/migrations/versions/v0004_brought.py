"""Which run brought which report, so that a run can be reverted as a whole."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    owner = sa.ForeignKey("report.no", ondelete="CASCADE")
    op.create_table(
        "brought",
        sa.Column("import_id", sa.Text, primary_key=True),
        sa.Column("report_no", sa.Integer, owner, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("brought_report", "brought", ["report_no"])
    # Nobody can say any more which run brought what is there: no later run takes it away.
    op.execute("INSERT INTO brought (import_id, report_no) SELECT '', no FROM report")
