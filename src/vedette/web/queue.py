"""The review queue as pages and the API read it: each board is gone through once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from vedette.run import queries
from vedette.run.review.items import Item
from vedette.run.review.queue import ON_A_BOARD, gather, undecided
from vedette.store.view import View
from vedette.web.site import Site


def gathered(site: Site, view: View, activity: str | None) -> tuple[Item, ...]:
    """Return all that could be decided on one activity, or on all, whether or not somebody did."""

    def keep(name: str, make: Callable[[], tuple[Item, ...]]) -> tuple[Item, ...]:
        return site.count(("waits on", queries.board_state(view, name, ON_A_BOARD)), make)

    conventions = queries.conventions_of(site.settings)
    return site.count(
        ("review", activity, view.state(decisions=False), *_picture(view)),
        lambda: gather(view, activity=activity, conventions=conventions, keep=keep),
    )


def waiting(site: Site, view: View, activity: str | None) -> tuple[Item, ...]:
    """Return what waits for a decision as of now, the most useful first."""
    every = gathered(site, view, activity)
    key = ("waiting", activity, view.state(), *_picture(view))
    return site.count(key, lambda: undecided(view, every, activity=activity))


def _picture(view: View) -> tuple[Hashable, ...]:
    return view.mark(), view.as_of, view.by
