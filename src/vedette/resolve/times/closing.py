"""Which day, week or year is meant where the words leave it open."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.model.when import Precision
from vedette.resolve.times.calendar import Interval, interval_of, shift, value_of
from vedette.resolve.times.tense import Look

_NEAR_DAYS = 60
_YEAR_DAYS = 365
_PERIOD = re.compile(r"P(?P<number>\d+)(?P<unit>D|W|M|Q|Y)$|PT(?P<short>\d+)(?P<clock>[HMS])$")
_HALVES = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}
SHIFTS = {"last": -1, "this": 0, "next": 1}


def moved(day: date, period: str, sign: int, *, wide: bool = False) -> date | None:
    """Return the day that is a period away.

    The hour of a day is not known: what is no number of whole days leads nowhere, or, `wide`,
    to the day that certainly lies behind it.
    """
    found = _PERIOD.match(period)
    if not found:
        return None
    if found["clock"]:
        days, rest = divmod(int(found["short"]), {"H": 24, "M": 1440, "S": 86400}[found["clock"]])
        return None if rest and not wide else shift(day, sign * (days + bool(rest)), "D")
    return shift(day, sign * int(found["number"]), found["unit"])


def in_whole_units(period: str) -> str:
    """Write a half in the next smaller unit: two and a half years are P2Y6M."""
    found = re.fullmatch(r"P(T?)(\d+)\.5([YDHM])", period)
    half = _HALVES.get((found[1] if found else "") + (found[3] if found else ""))
    return f"P{found[1]}{found[2]}{found[3]}{half}" if found and half else period


def unit_of(period: str) -> str:
    """Return the unit in which a period counts: the day for hours."""
    return "D" if period.startswith("PT") else period[-1]


def year_before(quarter: str) -> str:
    """Return the same quarter, a year before."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def century_of(core: str, today: date) -> str:
    """Put the century to a year in two digits that brings it nearest to the publication."""
    ahead = (int(core[2:4]) - today.year + 50) % 100 - 50
    return f"{today.year + ahead:04d}{core[4:]}"


def closed_week(day: str, anchor: str | None, look: Look, today: date) -> str:
    """Return the day (or weekend) of the week that is meant."""
    if anchor and anchor.endswith("W") and day != "WE":
        monday = today - timedelta(days=today.isoweekday() - 1)
        return (monday + timedelta(days=7 * SHIFTS[anchor[:-1]] + int(day) - 1)).isoformat()
    anchor = anchor.rstrip("W") if anchor else None
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


def closed_year(core: str, anchor: str | None, look: Look, today: date) -> str | None:
    """Put the year to a day, month, season or quarter that is named without one."""
    rest = core[4:]
    if anchor and anchor.endswith("Y"):
        return f"{today.year + SHIFTS[anchor[:-1]]:04d}{rest}"
    years = [today.year + step for step in (-1, 0, 1, 2)]
    if rest == "-WI":
        years.insert(0, today.year - 2)
    intervals = [(year, interval_of(f"{year:04d}{rest}")) for year in years]
    known = [(year, i) for year, i in intervals if i is not None]
    if not known:
        return core
    near, interval = min(known, key=lambda item: _distance(item[1], today))
    if anchor is None and _is_near(interval, look, today):
        return f"{near:04d}{rest}"
    if anchor is None and look in {Look.UNKNOWN, Look.NOW, Look.EITHER}:
        nearest = _nearest(known, core, today)
        if look is not Look.EITHER or nearest != core:
            return nearest
        look = Look.BACK
    chosen = _choose(known, anchor, look, today)
    return f"{chosen:04d}{rest}"


def _is_near(interval: Interval, look: Look, today: date) -> bool:
    """Tell whether an interval is so near that its year goes without saying.

    A day may lie either way. A quarter that is just over is meant even by those who have yet to
    report on it.
    """
    start, _, precision = interval
    if _distance(interval, today) > _NEAR_DAYS:
        return False
    if precision is Precision.DAY:
        return start <= today or look is not Look.PAST
    return precision is Precision.QUARTER and (start <= today or look not in {Look.BACK, Look.PAST})


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
    if look in {Look.BACK, Look.PAST} and begun:
        return begun[-1]
    if look is Look.AHEAD and open_still:
        return open_still[0]
    return min(known, key=lambda item: _distance(item[1], today))[0]


def _distance(interval: Interval, today: date) -> int:
    start, end, _ = interval
    return max((start - today).days, (today - end).days, 0)
