"""Accounts, logins, tokens and the audit log; places of claims; what an analysis holds, counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from vedette.store.rows import fold, storable

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

READ_AT_A_TIME = 200
COUNTS = ("claims", "figures", "attributions", "unplaced", "abstained", "timed")


def upgrade() -> None:
    _make_accounts()
    _make_books()
    for name in ("place", "place_key"):
        op.add_column("claim", sa.Column(name, sa.Text, nullable=True))
    op.create_index("claim_place", "claim", ["place_key"])
    for name in COUNTS:
        op.add_column("analysis", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    if not op.get_context().as_sql:
        _fill(op.get_bind())


def _texts(*names: str, required: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=not required) for name in names]


def _owner() -> sa.Column[str]:
    key = sa.ForeignKey("account.key", ondelete="CASCADE")
    return sa.Column("account", sa.Text, key, nullable=False)


def _make_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("key", sa.Text, primary_key=True),
        *_texts("name", "role", "password", "made_at", "made_by"),
    )
    op.create_table(
        "login",
        sa.Column("digest", sa.Text, primary_key=True),
        _owner(),
        *_texts("made_at", "seen_at", "address"),
    )
    op.create_index("login_account", "login", ["account"])
    op.create_table(
        "access_token",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        _owner(),
        *_texts("role", "label", "made_at", "made_by"),
        *_texts("ends_at", required=False),
    )
    op.create_index("access_token_account", "access_token", ["account"])


def _make_books() -> None:
    op.create_table(
        "audit",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("at", "who", "via", "address", "action", "detail"),
        sa.Column("status", sa.Integer, nullable=False),
    )
    op.create_table("secret", sa.Column("name", sa.Text, primary_key=True), *_texts("value"))


def _fill(connection: sa.Connection) -> None:
    """Read places and counts out of the analyses that are there, some at a time."""
    analysis = sa.table("analysis", sa.column("no"), sa.column("payload"))
    last = -1
    while True:
        statement = sa.select(analysis.c.no, analysis.c.payload).where(analysis.c.no > last)
        rows = connection.execute(statement.order_by(analysis.c.no).limit(READ_AT_A_TIME)).all()
        if not rows:
            return
        last = rows[-1].no
        read = [(row.no, json.loads(row.payload)) for row in rows]
        connection.execute(_COUNT, [_counts(no, data) for no, data in read])
        if found := [each for no, data in read for each in _places(no, data)]:
            connection.execute(_SET, found)


_CLAIM = sa.table("claim", *map(sa.column, ("analysis_no", "ordinal", "place", "place_key")))
_SET = (
    sa.update(_CLAIM)
    .where(_CLAIM.c.analysis_no == sa.bindparam("of"), _CLAIM.c.ordinal == sa.bindparam("at"))
    .values(place=sa.bindparam("name"), place_key=sa.bindparam("folded"))
)


_ANALYSIS = sa.table("analysis", *map(sa.column, ("no", *COUNTS)))
_COUNT = (
    sa.update(_ANALYSIS)
    .where(_ANALYSIS.c.no == sa.bindparam("of"))
    .values({name: sa.bindparam(f"n_{name}") for name in COUNTS})
)


def _counts(no: int, data: dict[str, Any]) -> dict[str, int]:
    claims, figures = data.get("claims", ()), data.get("figures", ())
    times = [each.get("when") for each in (*claims, *data.get("activities", ()))]
    times += [each.get("as_of") for each in figures]
    located = [
        each for each in data.get("places", ()) if each.get("role", "location") == "location"
    ]
    return {
        "of": no,
        "n_claims": len(claims),
        "n_figures": len(figures),
        "n_attributions": len(data.get("attributions", ())),
        "n_unplaced": sum(
            each["where"].get("precision", "unplaced") == "unplaced" for each in located
        ),
        "n_abstained": len(data.get("abstentions", ())),
        "n_timed": sum(bool(each and (each.get("start") or each.get("end"))) for each in times),
    }


def _places(no: int, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    scopes = {each["id"]: each.get("scope") or {} for each in data.get("figures", ())}
    for ordinal, claim in enumerate(data.get("claims", ())):
        where = claim.get("where")
        scope = scopes.get(claim["value"].get("id") or "", {})
        place = where["name"] if where else scope.get("place")
        if place is not None:
            yield {"of": no, "at": ordinal, "name": storable(place), "folded": fold(place)}
