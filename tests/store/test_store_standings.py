"""What there is of each named activity: reports, figures, first and last day."""

from __future__ import annotations

from datetime import date

from store_samples import EXERCISE, NOON, pair

from vedette.run.activities import about_one, named
from vedette.store.store import Store


def test_each_activity_has_its_reports_and_its_first_and_last_day(store: Store) -> None:
    texts = [f"Ministry {n} said {n}0 of {EXERCISE}." for n in range(1, 4)]
    store.add([pair(text, day=n + 2) for n, text in enumerate(texts)], ingested_at=NOON)
    with store.view() as view:
        one = view.standings([EXERCISE])[EXERCISE]
        (listed,) = named(view)
        figures = view.figures(activity=EXERCISE)
    assert (listed.name, listed.reports) == (EXERCISE, 3)
    assert one.first is not None
    assert one.last is not None
    assert (one.last - one.first).days == 2
    assert isinstance(one.first, date)
    assert one.figures == len(figures)


def test_a_store_without_activities_has_none(store: Store) -> None:
    with store.view() as view:
        assert named(view) == []
        assert about_one(view, EXERCISE) is None
        assert view.standings(["Nothing"])["Nothing"].first is None
