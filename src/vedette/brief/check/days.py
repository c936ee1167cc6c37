"""Days in words: "16 September", "September 16, 2025"."""

from __future__ import annotations

import re
from functools import cache

from vedette.data import read_toml

_DATE = re.compile(r"(?:(\d{1,2}) ([A-Za-z]+)|([A-Za-z]+)\.? (\d{1,2}))\.?,?(?: (\d{4}))?")


def date_of(words: str) -> tuple[int, int, int] | None:
    """Return month, day and year (0 for none) of a day in words; None for a weekday."""
    match = _DATE.search(words)
    if match is None:
        return None
    name, number = (match[2], match[1]) if match[1] else (match[3], match[4])
    month = months().get(name.lower())
    return (month, int(number), int(match[5] or 0)) if month else None


@cache
def months() -> dict[str, int]:
    """Return the number of each month, by its names."""
    table = read_toml("languages/en/times.toml")["months"]
    return {word: int(number) for number, words in table.items() for word in words}
