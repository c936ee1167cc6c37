"""Changes between two pictures of a real store, on every engine; and the pictures' own limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import EXERCISE, NOON, analyse, at, judge, make_report, numbered, pair

from vedette.compare.changes import Changes, Kind
from vedette.compare.conventions import Conventions
from vedette.errors import BadArgumentError
from vedette.model import Analysis, Report, When
from vedette.run import queries
from vedette.run.changes import Bounds, changes, parse_stretch
from vedette.store.shelf import Shelf
from vedette.store.store import Store, open_store

CONVENTIONS = Conventions.shipped()


def look(
    store: Store, since: str, until: str | None = None, subject: str | None = None, **more: Any
) -> Changes:
    stretch = parse_stretch(since, until, by=more.get("by", "published"))
    return changes(store, stretch, subject, conventions=CONVENTIONS)


def texts(found: Changes, *kinds: Kind) -> list[str]:
    return [one.text for one in found.of(*kinds)]


def dated(text: str, day: date, **more: Any) -> tuple[Report, Any]:
    plain = make_report(text, **more)
    report = Report(
        plain.id, text, (), plain.url, plain.publisher, When.on(day), plain.retrieved_at
    )
    return report, analyse(report)


# ---- pictures ----------------------------------------------------------------------------------


def test_the_picture_by_publication_and_by_retrieval_differ(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3, retrieved=at(20))], ingested_at=NOON)
    for by, count in (("published", 1), ("retrieved", 0)):
        with store.view(as_of=at(10), by=by) as view:  # type: ignore[arg-type]
            ledger = queries.board(view, EXERCISE, conventions=CONVENTIONS)
            assert len(ledger.rows) == count
            assert view.left_out() == {
                "undated": 0,
                "later": 1 - count,
                "rejected": 0,
                "reverted": 0,
            }


def test_the_ledger_says_how_many_reports_its_picture_leaves_out(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=NOON)
    store.add([pair("Bo Reed said 900 came.", day=9)], ingested_at=NOON)
    store.add([pair("Cy Hall said 700 came.")], ingested_at=NOON)
    with store.view(as_of=at(5)) as view:
        assert queries.figures(view, EXERCISE, conventions=CONVENTIONS).left_out == 2


def test_a_report_dated_after_its_retrieval_was_out_when_it_was_retrieved(store: Store) -> None:
    store.add(
        [dated("Ada Stone said 500 came.", date(2031, 1, 1), retrieved=at(5))], ingested_at=NOON
    )
    with store.view(as_of=at(4)) as view:
        assert view.left_out() == {"undated": 0, "later": 1, "rejected": 0, "reverted": 0}
    with store.view(as_of=at(6)) as view:
        (report,) = view.reports()
        assert report.published.start == date(2031, 1, 1)
        (row,) = queries.board(view, EXERCISE, conventions=CONVENTIONS).rows
        assert row.day == at(5).date()


def test_a_date_after_the_day_of_intake_decides_nothing_either(store: Store) -> None:
    store.add([dated("Ada Stone said 500 came.", date(2031, 1, 1))], ingested_at=NOON)
    with store.view(as_of=NOON) as view:
        (row,) = queries.board(view, EXERCISE, conventions=CONVENTIONS).rows
        assert row.day == NOON.date()


def test_a_correction_that_arrives_before_the_corrected_report_stays_the_last_word(
    store: Store,
) -> None:
    corrected = pair("Ada Stone said 23 came. Correction: not 32.", day=9, url="u/1")
    wrong = pair("Ada Stone said 32 came.", day=8, url="u/1")
    store.add([corrected], ingested_at=at(10))
    store.add([wrong], ingested_at=at(11))
    with store.view() as view:
        assert [report.id for report in view.reports()] == [corrected[0].id]
        assert [one.id for one in view.versions(wrong[0].id)] == [wrong[0].id, corrected[0].id]


# ---- changes -----------------------------------------------------------------------------------


def test_a_number_that_came_in_between_is_new_and_one_before_is_not(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=NOON)
    store.add([pair("Bo Reed said 900 came.", day=6)], ingested_at=NOON)
    found = look(store, "2025-09-04", "2025-09-10", EXERCISE)
    assert texts(found, Kind.NEW_FIGURE) == ["Bo Reed: 900 personnel"]
    assert [(one.subject, one.speaker, one.count) for one in found.groups] == [
        (EXERCISE, "Bo Reed", 1)
    ]
    (opened,) = found.of(Kind.OPENED)
    assert opened.reason == "new: Bo Reed: 900 personnel"


def test_between_a_moment_and_itself_nothing_changes(store: Store) -> None:
    store.add(numbered(5), ingested_at=NOON)
    assert look(store, "2025-09-03", "2025-09-03").is_empty
    assert look(store, "2025-10-02", "2025-10-02", by="retrieved").is_empty


def test_from_the_empty_store_everything_is_listed_once(store: Store) -> None:
    store.add(numbered(5), ingested_at=NOON)
    found = look(store, "1900-01-01", "2025-12-31")
    assert len(found.reports) == 5
    assert len(texts(found, Kind.NEW_FIGURE)) == 5
    assert len(set(texts(found, Kind.NEW_FIGURE))) == 5
    assert sum(group.count for group in found.groups) == 5
    assert texts(found, Kind.NAMED) == [f"{EXERCISE}, exercise"]


def test_undated_reports_are_in_no_picture_by_publication_and_are_counted(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.")], ingested_at=NOON)
    found = look(store, "2025-09-01", "2025-12-31")
    assert found.reports == ()
    assert found.left_out == {"undated": 1, "later": 0, "rejected": 0, "reverted": 0}
    assert len(look(store, "2025-09-01", "2025-12-31", by="retrieved").reports) == 1


def test_the_two_clocks_find_other_changes(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=NOON)
    assert look(store, "2025-09-30", "2025-10-05").is_empty
    late = look(store, "2025-09-30", "2025-10-05", by="retrieved")
    assert texts(late, Kind.NEW_FIGURE) == ["Ada Stone: 500 personnel"]


def test_another_version_corrects_the_figure_and_drops_the_statement(store: Store) -> None:
    store.add([pair("Ada Stone said 32 came.", day=8, url="u/1")], ingested_at=at(8))
    store.add([pair("Ada Stone said 23 came.", day=8, url="u/1")], ingested_at=at(12))
    found = look(store, "2025-09-09", "2025-09-20", EXERCISE)
    assert texts(found, Kind.CORRECTED) == ["Ada Stone: 32 personnel → 23"]
    assert texts(found, Kind.NEW_FIGURE, Kind.WITHDRAWN) == []
    (edited,) = found.edited
    assert [(a.span.quote, b.span.quote) for a, b in edited.changed] == [("32", "23")]
    (gone,) = found.of(Kind.VANISHED)
    assert gone.quotes[0].span.quote == "Ada Stone said 32 came."


def test_what_was_said_before_in_the_same_words_is_no_new_statement(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=NOON)
    store.add([pair("Ada Stone said 500 came.", day=5, publisher="Elsewhere")], ingested_at=NOON)
    found = look(store, "2025-09-04", "2025-09-10")
    assert found.groups == ()
    assert texts(found, Kind.NEW_FIGURE) == []
    assert [one.count for one in found.of(Kind.REPEATED)] == [1]


def test_a_thousand_identical_reports_are_one_figure_and_one_statement(store: Store) -> None:
    same = [pair("Ada Stone said 500 came.", day=3, publisher=f"Outlet {n}") for n in range(1000)]
    store.add(same, ingested_at=NOON)
    found = look(store, "2025-09-01", "2025-09-10", EXERCISE)
    (change,) = found.of(Kind.NEW_FIGURE)
    assert change.count == 1000
    assert len(change.quotes) < 10
    (group,) = found.groups
    assert (group.count, group.reports) == (1, 1000)


def test_a_forgotten_report_is_listed_with_its_reason(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=at(4))
    (report, _) = pair("Ada Stone said 500 came.", day=3)
    store.forget(report.id, reason="asked to", at=at(20))
    (gone,) = look(store, "2025-09-15", "2025-09-30", by="retrieved").forgotten
    assert (gone.report_id, gone.reason) == (report.id, "asked to")
    assert look(store, "2025-09-21", "2025-09-30").forgotten == ()


def test_a_judgement_changes_a_picture_by_retrieval_only(store: Store) -> None:
    store.add([pair("Ada Stone said 500 came.", day=3)], ingested_at=at(4))
    store.add([pair("Bo Reed said 900 came.", day=3)], ingested_at=at(4))
    same = judge("bo reed|", b="ada stone|", by="person:desk", made_at=at(20))
    store.add_judgements([same])
    found = look(store, "2025-09-15", "2025-09-30", by="retrieved")
    assert found.reports == ()
    assert not found.of(Kind.NEW_FIGURE, Kind.WITHDRAWN)
    assert look(store, "2025-09-15", "2025-09-30").is_empty


def test_a_stretch_that_runs_backward_is_a_mistake() -> None:
    with pytest.raises(BadArgumentError, match="lies after"):
        parse_stretch("2025-09-10", "2025-09-01", by="published")
    with pytest.raises(BadArgumentError, match="no date"):
        parse_stretch("last week", None, by="published")
    with pytest.raises(BadArgumentError, match="no clock"):
        parse_stretch("2025-09-10", None, by="hearsay")


def test_nothing_outside_the_window_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(numbered(300), ingested_at=NOON)
    store.add([pair("Ada Stone said nothing.", day=29)], ingested_at=NOON)
    read: list[int] = []
    leaves = Shelf.leaves

    def watched(shelf: Shelf, numbers: Any) -> Any:
        read.extend(numbers)
        return leaves(shelf, numbers)

    monkeypatch.setattr(Shelf, "leaves", watched)
    assert look(store, "2025-09-29", "2025-10-30").is_empty
    assert read == []


def test_reports_that_do_not_speak_of_a_subject_are_left_aside(store: Store) -> None:
    store.add(numbered(20), ingested_at=NOON)
    report = make_report("A ship left the port.", day=29)
    empty = Analysis(report.id, stages=("none@1",))
    store.add([(report, empty)], ingested_at=NOON)
    assert look(store, "2025-09-28", "2025-10-30").reports == (report.id,)
    assert look(store, "2025-09-28", "2025-10-30", EXERCISE).is_empty


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(1, 27), st.integers(1, 4)), min_size=1, max_size=8, unique=True),
    st.integers(1, 27),
)
def test_two_stretches_explain_the_new_rows_of_both_together(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, int]], middle: int
) -> None:
    path = tmp_path_factory.mktemp("stretches") / "s.db"
    with open_store(str(path)) as store:
        pairs = [pair(f"Speaker {who} said {day}00 came.", day=day) for day, who in said]
        store.add(pairs, ingested_at=NOON)
        split = f"2025-09-{middle:02}"
        whole = look(store, "2025-08-01", "2025-09-30")
        first, second = look(store, "2025-08-01", split), look(store, split, "2025-09-30")
    explained = {*texts(first, Kind.NEW_FIGURE), *texts(second, Kind.NEW_FIGURE)}
    assert set(texts(whole, Kind.NEW_FIGURE)) == explained
    assert set(whole.reports) == {*first.reports, *second.reports}


def test_where_only_some_series_are_compared_the_others_are_named(store: Store) -> None:
    old = [pair("The staff said 5 soldiers of Granite-2025.", day=1, url="u/1")]
    new = [pair("The staff said 6 soldiers of Granite-2025.", day=5, url="u/2")]
    store.add([*old, *new], ingested_at=NOON)
    stretch = parse_stretch("2025-09-02", "2025-09-08", by="published")
    whole = changes(store, stretch, conventions=CONVENTIONS)
    some = changes(store, stretch, conventions=CONVENTIONS, bounds=Bounds(boards=0))
    assert whole.uncompared == ()
    assert some.uncompared == (EXERCISE,)
    assert some.reports == whole.reports
    assert some.groups == whole.groups
