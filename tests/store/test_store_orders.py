"""The orders of a list of claims, the days of publication, the language: against plain sorting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_samples import EXERCISE, NOON, pair

from vedette.errors import BadArgumentError
from vedette.model import UNKNOWN_WHEN, Analysis, Claim, Report, When
from vedette.run import claims as run
from vedette.run.claims import Wanted
from vedette.store.seeking import EVENT, NEWEST, OLDEST, Sought
from vedette.store.store import Store
from vedette.store.view import View

PUBLISHED = (5, None, 3, 5, 9, None, 1)
HAPPENS = (2, 8, None, 8, 1, None, 3)


def filled(store: Store) -> None:
    items = []
    for n, (day, event) in enumerate(zip(PUBLISHED, HAPPENS, strict=True)):
        text = f"Ministry {n % 2} said {n * 100 + 10:,} and {n + 7} of {EXERCISE}."
        items.append(_with_event(*pair(text, day=day), event=event))
    store.add(items, ingested_at=NOON)


def _with_event(
    report: Report, analysis: Analysis, *, event: int | None
) -> tuple[Report, Analysis]:
    when = When.on(date(2025, 8, event)) if event else UNKNOWN_WHEN
    return report, replace(
        analysis, claims=tuple(replace(each, when=when) for each in analysis.claims)
    )


def walked(view: View, order: str, size: int) -> list[tuple[Report, Claim]]:
    found, after = [], None
    while page := view.seek(Sought(), after=after, limit=size, order=order):
        found += [(report, claim) for report, claim, _, _ in page]
        after = page[-1][3]
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_newest_come_first_and_the_undated_last(store: Store, size: int) -> None:
    filled(store)
    with store.view() as view:
        days = [report.published.start for report, _ in walked(view, NEWEST, size)]
    assert [day and day.day for day in days] == [9, 5, 5, 3, 1, None, None]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_latest_event_comes_first_and_what_has_no_day_last(store: Store, size: int) -> None:
    filled(store)
    with store.view() as view:
        found = walked(view, EVENT, size)
    days = [claim.when.start for _, claim in found]
    assert [day and day.day for day in days] == [8, 8, 3, 2, 1, None, None]
    assert len({claim.id for _, claim in found}) == 7


def test_every_order_holds_the_same_claims(store: Store) -> None:
    filled(store)
    with store.view() as view:
        orders = [
            {claim.id for _, claim in walked(view, one, 2)} for one in (OLDEST, NEWEST, EVENT)
        ]
        assert orders[0] == orders[1] == orders[2]
        assert {claim.id for _, claim, _, _ in run.walk(view, Wanted())} == orders[0]
        with pytest.raises(BadArgumentError, match="no order of claims"):
            run.seek(view, Wanted(), limit=1, order="loudest")


def test_days_of_publication_narrow_and_leave_the_undated_out(store: Store) -> None:
    filled(store)
    with store.view() as view:
        from_third = Wanted(published_since=date(2025, 9, 3), published_until=date(2025, 9, 5))
        found = run.seek(view, from_third, limit=100)
        assert [report.published.start.day for report, *_ in found if report.published.start] == [
            3, 5, 5,
        ]  # fmt: skip
        assert run.count(view, from_third) == 3
        assert run.count(view, Wanted(language="en")) == 7
        assert run.count(view, Wanted(language="ru")) == 0


def test_days_the_wrong_way_round_are_the_users_mistake() -> None:
    with pytest.raises(BadArgumentError, match="published since"):
        Wanted(published_since=date(2025, 9, 5), published_until=date(2025, 9, 3))
