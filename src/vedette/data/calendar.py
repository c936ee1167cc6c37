"""The names of months and weekdays, which towns and words share."""

from __future__ import annotations

from functools import cache

from vedette.data import read_toml
from vedette.data.matcher import fold


@cache
def calendar_words() -> frozenset[str]:
    """Return the English names of months and weekdays, folded."""
    tables = read_toml("languages/en/times.toml")
    listed = (words for name in ("months", "weekdays") for words in tables[name].values())
    return frozenset(fold(word) for words in listed for word in words)
