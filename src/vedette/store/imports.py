"""Imports: which run brought which report, so that all of it can be taken back."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.store.intake import chunks
from vedette.store.tables import brought, report


def bring(connection: Connection, import_id: str, report_ids: Collection[str]) -> None:
    """Note that a run brought these reports, which the store holds; twice is as once."""
    for chunk in chunks(report_ids):
        ours = sa.select(report.c.no).where(report.c.id.in_(chunk))
        noted = sa.select(brought.c.report_no).where(
            (brought.c.import_id == import_id) & brought.c.report_no.in_(ours)
        )
        new = set(connection.scalars(ours)) - set(connection.scalars(noted))
        if new:
            rows = [{"import_id": import_id, "report_no": no} for no in sorted(new)]
            connection.execute(brought.insert(), rows)


def count_brought(connection: Connection) -> dict[str, int]:
    """Count the reports of every run of which it is known what it brought."""
    statement = sa.select(brought.c.import_id, sa.func.count()).group_by(brought.c.import_id)
    return {run: number for run, number in connection.execute(statement) if run}
