"""Time expressions become intervals: formulas are resolved against the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from vedette.model.reading import Reading
from vedette.model.when import UNKNOWN_WHEN, Precision, TimeMention, TimeType, When
from vedette.resolve.times.calendar import ONE_DAY, Interval, interval_of, part_of, shift, value_of
from vedette.resolve.times.tense import Look, look_of

_FORMULA = re.compile(
    r"(?:(?P<anchor>(?:last|this|next)Y?|coming|ago|in|before|after|same|week):)?"
    r"(?P<core>P\d+(?:\.\d+)?[A-Z]+|PT\d+(?:\.\d+)?[A-Z]|PX[A-Z]+|PTX[A-Z]|[^T;]+?)"
    r"(?:T(?P<part>[A-Z]{2}|\d\d:\d\dZ?))?(?:;(?P<mod>[A-Z]+))?$"
)
_PERIOD = re.compile(r"P(?P<number>\d+)(?P<unit>D|W|M|Y)$|PT(?P<short>\d+)(?P<clock>[HMS])$")
_STATED = "stated"
_PUBLISHED = "resolved against publication"
_EARLIER = "resolved against an earlier date"
# How coarse a time is: the day after "in 2021" cannot be told, the year after it can.
_GRAINS = {
    Precision.INSTANT: 0,
    Precision.PART_OF_DAY: 0,
    Precision.DAY: 0,
    Precision.WEEK: 1,
    Precision.MONTH: 2,
    Precision.QUARTER: 3,
    Precision.YEAR: 4,
}
_UNIT_GRAINS = {"D": 0, "W": 1, "M": 2, "Q": 3, "Y": 4, "DE": 5, "CE": 6}
_NEAR_DAYS = 60
_YEAR_DAYS = 365
_STEPS = {"last": -1, "this": 0, "next": 1}


def resolve_times(reading: Reading, times: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """Resolve the finds of `extract.times` against the report's publication date.

    Each keeps its words and gets its TIMEX3 value and interval. In an undated report what
    depends on the date stays unknown: its value has X for the open parts, or is None.
    """
    resolver = _Resolver(reading)
    return tuple(resolver.resolve(mention) for mention in times)


class _Resolver:
    """Resolve the times of one report in order, remembering the last day named."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        published = reading.report.published
        same = published.start is not None and published.start == published.end
        self._today = published.start if same else None
        self._named: tuple[int, When] | None = None

    def resolve(self, mention: TimeMention) -> TimeMention:
        formula = mention.value
        if formula is None or mention.type in {TimeType.DURATION, TimeType.SET}:
            return mention
        if formula.endswith("_REF"):
            return mention
        try:
            value, when = self._resolve(mention, formula)
        except OverflowError:  # a header may claim the year 1: no calendar reaches before it
            value, when = None, UNKNOWN_WHEN
        if when.is_known and when.precision in _GRAINS:
            self._named = (self._block(mention), when)
        return replace(mention, value=value, when=when)

    def _block(self, mention: TimeMention) -> int:
        tokens = self._reading.tokens_between(mention.span.start, mention.span.end)
        return self._reading.sentence_of(tokens[0]).block if tokens else -1

    def _is_named(self, mention: TimeMention) -> bool:
        return self._named is not None and self._named[0] == self._block(mention)

    def _resolve(self, mention: TimeMention, formula: str) -> tuple[str | None, When]:
        first, slash, last = formula.partition("/")
        if slash:
            return self._range(mention, first, last)
        found = _FORMULA.match(formula)
        if not found:
            return None, UNKNOWN_WHEN
        core, basis = self._core(mention, found["anchor"], found["core"])
        if core is None:
            part = found["part"]
            return (f"XXXX-XX-XXT{part}" if part else None), UNKNOWN_WHEN
        interval = interval_of(core)
        if interval is None:
            return _open_value(core, found["part"]), UNKNOWN_WHEN
        return self._when(core, interval, found["part"], found["mod"], basis)

    def _when(
        self, value: str, interval: Interval, part: str | None, mod: str | None, basis: str
    ) -> tuple[str, When]:
        if mod == "INTO":  # the night that ends on the day
            before = interval[0] - ONE_DAY
            value = f"{before.isoformat()}TNI"
            return value, When(before, interval[1], Precision.PART_OF_DAY, value, basis)
        if part:
            return _at(interval, value, part, basis)
        if mod:
            interval = part_of(interval, mod, self._today)
        return value, When(*interval, value, basis)

    def _core(self, mention: TimeMention, anchor: str | None, core: str) -> tuple[str | None, str]:
        """Return the value without open parts where they can be closed, and how."""
        if anchor == "coming":  # what was to come when the time named before was now
            anchor = "after" if self._is_named(mention) else "next"
        if anchor in {"before", "after", "same"}:
            return self._from_named(mention, anchor, core), _EARLIER
        if anchor is None and not core.startswith("XXXX"):
            return core, _STATED
        if self._today is None:
            return (core if core.startswith("XXXX") else None), _PUBLISHED
        return self._from_today(mention, anchor, core, self._today), _PUBLISHED

    def _from_today(
        self, mention: TimeMention, anchor: str | None, core: str, today: date
    ) -> str | None:
        if anchor in {"ago", "in"}:
            return _moved(today, core, -1 if anchor == "ago" else 1)
        if anchor == "week":
            day = interval_of(self._close(mention, None, core, today) or "")
            return value_of(day[0], "W") if day else None
        if core.startswith("XXXX"):
            return self._close(mention, anchor, core, today)
        moved = shift(today, _STEPS[anchor or "this"], core) if core in _UNIT_GRAINS else None
        return value_of(moved, core) if moved else None

    def _from_named(self, mention: TimeMention, anchor: str, core: str) -> str | None:
        """Count from the time named before in the same paragraph, if it is fine enough."""
        if self._named is None or not self._is_named(mention):
            return None
        when = self._named[1]
        unit = core.rpartition("P")[2].lstrip("0123456789X") if core.startswith("P") else core
        day = when.start
        if day is None or _GRAINS.get(when.precision, 9) > _UNIT_GRAINS.get(unit, 0):
            return None
        if anchor == "same":
            return value_of(day, core)
        sign = 1 if anchor == "after" else -1
        if core.startswith("P"):
            return _moved(day, core, sign)
        if core.startswith("XXXX-WXX-"):
            return _closed_week(core[9:], "next" if sign > 0 else "last", Look.UNKNOWN, day)
        moved = shift(day, sign, core) if core in _UNIT_GRAINS else None
        return value_of(moved, core) if moved else None

    def _close(
        self, mention: TimeMention, anchor: str | None, core: str, today: date
    ) -> str | None:
        span = mention.span
        look = Look.UNKNOWN if anchor else look_of(self._reading, span.start, span.end)
        if core.startswith("XXXX-WXX-"):
            return _closed_week(core[9:], anchor, look, today)
        return _closed_year(core, anchor, look, today)

    def _range(self, mention: TimeMention, first: str, last: str) -> tuple[str | None, When]:
        basis = _PUBLISHED if first.startswith("XXXX") else _STATED
        if first.startswith("XXXX-WXX"):
            return self._weekday_range(mention, first, last)
        if first.startswith("XXXX"):
            if self._today is None:
                return f"{first}/{last}", UNKNOWN_WHEN
            closed = self._close(mention, None, last, self._today)
            if closed is None or closed.startswith("XXXX"):
                return f"{first}/{last}", UNKNOWN_WHEN
            year = int(closed[:4])
            first = f"{year - (first[4:] > last[4:]):04d}{first[4:]}"
            last = closed
        a, b = interval_of(first), interval_of(last)
        value = f"{first}/{last}"
        if a is None or b is None or a[0] > b[1]:
            return value, UNKNOWN_WHEN
        return value, When(a[0], b[1], Precision.RANGE, value, basis)

    def _weekday_range(
        self, mention: TimeMention, first: str, last: str
    ) -> tuple[str | None, When]:
        """Resolve days of one week, or of two; those that go on today come before the next."""
        if self._today is None:
            return f"{first}/{last}", UNKNOWN_WHEN
        length = timedelta(days=(int(last[-1]) - int(first[-1])) % 7)
        start = self._today - timedelta(days=(self._today.isoweekday() - int(first[-1])) % 7)
        look = look_of(self._reading, mention.span.start, mention.span.end)
        running = start + length >= self._today and look is not Look.AHEAD
        if look in {Look.AHEAD, Look.NOW} and not running and start < self._today:
            start += timedelta(weeks=1)
        if look is Look.BACK and start + length > self._today:
            start -= timedelta(weeks=1)
        end = start + length
        value = f"{start.isoformat()}/{end.isoformat()}"
        return value, When(start, end, Precision.RANGE, value, _PUBLISHED)


