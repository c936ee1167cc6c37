"""The parts of an activity page: each has an address of its own, and is loaded when it is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.compare.changes import Change
from vedette.run import about as run_about
from vedette.run import changes as run_changes
from vedette.run import queries
from vedette.run.about import About, Told
from vedette.run.statements import statements
from vedette.web.asked import METHODS
from vedette.web.maps import chart
from vedette.web.pages.activity import PIECE, Asked, is_piece, look
from vedette.web.site import state_of
from vedette.web.themes import by_theme, disputes_of

router = APIRouter(default_response_class=HTMLResponse)

FIRST = 16  # statements of a theme on the page of all themes
DISPUTES = 12
SIDE = 5  # statements on a side of a dispute
EVENTS = 40
CHANGES = 60
LOOK_BACK = timedelta(days=7)


Make = Callable[[Asked], dict[str, object]]


def _show(request: Request, name: str, template: str, make: Make) -> Response:
    """Answer with a part: a page of its own, or what goes into the activity's page."""

    def answer(asked: Asked) -> Response:
        layout = "bare.html" if is_piece(request) else "base.html"
        shown = {"unread": _last_of(asked)[1], "layout": layout, **make(asked)}
        page = asked.page(template, **shown)
        page.headers["vary"] = PIECE
        return page

    return look(request, name, answer)


def _last_of(asked: Asked) -> tuple[int | None, int]:
    """Return how many of the last reports are gone through, None for all, and without how many."""
    return asked.site.hold(
        ("activity last", asked.subject, state_of(asked.view, asked.here)),
        lambda: queries.gone_through_on(asked.view, asked.subject),
    )


def about_of(asked: Asked) -> About:
    """Return what the reports on an activity tell beside its numbers, gathered once."""
    return asked.site.hold(
        ("activity about", asked.subject, state_of(asked.view, asked.here)),
        lambda: run_about.about(asked.view, asked.subject, last=_last_of(asked)[0]),
    )


@router.api_route("/activity/{name:path}/statements", methods=METHODS)
def said(request: Request, name: str, theme: str = "") -> Response:
    """Show who says what of an activity, by theme and speaker, and what is denied."""

    def make(asked: Asked) -> dict[str, object]:
        found = asked.site.remember(
            ("activity statements", asked.subject, state_of(asked.view, asked.here)),
            lambda: statements(
                asked.view,
                asked.subject,
                conventions=queries.conventions_of(asked.site.settings),
                last=_last_of(asked)[0],
            ),
        )
        disputes = disputes_of(found)
        themes = by_theme(found)
        return {
            "themes": [one for one in themes if theme in ("", one.key)],
            "first": 1_000 if theme else FIRST,
            "theme": theme,
            "disputes": [] if theme else disputes[:DISPUTES],
            "disputes_left": max(len(disputes) - DISPUTES, 0),
            "most": SIDE,
            "total": len(found.utterances),
        }

    return _show(request, name, "activity_statements.html", make)


@router.api_route("/activity/{name:path}/map", methods=METHODS)
def places(request: Request, name: str) -> Response:
    """Show the places that reports on an activity name, as precisely as they are known."""
    return _show(
        request,
        name,
        "activity_map.html",
        lambda asked: {
            "chart": chart(asked.site, asked.view, asked.here, activity=asked.subject),
            "unread": 0,  # the map says itself of what it is made
        },
    )


@router.api_route("/activity/{name:path}/events", methods=METHODS)
def events(request: Request, name: str) -> Response:
    """Show what is said to have happened, or to be planned, in the order of its own time."""

    def make(asked: Asked) -> dict[str, object]:
        found = asked.site.remember(
            ("activity events", asked.subject, state_of(asked.view, asked.here)),
            lambda: queries.timeline(asked.view, asked.subject, last=_last_of(asked)[0]),
        )
        return {"events": found[:EVENTS], "total": len(found)}

    return _show(request, name, "activity_events.html", make)


@router.api_route("/activity/{name:path}/equipment", methods=METHODS)
def equipment(request: Request, name: str) -> Response:
    """Show the equipment with what is said of each: named, shown, fired, said to be deployed."""
    return _show(
        request,
        name,
        "activity_equipment.html",
        lambda asked: {"about": about_of(asked), "columns": list(Told)},
    )


@router.api_route("/activity/{name:path}/participants", methods=METHODS)
def participants(request: Request, name: str) -> Response:
    """Show who is said to take part, and in which role."""
    return _show(
        request,
        name,
        "activity_participants.html",
        lambda asked: {"about": about_of(asked)},
    )


@router.api_route("/activity/{name:path}/measures", methods=METHODS)
def measures(request: Request, name: str) -> Response:
    """Show what others do beside the activity: borders, airspace, readiness, sanctions."""
    return _show(
        request,
        name,
        "activity_measures.html",
        lambda asked: {"about": about_of(asked)},
    )


@router.api_route("/activity/{name:path}/sources", methods=METHODS)
def sources(request: Request, name: str) -> Response:
    """Show which publishers report on an activity, and what is known of them."""
    return _show(
        request,
        name,
        "activity_sources.html",
        lambda asked: {"about": about_of(asked)},
    )


@router.api_route("/activity/{name:path}/changes", methods=METHODS)
def changed(request: Request, name: str, since: str = "") -> Response:
    """Show what is new on an activity since a day: a week before its last report without one."""

    def make(asked: Asked) -> dict[str, object]:
        last = about_of(asked).last
        day = since.strip() or _week_before(last)
        if not day:
            return {"kinds": {}, "since": "", "found": None, "left": 0, "unread": 0}
        stretch = run_changes.parse_stretch(day, asked.here.as_of or None, by=asked.here.by)
        conventions = queries.conventions_of(asked.site.settings)
        found = asked.site.hold(
            ("activity changes", asked.subject, day, state_of(asked.view, asked.here)),
            lambda: run_changes.changes(
                asked.store,
                stretch,
                asked.subject,
                conventions=conventions,
                bounds=run_changes.OF_A_SERVER,
            ),
        )
        kinds: dict[str, list[Change]] = defaultdict(list)
        for one in found.changes[:CHANGES]:
            kinds[str(one.kind)].append(one)
        left = max(len(found.changes) - CHANGES, 0)
        shown = {"kinds": dict(kinds), "since": day, "found": found, "left": left}
        return {**shown, "unread": 0}

    return _show(request, name, "activity_changes.html", make)


def _week_before(last: date | None) -> str:
    return (last - LOOK_BACK).isoformat() if last else ""
