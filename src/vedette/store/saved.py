"""Searches that people keep: whose, of which view, opened when; and where news of them goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.store.rows import storable
from vedette.store.tables import report, saved_search, webhook


@dataclass(frozen=True, slots=True)
class Search:
    """Hold a saved search: whose it is, the address of its view, when it was last opened.

    `opened_until` is the number of the last report that was there then. `key` is the secret part
    of the address of its feed, None where it has none. Instants are text, UTC.
    """

    id: str
    owner: str
    name: str
    address: str
    made_at: str
    opened_at: str
    opened_until: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Hook:
    """Hold where news of a search is sent, and how that went.

    `sent_until` is the number of the last report of which it was told. `failures` count in a row;
    nothing is sent before `next_at`. `is_private` lets it lead into a private network.
    """

    id: str
    search: str
    address: str
    secret: str
    made_at: str
    made_by: str
    sent_until: int
    is_private: bool = False
    failures: int = 0
    last_at: str | None = None
    last_error: str | None = None
    next_at: str | None = None


class Saved:
    """Read and write saved searches and webhooks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- searches ------------------------------------------------------------------------------

    def searches(self, owner: str | None = None) -> list[Search]:
        """Return the searches of somebody, or all, in the order in which they were made."""
        statement = sa.select(saved_search)
        if owner is not None:
            statement = statement.where(saved_search.c.owner == owner)
        ordered = statement.order_by(saved_search.c.made_at, saved_search.c.id)
        return [Search(**row._asdict()) for row in self._connection.execute(ordered)]

    def by_key(self, key: str) -> Search | None:
        """Return the search whose feed has this key."""
        statement = sa.select(saved_search).where(saved_search.c.key == storable(key))
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else Search(**row._asdict())

    def put(self, noun: Search) -> None:
        """Enter a search, or change it."""
        _put(self._connection, saved_search, noun.id, _row(noun))

    def drop(self, search_id: str) -> bool:
        """Remove a search with its webhooks; False where there is none."""
        self._connection.execute(sa.delete(webhook).where(webhook.c.search == search_id))
        ours = sa.delete(saved_search).where(saved_search.c.id == search_id)
        return self._connection.execute(ours).rowcount > 0

    def drop_all(self, owner: str) -> None:
        """Remove all that somebody saved."""
        for each in self.searches(owner):
            self.drop(each.id)

    # ---- webhooks ------------------------------------------------------------------------------

    def hooks(self) -> list[Hook]:
        """Return all webhooks, in the order in which they were made."""
        ordered = sa.select(webhook).order_by(webhook.c.made_at, webhook.c.id)
        rows = self._connection.execute(ordered)
        return [Hook(**{**row._asdict(), "is_private": bool(row.is_private)}) for row in rows]

    def put_hook(self, noun: Hook) -> None:
        """Enter a webhook, or how its last delivery went."""
        _put(self._connection, webhook, noun.id, {**_row(noun), "is_private": int(noun.is_private)})

    def drop_hook(self, hook_id: str) -> bool:
        """Remove a webhook; False where there is none."""
        ours = sa.delete(webhook).where(webhook.c.id == hook_id)
        return self._connection.execute(ours).rowcount > 0

    # ---- how far the store reaches -------------------------------------------------------------

    def until(self) -> int:
        """Return the number of the last report taken in."""
        return int(self._connection.scalar(sa.select(sa.func.max(report.c.no))) or 0)


def _row(noun: Search | Hook) -> dict[str, Any]:
    values = {name: getattr(noun, name) for name in noun.__dataclass_fields__}
    return {k: storable(v) if isinstance(v, str) else v for k, v in values.items()}


def _put(connection: Connection, table: sa.Table, own: str, row: Mapping[str, Any]) -> None:
    changed = sa.update(table).where(table.c.id == own).values(**row)
    if not connection.execute(changed).rowcount:
        connection.execute(table.insert(), dict(row))
