"""The page of one report: its text, with all that was read out of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.web import marks
from vedette.web.asked import METHODS, site_of
from vedette.web.site import Here, address, headline

router = APIRouter(default_response_class=HTMLResponse)


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
