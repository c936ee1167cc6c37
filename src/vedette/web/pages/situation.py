"""The first page: what changed, the activities with a map and a time brush, the latest reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.compare.changes import Changes
from vedette.run import overview, queries
from vedette.run.changes import Bounds, changes, changes_after, parse_stretch
from vedette.run.failures import feeds
from vedette.run.overview import Current
from vedette.store.picture import Mark
from vedette.store.store import Store
from vedette.store.view import View
from vedette.web import seen
from vedette.web.activity_desk import Tension, tension_of
from vedette.web.asked import METHODS, days_of, open_address, site_of
from vedette.web.drawing.brush import draw_histogram, spark
from vedette.web.maps import chart
from vedette.web.news import News, news_of
from vedette.web.site import Here, Site, headline, state_of

router = APIRouter(default_response_class=HTMLResponse)
LATEST = 12
ACTIVITIES = 40  # a page lists; the timeline and the claims know them all
COMPARED = 250  # reports whose boards are read for this page, at most
RECENT = timedelta(days=3)  # that are new to who comes for the first time
# What is compared while somebody waits, in a store of up to AT_ONCE reports, and in a larger one.
SMALL, LARGE = Bounds(1000, 24), Bounds(200, 3, on_a_board=200)
AT_ONCE = 2000  # reports in a store up to which changes stand in the page as it comes


@dataclass(frozen=True, slots=True)
class Since:
    """Say since when changes are shown: a visit (with its mark), or a day of publication."""

    day: str = ""
    mark: Mark | None = None
    at: datetime | None = None

    @property
    def is_visit(self) -> bool:
        """Tell whether changes are those since the visitor was here."""
        return self.mark is not None


@router.api_route("/", methods=METHODS)
def situation(request: Request, since: str = "") -> HTMLResponse:
    """Show what changed since the last visit, and where things stand."""
    site, here = site_of(request), Here.of(request)
    days = days_of(here)
    with site.look(here) as (store, view):
        state = state_of(view, here)
        told, by_day = view.calendar.activities(), view.calendar.reports()
        activities = site.hold(("current", days, state), lambda: overview.within(told, days))
        visit = _visit(request, view)
        asked = _since(site, here, view, visit, since.strip())
        at_once = site.count(("size", state), view.count) <= AT_ONCE
        page = site.page(
            "situation.html",
            here,
            since=asked,
            news=_news(site, store, view, here, asked) if asked and at_once else None,
            activities=activities[:ACTIVITIES],
            unlisted=len(activities[ACTIVITIES:]),
            tensions=_tensions(site, view, activities[:ACTIVITIES]),
            spark=spark,
            brush=draw_histogram(by_day, days, link=open_address(here, "/")),
            chart=chart(site, view, here, days=days),
            days=days,
            latest=view.calendar.latest(days, LATEST),
            failing=[feed for feed in feeds(store) if feed.fails],
            left_out=view.left_out(),
            headline=headline,
        )
    if not here.as_of:
        seen.write(request, page, visit)
    return page


def prepare(site: Site) -> None:
    """Make what the first page shows, before anybody opens it."""
    here = Here("/")
    days = days_of(here)
    with site.look(here) as (_, view):
        state, told = state_of(view, here), view.calendar.activities()
        view.calendar.reports()
        activities = site.hold(("current", days, state), lambda: overview.within(told, days))
        _tensions(site, view, activities[:ACTIVITIES])
        chart(site, view, here, days=days)
    site.covered(here)
    site.ruler(here)


@router.api_route("/changes", methods=METHODS)
def changed(request: Request, since: str = "") -> HTMLResponse:
    """Show what changed since a day of publication, or since the last visit."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        asked = _since(site, here, view, _visit(request, view), since.strip())
        return site.page(
            "changes.html",
            here,
            since=asked,
            news=_news(site, store, view, here, asked) if asked else None,
            left_out=view.left_out(),
        )


@router.post("/seen")
def mark_seen(request: Request) -> Response:
    """Note that the visitor has seen all there is."""
    response = RedirectResponse("/", 303)
    with site_of(request).look(Here("/")) as (_, view):
        seen.write(request, response, seen.all_seen(view.mark(), _now(request)))
    return response


# ---- what changed ------------------------------------------------------------------------------


def _now(request: Request) -> datetime:
    found: datetime = request.app.state.visitors.clock()
    return found


def _visit(request: Request, view: View) -> seen.Seen:
    return seen.read(request, view.mark(), _now(request))


def _since(site: Site, here: Here, view: View, visit: seen.Seen, asked: str) -> Since | None:
    """Return since when: the day asked for, else the last visit, else the last days there are.

    In a picture of the past there is no visit: it shows what was new in its own last days.
    """
    if asked:
        return Since(asked)
    if visit.before is not None and not here.as_of:
        return Since(mark=visit.before.mark, at=visit.before.at)
    last = site.count(("last day", state_of(view, here)), lambda: view.days()[1])
    return Since((last - RECENT).isoformat()) if last else None


def _news(site: Site, store: Store, view: View, here: Here, since: Since) -> News:
    key = ("news", since.day, since.mark, state_of(view, here))
    return site.count(key, lambda: _compare(site, store, view, here, since))


def _compare(site: Site, store: Store, view: View, here: Here, since: Since) -> News:
    named = {name for name, _, _ in view.activities()}
    return news_of(_changes(site, store, view, here, since), named)


def _changes(site: Site, store: Store, view: View, here: Here, since: Since) -> Changes:
    conventions = queries.conventions_of(site.settings)
    size = site.count(("size", state_of(view, here)), view.count)
    bounds = SMALL if size <= AT_ONCE else LARGE
    if since.mark is not None:
        return changes_after(store, since.mark, view, conventions=conventions, bounds=bounds)
    stretch = parse_stretch(since.day, here.as_of or None, by=here.by)
    return changes(store, stretch, conventions=conventions, bounds=bounds)


# ---- activities --------------------------------------------------------------------------------


def _tensions(site: Site, view: View, activities: Sequence[Current]) -> dict[str, Tension | None]:
    """Say what disagrees on activities; where it is much to read, their own pages do."""
    found: dict[str, Tension | None] = {}
    left = COMPARED
    for one in activities:
        left -= one.reports
        found[one.name] = tension_of(site, view, one.name) if left >= 0 else None
    return found
