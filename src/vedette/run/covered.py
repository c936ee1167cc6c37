"""How far a picture reaches, in a line: what is in it, and what is missing from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.run.failures import feeds
from vedette.store.store import Store
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Covered:
    """Hold what a picture covers.

    `failing` are sources that failed to bring something the last time, `failed` what they failed
    to bring; `unplaced` are mentions of places, `reviewed` the claims that a person decided on.
    """

    reports: int
    undated: int
    unplaced: int
    failing: int
    failed: int
    claims: int
    reviewed: int

    @property
    def machine_only(self) -> str:
        """Write which share of the claims nobody has looked at; never 100 % where somebody has."""
        if not self.claims:
            return ""
        share = 100 * (1 - self.reviewed / self.claims)
        return f"{min(share, 99.9):.1f} %" if self.reviewed else "100 %"


def cover(store: Store, view: View) -> Covered:
    """Say what a picture covers and what it lacks."""
    standing = view.standing
    decided = {one for one in standing.accepted | standing.rejected if one.startswith("clm-")}
    failing = [feed for feed in feeds(store) if feed.fails]
    return Covered(
        view.count(),
        view.undated(),
        view.tallies()["unplaced"],
        len(failing),
        sum(len(feed.failed) for feed in failing),
        view.counts()["claims"],
        len(decided),
    )


def days_of(store: Store) -> list[tuple[date, int]]:
    """Return the days of the whole store with the number of their reports."""
    with store.view() as view:
        return view.calendar.reports()
