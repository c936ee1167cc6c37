"""A row of bars, one a day: how many reports came out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

WIDTH, HEIGHT, FOOT = 900.0, 64.0, 14.0
_FRAME = Markup(
    '<svg class="days" viewBox="0 0 {} {}" preserveAspectRatio="xMinYMid" role="img" '
    'aria-label="{}">{}{}</svg>'
)
MOST = 366  # bars; a longer stretch is drawn by its months


def days_svg(days: Sequence[tuple[date, int]], label: str) -> Markup:
    """Return the bars of days, or of months where there are too many; "" without a day."""
    if not days:
        return Markup("")
    counted = dict(days)
    first, last = min(counted), max(counted)
    if (last - first).days + 1 > MOST:
        bars = _by_month(counted)
    else:
        span = (last - first).days + 1
        bars = [
            (str(day), counted.get(day, 0)) for day in (first + timedelta(n) for n in range(span))
        ]
    tallest = max(times for _, times in bars)
    width = min(WIDTH / len(bars), 24.0)
    marks = Markup("").join(
        _bar(n * width, width, times / tallest, f"{name}: {times:,}")
        for n, (name, times) in enumerate(bars)
        if times
    )
    ends = [(0.0, "start", bars[0][0]), (len(bars) * width, "end", bars[-1][0])]
    texts = Markup("").join(
        Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x, HEIGHT, side, name)
        for x, side, name in (ends if len(bars) > 6 else ends[:1])
    )
    return _FRAME.format(WIDTH, HEIGHT + 3, label, marks, texts)


def _by_month(counted: dict[date, int]) -> list[tuple[str, int]]:
    months: dict[str, int] = {}
    day, last = min(counted).replace(day=1), max(counted)
    while day <= last:
        months[f"{day:%Y-%m}"] = 0
        day = (day + timedelta(days=32)).replace(day=1)
    for each, times in counted.items():
        months[f"{each:%Y-%m}"] += times
    return list(months.items())


def _bar(x: float, width: float, share: float, title: str) -> Markup:
    tall = max(round(share * (HEIGHT - FOOT - 4), 1), 1.5)
    top = round(HEIGHT - FOOT - tall, 1)
    gap = min(width / 5, 2.0)
    return Markup(
        '<rect class="full" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>'
    ).format(round(x, 1), top, round(width - gap, 1), tall, title)
