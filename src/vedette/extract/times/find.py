"""Find time expressions: their words, their TIMEX3 type, and a value still to be resolved.

The value of a find is a small formula, which `resolve.times` turns into an interval:

    2025-09-12, 2025-09, 2025, 2025-SU, 2025-Q3, 199, 19    a date, month, ... decade, century
    XXXX-09-12, XXXX-09, XXXX-WXX-5, XXXX-SU, XXXX-WXX-WE   its year (or week) is open
    XX90-01-03                                              a year in two digits
    2025-09-12|2025-12-09                                   either of two days
    last:Y, this:W, next:XXXX-WXX-1, lastW:XXXX-WXX-5       counted from the publication
    ago:P2D, in:P1W                                         that far from the publication
    before:P3W, after:P1D, same:D, coming:Y                 counted from a date named before
    its:Y, its:Q                                            the year, ... named before, else this
    back:Q3, back:P                                         the stretch spoken of, a year before
    quarterto:2025-08-31                                    the quarter that ends there
    dayof:P3D                                               that day of a stretch named before
    week:XXXX-09-08, weekend:XXXX-09-13                     the week that holds a day
    ...TNI, ...T09:30, ...T09:30Z, ...T09:30+03:00          a part of the day, a time of day
    ...;START ;MID ;END ;FORE ;HIND ;EARLIER ;LATER ;INTO   a part of it; the night before it
    A/B                                                     from A to B, both included
    P42D, PXM, PT4H                                         a duration, or the step of a set
    PRESENT_REF, PAST_REF, FUTURE_REF                       no date at all
    ?no such day                                            no date, and why
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vedette.extract.times.checks import is_time
from vedette.extract.times.plain import Places, plain
from vedette.extract.times.rules import Rule, TimeWords, time_words
from vedette.extract.times.values import build
from vedette.model.reading import Reading
from vedette.model.when import TimeMention, TimeType

_ENDS_SENTENCE = re.compile(r"(?:\d|[a-z]{5}|may|june|july|\d ?[ap]m)\.$", re.IGNORECASE)
# How far a time reaches before and behind a word of its own.
_BEFORE, _BEHIND = 90, 120


@dataclass(frozen=True, slots=True)
class _Find:
    start: int
    end: int
    type: TimeType
    value: str | None


def find_times(reading: Reading) -> tuple[TimeMention, ...]:
    """Find the time expressions of a reading, in text order.

    Their `when` is unknown and their value a formula (see the module); a language without time
    words yields none.
    """
    words = time_words(reading.language)
    if words is None:
        return ()
    found: list[TimeMention] = []
    for block in reading.report.blocks:
        if block.zone.is_furniture:
            continue
        for find in _in_block(reading, words, block.start, block.end):
            span = reading.span(find.start, find.end)
            found.append(TimeMention(span, find.type, find.value))
    return tuple(found)


def _in_block(reading: Reading, words: TimeWords, start: int, end: int) -> list[_Find]:
    text, places = plain(reading.text[start:end])
    spots = words.spots(text)
    finds: list[_Find] = []
    for rule in words.called(spots):
        rarest = min(rule.on, key=lambda name: (len(spots[name]), name))
        for low, high in _stretches(spots[rarest], len(text)):
            for match in rule.pattern.finditer(text, low, high):
                find = _find(reading, words, rule, match, Places(start, places))
                if find is not None:
                    finds.append(find)
    return _longest(finds)


def _stretches(spots: list[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around the words of a class: no time reaches farther than that."""
    low = high = 0
    for spot in sorted(spots):
        if high and spot - _BEFORE <= high:
            high = spot + _BEHIND
            continue
        if high:
            yield low, min(high, length)
        low, high = max(spot - _BEFORE, 0), spot + _BEHIND
    yield low, min(high, length)


def _longest(finds: list[_Find]) -> list[_Find]:
    """Keep the longest of finds that overlap; of equals the first, that of the earlier rule."""
    kept: list[_Find] = []
    for find in sorted(finds, key=lambda f: f.start - f.end):
        if all(find.end <= other.start or other.end <= find.start for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _find(
    reading: Reading, words: TimeWords, rule: Rule, match: re.Match[str], places: Places
) -> _Find | None:
    caught = {name: value for name, value in match.groupdict().items() if value}
    start, end = places.at(match.start()), places.end(match.end())
    if not is_time(reading, words, rule, match, caught, (start, end)):
        return None
    built = build(words, rule.kind, caught)
    if built is None:
        return None
    return _Find(start, end - bool(_ENDS_SENTENCE.search(match[0])), *built)
