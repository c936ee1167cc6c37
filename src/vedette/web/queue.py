"""The review queue as pages and the API read it: each board is gone through once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from vedette.run import queries
from vedette.run.review.items import Item
from vedette.run.review.queue import ON_A_BOARD, gather, undecided
from vedette.store.view import View
from vedette.web.site import Site


def gathered(site: Site, view: View, activity: str | None) -> tuple[Item, ...]:
    """Return all that could be decided on one activity, or on all, whether or not somebody did.

    It stays the same while decisions are made, so that a queue gets shorter by each.
    """

    def keep(name: str, make: Callable[[], tuple[Item, ...]]) -> tuple[Item, ...]:
        return site.count(("waits on", site.board_state(view, name, ON_A_BOARD)), make)

    conventions = queries.conventions_of(site.settings)
    return site.hold(
        ("review", activity, view.state(decisions=False), view.mark().report, *_clock(view)),
        lambda: gather(view, activity=activity, conventions=conventions, keep=keep),
    )


def waiting(site: Site, view: View, activity: str | None) -> tuple[Item, ...]:
    """Return what waits for a decision as of now, the most useful first."""
    every = gathered(site, view, activity)
    key = ("waiting", activity, view.state(), view.mark(), *_clock(view))
    return site.hold(key, lambda: undecided(view, every, activity=activity))


def _clock(view: View) -> tuple[Hashable, ...]:
    return view.as_of, view.by
