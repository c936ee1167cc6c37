"""What is new between two pictures of a store: `vedette changes`.

Only what was touched is read: the reports that came in between, the versions that they took the
place of, and the ledgers of the activities that these name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from vedette.compare.changes import (
    Change,
    Changes,
    Forgotten,
    Kind,
    Quoted,
    Said,
    denials,
    edit,
    group_statements,
    statements_of,
    vanished,
)
from vedette.compare.conventions import Conventions
from vedette.compare.ledger import Item
from vedette.compare.row_changes import Between, compare_ledgers
from vedette.compare.world import World
from vedette.errors import BadArgumentError
from vedette.model import Ledger
from vedette.run import queries
from vedette.run.clock import now
from vedette.run.queries import Moment
from vedette.store.picture import Mark
from vedette.store.store import Store
from vedette.store.view import View
from vedette.store.window import Arrival, Window, key_of


@dataclass(frozen=True, slots=True)
class Bounds:
    """Say how much is compared at most, for whoever waits: reports that came in, and boards.

    A board of more than `on_a_board` reports is not compared: it takes minutes.
    """

    reports: int | None = None
    boards: int | None = None
    on_a_board: int | None = None


NO_BOUNDS = Bounds()
OF_A_SERVER = Bounds(boards=4, on_a_board=200)  # a board of some reports takes 0.1 s or so


@dataclass(frozen=True, slots=True)
class Stretch:
    """Say between which two moments, by one clock, changes are wanted."""

    since: Moment
    until: Moment


def parse_stretch(since: str, until: str | None, *, by: str) -> Stretch:
    """Read `--since` and `--until`, which is now where it is not given.

    Raises BadArgumentError for what is no date, and for a stretch that runs backward.
    """
    first, last = queries.parse_moment(since, by=by), queries.parse_moment(until, by=by)
    if last.at is None:
        last = replace(last, at=now())
    if first.at is not None and last.at is not None and first.at > last.at:
        raise BadArgumentError(
            f"--since {since} lies after --until {until or 'now'}",
            next_step="Give the earlier moment with --since.",
        )
    return Stretch(first, last)


def changes(
    store: Store,
    stretch: Stretch,
    subject: str | None = None,
    *,
    conventions: Conventions,
    bounds: Bounds = NO_BOUNDS,
) -> Changes:
    """Return all that is new between two moments; with `subject`, from reports that speak of it.

    By retrieval, each picture goes by the judgements in force then; by publication, both go by
    those of now, and a report without a date is in neither: it is counted as left out. With bounds,
    the figures of so many series are compared, those with the fewest reports, and the activities
    of the others are named as `uncompared`: ask for each by itself. Of one subject everything is
    compared, unless its board is larger than the bounds allow.
    """
    with (
        queries.view_of(store, stretch.since) as before,
        queries.view_of(store, stretch.until) as after,
    ):
        name = queries.subject_of(after, subject) if subject else None
        bounds = replace(bounds, reports=None, boards=None) if name else bounds
        return _Comparing(before, after, stretch, name, conventions, bounds=bounds).all()


def changes_on(
    before: View, after: View, stretch: Stretch, board: Ledger, *, conventions: Conventions
) -> Changes:
    """Return all that is new on the subject of a board of the later of two pictures."""
    return _Comparing(before, after, stretch, board.activity, conventions, board).all()


def changes_after(
    store: Store, mark: Mark, after: View, *, conventions: Conventions, bounds: Bounds = NO_BOUNDS
) -> Changes:
    """Return all that a picture shows and did not show when the store reached as far as a mark.

    What counts is the order of arrival, whatever the reports' own dates are.
    """
    moment = Moment(None, "retrieved")
    stretch = Stretch(moment, moment)
    with store.view(until=mark) as before:
        return _Comparing(before, after, stretch, None, conventions, bounds=bounds).all()


class _Comparing:
    """Two pictures, and what came in between."""

    def __init__(
        self,
        before: View,
        after: View,
        stretch: Stretch,
        subject: str | None,
        conventions: Conventions,
        board: Ledger | None = None,
        *,
        bounds: Bounds = NO_BOUNDS,
    ) -> None:
        self.bounds = bounds
        self.uncompared: tuple[str, ...] = ()
        self.board = board  # of the later picture, where somebody has built it already
        self.before, self.after, self.stretch = before, after, stretch
        self.subject, self.conventions = subject, conventions
        self.window: Window = after.since(before)
        self.forgotten = tuple(Forgotten(*one) for one in self.window.forgotten())
        every = self._arrivals()
        self.arrivals = every if bounds.reports is None else every[-bounds.reports :]
        self.unread = len(every) - len(self.arrivals)
        self.decided = _decided(before, after)

    def _arrivals(self) -> list[Arrival]:
        every = self.window.arrivals()
        if self.subject is None:
            return every
        ids = [one for each in every for one in (each.report_id, each.replaced) if one]
        ours = self.window.reports_on(self.subject, ids)
        return [one for one in every if {one.report_id, one.replaced} & ours]

    def all(self) -> Changes:
        """Compare everything."""
        newer = self._items(self.after, [one.report_id for one in self.arrivals])
        older = self._items(self.before, [one.replaced for one in self.arrivals if one.replaced])
        pairs = [
            (older[one.replaced], newer[one.report_id])
            for one in self.arrivals
            if one.replaced in older and one.report_id in newer
        ]
        fresh = self._fresh(newer.values())
        found = [
            *self._figures([*older, *newer]),
            *denials(fresh, key_of),
            *(change for pair in pairs for change in vanished(*pair)),
            *self._named(newer),
        ]
        return Changes(
            since=_instant(self.stretch.since.at),
            until=_instant(self.stretch.until.at),
            by=self.stretch.until.by,
            subject=self.subject,
            reports=tuple(newer),
            changes=_in_order(found),
            groups=group_statements(fresh, key_of),
            edited=tuple(edit(*pair) for pair in pairs),
            forgotten=self.forgotten,
            left_out=self.after.left_out(),
            unread=self.unread,
            uncompared=self.uncompared,
        )

    def _items(self, view: View, report_ids: Collection[str]) -> dict[str, Item]:
        if not report_ids:
            return {}
        items = queries.kept(view, view.analyses(report_ids=report_ids))
        return {item[0].id: item for item in items}

    def _fresh(self, items: Iterable[Item]) -> list[Said]:
        """Return what nobody had said before in the same words."""
        said = statements_of(items)
        known = self.window.said_then(key_of(one.claim) for one in said)
        return [one for one in said if key_of(one.claim) not in known]

    # ---- ledgers -------------------------------------------------------------------------------

    def _figures(self, report_ids: Collection[str]) -> Iterator[Change]:
        world = World.shipped()
        versions = {one.report_id: one.replaced for one in self.arrivals if one.replaced}
        between = Between(versions, self.decided)
        touched = self._touched(report_ids, world)
        if not touched:
            return
        known = [[name for name, _, _ in view.activities()] for view in (self.before, self.after)]
        for names in self._chosen(touched, known[1]):
            name = min(names)
            before = self._board(self.before, name, known[0])
            after = self._now(name) or self._board(self.after, name, known[1])
            subjects = frozenset({self.subject}) if self.subject else None
            yield from compare_ledgers(before, after, between, world=world, subjects=subjects)

    def _chosen(self, touched: dict[str, set[str]], known: list[str]) -> list[set[str]]:
        """Return the series to compare, where only some are: those with the fewest reports."""
        every = list(touched.values())
        most, largest = self.bounds.boards, self.bounds.on_a_board
        if largest is None and (most is None or len(every) <= most):
            return every
        sizes = {min(n): queries.board_size(self.after, min(n), known) for n in every}
        small = [n for n in every if largest is None or sizes[min(n)] <= largest]
        chosen = sorted(small, key=lambda names: (sizes[min(names)], min(names)))[:most]
        kept = {name for names in chosen for name in names}
        others = {name for names in every for name in names} - kept
        self.uncompared = tuple(sorted(others))
        return chosen

    def _touched(self, report_ids: Collection[str], world: World) -> dict[str, set[str]]:
        """Return the activities to compare, by series: one ledger holds all of its editions."""
        names = self.window.counted_in(report_ids)
        if self.decided:  # nobody can tell which rows a judgement on names will change
            names |= {name for name, _, _ in self.after.activities()}
        if self.subject is not None:
            names &= {self.subject}
        series: dict[str, set[str]] = defaultdict(set)
        for name in names:
            series[world.series_of(name)].add(name)
        return dict(sorted(series.items()))

    def _now(self, name: str) -> Ledger | None:
        return self.board if self.board and self.board.activity == name else None

    def _board(self, view: View, name: str, known: list[str]) -> Ledger:
        return queries.board(view, name, conventions=self.conventions, named=known)

    # ---- names ---------------------------------------------------------------------------------

    def _named(self, items: dict[str, Item]) -> Iterator[Change]:
        names = self.window.activities_in(list(items))
        if self.subject is not None:
            names = {name: kind for name, kind in names.items() if name == self.subject}
        old = self.window.named_then(names)
        for name in sorted(set(names) - old):
            quotes = [quoted for item in items.values() for quoted in _naming(name, item)]
            kind = names[name]
            yield Change(
                kind=Kind.NAMED,
                subject=name,
                text=f"{name}, {kind}" if kind else name,
                quotes=tuple(quotes[:1]),
                count=len({one.report_id for one in quotes}),
            )


def _naming(name: str, item: Item) -> Iterator[Quoted]:
    report, analysis = item
    named = [one.span for one in analysis.activities if one.name == name]
    counted = [one.span for one in analysis.figures if one.scope.activity == name]
    for span in [*named, *counted][:1]:
        yield Quoted.at(report, span)


def _decided(before: View, after: View) -> frozenset[str]:
    """Return the ids that judgements are about which stand in one of two pictures only."""
    then, later = set(before.judgements()), set(after.judgements())
    return frozenset(each for one in then ^ later for each in (one.a, one.b) if each)


_RANKS = {kind: rank for rank, kind in enumerate(Kind)}


def _in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(found, key=lambda one: _RANKS[one.kind]))


def _instant(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
