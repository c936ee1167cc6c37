"""Time expressions become intervals: formulas are resolved against the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from vedette.model.reading import Reading
from vedette.model.when import Precision, TimeMention, TimeType, When
from vedette.resolve.times.calendar import ONE_DAY, Interval, interval_of, part_of, shift, value_of
from vedette.resolve.times.closing import (
    SHIFTS,
    century_of,
    closed_week,
    closed_year,
    in_whole_units,
    moved,
    unit_of,
    year_before,
)
from vedette.resolve.times.instants import at_time, local_time
from vedette.resolve.times.named import UNIT_GRAINS, Named
from vedette.resolve.times.tense import Look, is_compared, look_of, spans_to_today

_FORMULA = re.compile(
    r"(?:(?P<anchor>(?:last|this|next)[YW]?|coming|ago|in|before|after|same|its|back|dayof"
    r"|week|weekend|weekfrom|quarterto):)?"
    r"(?P<core>P\d+(?:\.\d+)?[A-Z]+|PT\d+(?:\.\d+)?[A-Z]|PX[A-Z]+|PTX[A-Z]|[^T;]+?)"
    r"(?:T(?P<part>[A-Z]{2}|\d\d:\d\d(?:Z|[+-]\d\d:\d\d(?:@\d{4})?)?))?(?:;(?P<mod>[A-Z]+))?$"
)
_STATED = "stated"
_PUBLISHED = "resolved against publication"
_EARLIER = "resolved against an earlier date"
# Why a time stays unknown: it stands where else it is said how the time is known.
_UNDATED = "unknown: the report has no publication date"
_UNNAMED = "unknown: counted from what has no date"
_YEAR_OPEN = "unknown: the year is not said"
_NO_SUCH_DAY = "unknown: no such day"
_TOO_FAR = "unknown: outside the calendar"
_EITHER = "stated; which number is the month is not"
_ONE_OF_NAMED = frozenset({"before", "after", "same", "its", "back", "dayof"})


def resolve_times(reading: Reading, times: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """Resolve the finds of `extract.times` against the report's publication date.

    Each keeps its words and gets its TIMEX3 value and interval. What cannot be told stays
    unknown, with the reason as its basis: in an undated report what depends on the date, whose
    value has X for the open parts, or is None.
    """
    resolver = _Resolver(reading)
    return tuple(resolver.resolve(mention) for mention in times)


class _Resolver:
    """Resolve the times of one report in order, remembering what was named before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        published = reading.report.published
        same = published.start is not None and published.start == published.end
        self._today = published.start if same else None
        self._named = Named(reading)

    def resolve(self, mention: TimeMention) -> TimeMention:
        formula = mention.value
        if formula is None or formula[:1] == "?":
            why = f"unknown: {formula[1:]}" if formula else _UNNAMED
            return replace(mention, value=None, when=When(basis=why))
        if mention.type is TimeType.DURATION:
            return self._length(mention)
        if mention.type is TimeType.SET or formula.endswith("_REF"):
            return mention
        try:
            value, when = self._resolve(mention, formula)
        except OverflowError:  # a header may claim the year 1: no calendar reaches before it
            value, when = None, When(basis=_TOO_FAR)
        self._named.remember(mention, value, when, counted=when.basis == _EARLIER)
        return replace(mention, value=value, when=when)

    def _length(self, mention: TimeMention) -> TimeMention:
        """Put days to a length that ends or begins with the publication: "the past two weeks"."""
        self._named.remember_length(mention)
        mention = replace(mention, value=in_whole_units(mention.value or ""))
        sign = spans_to_today(self._reading, mention)
        if sign and self._today is None:
            return replace(mention, when=When(basis=_UNDATED))
        other = (
            moved(self._today, mention.value or "", sign, wide=True)
            if sign and self._today
            else None
        )
        if other is None or self._today is None:
            return mention
        start, end = sorted((other, self._today))
        value = f"{start.isoformat()}/{end.isoformat()}"
        return replace(mention, when=When(start, end, Precision.RANGE, value, _PUBLISHED))

    def _resolve(self, mention: TimeMention, formula: str) -> tuple[str | None, When]:
        if "/" in formula:
            return self._range(mention, *formula.split("/"))
        found = _FORMULA.match(formula)
        if not found:
            return None, When(basis=_UNNAMED)
        if found["anchor"] == "quarterto":
            return self._quarter_to(found["core"])
        core, basis = self._core(mention, found["anchor"], found["core"])
        if core is None:
            part = found["part"]
            return (f"XXXX-XX-XXT{local_time(part)}" if part else None), When(basis=basis)
        return self._interval(core, found, basis)

    def _interval(self, core: str, found: re.Match[str], basis: str) -> tuple[str | None, When]:
        """Return the days of a value without open parts."""
        if "|" in core:
            return _either(*core.split("|"))
        interval = interval_of(core) or self._named.same_quarter(core)
        if interval is None:
            return _open_value(core, found["part"]), When(basis=self._why_open(core))
        if interval[2] is Precision.DAY:
            core = interval[0].isoformat()  # a feast has become a day
        return self._when(core, interval, found["part"], found["mod"], basis)

    def _quarter_to(self, core: str) -> tuple[str | None, When]:
        """Return the three months that end on a day, "the quarter ended 31 August"."""
        basis = _PUBLISHED if core.startswith("XXXX") else _STATED
        if core.startswith("XXXX") and self._today:
            core = closed_year(core, None, Look.EITHER, self._today) or core
        last = interval_of(core)
        first = shift(last[1] + ONE_DAY, -3, "M") if last else None
        if last is None or first is None:
            return None, When(basis=self._why_open(core))
        value = f"{core[:4]}-QX"
        return value, When(first, last[1], Precision.QUARTER, value, basis)

    def _why_open(self, core: str) -> str:
        if interval_of(re.sub(r"^XX(?:\d\d|XX)", "2024", core)) is None and "WXX" not in core:
            return _NO_SUCH_DAY
        return _YEAR_OPEN if self._today else _UNDATED

    def _when(
        self, value: str, interval: Interval, part: str | None, mod: str | None, basis: str
    ) -> tuple[str, When]:
        if mod == "INTO":  # the night that ends on the day
            before = interval[0] - ONE_DAY
            value = f"{before.isoformat()}TNI"
            return value, When(before, interval[1], Precision.PART_OF_DAY, value, basis)
        if part:
            return at_time(interval, value, part, basis)
        if mod:
            interval = part_of(interval, mod, self._today)
        return value, When(*interval, value, basis)

    def _core(self, mention: TimeMention, anchor: str | None, core: str) -> tuple[str | None, str]:
        """Return the value without open parts where they can be closed, and how.

        None where they cannot, and why.
        """
        if anchor == "coming":  # what was to come when the time named before was now
            anchor = "after" if self._named.is_before(mention) else "next"
        if anchor in _ONE_OF_NAMED or (anchor == "ago" and self._is_yearly(mention, core)):
            value = self._from_named(mention, anchor or "", core)
            return value, _EARLIER if value else _UNNAMED
        if anchor is None and not core.startswith("XX"):
            return core, _STATED
        if self._today is None:
            return (core if core.startswith("XX") else None), _UNDATED
        value = self._from_today(mention, anchor, core, self._today)
        return value, _PUBLISHED if value else _UNNAMED

    def _is_yearly(self, mention: TimeMention, core: str) -> bool:
        """Tell whether "a year ago" stands for the quarter spoken of, a year before.

        It does where amounts are compared: "from 12 million a year ago".
        """
        quarter = self._named.quarter
        return core == "P1Y" and quarter is not None and self._is_compared(mention)

    def _from_today(
        self, mention: TimeMention, anchor: str | None, core: str, today: date
    ) -> str | None:
        if core.startswith("XX") and core[2:4].isdigit():
            return century_of(core, today)
        if anchor in {"ago", "in"}:
            day = moved(today, core, -1 if anchor == "ago" else 1)
            return value_of(day, unit_of(core)) if day else None
        if anchor in {"week", "weekend"}:
            closed = interval_of(self._close(mention, None, core, today) or "")
            return value_of(closed[0], "W" if anchor == "week" else "WE") if closed else None
        if anchor == "weekfrom":
            return closed_week(core[9:], "next", Look.AHEAD, today + 7 * ONE_DAY)
        if core.startswith("XXXX"):
            return self._close(mention, anchor, core, today)
        step = shift(today, SHIFTS[anchor or "this"], core) if core in UNIT_GRAINS else None
        return value_of(step, core) if step else None

    def _from_named(self, mention: TimeMention, anchor: str, core: str) -> str | None:
        """Count from what was named before in the report."""
        named = self._named
        if anchor == "its":
            return self._its(mention, core)
        if anchor == "back":
            return self._a_year_back(mention, core)
        if anchor == "dayof":
            return named.day_of(mention, int(core[1:-1])) if "X" not in core else None
        quarter = named.quarter if core == "P1Y" and anchor in {"ago", "before"} else None
        if quarter:
            return year_before(quarter)
        return named.count(mention, anchor, core) or self._year_compared(mention, anchor, core)

    def _year_compared(self, mention: TimeMention, anchor: str, core: str) -> str | None:
        """Return the year before the report's: "up from 163 million a year earlier"."""
        if anchor != "before" or core != "P1Y" or self._today is None:
            return None
        return f"{self._today.year - 1:04d}" if self._is_compared(mention) else None

    def _is_compared(self, mention: TimeMention) -> bool:
        return is_compared(self._reading, mention.span.start)

    def _its(self, mention: TimeMention, unit: str) -> str | None:
        """Return the year, week, ... named before, else that of the publication."""
        if unit == "Q":
            return self._named.quarter
        span = mention.span
        ahead = look_of(self._reading, span.start, span.end) in {Look.AHEAD, Look.NOW}
        if self._named.is_before(mention) and not ahead:
            return self._named.count(mention, "same", unit)
        # Which day "later in the day" lies in, the words before must say.
        return value_of(self._today, unit) if self._today and unit != "D" else None

    def _a_year_back(self, mention: TimeMention, stretch: str) -> str | None:
        """Return the stretch spoken of, a year before or in another year."""
        quarter = self._named.quarter
        if stretch.isdigit():
            return stretch + (quarter or "")[4:]
        if stretch != "P" and not (quarter and quarter.endswith(stretch)):
            quarter = self._close_back(f"XXXX-{stretch}")
        if quarter:
            return year_before(quarter)
        if self._named.is_before(mention):
            return self._named.count(mention, "before", "P1Y")
        day = shift(self._today, -1, "Y") if self._today else None
        return value_of(day, "Y") if day else None

    def _close_back(self, core: str) -> str | None:
        return closed_year(core, None, Look.BACK, self._today) if self._today else None

    def _close(
        self, mention: TimeMention, anchor: str | None, core: str, today: date
    ) -> str | None:
        span = mention.span
        look = Look.UNKNOWN if anchor else look_of(self._reading, span.start, span.end)
        if core.startswith("XXXX-WXX-"):
            return closed_week(core[9:], anchor, look, today)
        return closed_year(core, anchor, look, today)

    def _range(self, mention: TimeMention, first: str, last: str) -> tuple[str | None, When]:
        basis = _PUBLISHED if first.startswith("XXXX") else _STATED
        if first.startswith("XXXX-WXX"):
            return self._weekday_range(mention, first, last)
        if first.startswith("XXXX"):
            if self._today is None:
                return f"{first}/{last}", When(basis=_UNDATED)
            closed = self._close(mention, None, last, self._today)
            if closed is None or closed.startswith("XXXX"):
                return f"{first}/{last}", When(basis=self._why_open(last))
            year = int(closed[:4])
            first = f"{year - (first[4:] > last[4:]):04d}{first[4:]}"
            last = closed
        a, b = interval_of(first), interval_of(last)
        value = f"{first}/{last}"
        if a is None or b is None or a[0] > b[1]:
            return value, When(basis=_NO_SUCH_DAY)
        return value, When(a[0], b[1], Precision.RANGE, value, basis)

    def _weekday_range(
        self, mention: TimeMention, first: str, last: str
    ) -> tuple[str | None, When]:
        """Resolve days of one week, or of two; those that go on today come before the next."""
        if self._today is None:
            return f"{first}/{last}", When(basis=_UNDATED)
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
    return f"{core}T{local_time(part)}" if part else core


def _either(*days: str) -> tuple[str, When]:
    """Return the stretch between the two days that "09/12/2025" may be."""
    ends = [interval[0] for interval in map(interval_of, days) if interval is not None]
    if not ends:
        return f"{days[0][:4]}-XX-XX", When(basis=_NO_SUCH_DAY)
    if len(ends) == 1:
        return ends[0].isoformat(), When.on(ends[0], basis=_STATED)
    return f"{days[0][:4]}-XX-XX", When(ends[0], ends[-1], Precision.RANGE, basis=_EITHER)
