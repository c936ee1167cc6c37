"""The activities of a picture at a glance: how many reports, on which days, what disagrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vedette.compare.conventions import Conventions
from vedette.model import Force, Ledger, Verdict
from vedette.run.queries import board
from vedette.store.named import EVER, Days
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Current:
    """Hold one activity: its types, its reports in a span of days, and on which days they were.

    `reports` counts undated ones, too, where no span is asked for.
    """

    name: str
    types: tuple[str, ...]
    reports: int
    days: tuple[tuple[date, int], ...]

    @property
    def last(self) -> date | None:
        """Return the day of its last dated report."""
        return self.days[-1][0] if self.days else None


@dataclass(frozen=True, slots=True)
class Tension:
    """Say how far the figures on an activity are apart, and never where between they lie."""

    figures: int  # different numbers that are said
    speakers: int
    hard: int
    soft: int

    @property
    def conflicts(self) -> int:
        """Count the pairs that conflict."""
        return self.hard + self.soft


def current(view: View, days: Days = EVER) -> tuple[Current, ...]:
    """Return the activities that reports of a span name, those with the latest report first."""
    return within(view.calendar.activities(), days)


def within(told: Collection[tuple[str, str, date | None, int]], days: Days) -> tuple[Current, ...]:
    """Gather what a calendar tells of activities, as far as it lies in a span of days."""
    types: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    dated: dict[str, dict[date, int]] = defaultdict(dict)
    undated: dict[str, int] = defaultdict(int)
    for name, kind, day, reports in told:
        if day is None and days.is_open:
            undated[name] = max(undated[name], reports)
        elif day is None or not days.holds(day):
            continue
        else:  # a report that gives an activity two types is one report
            dated[name][day] = max(dated[name].get(day, 0), reports)
        types[name][kind] += reports
    found = [
        Current(
            name,
            tuple(sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
            sum(dated[name].values()) + undated[name],
            tuple(sorted(dated[name].items())),
        )
        for name, kinds in types.items()
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Current) -> tuple[int, int, str]:
    return -(one.last.toordinal() if one.last else 0), -one.reports, one.name


def tension(view: View, activity: str, *, conventions: Conventions) -> Tension:
    """Say how many different figures are said of an activity, and how many pairs conflict."""
    return tension_of(board(view, activity, conventions=conventions))


def tension_of(ledger: Ledger) -> Tension:
    """Count the different figures of a board, its speakers and its conflicts."""
    ours = [row for row in ledger.rows if row.figure.scope.activity == ledger.activity]
    figures = {(r.figure.counted, r.figure.low, r.figure.high, r.figure.bound) for r in ours}
    speakers = {body.name for row in ours for body in row.utterers}
    ids = {row.id for row in ours}
    clashes = [
        one for one in ledger.verdicts if one.verdict is Verdict.CONFLICT and {one.a, one.b} <= ids
    ]
    hard = sum(one.force is Force.HARD for one in clashes)
    return Tension(len(figures), len(speakers), hard, len(clashes) - hard)
