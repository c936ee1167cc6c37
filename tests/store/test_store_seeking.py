"""Claims are sought by facet and walked page by page; a picture ends at a mark of arrival."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import EXERCISE, NOON, at, judge, numbered, pair

from vedette.model import JudgementKind
from vedette.store.seeking import FACETS, Sought
from vedette.store.store import Store, open_store
from vedette.store.view import View


def walk(view: View, sought: Sought, size: int) -> list[str]:
    found, after = [], None
    while page := view.seek(sought, after=after, limit=size):
        assert len(page) <= size
        found += [claim.id for _, claim, _, _ in page]
        after = page[-1][3]
    return found


def filled(store: Store) -> None:
    days = (5, None, 3, 5, 9, None, 1)
    pairs = [
        pair(f"Ministry {n % 2} said {n * 100 + 10:,} and {n + 7} of {EXERCISE}.", day=day)
        for n, day in enumerate(days)
    ]
    store.add(pairs, ingested_at=NOON)


def test_pages_of_any_size_are_the_whole_list_in_its_order(store: Store) -> None:
    filled(store)
    with store.view() as view:
        whole = [claim.id for _, claim, _ in view.claims()]
        assert len(whole) == 7
        for size in (1, 2, 3, 5, 100):
            assert walk(view, Sought(), size) == whole
            assert walk(view, Sought(speaker="ministry 1"), size) == [
                claim.id for _, claim, _ in view.claims(speaker="Ministry 1")
            ]


def test_reports_are_walked_in_the_order_of_publication(store: Store) -> None:
    filled(store)
    with store.view() as view:
        whole = [report.id for report in view.reports()]
        for size in (1, 2, 3, 100):
            found, after = [], None
            while page := view.seek_reports(after=after, limit=size):
                found += [report.id for report, _ in page]
                after = page[-1][1]
            assert found == whole
        said = view.seek_reports(text='"Ministry 1" said')
        assert {report.headline[:10] for report, _ in said} == {"Ministry 1"}
        assert view.seek_reports(publisher="nobody") == []
        assert len(view.seek_reports(activity=EXERCISE)) == 7


def test_counts_by_facet_are_those_of_the_lists(store: Store) -> None:
    filled(store)
    with store.view() as view:
        every = view.tally(Sought(), FACETS)
        for name, values in every.items():
            for value, times in values:
                if value is not None:
                    found = view.seek(Sought(**{name: value}))
                    assert len(found) == times == view.count_sought(Sought(**{name: value}))
        narrowed = view.tally(Sought(speaker="Ministry 1"), ["speaker", "kind"])
        assert len(narrowed["speaker"]) == 2
        assert sum(n for _, n in narrowed["kind"]) == len(view.seek(Sought(speaker="Ministry 1")))


def test_signs_that_mean_something_to_a_database_mean_nothing(store: Store) -> None:
    filled(store)
    with store.view() as view:
        for words in ("%", "_", "' OR 1=1 --", "\\", "\0", "\ud800", "*", '"'):
            assert view.seek(Sought(subject=words)) == []
            assert view.seek(Sought(text=f"{words}{words}")) == []
            assert view.seek(Sought(publishers=frozenset({words}))) == []
            view.seek_reports(text=words, publisher=words, activity=words)


def test_a_picture_up_to_a_mark_shows_nothing_that_arrived_later(store: Store) -> None:
    store.add(numbered(3), ingested_at=NOON)
    with store.view() as view:
        mark, before = view.mark(), [claim.id for _, claim, _ in view.claims()]
        figures = view.figures()
    first, *_ = before
    store.add([pair("Later said 500.", day=1)], ingested_at=NOON)
    store.add_judgements(
        [judge(first, kind=JudgementKind.REJECT, by="person:anna", made_at=at(20))]
    )
    with store.view(until=mark) as view:
        assert [claim.id for _, claim, _ in view.claims()] == before
        assert view.figures() == figures
        assert view.count() == 3
        assert view.mark() == mark
        assert view.judgements() == []
    with store.view() as view:
        assert first not in [claim.id for _, claim, _ in view.claims()]
        assert view.count() == 4
        assert view.mark() != mark


def test_what_was_taken_back_after_a_mark_still_stands_up_to_it(store: Store) -> None:
    store.add(numbered(2), ingested_at=NOON)
    with store.view() as view:
        claim = view.claims()[0][1].id
    rejected = judge(claim, kind=JudgementKind.REJECT, by="person:anna", made_at=at(20))
    store.add_judgements([rejected])
    with store.view() as view:
        mark = view.mark()
    back = judge(
        rejected.id,
        kind=JudgementKind.REJECT,
        by="person:bo",
        made_at=at(20),
        supersedes=rejected.id,
    )
    store.add_judgements([back])
    with store.view(until=mark) as view:
        assert [one.id for one in view.judgements()] == [rejected.id]
        assert [entry.superseded_by for entry in view.history()] == [None]
        assert claim not in [each.id for _, each, _ in view.claims()]
    with store.view() as view:
        assert [entry.superseded_by for entry in view.history()] == [back.id, None]


def test_a_version_that_arrives_later_leaves_the_earlier_picture_alone(store: Store) -> None:
    url = "https://courier.example/one"
    old, new = (pair(f"Minsk said {n}00.", day=5, url=url, retrieved=at(6)) for n in (3, 4))
    store.add([old], ingested_at=NOON)
    with store.view() as view:
        mark = view.mark()
    store.add([new], ingested_at=NOON)
    for as_of in (None, at(30)):
        with store.view(until=mark, as_of=as_of) as view:
            assert [report.id for report in view.reports()] == [old[0].id]
    with store.view() as view:
        assert len(view.versions(old[0].id)) == 2


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    days=st.lists(st.none() | st.integers(1, 28), min_size=1, max_size=6),
    more=st.lists(st.none() | st.integers(1, 28), min_size=1, max_size=6),
    size=st.integers(1, 4),
)
def test_a_walk_up_to_a_mark_is_the_same_whatever_arrives(days, more, size, tmp_path_factory):
    path = tmp_path_factory.mktemp("walk") / "store.db"
    with open_store(str(path)) as store:
        store.add([pair(f"A{n} said {n}.", day=d) for n, d in enumerate(days)], ingested_at=NOON)
        with store.view() as view:
            mark, before = view.mark(), walk(view, Sought(), size)
        store.add([pair(f"B{n} said {n}.", day=d) for n, d in enumerate(more)], ingested_at=NOON)
        with store.view(until=mark) as view:
            assert walk(view, Sought(), size) == before
        with store.view() as view:
            assert set(walk(view, Sought(), size)) > set(before)


def test_the_state_changes_with_all_that_is_written_and_else_never(store: Store) -> None:
    states = []

    def look() -> None:
        with store.view() as view, store.view() as other:
            assert view.state() == other.state()
            states.append(view.state())

    look()
    items = numbered(2)
    store.add(items, ingested_at=NOON)
    look()
    store.add(items, ingested_at=NOON)  # nothing new
    with store.view() as view:
        assert view.state() == states[-1]
    store.add_judgements([judge(items[0][0].id, kind=JudgementKind.REJECT, made_at=at(20))])
    look()
    store.forget(items[1][0].id, reason="asked for", at=NOON)
    look()
    store.add([items[1]], ingested_at=NOON, force=True)
    look()
    assert len(set(states)) == len(states)
