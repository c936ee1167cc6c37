"""The gist of a report: what tells its happening from others, small enough to keep by the million.

The lead (headline, deck and the first forty to eighty words) is where news says what happened;
its words count twice. Names are the words inside of names. A report without a date of publication
is dated by the days that it states.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vedette.compare.stories.words import WORD, rarity, stem, weighed
from vedette.model import Analysis, PlacePrecision, Report, TimeMention, Zone

MOST_WORDS, MOST_LEAD, MOST_NAMES, MOST_NUMBERS = 120, 50, 40, 20
COMMON = 1.0  # the "The" and "of" inside of names name nothing
KEYS = 16  # by its heaviest words a report is looked up
_LEAD_FROM, _LEAD_TO = 40, 80
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!.*/)")
_MONTH_DAY = re.compile(r"XXXX-(\d\d-\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_LEFT_OUT = frozenset({Zone.CAPTION})
_SPOTS = frozenset({PlacePrecision.POINT, PlacePrecision.VICINITY, PlacePrecision.SETTLEMENT})


@dataclass(frozen=True, slots=True)
class Gist:
    """Hold what a report is told by.

    Vectors have the length one; `day` is that of publication, `size` the number of different words.

    `days` are the days that place the report in time, `told` the days and weekdays of its lead,
    `dates` all months and days that it states, `series` and `activity` the named activity that it
    is mostly about, "" for none, `places` the towns and spots of the lead.
    """

    report_id: str
    words: dict[str, float]
    lead: dict[str, float]
    names: dict[str, float]
    lead_names: dict[str, float]
    numbers: dict[str, float]
    size: int = 0
    day: int | None = None
    days: tuple[int, ...] = ()
    told_days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    activity: str = ""
    series: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the words by which the report is looked up, the most telling first."""
        return tuple(list(self.words)[:KEYS])


def gist_of(report: Report, analysis: Analysis, *, activity: str = "", series: str = "") -> Gist:
    """Return the gist of a report; `activity` is the named one that it is mostly about."""
    lead_end = _lead_end(report)
    counts = _Counts(report, analysis, lead_end)
    times = _Times(analysis.times, lead_end)
    published = report.published.start or report.published.end
    if published is not None:
        placed, weekdays = {published}, times.weekdays | {str(d.isoweekday()) for d in times.told}
    else:
        placed, weekdays = times.told or times.days, times.weekdays
    return Gist(
        report_id=report.id,
        words=weighed(counts.words, MOST_WORDS),
        lead=weighed(counts.lead, MOST_LEAD),
        names=weighed(counts.names, MOST_NAMES),
        lead_names=weighed(counts.lead_names, MOST_NAMES),
        numbers=weighed(counts.numbers, MOST_NUMBERS),
        size=len(counts.words),
        day=published.toordinal() if published else None,
        days=_ordinals(placed),
        told_days=_ordinals(times.told) if published else (),
        weekdays=tuple(sorted(weekdays)),
        dates=tuple(sorted(times.dates | {d.isoformat() for d in times.days})),
        years=tuple(sorted(times.years)),
        places=_places(analysis, lead_end),
        types=tuple(sorted({one.type for one in analysis.activities})),
        activity=activity,
        series=series,
    )


def _places(analysis: Analysis, lead_end: int) -> tuple[str, ...]:
    """Return the towns and spots where the lead says that something is."""
    found = (one.where for one in analysis.locations if one.span.start < lead_end)
    return tuple(sorted({where.name for where in found if where.precision in _SPOTS}))


def _ordinals(days: Iterable[date]) -> tuple[int, ...]:
    return tuple(sorted(day.toordinal() for day in days))


def named_activities(analysis: Analysis) -> list[str]:
    """Return the named activities of a report, as often as it names them."""
    names = [one.name for one in analysis.activities if one.name]
    return names or [one.scope.activity for one in analysis.figures if one.scope.activity]


def _stretches(report: Report) -> Iterator[tuple[int, int]]:
    if not report.blocks:
        yield 0, len(report.text)
    for block in report.blocks:
        if not block.zone.is_furniture and block.zone not in _LEFT_OUT:
            yield block.start, block.end


def _lead_end(report: Report) -> int:
    """Return where the lead ends: after whole paragraphs, at the eightieth word at the latest."""
    seen, end = 0, 0
    for start, stop in _stretches(report):
        for found in WORD.finditer(report.text, start, stop):
            seen, end = seen + 1, found.end()
            if seen == _LEAD_TO:
                return end
        if seen >= _LEAD_FROM:
            return end
    return end


class _Counts:
    """Count the words of a report by what they are."""

    def __init__(self, report: Report, analysis: Analysis, lead_end: int) -> None:
        self.words, self.lead = Counter[str](), Counter[str]()
        self.names, self.lead_names = Counter[str](), Counter[str]()
        self.numbers = Counter[str]()
        named = _named(analysis)
        for start, stop in _stretches(report):
            for found in WORD.finditer(report.text, start, stop):
                at = found.start()
                self._count(found[0], in_lead=at < lead_end, is_name=at in named)

    def _count(self, word: str, *, in_lead: bool, is_name: bool) -> None:
        one = stem(word)
        weight = 2 if in_lead else 1
        self.words[one] += weight
        self.lead[one] += in_lead
        if is_name and word[0].isupper() and rarity(one) > COMMON:
            self.names[one] += weight
            self.lead_names[one] += in_lead
        if word[0].isdigit() and len(word) > 1 and not _YEAR.fullmatch(word):
            self.numbers[one] += 1


def _named(analysis: Analysis) -> set[int]:
    spans = [one.span for one in analysis.mentions if not one.generic]
    spans += [one.span for one in analysis.places]
    return {at for span in spans for at in range(span.start, span.end)}


class _Times:
    """Sort the times of a report: days, and what is stated without a year."""

    def __init__(self, times: Iterable[TimeMention], lead_end: int) -> None:
        self.days: set[date] = set()
        self.told: set[date] = set()
        self.weekdays: set[str] = set()
        self.dates: set[str] = set()
        self.years: set[str] = set()
        for one in times:
            self._sort(one, in_lead=one.span.start < lead_end)

    def _sort(self, one: TimeMention, *, in_lead: bool) -> None:
        value = one.value or ""
        if _YEAR.match(value):
            self.years.add(value[:4])
        if day := _day(value):
            self.days.add(day)
            if in_lead:
                self.told.add(day)
        elif found := _MONTH_DAY.match(value):
            self.dates.add(found[1])
        elif (found := _WEEKDAY.match(value)) and in_lead:
            self.weekdays.add(found[1])


def _day(value: str) -> date | None:
    found = _DAY.match(value)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
