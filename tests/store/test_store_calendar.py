"""The days of a picture: what came out on each, what it names, and what is lacking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store_samples import EXERCISE, NOON, at, make_report, pair

from vedette.model import Abstention, PlaceMention, PlacePrecision, Report, Span, Where
from vedette.model.analysis import Analysis
from vedette.store.named import Days
from vedette.store.store import Store


def _silent(text: str, *, day: int | None = None) -> tuple[Report, Analysis]:
    """Return a report that names no exercise."""
    report = make_report(text, day=day)
    return report, Analysis(report.id, stages=("speech@1",))


def _fill(store: Store) -> dict[str, str]:
    items = {
        "first": pair("Alma said 100 came.", day=5),
        "second": pair("Berta said 200 came.", day=5),
        "third": pair("Clara said 300 came.", day=9),
        "undated": pair("Dora said 400 came."),
        "silent": _silent("Nothing happened at the range.", day=12),
    }
    store.add(list(items.values()), ingested_at=NOON)
    return {name: report.id for name, (report, _) in items.items()}


def test_reports_are_counted_by_the_day_on_which_they_came_out(store: Store) -> None:
    _fill(store)
    with store.view() as view:
        days = view.calendar.reports()
    assert days == [(date(2025, 9, 5), 2), (date(2025, 9, 9), 1), (date(2025, 9, 12), 1)]


def test_reports_on_an_activity_are_counted_apart(store: Store) -> None:
    _fill(store)
    with store.view() as view:
        assert view.calendar.reports(EXERCISE) == [(date(2025, 9, 5), 2), (date(2025, 9, 9), 1)]
        assert view.calendar.reports("Slate-2025") == []


def test_activities_have_their_days_and_undated_reports_none(store: Store) -> None:
    _fill(store)
    with store.view() as view:
        assert view.calendar.activities() == [
            (EXERCISE, "exercise", None, 1),
            (EXERCISE, "exercise", date(2025, 9, 5), 2),
            (EXERCISE, "exercise", date(2025, 9, 9), 1),
        ]


def test_a_report_of_an_older_version_is_on_no_day(store: Store) -> None:
    older = pair("Alma said 100 came.", day=5, url="https://a.example/x", retrieved=at(6))
    newer = pair("Alma said 110 came.", day=5, url="https://a.example/x", retrieved=at(8))
    store.add([older, newer], ingested_at=NOON)
    with store.view() as view:
        assert view.calendar.reports() == [(date(2025, 9, 5), 1)]
        assert [n for *_, n in view.calendar.activities()] == [1]


def test_a_picture_of_the_past_has_only_its_own_days(store: Store) -> None:
    _fill(store)
    with store.view(as_of=at(6)) as view:
        assert view.calendar.reports() == [(date(2025, 9, 5), 2)]


def test_the_last_reports_of_a_span_come_in_the_order_of_time(store: Store) -> None:
    ids = _fill(store)
    with store.view() as view:
        calendar = view.calendar
        assert calendar.ids(Days(), last=2) == [ids["third"], ids["silent"]]
        every = calendar.ids(Days(), last=9)
        assert every[0] == ids["undated"]
        assert set(every) == set(ids.values())
        ours = calendar.ids(Days(), named=EXERCISE, last=9)
        assert set(ours) == set(ids.values()) - {ids["silent"]}


def test_a_span_holds_both_of_its_days_and_nothing_undated(store: Store) -> None:
    ids = _fill(store)
    span = Days(date(2025, 9, 5), date(2025, 9, 9))
    with store.view() as view:
        assert set(view.calendar.ids(span, last=9)) == {ids["first"], ids["second"], ids["third"]}
        assert [one.id for one in view.calendar.latest(span, 1)] == [ids["third"]]
        assert view.calendar.ids(Days(date(2025, 9, 10)), last=9) == [ids["silent"]]
        assert view.calendar.ids(Days(None, date(2025, 9, 4)), last=9) == []


def test_reports_that_lack_something_are_listed_page_by_page(store: Store) -> None:
    report, said = pair("Alma said 100 came to Karhu.", day=5)
    where = Where("Karhu", precision=PlacePrecision.UNPLACED, reason="not in the gazetteer")
    start = report.text.index("Karhu")
    span = Span.cut(report.text, start, start + len("Karhu"))
    lacking = replace(
        said,
        places=(PlaceMention(span, where),),
        abstentions=(Abstention("figures", span, "a name, not a number"),),
    )
    undated = [pair(f"Dora said {n} came.") for n in (401, 402, 403)]
    store.add([(report, lacking), pair("Berta said 200 came.", day=6), *undated], ingested_at=NOON)
    with store.view() as view:
        calendar = view.calendar
        assert [one.id for one in calendar.lacking("unplaced", limit=5)] == [report.id]
        assert [one.id for one in calendar.lacking("left open", limit=5)] == [report.id]
        first = calendar.lacking("undated", limit=2)
        rest = calendar.lacking("undated", limit=2, offset=2)
        assert {one.id for one in (*first, *rest)} == {one.id for one, _ in undated}
        assert (len(first), len(rest)) == (2, 1)