def _open_value(core: str, part: str | None) -> str | None:
    return f"{core}T{part}" if part else core


def _at(interval: Interval, value: str, part: str, basis: str) -> tuple[str, When]:
    """Put a part of the day or a time of day to a day."""
    start, end, precision = interval
    if precision is not Precision.DAY:
        return value, When(start, end, precision, value, basis)
    written = f"{value}T{part}"
    if not part[0].isdigit():
        return written, When(start, end, Precision.PART_OF_DAY, written, basis)
    hour, minute = int(part[:2]), int(part[3:5])
    instant = None
    if part.endswith("Z") and minute < 60:
        midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
        instant = midnight + timedelta(hours=hour, minutes=minute)
    return written, When(start, end, Precision.INSTANT, written, basis, instant)


def _moved(day: date, period: str, sign: int) -> str | None:
    """Return the value of the unit in which the day lies that is a period away."""
    found = _PERIOD.match(period)
    if not found:
        return None
    if found["clock"]:
        hours = {"H": 1.0, "M": 1 / 60, "S": 1 / 3600}[found["clock"]] * int(found["short"])
        if hours % 24:
            return None  # the hour of publication is not known
        moved = shift(day, sign * int(hours // 24), "D")
        return moved.isoformat() if moved else None
    moved = shift(day, sign * int(found["number"]), found["unit"])
    return value_of(moved, found["unit"]) if moved else None


def _closed_week(day: str, anchor: str | None, look: Look, today: date) -> str:
    """Return the day (or weekend) of the week that is meant."""
    if day == "WE":
        return _weekend(anchor, look, today)
    back = (today.isoweekday() - int(day)) % 7
    if anchor == "last":
        return (today - timedelta(days=back or 7)).isoformat()
    ahead = (7 - back) % 7
    if anchor == "next":
        return (today + timedelta(days=ahead or 7)).isoformat()
    if anchor == "this" or look in {Look.AHEAD, Look.NOW}:
        return (today + timedelta(days=ahead)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def _weekend(anchor: str | None, look: Look, today: date) -> str:
    """Name the weekend: on Saturday and Sunday the current one, else the last or the coming."""
    in_weekend = today.isoweekday() >= 6
    ahead = anchor in {"this", "next"} or (anchor is None and look in {Look.AHEAD, Look.NOW})
    weeks = 0 if ahead or in_weekend else -1
    if anchor == "last" and in_weekend:
        weeks = -1
    if anchor == "next" and in_weekend:
        weeks = 1
    return value_of(today + timedelta(weeks=weeks), "WE")


def _closed_year(core: str, anchor: str | None, look: Look, today: date) -> str | None:
    """Put the year to a day, month, season or quarter that is named without one."""
    rest = core[4:]
    if anchor and anchor.endswith("Y"):
        return f"{today.year + _STEPS[anchor[:-1]]:04d}{rest}"
    years = [today.year + step for step in (-1, 0, 1, 2)]
    if rest == "-WI":
        years.insert(0, today.year - 2)
    intervals = [(year, interval_of(f"{year:04d}{rest}")) for year in years]
    known = [(year, i) for year, i in intervals if i is not None]
    if not known:
        return core
    near, interval = min(known, key=lambda item: _distance(item[1], today))
    is_day = anchor is None and interval[2] is Precision.DAY
    if is_day and _distance(interval, today) <= _NEAR_DAYS:
        # Writers leave out the year of a day that is near, whichever way it lies.
        return f"{near:04d}{rest}"
    if anchor is None and look in {Look.UNKNOWN, Look.NOW}:
        return _nearest(known, core, today)
    chosen = _choose(known, anchor, look, today)
    return f"{chosen:04d}{rest}"


def _nearest(known: list[tuple[int, Interval]], core: str, today: date) -> str:
    """Take the nearest year only where the next nearest is at least twice as far."""
    ranked = sorted((_distance(interval, today), year) for year, interval in known)
    second = ranked[1][0] if len(ranked) > 1 else _YEAR_DAYS
    if ranked[0][0] * 2 > second:
        return core
    return f"{ranked[0][1]:04d}{core[4:]}"


def _choose(known: list[tuple[int, Interval]], anchor: str | None, look: Look, today: date) -> int:
    """Choose the year in which the interval lies back, ahead or nearest."""
    begun = [year for year, (start, _, _) in known if start <= today]
    over = [year for year, (_, end, _) in known if end < today]
    open_still = [year for year, (_, end, _) in known if end >= today]
    to_come = [year for year, (start, _, _) in known if start > today]
    if anchor == "last" and over:
        return over[-1]
    if anchor == "next" and to_come:
        return to_come[0]
    if anchor == "this":
        return today.year
    if look is Look.BACK and begun:
        return begun[-1]
    if look is Look.AHEAD and open_still:
        return open_still[0]
    return min(known, key=lambda item: _distance(item[1], today))[0]


def _distance(interval: Interval, today: date) -> int:
    start, end, _ = interval
    return max((start - today).days, (today - end).days, 0)
