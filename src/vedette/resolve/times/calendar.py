"""Arithmetic on days: the intervals that TIMEX3 values stand for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from vedette.model.when import Precision

Interval = tuple[date, date, Precision]

ONE_DAY = timedelta(days=1)
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-(?P<season>SP|SU|FA|WI)|-Q(?P<quarter>[1-4])"
    r"|-(?P<feast>GF|EA|EM|KS)|-H(?P<half>[12])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)


def interval_of(value: str) -> Interval | None:
    """Return first day, last day and precision of a TIMEX3 date; None for what is no date."""
    try:
        if re.fullmatch(r"\d{3}", value):
            return _years(int(value) * 10, 10, Precision.DECADE)
        if re.fullmatch(r"\d{2}", value):
            return _years(int(value) * 100, 100, Precision.RANGE)
        found = _VALUE.fullmatch(value)
        return _interval(found) if found else None
    except ValueError:  # the thirtieth of February, the year 0
        return None


def _years(first: int, count: int, precision: Precision) -> Interval:
    return date(first, 1, 1), date(first + count - 1, 12, 31), precision


def _interval(found: re.Match[str]) -> Interval:
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        if found["weekend"]:
            return monday + 5 * ONE_DAY, monday + 6 * ONE_DAY, Precision.WEEKEND
        return monday, monday + 6 * ONE_DAY, Precision.WEEK
    if found["feast"]:
        day = _feast(year, found["feast"])
        return day, day, Precision.DAY
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day, Precision.DAY
    return _span_of_months(year, found)


def _feast(year: int, name: str) -> date:
    """Return the day of a feast that the calendar moves: Easter, or the fourth Thursday."""
    if name == "KS":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return _easter(year) + timedelta(days={"GF": -2, "EA": 0, "EM": 1}[name])


def _easter(year: int) -> date:
    """Return Easter Sunday of the western churches (after Gauss, Meeus and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = century - (century + 8) // 25 + 1
    moon = (19 * golden + century - century // 4 - skipped // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _span_of_months(year: int, found: re.Match[str]) -> Interval:
    if found["season"]:
        first, last = _SEASON_MONTHS[found["season"]]
        return _months(year, first, year + (last < first), last, Precision.SEASON)
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return _months(year, last - 2, year, last, Precision.QUARTER)
    if found["half"]:
        last = 6 * int(found["half"])
        return _months(year, last - 5, year, last, Precision.RANGE)
    if found["month"]:
        return _months(year, int(found["month"]), year, int(found["month"]), Precision.MONTH)
    return _years(year, 1, Precision.YEAR)


def _months(year: int, month: int, last_year: int, last_month: int, p: Precision) -> Interval:
    return date(year, month, 1), end_of_month(last_year, last_month), p


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def value_of(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the day, week, month, ... in which a day lies."""
    write = _WRITTEN.get(unit, date.isoformat)
    return write(day)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


_WRITTEN: dict[str, Callable[[date], str]] = {
    "W": _week,
    "WE": lambda day: f"{_week(day)}-WE",
    "M": lambda day: f"{day.year:04d}-{day.month:02d}",
    "Q": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "Y": lambda day: f"{day.year:04d}",
    "DE": lambda day: f"{day.year // 10:03d}",
    "CE": lambda day: f"{day.year // 100:02d}",
}


def shift(day: date, number: int, unit: str) -> date | None:
    """Move a day by so many units; None where the calendar ends."""
    try:
        if unit in {"D", "W"}:
            return day + timedelta(days=number * (7 if unit == "W" else 1))
        months = number * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        index = day.year * 12 + day.month - 1 + months
        year, month = index // 12, index % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def part_of(interval: Interval, mod: str, today: date | None) -> Interval:
    """Cut the early, middle or late part out of an interval.

    What is earlier or later than a day inside the interval is cut at that day, a year by its
    quarters, anything else by its thirds.
    """
    start, end, precision = interval
    if mod in {"FORE", "HIND"}:
        middle = start + timedelta(days=((end - start).days + 1) // 2)
        ends = (start, max(middle - ONE_DAY, start)) if mod == "FORE" else (middle, end)
        return *ends, Precision.RANGE
    if mod in {"EARLIER", "LATER"} and today and start <= today <= end:
        return (
            (start, today, Precision.RANGE) if mod == "EARLIER" else (today, end, Precision.RANGE)
        )
    if precision is Precision.DAY:
        return start, end, Precision.PART_OF_DAY
    if precision is Precision.YEAR:
        return _part_of_year(start.year, mod)
    if precision is Precision.DECADE:
        first, last = {"START": (0, 3), "EARLIER": (0, 3), "MID": (4, 6)}.get(mod, (7, 9))
        return _months(start.year + first, 1, start.year + last, 12, Precision.RANGE)
    return _third(start, end, mod)


def _third(start: date, end: date, mod: str) -> Interval:
    third = timedelta(days=((end - start).days + 1) // 3)
    if mod in {"START", "EARLIER"}:
        return start, start + max(third - ONE_DAY, timedelta(0)), Precision.RANGE
    if mod in {"END", "LATER"}:
        return end - max(third - ONE_DAY, timedelta(0)), end, Precision.RANGE
    return start + third, end - third, Precision.RANGE


def _part_of_year(year: int, mod: str) -> Interval:
    first, last = {"START": (1, 3), "EARLIER": (1, 6), "MID": (5, 8), "LATER": (7, 12)}.get(
        mod, (10, 12)
    )
    return _months(year, first, year, last, Precision.RANGE)
