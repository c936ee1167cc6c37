"""Publication dates as printed or declared: a day or an instant, or honestly nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from vedette.data import read_toml
from vedette.model.when import Precision, When

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(.*)$")
_OFFSET = re.compile(r"(?:Z|GMT|UTC)$|(?:GMT|UTC)?([+-]\d\d):?(\d\d)$", re.IGNORECASE)
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_CLOCK = (
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*\(?[A-Z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
)


def month_numbers() -> dict[str, int]:
    """Return the number of each month name and abbreviation, in lower case."""
    months = read_toml("languages/en/times.toml")["months"]
    return {name: int(number) for number, names in months.items() for name in names}


@cache
def written_date() -> re.Pattern[str]:
    """Return the pattern of a whole date with a year, time of day included, as a line prints it."""
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"{weekday}(?:(?:at\s+)?{_CLOCK},?\s+)?"
        rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)(?:T\d\d:\d\d\S*)?|(?P<dotted>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
        rf"|(?P<m1>{months})\.?\s+(?P<d1>{day}),?\s+(?P<y1>\d{{4}})"
        rf"|(?P<d2>{day})\s+(?P<m2>{months})\.?,?\s+(?P<y2>\d{{4}}))(?!\d)"
        rf"(?:,?\s+(?:(?:at|-|–|\|)\s+)?{_CLOCK})?",
        re.IGNORECASE,
    )


def parse_published(raw: str, *, basis: str) -> When | None:
    """Read a date or an instant; None where the words do not fix a day.

    A day keeps the date as printed; an instant also keeps the moment in UTC.
    """
    raw = raw.strip()
    return _iso(raw, basis) or _machine(raw, basis) or _written(raw, basis)


def parse_instant(raw: str) -> datetime | None:
    """Read the moment of a retrieval in UTC; a bare day is taken as its first moment."""
    when = parse_published(raw, basis="")
    if when is None or when.start is None:
        return None
    return when.instant or datetime(when.start.year, when.start.month, when.start.day, tzinfo=UTC)


def _iso(raw: str, basis: str) -> When | None:
    found = _ISO.match(raw)
    if not found:
        return None
    year, month, day, clock, rest = found.groups()
    if not clock:
        return _day(int(year), int(month), int(day), basis) if not rest else None
    offset = _OFFSET.match(rest)
    if not offset:
        return _day(int(year), int(month), int(day), basis)
    zone = f"{offset[1]}:{offset[2]}" if offset[1] else "+00:00"
    try:
        return _instant(datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{zone}"), basis)
    except ValueError:
        return _day(int(year), int(month), int(day), basis)


def _machine(raw: str, basis: str) -> When | None:
    try:
        if _EPOCH.match(raw):
            return _instant(datetime.fromtimestamp(int(raw[:10]), UTC), basis)
        if _RFC_2822.match(raw):
            moment = parsedate_to_datetime(raw)
            aware = moment.tzinfo is not None
            return _instant(moment, basis) if aware else When.on(moment.date(), basis=basis)
    except (ValueError, OverflowError):
        pass
    return None


def _written(raw: str, basis: str) -> When | None:
    found = written_date().fullmatch(raw)
    if not found:
        return None
    if found["iso"]:
        return _iso(found["iso"], basis)
    if found["dotted"]:
        day, month, year = found["dotted"].split(".")
        return _day(int(year), int(month), int(day), basis)
    name, number, year = (
        found["m1"] or found["m2"],
        found["d1"] or found["d2"],
        found["y1"] or found["y2"],
    )
    day = re.sub(r"\D", "", number)
    return _day(int(year), month_numbers()[name.lower()], int(day), basis)


def _day(year: int, month: int, day: int, basis: str) -> When | None:
    try:
        return When.on(date(year, month, day), basis=basis)
    except ValueError:
        return None


def _instant(moment: datetime, basis: str) -> When:
    day = moment.date()
    value = moment.isoformat(timespec="seconds")
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        return When.on(day, basis=basis)
    return When(day, day, Precision.INSTANT, value, basis, utc)
