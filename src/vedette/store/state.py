"""The state of a store in one word, told from the last numbers of its tables."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.model import make_id
from vedette.store.tables import (
    analysis,
    gist,
    judgement,
    overlap,
    publisher,
    receipt,
    report,
    sketch,
    tombstone,
)

_LAST = (
    report.c.no,
    analysis.c.no,
    judgement.c.no,
    receipt.c.no,
    tombstone.c.no,
    tombstone.c.lifted_at,
    sketch.c.report_no,
    gist.c.report_no,
    overlap.c.b,
)


def state_of(connection: Connection, *, decisions: bool = True) -> str:
    """Return a word that is the same for as long as nothing was written.

    Without `decisions` it stays the same while judgements are made.
    """
    columns = [each for each in _LAST if decisions or each is not judgement.c.no]
    last = [sa.select(sa.func.max(column)).scalar_subquery() for column in columns]
    numbers = connection.execute(sa.select(*last)).one()
    entries = connection.execute(sa.select(publisher.c.payload).order_by(publisher.c.name))
    return make_id("now", *(str(each) for each in numbers), *(row.payload for row in entries))
