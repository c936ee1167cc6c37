"""One publisher: what is known of it, what it brings, and how much of that is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vedette.model import Failure, Publisher, Receipt, Report
from vedette.run.linking import Share
from vedette.run.registry import Entry
from vedette.run.sources import look
from vedette.store.store import Store
from vedette.store.view import View

LATEST = 20
RUNS = 50  # receipts that are looked through for what failed


@dataclass(frozen=True, slots=True)
class Outlet:
    """Hold a publisher: facts one by one, days with their reports, agencies, latest reports.

    `share` says how much of it is its own, None while that is being worked out; `uncompared`
    counts reports whose origins nobody has looked for.
    """

    entry: Entry
    days: tuple[tuple[date, int], ...]
    undated: int
    agencies: tuple[tuple[str, int], ...]
    latest: tuple[Report, ...]
    share: Share | None
    uncompared: int
    failures: tuple[tuple[Receipt, Failure], ...]


def outlet(view: View, store: Store, name: str, shares: Mapping[str, Share] | None) -> Outlet:
    """Return what is known of a publisher, and what it brings; raises NotFoundError.

    `shares` are those of all publishers of the picture; None while nobody has them.
    """
    entry = look(view, name)
    stored = _stored(view, entry.publisher)
    rolls = view.rolls
    days = rolls.days_of(stored)
    tally: Counter[str] = Counter()
    for names, times in rolls.agencies_of(stored):
        tally.update(dict.fromkeys(names.splitlines(), times))
    share = None if shares is None else shares.get(stored, Share())
    reports = sum(times for _, times in days)
    return Outlet(
        entry,
        tuple((date.fromisoformat(day), times) for day, times in days if day),
        sum(times for day, times in days if not day),
        tuple(tally.most_common()),
        tuple(rolls.latest_of(stored, LATEST)),
        share,
        0 if share is None else max(reports - share.own - share.after, 0),
        tuple(failed_of(store, entry.publisher)),
    )


def _stored(view: View, publisher: Publisher) -> str:
    """Return the name under which reports have a publisher; "" is unknown."""
    names = {each.name for each, _ in view.publishers()}
    return publisher.name if publisher.name in names and publisher.name != "unknown" else ""


def failed_of(store: Store, publisher: Publisher) -> list[tuple[Receipt, Failure]]:
    """Return what failed to come in from a publisher's own addresses, the last run first."""
    marks = [each.casefold() for each in publisher.domains]
    return [
        (receipt, failure)
        for receipt in store.receipts()[:RUNS]
        for failure in receipt.failures
        if any(mark in failure.item.casefold() for mark in marks)
    ]
