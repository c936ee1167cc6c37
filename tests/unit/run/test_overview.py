"""Activities at a glance, sources that fail, and the timeline narrowed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vedette.compare.timeline import Entry
from vedette.errors import BadArgumentError
from vedette.model import (
    EntityKind,
    Failure,
    Modality,
    Polarity,
    Precision,
    Receipt,
    Span,
    Speaker,
    Tense,
    When,
)
from vedette.run import events, overview
from vedette.run.covered import Covered
from vedette.run.failures import feeds_of
from vedette.store.named import EVER, Days

FIFTH, NINTH = date(2025, 9, 5), date(2025, 9, 9)
TOLD = [
    ("Granite-2025", "exercise", FIFTH, 2),
    ("Granite-2025", "exercise", NINTH, 1),
    ("Slate-2025", "exercise", None, 3),
    ("Slate-2025", "exercise", FIFTH, 1),
]


# ---- activities --------------------------------------------------------------------------------


def test_the_activity_with_the_latest_report_comes_first():
    first, second = overview.within(TOLD, EVER)
    assert (first.name, first.reports, first.last) == ("Granite-2025", 3, NINTH)
    assert (second.name, second.reports, second.last) == ("Slate-2025", 4, FIFTH)


def test_a_span_of_days_leaves_out_what_is_outside_and_what_has_no_date():
    (only,) = overview.within(TOLD, Days(NINTH, NINTH))
    assert (only.name, only.reports, only.days) == ("Granite-2025", 1, ((NINTH, 1),))
    both = overview.within(TOLD, Days(FIFTH, FIFTH))
    assert {one.name: one.reports for one in both} == {"Granite-2025": 2, "Slate-2025": 1}


def test_a_report_that_gives_an_activity_two_types_counts_once():
    told = [("Granite", "exercise", FIFTH, 2), ("Granite", "deployment", FIFTH, 1)]
    (only,) = overview.within(told, EVER)
    assert only.reports == 2
    assert only.types == ("exercise", "deployment")


# ---- sources -----------------------------------------------------------------------------------


def _receipt(n: int, *sources: str, failed: int = 0, interrupted: bool = False) -> Receipt:
    at = datetime(2025, 9, n, tzinfo=UTC)
    failures = tuple(
        Failure(f"{i}.html", "no-article", f"{i}.html: a page without an article body")
        for i in range(failed)
    )
    return Receipt(f"rcp-{n}", at, at, sources, added=1, failures=failures, interrupted=interrupted)


def test_a_source_is_as_it_was_the_last_time_it_was_asked():
    newest_first = [_receipt(9, "a"), _receipt(8, "b", failed=2), _receipt(7, "a", failed=1)]
    found = feeds_of(newest_first)
    assert [(feed.address, feed.fails) for feed in found] == [("b", True), ("a", False)]


def test_what_failed_says_why_and_what_to_do():
    (feed,) = feeds_of([_receipt(8, "b", failed=1)])
    (failed,) = feed.failed
    assert (failed.item, failed.code) == ("0.html", "no-article")
    assert failed.message == "a page without an article body"
    assert failed.step == "Save the page of the article itself, or its text."


def test_an_interrupted_run_fails_and_a_run_of_judgements_is_no_source():
    judgements = Receipt("rcp-1", datetime(2025, 9, 1, tzinfo=UTC), None, ("x",), kind="judgements")
    (feed,) = feeds_of([_receipt(8, "b", interrupted=True), judgements])
    assert feed.fails


@pytest.mark.parametrize(
    ("claims", "reviewed", "written"),
    [(0, 0, ""), (10, 0, "100 %"), (10, 1, "90.0 %"), (100_000, 1, "99.9 %"), (4, 4, "0.0 %")],
)
def test_the_share_that_nobody_reviewed_is_never_all_where_somebody_reviewed(
    claims, reviewed, written
):
    assert Covered(5, 0, 0, 0, 0, claims, reviewed).machine_only == written


# ---- the timeline ------------------------------------------------------------------------------


UNKNOWN = When()


def _entry(
    when: When, *, said: When = UNKNOWN, kind: str = "exercise", **modality: object
) -> Entry:
    return Entry(
        when,
        "Granite",
        Speaker("Alma", EntityKind.PERSON),
        said,
        "rep-1",
        "Courier",
        Span(0, 7, "Granite"),
        "clm-1",
        kind=kind,
        modality=Modality(**modality),
    )


SEPTEMBER = When(date(2025, 9, 1), date(2025, 9, 30), Precision.MONTH, "2025-09")


def test_an_event_of_a_month_does_not_stand_under_its_first_day():
    entries = [_entry(When.on(date(2025, 9, 1))), _entry(SEPTEMBER), _entry(SEPTEMBER)]
    assert [(when.value, len(ours)) for when, ours in events.by_time(entries)] == [
        ("2025-09-01", 1),
        ("2025-09", 2),
    ]


def test_days_between_event_and_word_are_told_only_where_both_are_known_to_the_day():
    told = _entry(When.on(NINTH), said=When.on(FIFTH))
    assert events.said_apart(told) == -4
    assert events.said_apart(_entry(SEPTEMBER, said=When.on(FIFTH))) is None
    assert events.said_apart(_entry(When.on(NINTH))) is None


def test_planned_and_denied_events_are_told_apart():
    plain = _entry(When.on(NINTH))
    planned = _entry(When.on(NINTH), tense=Tense.PLANNED)
    denied = _entry(When.on(NINTH), tense=Tense.PLANNED, polarity=Polarity.DENIED)
    assert [events.stance_of(one) for one in (plain, planned, denied)] == list(events.STANCES)
    wanted = events.Wanted(stance="planned")
    assert events.chosen([plain, planned, denied], wanted) == (planned,)


def test_an_event_fits_a_span_that_it_shares_a_day_with():
    entries = [_entry(SEPTEMBER), _entry(When.on(FIFTH)), _entry(When())]
    kept = events.chosen(entries, events.Wanted(Days(NINTH, NINTH)))
    assert kept == (entries[0],)


def test_an_unknown_stance_is_the_users_mistake():
    with pytest.raises(BadArgumentError, match="no stance"):
        events.Wanted(stance="maybe")
