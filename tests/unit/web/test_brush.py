"""Bars of reports by day: what is drawn, and on what."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.store.named import EVER, Days
from vedette.web.drawing.brush import draw_histogram, spark
from vedette.web.drawing.ruler import draw_ruler

FIRST = date(2025, 9, 1)


def _days(*counts: int, step: int = 1) -> list[tuple[date, int]]:
    return [(FIRST + timedelta(days=i * step), n) for i, n in enumerate(counts) if n]


def test_each_bar_leads_to_its_days_and_says_how_many():
    drawn = draw_histogram(_days(2, 0, 1), EVER, link="/?")
    assert drawn is not None
    links = re.findall(r'href="([^"]+)"[^>]*><title>([^<]+)<', str(drawn.svg))
    assert links == [
        ("/?from=2025-09-01&amp;to=2025-09-01", "2025-09-01: 2 reports"),
        ("/?from=2025-09-03&amp;to=2025-09-03", "2025-09-03: 1 report"),
    ]


def test_nothing_is_lost_where_bars_stand_for_weeks_or_months():
    for step, name in ((1, "day"), (7, "week"), (40, "month")):
        told = _days(*[1] * 120, step=step)
        drawn = draw_histogram(told, EVER)
        assert drawn is not None
        assert drawn.step == name
        assert sum(each.reports for each in drawn.bins) == 120
        assert drawn.bins[0].first <= told[0][0]
        assert drawn.bins[-1].last == told[-1][0]


def test_the_chosen_span_is_marked_as_far_as_it_lies_on_the_bars():
    told = _days(*[1] * 10)
    whole = draw_histogram(told, Days(date(2020, 1, 1), date(2030, 1, 1)))
    none = draw_histogram(told, EVER)
    assert whole is not None
    assert none is not None
    assert 'class="span" x="4.0" y="14.0" width="952.0"' in whole.svg
    assert 'class="span" x="0" y="14.0" width="0"' in none.svg


def test_without_a_day_there_is_nothing_to_draw():
    assert draw_histogram([], EVER) is None
    assert draw_ruler([], "") is None


def test_a_spark_says_in_words_what_it_shows():
    drawn = spark(_days(2, 0, 1), FIRST, FIRST + timedelta(days=9))
    assert 'aria-label="3 reports on 2 days"' in drawn


def test_the_slider_stands_on_the_day_of_the_picture_and_at_the_end_for_the_present():
    told = _days(1, 0, 0, 1)
    past, present = draw_ruler(told, "2025-09-02"), draw_ruler(told, "")
    assert past is not None
    assert present is not None
    assert (past.at, present.at, present.length) == (1, 3, 3)
    odd = draw_ruler(told, "the day before")
    assert odd is not None
    assert odd.at == 3
