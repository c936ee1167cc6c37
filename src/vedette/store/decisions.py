"""Judgements and publishers in the store: appended, superseded, read as they stood at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from vedette.errors import DecidedMeanwhile, InvalidNoun
from vedette.model import Judgement, JudgementKind, Publisher, Reliability, codec
from vedette.store.intake import chunks, next_number
from vedette.store.rows import stamp, storable
from vedette.store.tables import judgement, publisher


def add_judgements(
    connection: Connection, judgements: Sequence[Judgement], *, seen: int | None = None
) -> int:
    """Append judgements and return how many were new.

    One that stands already, for the same reason, is left alone. Another reason for the same
    decision supersedes the old one, as does what names another judgement in `supersedes`. `seen`
    is the number of the last judgement that whoever decides had seen: raises DecidedMeanwhile
    where a person decided on the same things after it.
    """
    if seen is not None:
        _check_seen(connection, judgements, seen)
    for each in judgements:
        if each.made_at is None:
            raise InvalidNoun(f"a stored judgement needs its time: {each.id}")
    ledger = _Ledger(connection, judgements)
    for each in judgements:
        ledger.enter(each)
    if ledger.rows:
        connection.execute(judgement.insert(), ledger.rows)
    return len(ledger.rows)


def _check_seen(connection: Connection, judgements: Sequence[Judgement], seen: int) -> None:
    """Raise DecidedMeanwhile where another person decided on these things, or undid, since."""
    ids = {each for one in judgements for each in one.pair} - {None}
    ids |= {one.supersedes for one in judgements if one.supersedes}
    own = {one.by for one in judgements}
    for chunk in chunks(sorted(map(storable, ids))):
        ours = judgement.c.a.in_(chunk) | judgement.c.b.in_(chunk) | judgement.c.id.in_(chunk)
        later = sa.select(judgement.c.payload).where(judgement.c.no > seen, ours)
        for payload in connection.scalars(later.order_by(judgement.c.no.desc())):
            one = codec.loads(Judgement, payload)
            is_decision = one.is_by_person and one.kind is not JudgementKind.COMMENT
            if is_decision and one.by not in own:
                raise DecidedMeanwhile(
                    f"meanwhile {one.by.partition(':')[2]} decided on it: {one.kind}"
                    f" ({one.reason})",
                    next_step="Look at it again, and decide then.",
                )


class _Ledger:
    """A batch of judgements on its way in: what stands in the store, and the rows to append."""

    def __init__(self, connection: Connection, judgements: Sequence[Judgement]) -> None:
        self.rows: list[dict[str, Any]] = []
        self._connection = connection
        self._no = next_number(connection, judgement)
        self._standing: dict[str | None, Judgement] = {}
        in_force = judgement.c.superseded_at.is_(None)
        named = {each.id for each in judgements} | {each.supersedes for each in judgements}
        for chunk in chunks(named - {None}):
            ours = sa.select(judgement.c.payload).where(in_force & judgement.c.id.in_(chunk))
            for payload in connection.scalars(ours):
                old = codec.loads(Judgement, payload)
                self._standing[old.id] = old

    def enter(self, each: Judgement) -> None:
        standing = self._standing.get(each.id)
        if standing is not None and _same(standing, each) and each.supersedes not in self._standing:
            return
        for old_id in (each.id, each.supersedes):
            if old_id in self._standing:
                self._supersede(old_id, each)
        self.rows.append(_row(each, self._no + len(self.rows)))
        self._standing[each.id] = each

    def _supersede(self, old_id: str | None, by: Judgement) -> None:
        del self._standing[old_id]
        end = {"superseded_by": by.id, "superseded_at": _made_at(by)}
        for row in self.rows:  # it may have come with this very batch
            if row["id"] == old_id and row["superseded_at"] is None:
                row.update(end)
                return
        stands = (judgement.c.id == old_id) & judgement.c.superseded_at.is_(None)
        self._connection.execute(sa.update(judgement).where(stands).values(end))


def _same(a: Judgement, b: Judgement) -> bool:
    return _bare(a) == _bare(b)


def _bare(each: Judgement) -> Judgement:
    return replace(each, made_at=None, supersedes=None, anchors=(), batch=None)


def _row(each: Judgement, no: int) -> dict[str, Any]:
    return {
        "no": no,
        "id": each.id,
        "kind": each.kind.value,
        "a": storable(each.a),
        "b": None if each.b is None else storable(each.b),
        "by": storable(each.by),
        "made_at": _made_at(each),
        "superseded_by": None,
        "superseded_at": None,
        "payload": codec.dumps(each),
    }


def _made_at(each: Judgement) -> str:
    assert each.made_at is not None  # noqa: S101 - add_judgements has looked
    return stamp(each.made_at)


@dataclass(frozen=True, slots=True)
class Choice:
    """Say which judgements to read: of a kind, about an id, as they stood at an instant.

    Without `at`, as they stand now; with `superseded` also those that no longer stand. `until` is
    the number of the last that had been made.
    """

    kind: JudgementKind | None = None
    about: str | None = None
    at: str | None = None
    superseded: bool = False
    until: int | None = None

    def condition(self) -> ColumnElement[bool]:
        """Return what holds of the rows chosen."""
        chosen: ColumnElement[bool] = sa.true()
        if self.kind is not None:
            chosen &= judgement.c.kind == self.kind.value
        if self.about is not None:
            about = storable(self.about)
            chosen &= (judgement.c.a == about) | (judgement.c.b == about)
        if self.at is not None:
            chosen &= judgement.c.made_at <= self.at
        if self.until is not None:
            chosen &= judgement.c.no <= self.until
        if not self.superseded:
            chosen &= self.stands()
        return chosen

    def stands(self) -> ColumnElement[bool]:
        """Return what holds of the rows in whose place nothing had come."""
        standing: ColumnElement[bool] = judgement.c.superseded_at.is_(None)
        if self.at is not None:
            standing |= judgement.c.superseded_at > self.at
        if self.until is not None:
            later = judgement.alias()
            standing |= (
                sa.exists()
                .where(
                    (later.c.id == judgement.c.superseded_by)
                    & (later.c.made_at == judgement.c.superseded_at)
                    & (later.c.no > self.until)
                )
                .correlate(judgement)
            )
        return standing


def read_judgements(connection: Connection, choice: Choice) -> list[Judgement]:
    """Return judgements in the order in which they were made."""
    statement = sa.select(judgement.c.payload).where(choice.condition()).order_by(judgement.c.no)
    return [codec.loads(Judgement, payload) for payload in connection.scalars(statement)]


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a judgement as entered: `superseded_by` is what took its place, None where it stands."""

    judgement: Judgement
    superseded_by: str | None


