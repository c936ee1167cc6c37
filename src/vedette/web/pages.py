"""The pages: read the address, ask a query, fill a template."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.data.codebook import predicates
from vedette.errors import NotFoundError
from vedette.run import queries
from vedette.run.coverage import coverage as measure
from vedette.store.view import View
from vedette.web import marks
from vedette.web.board import make_board, reports_of
from vedette.web.site import Here, Site, address, carrier_address, headline, state_of

router = APIRouter(default_response_class=HTMLResponse)
METHODS = ["GET", "HEAD"]
CLAIMS_A_PAGE = 50
EVENTS_A_PAGE = 100
OFFERED = 200  # names that a filter offers

Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def site_of(request: Request) -> Site:
    """Return the site that answers a request."""
    site: Site = request.app.state.site
    return site


@router.api_route("/", methods=METHODS)
def situation(request: Request) -> HTMLResponse:
    """Show what the store holds: activities, the latest reports, and what is not known."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        coverage = site.count(("coverage", state_of(view, here)), lambda: measure(view))
        key = ("situation", state_of(view, here))
        activities, counts = site.count(key, lambda: (view.activities(), view.counts()))
        return site.page(
            "situation.html",
            here,
            activities=activities,
            coverage=coverage,
            counts=counts,
            left_out=view.left_out(),
            receipt=next((one for one in store.receipts() if one.kind == "reports"), None),
            headline=headline,
        )


@router.api_route("/activity/{name}", methods=METHODS)
def activity(request: Request, name: str, row: str = "") -> Response:
    """Show the figures on one activity side by side, and how they stand to each other."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        subject = _subject(request, view, name, here)
        if subject != name:
            return RedirectResponse(address("activity", subject, **dict(here.query)))
        ledger = site.remember(
            ("ledger", subject, state_of(view, here)),
            lambda: queries.figures(
                view, subject, conventions=queries.conventions_of(site.settings)
            ),
        )
        known = {each.id for each in ledger.rows}
        if row and row not in known:
            raise NotFoundError(
                f"no row of {subject} has the id {row!r}", next_step="Open the board without it"
            )
        wanted = sorted(reports_of(ledger))
        reports = {its.id: its for its, _ in view.analyses(report_ids=wanted)}
        board = make_board(ledger, reports=reports, only=row or None)
        return site.page(
            "activity.html",
            here,
            subject=subject,
            types=[kind for known_name, kind, _ in view.activities() if known_name == subject],
            board=board,
            only=row,
            left_out=view.left_out(),
            carrier_address=carrier_address,
        )


def _subject(request: Request, view: View, name: str, here: Here) -> str:
    """Return the stored name; where there is none, the error page offers the near misses."""
    try:
        return queries.subject_of(view, name)
    except NotFoundError as error:
        names = [known for known, _, _ in view.activities() if known in error.next_step]
        request.state.offers = tuple(
            (known, here.to("activity", known)) for known in dict.fromkeys(names)
        )
        raise


@router.api_route("/report/{name}", methods=METHODS)
def report(request: Request, name: str, mark: str = "") -> Response:
    """Show a report's text with everything that was read out of it."""
    site, here = site_of(request), Here.of(request)
    with site.look(Here(here.path)) as (_, view):
        found = view.report(name)
        if found.id != name:
            return RedirectResponse(address("report", found.id, **dict(here.query)))
        analysis = view.analysis(found.id)
        marked = marks.parse_mark(mark, len(found.text))
        return site.page(
            "report.html",
            here,
            report=found,
            analysis=analysis,
            carriers={each.id: each for each in analysis.attributions},
            versions=view.versions(found.id),
            paragraphs=marks.paragraphs(
                found,
                layers=marks.layers_of(analysis),
                anchors=marks.cited(analysis),
                mark=marked,
            ),
            headline=headline(found),
        )


@router.api_route("/claims", methods=METHODS)
def claims(
    request: Request,
    subject: str = "",
    speaker: str = "",
    predicate: str = "",
    text: str = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """List claims that fit the filters, a page at a time."""
    site, here = site_of(request), Here.of(request)
    wanted = {"subject": subject, "speaker": speaker, "predicate": predicate, "text": text}
    filters = {name: value.strip() or None for name, value in wanted.items()}
    with site.look(here) as (_, view):
        found = queries.claims(
            view, **filters, rejected=False, limit=CLAIMS_A_PAGE + 1, offset=offset
        )
        subjects, speakers = site.count(
            ("offered", state_of(view, here)),
            lambda: (view.subjects()[:OFFERED], view.speakers()[:OFFERED]),
        )
        return site.page(
            "claims.html",
            here,
            wanted=wanted,
            found=found[:CLAIMS_A_PAGE],
            offset=offset,
            size=CLAIMS_A_PAGE,
            has_more=len(found) > CLAIMS_A_PAGE,
            subjects=subjects,
            speakers=speakers,
            predicates=sorted({each.name for each in predicates()}),
            left_out=view.left_out(),
            headline=headline,
        )


@router.api_route("/sources", methods=METHODS)
def sources(request: Request) -> HTMLResponse:
    """List the publishers with what is known of them."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        return site.page(
            "sources.html", here, sources=queries.sources(view), left_out=view.left_out()
        )


@router.api_route("/timeline", methods=METHODS)
def timeline(request: Request, subject: str = "", offset: Offset = 0) -> HTMLResponse:
    """List what is said to have happened or to be planned, in the order of its own time."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        named = _subject(request, view, subject.strip(), here) if subject.strip() else None
        events = site.remember(
            ("timeline", named, state_of(view, here)),
            lambda: queries.timeline(view, named),
        )
        return site.page(
            "timeline.html",
            here,
            subject=named or "",
            activities=list(dict.fromkeys(name for name, _, _ in view.activities())),
            events=events[offset : offset + EVENTS_A_PAGE],
            total=len(events),
            offset=offset,
            size=EVENTS_A_PAGE,
            left_out=view.left_out(),
        )
