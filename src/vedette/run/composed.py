"""Briefs for whoever waits for them: composed whole, with the reports cited and the state seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vedette.export.bundle.contents import write
from vedette.model import Brief, Report
from vedette.run import briefs, queries
from vedette.run.briefs import Wish
from vedette.run.bundling import bundle_of
from vedette.run.config import Settings
from vedette.run.queries import Moment


@dataclass(frozen=True, slots=True)
class Composed:
    """Hold a brief, the reports that it cites, and the state of the store that it is made of."""

    brief: Brief
    reports: Mapping[str, Report]
    state: str


def compose(settings: Settings, subject: str, wish: Wish, moment: Moment) -> Composed:
    """Compose the brief of a subject; the language model is loaded for it.

    Raises NotFoundError with the nearest names for an unknown subject, BadArgumentError for a
    length or a moment that is none.
    """
    store = queries.open_existing(settings)
    with store, queries.view_of(store, moment) as view:
        found = briefs.brief(view, subject, settings=settings, wish=wish)
        return Composed(found, briefs.reports_of(found, view), view.state())


def pack(settings: Settings, found: Brief, moment: Moment) -> bytes:
    """Return a brief with all that it stands on as the bytes of a bundle, without whole texts."""
    store = queries.open_existing(settings)
    with store, queries.view_of(store, moment) as view:
        return write(bundle_of(view, found, settings, with_texts=False))
