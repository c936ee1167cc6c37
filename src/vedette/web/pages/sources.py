"""The list of publishers, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.model import Receipt
from vedette.run import lists
from vedette.run import sources as run
from vedette.run.linking import Share
from vedette.run.outlets import outlet
from vedette.store.store import Store
from vedette.store.view import View
from vedette.web.asked import site_of
from vedette.web.drawing.days import days_svg
from vedette.web.site import Here, Site, headline, state_of
from vedette.web.tables import Sheet, as_file, form_of, paged
from vedette.web.words import states

router = APIRouter(default_response_class=HTMLResponse)
FAILED_RUNS = 5
FAILURES = 100
SOURCES = Sheet(
    "sources",
    (
        ("publisher", lambda one: one.publisher.name),
        ("reports", lambda one: one.reports),
        ("origins_led", lambda one: one.origins_led),
        ("kind", lambda one: one.publisher.kind),
        ("owner", lambda one: one.publisher.owner),
        ("country", lambda one: one.publisher.country),
        ("state_affiliated", lambda one: one.publisher.state_affiliated),
        ("grade", lambda one: one.publisher.reliability),
        ("graded_by", lambda one: one.publisher.graded_by),
        ("graded_at", lambda one: one.publisher.graded_at),
        ("known_from", lambda one: one.publisher.source),
    ),
)
DAYS = Sheet("reports-by-day", (("day", lambda row: row[0]), ("reports", lambda row: row[1])))


@paged(router, "/sources")
def sources(request: Request, name: str = "") -> Response:
    """List the publishers with what is known of them, and what failed to come in."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        form = form_of(request)
        shares = _shares(site, view, here, waits=form is not None)
        key = ("sources", state_of(view, here), shares is None)
        every = site.hold(key, lambda: run.listed(view, shares=shares or {}))
        found = [one for one in every if lists.fits(name, one.publisher.name)]
        if form:
            return as_file(request, form, SOURCES, found)
        return site.page(
            "sources.html",
            here,
            sources=found,
            at_work=shares is None,
            name=name,
            failed=_failed(store),
            most=FAILURES,
            states=states,
            left_out=view.left_out(),
        )


def _shares(
    site: Site, view: View, here: Here, *, waits: bool = False
) -> Mapping[str, Share] | None:
    """Return how much of what publishers print is theirs; None while it is worked out."""
    if view.unlinked():
        return site.hold(("shares", state_of(view, here)), lambda: run.shares_of(view))
    found = (site.linked if waits else site.linked_if_ready)(view, here.moment)
    return None if found is None else found.shares


def _failed(store: Store) -> list[Receipt]:
    """Return the last runs in which something failed to come in."""
    runs = [one for one in store.receipts() if one.kind == "reports"]
    return [one for one in runs[:FAILED_RUNS] if one.failures]


@paged(router, "/sources/{name:path}")
def source(request: Request, name: str) -> Response:
    """Show what is known of a publisher and who says so, what it brings, and from whom."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        shares = _shares(site, view, here)
        key = ("outlet", name, state_of(view, here), shares is None)
        its = site.remember(key, lambda: outlet(view, store, name, shares))
        if form := form_of(request):
            return as_file(request, form, DAYS, its.days, name=its.entry.publisher.name)
        label = f"Reports of {its.entry.publisher.name} by day"
        return site.page(
            "source.html",
            here,
            its=its,
            drawn=days_svg(its.days, label),
            headline=headline,
            left_out=view.left_out(),
        )
