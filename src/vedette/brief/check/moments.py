"""Tell whether a time that a sentence names is one that a passage names, resolved or not.

A text without a date says "Monday" or "18 October" and means a day that nobody knows; a report's
"Monday" that is that weekday, or bears that date, carries it.
"""

from __future__ import annotations

import re
from datetime import date

from vedette.brief.check.numbers import number_word
from vedette.model import TimeMention, TimeType, When

_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_SMALL = frozenset({"on", "in", "at", "the", "of", "this", "past", "a", "an"})
_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 3  # letters that a month keeps: "Oct."


def is_moment(time: TimeMention) -> bool:
    """Tell whether a time says when, not how long or how often."""
    return time.type in (TimeType.DATE, TimeType.TIME)


def names(found: TimeMention, said: TimeMention) -> bool:
    """Tell whether the one found names the time that is said, or one inside it."""
    if within(found.when, said.when) or _bears(found.when, said.value or ""):
        return True
    if said.when.start and found.when.start:
        return False
    return _words(said) <= _words(found) or _is_now(said, found)


def is_day_of(when: When, said: TimeMention) -> bool:
    """Tell whether a report's day is the one that is said, its year known or not."""
    return within(when, said.when) or _bears(when, said.value or "")


def _is_now(said: TimeMention, found: TimeMention) -> bool:
    """Tell whether both only say that something is so at present, or was of late: "currently"."""
    return said.value == found.value and (said.value or "").endswith("_REF")


def within(a: When, b: When) -> bool:
    """Tell whether a time lies inside another; both must be known."""
    if not (a.start and a.end and b.start and b.end):
        return False
    return b.start <= a.start and a.end <= b.end


def _bears(when: When, value: str) -> bool:
    """Tell whether a known time bears the weekday, or the day and month, of an unknown year."""
    if not when.start or not when.end:
        return False
    if found := _WEEKDAY.match(value):
        return when.start == when.end and when.start.isoweekday() == int(found[1])
    if found := _DAY.match(value):
        month, day = int(found[1]), found[2]
        return all(_is(one, month, day) for one in (when.start, when.end))
    return False


def _is(day: date, month: int, number: str | None) -> bool:
    return day.month == month and (number is None or day.day == int(number))


def _words(time: TimeMention) -> frozenset[str]:
    words = _WORD.findall(time.span.quote.lower())
    return frozenset(_plain(w) for w in words if w not in _SMALL)


def _plain(word: str) -> str:
    """Return a word without what an abbreviation leaves out, a number word in digits."""
    value = number_word(word)
    return f"{value:g}" if value is not None else word[:_SHORT] if word.isalpha() else word
