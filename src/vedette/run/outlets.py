"""One publisher: what is known of it, what it brings, and how much of that is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vedette.model import Failure, Origin, Publisher, Receipt, Report
from vedette.run.registry import Entry
from vedette.run.sources import look
from vedette.store.store import Store
from vedette.store.view import View

LATEST = 20
RUNS = 50  # receipts that are looked through for what failed


@dataclass(frozen=True, slots=True)
class Outlet:
    """Hold a publisher: facts one by one, days with their reports, agencies, latest reports.

    `own` are texts that go back to none of another's, `alone` those of them that nobody else
    prints, `after` reports that go back to another outlet's text; `uncompared` reports whose
    origins nobody has looked for.
    """

    entry: Entry
    days: tuple[tuple[date, int], ...]
    undated: int
    agencies: tuple[tuple[str, int], ...]
    latest: tuple[Report, ...]
    own: int
    alone: int
    after: int
    uncompared: int
    failures: tuple[tuple[Receipt, Failure], ...]


def outlet(view: View, store: Store, name: str, origins: Collection[Origin]) -> Outlet:
    """Return what is known of a publisher, and what it brings; raises NotFoundError.

    `origins` are those of the picture (see `linking.origins`).
    """
    entry = look(view, name)
    stored = _stored(view, entry.publisher)
    rolls = view.rolls
    days = rolls.days_of(stored)
    tally: Counter[str] = Counter()
    for names, times in rolls.agencies_of(stored):
        tally.update(dict.fromkeys(names.splitlines(), times))
    own, alone, after = _shares(view, stored, origins)
    reports = sum(times for _, times in days)
    return Outlet(
        entry,
        tuple((date.fromisoformat(day), times) for day, times in days if day),
        sum(times for day, times in days if not day),
        tuple(tally.most_common()),
        tuple(rolls.latest_of(stored, LATEST)),
        own,
        alone,
        after,
        max(reports - own - after, 0),
        tuple(failed_of(store, entry.publisher)),
    )


def _stored(view: View, publisher: Publisher) -> str:
    """Return the name under which reports have a publisher; "" is unknown."""
    names = {each.name for each, _ in view.publishers()}
    return publisher.name if publisher.name in names and publisher.name != "unknown" else ""


def _shares(view: View, name: str, origins: Collection[Origin]) -> tuple[int, int, int]:
    homes = view.outlets()
    own = alone = after = 0
    for origin in origins:
        ours = [one for one in origin.report_ids if homes.get(one) == name]
        if not ours:
            continue
        leads = homes.get(origin.report_ids[0]) == name
        own += len(ours) if leads else 0
        after += 0 if leads else len(ours)
        alone += leads and len(origin.report_ids) == len(ours)
    return own, alone, after


def failed_of(store: Store, publisher: Publisher) -> list[tuple[Receipt, Failure]]:
    """Return what failed to come in from a publisher's own addresses, the last run first."""
    marks = [each.casefold() for each in publisher.domains]
    return [
        (receipt, failure)
        for receipt in store.receipts()[:RUNS]
        for failure in receipt.failures
        if any(mark in failure.item.casefold() for mark in marks)
    ]
