"""Reports by day, as bars from which a span can be taken; and the same in little, for a table row.

Bars stand on days of publication. Where these are many, a bar stands for a week or a month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from markupsafe import Markup

from vedette.model import words
from vedette.store.named import Days

WIDTH, HEIGHT = 960.0, 96.0
_LEFT, _RIGHT, _TOP, _FOOT = 4.0, 4.0, 14.0, 20.0
_LABEL = 84.0  # units that the name of a day takes
_DAYS, _WEEKS = 400, 2000  # of a stretch, that are drawn one by one, and by the week
_SPARK = (96.0, 18.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Hold one bar: the days it stands for and the reports on them."""

    first: date
    last: date
    reports: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Hold the drawn bars with the stretch they stand on; `step` is "day", "week" or "month"."""

    svg: Markup
    first: date | None
    last: date | None
    step: str
    bins: tuple[Bin, ...]


def draw_histogram(
    told: Sequence[tuple[date, int]], days: Days, *, what: str = "report", link: str = ""
) -> Histogram | None:
    """Draw how many there are on each day, with the chosen span marked; None without any day.

    `link` is an address that ends where `from=DAY&to=DAY` follows.
    """
    if not told:
        return None
    bins, step = _binned(told)
    first, last = bins[0].first, bins[-1].last
    most = max(each.reports for each in bins)
    total = words.count(sum(n for _, n in told), what)
    label = f"{total} by {step}, {first} to {last}, at most {words.number(most)}"
    parts = [
        Markup(
            '<svg class="brush" viewBox="0 0 {} {}" preserveAspectRatio="none" role="group"'
            ' aria-label="{}" data-first="{}" data-last="{}" data-left="{}" data-right="{}">'
        ).format(WIDTH, HEIGHT, label, first, last, _LEFT, WIDTH - _RIGHT),
        Markup('<g aria-hidden="true">'),
        _chosen(days, first, last),
        *(_bar(each, first, last, most, what, link) for each in bins if each.reports),
        *_axis(first, last, most),
        Markup("</g></svg>"),
    ]
    return Histogram(Markup("").join(parts), first, last, step, tuple(bins))


def spark(told: Sequence[tuple[date, int]], first: date, last: date) -> Markup:
    """Draw the days of one activity in little, on the stretch of all."""
    width, height = _SPARK
    span = max((last - first).days, 1)
    most = max((n for _, n in told), default=0)
    path = "".join(
        f"M{1 + (width - 2) * (day - first).days / span:.1f} {height - 1}"
        f"V{height - 1 - (height - 3) * n / most:.1f}"
        for day, n in told
        if first <= day <= last
    )
    label = f"{words.count(sum(n for _, n in told), 'report')} on {words.count(len(told), 'day')}"
    return Markup(
        '<svg class="spark" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">'
        '<path class="base" d="M0 {:.1f}H{:.0f}"/><path class="days" d="{}"/></svg>'
    ).format(width, height, label, height - 0.5, width, path)


# ---- bins --------------------------------------------------------------------------------------


def _binned(told: Sequence[tuple[date, int]]) -> tuple[list[Bin], str]:
    first, last = told[0][0], told[-1][0]
    length = (last - first).days + 1
    step = "day" if length <= _DAYS else "week" if length <= _WEEKS else "month"
    counted: Counter[date] = Counter()
    for day, reports in told:
        counted[_begin(day, step)] += reports
    starts = list(_starts(_begin(first, step), last, step))
    ends = [after - timedelta(days=1) for _, after in pairwise(starts)]
    return [Bin(a, b, counted[a]) for a, b in zip(starts, [*ends, last], strict=True)], step


def _begin(day: date, step: str) -> date:
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def _starts(first: date, last: date, step: str) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        if step == "month":
            day = (day + timedelta(days=32)).replace(day=1)
        else:
            day += timedelta(days=7 if step == "week" else 1)


# ---- markup ------------------------------------------------------------------------------------


def _x(day: date, first: date, last: date) -> float:
    """Return where a day begins; the day after the last one begins at the right end."""
    days = (last - first).days + 1
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / days


def _bar(each: Bin, first: date, last: date, most: int, what: str, link: str) -> Markup:
    x = _x(each.first, first, last)
    width = max(_x(each.last + timedelta(days=1), first, last) - x - 0.6, 0.8)
    floor = HEIGHT - _FOOT
    tall = (floor - _TOP) * each.reports / most
    days = str(each.first)
    if each.last != each.first:
        days += f" to {each.last}"
    return Markup(
        '<a href="{}from={}&amp;to={}" tabindex="-1"><title>{}: {}</title>'
        '<path class="hold" d="M{:.1f} {}h{:.1f}V{}h-{:.1f}z"/>'
        '<path class="bar-of" d="M{:.1f} {}h{:.1f}v-{:.1f}h-{:.1f}z"/></a>'
    ).format(
        link, each.first, each.last, days, words.count(each.reports, what),
        x, _TOP, width, floor, width,
        x, floor, width, tall, width,
    )  # fmt: skip


def _chosen(days: Days, first: date, last: date) -> Markup:
    if days.is_open:
        return Markup('<rect class="span" x="0" y="{}" width="0" height="{}"/>').format(
            _TOP, HEIGHT - _FOOT - _TOP
        )
    since, until = max(days.since or first, first), min(days.until or last, last)
    left = _x(since, first, last)
    right = _x(until + timedelta(days=1), first, last)
    return Markup('<rect class="span" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
        left, _TOP, max(right - left, 0), HEIGHT - _FOOT - _TOP
    )


def _axis(first: date, last: date, most: int) -> Iterable[Markup]:
    floor = HEIGHT - _FOOT
    yield Markup('<path class="axis" d="M{} {}H{}"/>').format(_LEFT, floor, WIDTH - _RIGHT)
    yield Markup('<text x="{}" y="10">{} at most</text>').format(_LEFT, words.number(most))
    free = _LEFT
    for day in _marks(first, last):
        x = _x(day, first, last)
        if x >= free and x + _LABEL <= WIDTH:
            free = x + _LABEL
            yield Markup(
                '<path class="axis" d="M{0:.1f} {1}v4"/><text x="{0:.1f}" y="{2}">{3}</text>'
            ).format(x, floor, HEIGHT - 5, day)


def _marks(first: date, last: date) -> Iterator[date]:
    """Yield the days that are named below: the first one, and those that begin a month."""
    yield first
    few = (last - first).days <= 31
    day = first
    while day < last:
        day += timedelta(days=1)
        if (few and day.weekday() == 0) or (not few and day.day == 1):
            yield day