def read_history(connection: Connection, choice: Choice) -> list[Entry]:
    """Return judgements with what took their place, in the order in which they were made."""
    columns = (judgement.c.payload, judgement.c.superseded_by, choice.stands().label("stands"))
    statement = sa.select(*columns).where(choice.condition()).order_by(judgement.c.no)
    rows = connection.execute(statement)
    return [
        Entry(
            codec.loads(Judgement, row.payload),
            None if row.stands else row.superseded_by,
        )
        for row in rows
    ]


def count_judgements(connection: Connection, choice: Choice) -> int:
    """Count judgements."""
    statement = sa.select(sa.func.count()).select_from(judgement).where(choice.condition())
    return int(connection.scalar(statement) or 0)


# ---- publishers --------------------------------------------------------------------------------


def add_publishers(connection: Connection, publishers: Sequence[Publisher]) -> int:
    """Enter publishers into the registry, in place of what stood there under the same names."""
    rows = {
        storable(each.name): {"name": storable(each.name), "payload": codec.dumps(each)}
        for each in publishers
    }
    entries = connection.execute(sa.select(publisher.c.name, publisher.c.payload))
    standing = {entry.name: entry.payload for entry in entries}
    changed = [row for name, row in rows.items() if standing.get(name) != row["payload"]]
    if not changed:
        return 0
    names = [row["name"] for row in changed]
    connection.execute(sa.delete(publisher).where(publisher.c.name.in_(names)))
    connection.execute(publisher.insert(), changed)
    return len(changed)


def read_publishers(connection: Connection) -> dict[str, Publisher]:
    """Return the registry by name, as entered."""
    entries = connection.execute(sa.select(publisher.c.name, publisher.c.payload))
    return {entry.name: codec.loads(Publisher, entry.payload) for entry in entries}


def regraded(each: Publisher, regrades: Iterable[Judgement]) -> Publisher:
    """Return the publisher with the grade that stands: a person's before a rule's, then the last.

    A regrade names the publisher in `a` and holds the Admiralty letter in `value`.
    """
    grades = set(map(str, Reliability))
    ours = [one for one in regrades if one.a == each.name and one.value in grades]
    if not ours:
        return each
    _, last = max(enumerate(ours), key=lambda pair: (_rank(pair[1]), pair[0]))
    return replace(
        each, reliability=Reliability(str(last.value)), graded_by=last.by, graded_at=last.made_at
    )


def _rank(one: Judgement) -> tuple[bool, str]:
    return one.is_by_person, one.made_at.isoformat() if one.made_at else ""
