"""A time of day or a part of one is put to its day; where its zone is told, it is an instant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from vedette.model.when import Precision, When
from vedette.resolve.times.calendar import Interval

_ZONE = re.compile(r"Z$|([+-])(\d\d):(\d\d)(?:@(\d{4}))?$")


def at_time(interval: Interval, value: str, part: str, basis: str) -> tuple[str, When]:
    """Put a part of the day or a time of day to a day; anything coarser stays as it is."""
    start, end, precision = interval
    if precision is not Precision.DAY:
        return value, When(start, end, precision, value, basis)
    written = f"{value}T{local_time(part)}"
    if not part[0].isdigit():
        return written, When(start, end, Precision.PART_OF_DAY, written, basis)
    midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
    instant = _instant(midnight, part)
    return written, When(start, end, Precision.INSTANT, written, basis, instant)


def local_time(part: str) -> str:
    """Return a time of day as the place has it; UTC is marked, other zones are not."""
    return part[:6].rstrip("+-") if part[0].isdigit() else part


def _instant(midnight: datetime, part: str) -> datetime | None:
    """Return the moment in UTC where the zone is told and was in force that year."""
    zone = _ZONE.search(part)
    if not zone or (zone[4] and midnight.year < int(zone[4])):
        return None
    local = midnight + timedelta(hours=int(part[:2]), minutes=int(part[3:5]))
    if not zone[1]:
        return local
    ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return local - ahead if zone[1] == "+" else local + ahead
