"""What a server does before anybody asks: it reads the columns, and makes what costs most.

Of a small store everything is made in no time when it is asked for; of a large one the first who
came would wait.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from vedette.run import queries
from vedette.run.queries import Moment
from vedette.web import heap
from vedette.web.pages import review, situation
from vedette.web.site import Site

_PAGES: tuple[Callable[[Site], None], ...] = (situation.prepare, review.prepare)


def warm(site: Site) -> None:
    """Make ready what is asked again and again, so that nobody waits for it."""
    try:
        with site.reading().view() as view:
            view.warm()
            is_large = view.count() > queries.ALL_UP_TO
        if is_large:
            for prepare in _PAGES:
                prepare(site)
            gc.collect()
            gc.freeze()  # millions of things that stay need not be looked at for cycles
        heap.give_back()
        with site.reading().view() as view:
            site.linked_if_ready(view, Moment())
    except Exception:  # noqa: BLE001 - whoever asks is told; a server that ends meanwhile closes the store
        return
