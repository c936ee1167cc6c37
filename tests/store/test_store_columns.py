"""Columns in memory give the same answers as the tables, for any moment, filter and change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import (
    EXERCISE,
    NOON,
    analyse,
    at,
    judge,
    make_report,
    numbered,
    pair,
    with_names,
)

from vedette.model import JudgementKind, When, Where
from vedette.store.named import EVER, Days
from vedette.store.seeking import FACETS, OLDEST, ORDERS, Place, Sought
from vedette.store.store import Store, open_store
from vedette.store.view import View
from vedette.store.voices import Voices

REJECT = JudgementKind.REJECT
WHO = "person:A. Reader"
SOUGHT = (
    Sought(),
    Sought(speaker="Ministry 1"),
    Sought(speaker="defence staff", polarity="affirmed"),
    Sought(subject=EXERCISE.upper()),
    Sought(subject="nothing of the kind"),
    Sought(kind="activity", predicate="states"),
    Sought(publisher="Herald"),
    Sought(publishers=frozenset({"Herald", "Courier", "no such"})),
    Sought(text="soldiers 2"),
    Sought(text="%"),
    Sought(place="brest"),
    Sought(since=date(2025, 9, 3)),
    Sought(until=date(2025, 9, 4)),
    Sought(time="2025-09"),
    Sought(published_since=date(2025, 9, 4)),
    Sought(published_until=date(2025, 9, 4), language="en"),
    Sought(review="rejected"),
    Sought(review="open"),
    Sought(review=("rejected", "accepted")),
    Sought(review=("open", "rejected")),
    Sought(speaker=("ministry 1", Voices("Ministry 2")), place=("brest", "nowhere")),
    Sought(subject=(EXERCISE, "nothing of the kind"), kind=("activity", "exercise")),
    Sought(publisher=("Herald", "Courier"), polarity=("denied", "affirmed")),
    Sought(time=("2025-09-03", "2025-09-05"), language=("en", "de")),
    Sought(speaker=Voices("Ministry 1", without=frozenset({"Ministry 2|"}))),
)
MOMENTS: tuple[tuple[datetime | None, str], ...] = (
    (None, "published"), (at(4), "published"), (at(4), "retrieved"),
)  # fmt: skip


def answers(view: View) -> Iterator[tuple[str, Any]]:
    yield "counts", view.counts()
    yield "left out", view.left_out()
    yield "tallies", view.tallies()
    yield "undated", view.undated()
    yield "unnamed", view.unnamed()
    yield "days", view.days()
    yield "languages", view.languages()
    yield "activities", view.activities()
    yield "subjects", view.subjects()
    yield "speakers", view.speakers()
    yield "things", view.things()
    yield "publishers", view.publishers()
    yield "naming", set(view.naming("Ministry 1"))
    yield "latest", [one.id for one in view.latest(3)]
    for asked in ({}, {"activity": EXERCISE}, {"subject": EXERCISE}, {"timed": True}, {"last": 2}):
        yield f"analyses {asked}", list(view.analyses(**asked))
    for asked in ({}, {"publisher": "Herald"}, {"activity": "exercise"}, {"text": "soldiers"}):
        yield f"reports {asked}", walked(view, **asked)
    for sought in SOUGHT:
        yield f"seek {sought}", sought_for(view, sought, OLDEST)
        yield f"count {sought}", view.count_sought(sought)
        yield f"tally {sought}", view.tally(sought, FACETS)
    for order in ORDERS:
        yield f"in the order {order}", sought_for(view, Sought(), order)
    yield from counted(view)
    yield "claims", view.claims(subject=EXERCISE, limit=2, offset=1)
    yield "rejected", view.claims(rejected=True)


def counted(view: View) -> Iterator[tuple[str, Any]]:
    calendar, rolls = view.calendar, view.rolls
    for named in (None, EXERCISE, "nothing of the kind"):
        yield f"days {named}", calendar.reports(named)
        for days in (EVER, Days(date(2025, 9, 3)), Days(until=date(2025, 9, 4))):
            yield f"ids {named} {days}", calendar.ids(days, named=named, last=2)
            yield f"latest {days}", [one.id for one in calendar.latest(days, 2)]
    yield "activities by day", calendar.activities()
    for lack in ("undated", "unplaced", "left open"):
        yield lack, [one.id for one in calendar.lacking(lack, limit=2, offset=1)]  # type: ignore[arg-type]
    yield "standings", view.standings([EXERCISE, "nothing of the kind"])
    for most in (None, 1, 2):
        found, others = view.counting_last([EXERCISE], most or 99)
        yield f"boarded {most}", (found, others)
    persons = rolls.persons()
    yield "persons", persons
    yield "samples", rolls.samples(persons)
    yield "private", rolls.subjects()
    yield "speaking", rolls.speaking([one.id for one in persons], last=2)
    for kind in ("equipment", "person", "activity", "state"):
        yield f"things {kind}", rolls.things(kind)
        yield f"said of {kind}", rolls.said_of(kind)
        for name in (EXERCISE, "Lynx"):
            yield f"naming {kind} {name}", rolls.naming(kind, name, last=2)
    places = rolls.places()
    yield "places", places
    yield "wheres", rolls.wheres(places)
    yield "at", rolls.at("Brest", last=2)
    for publisher in ("Herald", "", "no such"):
        yield f"days of {publisher}", rolls.days_of(publisher)
        yield f"latest of {publisher}", [one.id for one in rolls.latest_of(publisher, 2)]


def walked(view: View, **asked: Any) -> list[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []
    after = None
    while page := view.seek_reports(after=after, limit=2, **asked):
        found += [(report.id, place) for report, place in page]
        after = page[-1][1]
    return found


def sought_for(view: View, sought: Sought, order: str) -> list[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []
    after = None
    while page := view.seek(sought, after=after, limit=3, order=order):
        found += [(claim.id, place) for _, claim, _, place in page]
        after = page[-1][3]
    return found


def same(plain: Store, swift: Store) -> None:
    """Compare all answers, of now and of earlier moments."""
    for as_of, by in MOMENTS:
        with plain.view(as_of=as_of, by=by) as one, swift.view(as_of=as_of, by=by) as other:  # type: ignore[arg-type]
            assert other.warm()
            for (name, expected), (_, found) in zip(answers(one), answers(other), strict=True):
                assert found == expected, f"{name} as of {as_of} by {by}"


STEP = st.one_of(
    st.tuples(
        st.just("add"),
        st.tuples(
            st.integers(0, 3),  # who speaks, and how many
            st.one_of(st.none(), st.integers(1, 9)),  # published
            st.one_of(st.none(), st.integers(1, 9)),  # retrieved
            st.sampled_from(["", "u/1", "u/2"]),
            st.sampled_from(["Herald", "Courier", ""]),
            st.booleans(),  # a place and a time
        ),
    ),
    st.tuples(st.sampled_from(["again", "forget", "reject claim", "reject report"]), st.integers()),
)


def take(store: Store, number: int, what: str, how: Any) -> None:
    """Change the store by one step."""
    if what == "add":
        who, day, got, url, publisher, is_placed = how
        report = make_report(
            f"Ministry {who} said {who}0{number} soldiers and {number}.",
            day=day, url=url, publisher=publisher, retrieved=at(got) if got else None,
        )  # fmt: skip
        analysis = analyse(report)
        if is_placed:
            claims = tuple(
                replace(one, where=Where("Brest"), when=When.on(date(2025, 9, 1 + who)))
                for one in analysis.claims
            )
            named = with_names(report, analysis, f"person/{'local-' if who else ''}{who}")[1]
            analysis = replace(named, claims=claims)
        store.add([(report, analysis)], ingested_at=NOON)
        return
    with store.view() as view:
        known = list(view.analyses())
    if not known:
        return
    report, analysis = known[how % len(known)]
    if what == "again":
        store.add([(report, analyse(report, stages=(f"again@{number}",)))], ingested_at=NOON)
    elif what == "forget":
        store.forget(report.id, reason="asked to", at=NOON)
    else:
        own = report.id if what == "reject report" else analysis.claims[0].id
        store.add_judgements([judge(own, kind=REJECT, by=WHO)])


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=1, max_size=9), look=st.integers(0, 8))
def test_columns_answer_as_the_tables_do_whatever_happens_to_the_store(
    steps: list[tuple[str, Any]], look: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = str(tmp_path_factory.mktemp("columns") / "store.db")
    with open_store(path) as plain, open_store(path, in_memory=True) as swift:
        for number, (what, how) in enumerate(steps):
            take(plain, number, what, how)
            if number == look or number == len(steps) - 1:
                same(plain, swift)


def test_columns_answer_as_the_tables_do_on_every_engine(address: str) -> None:
    with open_store(address) as plain, open_store(address, in_memory=True) as swift:
        same(plain, swift)  # an empty store
        plain.add(numbered(30), ingested_at=NOON)
        same(plain, swift)
        late = pair("Ministry 1 said 9 soldiers.", day=3, url="u/1", publisher="Herald")
        plain.add([late], ingested_at=datetime(2025, 10, 2, tzinfo=UTC))
        plain.add_judgements([judge(late[1].claims[0].id, kind=REJECT, by=WHO)])
        same(plain, swift)
        plain.forget(late[0].id, reason="asked to", at=NOON)
        same(plain, swift)


def test_a_view_that_was_opened_before_others_wrote_still_shows_what_it_showed(
    address: str,
) -> None:
    with open_store(address) as plain, open_store(address, in_memory=True) as swift:
        plain.add(numbered(3), ingested_at=NOON)
        with swift.view() as early:
            plain.add(numbered(2, first=3), ingested_at=NOON)
            with swift.view() as late:
                assert late.count() == 5
            assert early.count() == 3
            assert len(early.claims()) == 3


def test_a_list_goes_on_behind_a_report_that_is_no_longer_there(address: str) -> None:
    with open_store(address) as plain, open_store(address, in_memory=True) as swift:
        plain.add(numbered(6), ingested_at=NOON)
        with swift.view() as view:
            page = view.seek(Sought(), limit=3)
            behind = [claim.id for _, claim, _, _ in view.seek(Sought(), after=page[-1][3])]
        plain.forget(page[-1][0].id, reason="asked to", at=NOON)
        with swift.view() as view:
            assert [c.id for _, c, _, _ in view.seek(Sought(), after=page[-1][3])] == behind
