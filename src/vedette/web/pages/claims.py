"""The list of claims, filtered."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.data.codebook import predicates
from vedette.run import queries
from vedette.web.asked import METHODS, Offset, site_of
from vedette.web.site import Here, headline, state_of

router = APIRouter(default_response_class=HTMLResponse)
CLAIMS_A_PAGE = 50
OFFERED = 200  # names that a filter offers


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
