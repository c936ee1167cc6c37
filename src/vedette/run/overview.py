"""The activities of a picture at a glance: how many reports, on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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
