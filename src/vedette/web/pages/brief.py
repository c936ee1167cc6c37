"""The brief of an activity: every sentence with the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import NotFoundError, VedetteError
from vedette.export.briefs.formats import FORMATS, render
from vedette.export.briefs.sheet import lay_out
from vedette.run import queries
from vedette.run.briefs import Wish
from vedette.run.composed import pack
from vedette.web.asked import METHODS, site_of
from vedette.web.beside import Task
from vedette.web.composing import Wanted
from vedette.web.pages.check import waiting
from vedette.web.problems import Refused
from vedette.web.site import Here, Site, address
from vedette.web.waiting import begin_brief, begun, composed, composing_of, over

router = APIRouter(default_response_class=HTMLResponse)
LENGTHS = {"short": "short", "page": "a page", "full": "full"}
NAMES = {
    "md": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "pdf": "PDF",
    "csl": "CSL-JSON",
    "bibtex": "BibTeX",
}
KINDS = {
    "text": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csl": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold what an address asks for: which brief, in which state the store is, how to show it."""

    site: Site
    here: Here
    wanted: Wanted
    state: str


def sought(
    request: Request,
    name: str,
    length: Annotated[str, Query(max_length=20)] = "page",
    since: Annotated[str, Query(max_length=40)] = "",
) -> Sought:
    """Return what an address asks for; a subject that no activity is called stays as typed."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        try:
            subject = queries.subject_of(view, name)
        except NotFoundError:
            subject = name
        wish = Wish(since.strip() or None, length if length in LENGTHS else "page")
        return Sought(site, here, Wanted(subject, wish, here.moment), view.state())


Asked = Annotated[Sought, Depends(sought)]


@router.api_route("/activity/{name:path}/brief", methods=METHODS)
def brief(request: Request, name: str, asked: Asked) -> Response:
    """Show the brief of an activity, or that it is being composed."""
    site, here, wanted = asked.site, asked.here, asked.wanted
    if wanted.subject != name:
        return RedirectResponse(address("activity", wanted.subject, "brief", **dict(here.query)))
    try:
        held = composing_of(request).take(wanted, asked.state)
    except VedetteError:
        if request.headers.get("hx-request"):
            return HTMLResponse(headers={"HX-Refresh": "true"})  # a whole page says what is wrong
        raise
    if held is None:
        what = f"The brief on {name} is being composed"
        return waiting(request, site, here, _begun(request, asked), what)
    if request.headers.get("hx-request"):
        return HTMLResponse(headers={"HX-Refresh": "true"})
    sheet = lay_out(held.brief, held.composed.reports)
    with site.look(here) as (_, view):
        left_out = view.left_out()
        is_activity = any(known == name for known, _, _ in view.activities())
    return site.page(
        "brief.html",
        here,
        subject=wanted.subject,
        is_activity=is_activity,
        sheet=sheet,
        notes=held.brief.notes,
        refused=held.brief.refused,
        length=wanted.wish.length,
        lengths=LENGTHS,
        since=wanted.wish.since or "",
        formats=NAMES,
        is_old=not held.is_of(asked.state),
        left_out=left_out,
    )


def _begun(request: Request, asked: Sought) -> Task | None:
    """Have a brief composed; None where the line is full, and whoever waits asks again."""
    try:
        return begin_brief(request, asked.wanted, asked.state)
    except Refused as refusal:
        if refusal.problem.code != "too-busy":
            raise
        return None


@router.api_route("/activity/{name:path}/brief.zip", methods=METHODS)
async def bundle(request: Request, asked: Asked) -> Response:
    """Give the brief with all that it stands on, for another machine to verify."""
    held = await composed(request, asked.wanted, asked.state)
    site, moment = asked.site, asked.wanted.moment
    key = ("bundle", asked.wanted, held.made_at)
    data = site.was_written(key)
    if data is None:
        task = await begun(request, pack, site.settings, held.brief, moment)
        await over(task)
        data = site.write(key, task.result)
    return _file(asked, data, "zip", "application/zip")


@router.api_route("/activity/{name:path}/brief.{form}", methods=METHODS)
def printed(request: Request, form: str, asked: Asked) -> Response:
    """Give the brief as a file; one that is not composed yet is composed on its page first."""
    if form not in KINDS:
        raise NotFoundError("there is no such file", next_step=f"Formats: {', '.join(KINDS)}")
    held = composing_of(request).take(asked.wanted, asked.state)
    if held is None:
        page = address("activity", asked.wanted.subject, "brief", **dict(asked.here.query))
        return RedirectResponse(page, HTTPStatus.SEE_OTHER)
    how = FORMATS[form]
    key = ("printed", asked.wanted, held.made_at, form)
    data = asked.site.write(key, lambda: render(held.brief, dict(held.composed.reports), how))
    return _file(asked, data, how.suffixes[0].lstrip("."), KINDS[form])


def _file(asked: Sought, data: bytes, suffix: str, kind: str) -> Response:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in asked.wanted.subject)
    named = f'attachment; filename="{plain[:60] or "brief"}-brief.{suffix}"'
    return Response(data, media_type=kind, headers={"content-disposition": named})
