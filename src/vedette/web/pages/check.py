"""Check a text: paste it or give a file, and see of each sentence which words decide."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import NotFoundError, VedetteError
from vedette.export.findings import Findings, as_html, as_json, as_markdown
from vedette.model import Finding
from vedette.run import queries
from vedette.run.given import Given, check_given
from vedette.run.texts import LONGEST
from vedette.web.access.forms import Form, read_form
from vedette.web.asked import METHODS, site_of
from vedette.web.beside import WAITING, Task
from vedette.web.problems import Problem, Refused, problem_of
from vedette.web.sentences import css_of, sign_of, stretches
from vedette.web.site import Here, Site, address, state_of
from vedette.web.waiting import beside_of, owner_of, settings_of, too_long

router = APIRouter(default_response_class=HTMLResponse)
OFFERED = 100  # activities that the form offers; any other can be typed
FORMATS = {
    "json": (as_json, "application/json"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "html": (as_html, "text/html; charset=utf-8"),
}


@router.api_route("/check", methods=METHODS)
def check(request: Request, about: str = "") -> HTMLResponse:
    """Show the form in which a text is given."""
    return _form(request, {"about": about[:200]})


@router.post("/check")
async def give(request: Request) -> Response:
    """Take a text and lead to the page on which its findings come up."""
    form = await read_form(request, await request.body())
    try:
        given = _given(form)
        task = beside_of(request).begin(owner_of(request), check_given, settings_of(request), given)
    except Refused as refusal:
        return await run_in_threadpool(_form, request, form.fields, refusal.problem)
    except VedetteError as error:
        return await run_in_threadpool(_form, request, form.fields, problem_of(error))
    return RedirectResponse(address("check", task.key), HTTPStatus.SEE_OTHER)


def _given(form: Form) -> Given:
    """Return what a form gives; raises Refused for too much, BadArgumentError for no moment."""
    words = form.fields.get("text", "")
    name, data = form.files.get("file", ("", b""))
    moment = queries.parse_moment(
        form.fields.get("as_of", "").strip() or None, by=form.fields.get("by", "published")
    )
    if words.strip() and data:
        what = "both a text and a file were given"
        raise Refused(Problem("bad-argument", what, "Empty the field, or leave out the file"))
    if not words.strip() and not data:
        what = "there is no text to check"
        raise Refused(Problem("bad-argument", what, "Paste one, or choose a file"))
    too_long(words)
    return Given(words, name if data else "", data, form.fields.get("about", "").strip(), moment)


def _form(request: Request, given: dict[str, str], problem: Problem | None = None) -> HTMLResponse:
    site, here = site_of(request), Here.of(request)
    with site.look(Here("/check")) as (_, view):
        names = site.hold(
            ("named", state_of(view, here)), lambda: [name for name, _, _ in view.activities()]
        )
        return site.page(
            "check.html",
            here,
            status=problem.kind.status if problem else HTTPStatus.OK,
            problem=problem,
            activities=names[:OFFERED],
            reports=view.count(),
            given={"as_of": here.as_of, "by": here.by, "about": "", "text": "", **given},
            most=LONGEST,
        )


# ---- what was found ----------------------------------------------------------------------------


@router.api_route("/check/{key}", methods=METHODS)
def findings(request: Request, key: str, only: str = "") -> HTMLResponse:
    """Show what was found, or that it is not there yet."""
    site, here = site_of(request), Here.of(request)
    task = beside_of(request).find(key, owner_of(request))
    if not task.is_over:
        return waiting(request, site, here, task, "Your text is being read")
    if request.headers.get("hx-request"):
        return HTMLResponse(headers={"HX-Refresh": "true"})  # with all that the page needs
    try:
        found: Findings = task.result()
    except VedetteError as error:
        return _form(request, {}, problem_of(error))
    shown = [(n, one) for n, one in enumerate(found.checked, 1) if only in ("", one.finding)]
    return site.page(
        "checked.html",
        here,
        key=key,
        found=found,
        shown=shown,
        only=only if only in set(Finding) else "",
        stretches=stretches,
        css_of=css_of,
        sign_of=sign_of,
    )


def waiting(
    request: Request, site: Site, here: Here, task: Task | None, what: str, **more: Any
) -> HTMLResponse:
    """Show that something is being made, or has no place in line yet; the page asks again."""
    ahead = beside_of(request).ahead_of(task) if task else WAITING
    page = site.page("waiting.html", here, what=what, ahead=ahead, left_out={}, **more)
    page.headers["cache-control"] = "no-store"
    return page


@router.api_route("/check/{key}/findings.{form}", methods=METHODS)
def taken(request: Request, key: str, form: str) -> Response:
    """Give what was found as a file."""
    task = beside_of(request).find(key, owner_of(request))
    if form not in FORMATS or not task.is_over:
        raise NotFoundError("there is no such file", next_step=f"Formats: {', '.join(FORMATS)}")
    write, kind = FORMATS[form]
    named = f'attachment; filename="vedette-check.{form}"'
    return Response(write(task.result()), media_type=kind, headers={"content-disposition": named})
