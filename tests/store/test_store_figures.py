"""Decisions of persons on figures and loans reach the board by way of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from store_samples import EXERCISE, NOON, analyse, make_report

from vedette.compare.conventions import Conventions
from vedette.model import Analysis, Judgement, JudgementKind, Ledger, Report
from vedette.run import queries
from vedette.store.store import Store

COURIER = "https://example.org/courier"


def judged(kind: JudgementKind, a: str, b: str | None = None, *, by: str, day: int) -> Judgement:
    own = Judgement.make_id(kind, a=a, b=b, by=by, code="utterance", value=None)
    made = datetime(2025, 10, day, tzinfo=UTC)
    return Judgement(own, kind, a, b, by, "read again", code="utterance", made_at=made)


def fill(store: Store, *reports: Report) -> list[Analysis]:
    found = [analyse(report) for report in reports]
    store.add(list(zip(reports, found, strict=True)), ingested_at=NOON)
    return found


def board(store: Store) -> Ledger:
    with store.view() as view:
        return queries.figures(view, EXERCISE, conventions=Conventions.shipped())


def numbers(ledger: Ledger) -> list[float]:
    return sorted(row.figure.low or 0 for row in ledger.rows)


def test_a_rejected_figure_leaves_the_board_and_an_accepted_one_returns(store: Store) -> None:
    first, _ = fill(
        store,
        make_report("Minsk said 9000 came.", day=1),
        make_report("Vilnius said 8000 came.", day=2),
    )
    figure = first.figures[0].id
    store.add_judgements([judged(JudgementKind.REJECT, figure, by="person:ada", day=1)])
    ledger = board(store)
    assert (numbers(ledger), len(ledger.rejected)) == ([8_000], 1)
    store.add_judgements([judged(JudgementKind.ACCEPT, figure, by="person:bo", day=2)])
    ledger = board(store)
    assert (numbers(ledger), [one.by for one in ledger.unheeded]) == (
        [8_000, 9_000],
        ["person:ada"],
    )


def test_two_figures_judged_one_or_two_utterances_are_so(store: Store) -> None:
    one, other = fill(
        store,
        make_report("Minsk said 9000 came.", day=1),
        make_report("Minsk said that 9000 came there.", day=2, publisher="Elsewhere"),
    )
    pair = one.figures[0].id, other.figures[0].id
    before = len(board(store).rows)
    kind = JudgementKind.NOT_SAME if before == 1 else JudgementKind.SAME
    store.add_judgements([judged(kind, *pair, by="person:ada", day=1)])
    assert len(board(store).rows) == 3 - before


def test_a_judgement_on_a_figure_that_is_gone_is_ignored_and_listed(store: Store) -> None:
    fill(store, make_report("Minsk said 9000 came.", day=1))
    before = board(store)
    lost = judged(
        JudgementKind.REJECT, "fig-0123456789abcdef0123456789abcdef", by="person:a", day=1
    )
    store.add_judgements([lost])
    assert board(store).rows == before.rows
    with store.view() as view:
        assert view.orphans() == [lost]


def test_the_version_published_last_speaks_whichever_arrived_first(store: Store) -> None:
    late = make_report("Minsk said 8000 came.", day=5, url=COURIER)
    early = make_report("Minsk said 9000 came.", day=3, url=COURIER)
    fill(store, late)
    fill(store, early)
    ledger = board(store)
    assert numbers(ledger) == [8_000]
    (gone,) = ledger.superseded
    assert (gone.row.figure.low, gone.by) == (9_000, late.id)
    assert gone.row.uttered.start == date(2025, 9, 3)


def test_a_figure_that_a_later_version_drops_is_kept_as_withdrawn(store: Store) -> None:
    fill(store, make_report("Minsk said 9000 came.", day=3, url=COURIER))
    fill(store, make_report("Minsk said nothing.", day=5, url=COURIER))
    ledger = board(store)
    assert (ledger.rows, len(ledger.superseded)) == ((), 1)
