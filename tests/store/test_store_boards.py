"""A board of a much reported activity holds the last reports and counts the others."""

from __future__ import annotations

from store_samples import EXERCISE, NOON, pair

from vedette.compare.conventions import Conventions
from vedette.run import queries
from vedette.store.store import Store


def filled(store: Store) -> None:
    pairs = [
        pair(f"Ministry {n} said {n + 1}00 soldiers would march.", day=n + 1, url=f"u/{n}")
        for n in range(6)
    ]
    late = pair("Ministry 5 said 900 soldiers would march.", day=7, url="u/5")
    store.add([*pairs, late], ingested_at=NOON)


def test_a_board_of_the_last_reports_holds_their_figures_and_counts_the_others(
    store: Store,
) -> None:
    filled(store)
    conventions = Conventions.shipped()
    with store.view() as view:
        whole = queries.figures(view, EXERCISE, conventions=conventions)
        last = queries.figures(view, EXERCISE, conventions=conventions, most=2)
        assert {row.figure.low for row in whole.rows} >= {100, 200, 300, 400, 500, 900}
        assert {row.figure.low for row in last.rows} & {100, 200, 300, 400, 900} == {900}
        assert queries.beyond(view, EXERCISE, 2) == 4
        assert queries.beyond(view, EXERCISE, 100) == 0


def test_an_earlier_picture_shows_what_the_last_board_leaves_out(store: Store) -> None:
    filled(store)
    moment = queries.parse_moment("2025-09-02")
    with queries.view_of(store, moment) as view:
        board = queries.figures(view, EXERCISE, conventions=Conventions.shipped(), most=2)
        assert {row.figure.low for row in board.rows} >= {100, 200}


def test_a_small_store_is_gone_through_as_a_whole(store: Store) -> None:
    filled(store)
    with store.view() as view:
        assert queries.gone_through(view) == (None, 0)
        assert len(list(view.analyses(last=3))) == 3
        days = [report.published.start.day for report, _ in view.analyses(last=3)]
        assert days == [4, 5, 7]
