"""The pages on which one logs in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.web.access.entering import check, leave, visitors_of
from vedette.web.access.forms import fields_of
from vedette.web.problems import Refused
from vedette.web.site import Here, Site

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.api_route("/login", methods=["GET", "HEAD"])
def login(
    request: Request,
    next: str = "/",  # noqa: A002 - its name in the address
    done: str = "",
) -> Response:
    """Show the form in which one logs in; where one person is alone, there is nothing to do."""
    if visitors_of(request).doors.alone:
        return RedirectResponse("/", 303)
    return _form(request, to=next, done=done == "password")


@router.post("/login")
async def enter(request: Request) -> Response:
    """Log in and go on to the page that was wanted."""
    form = fields_of(await request.body())
    to = inner(form.get("next", "/"))
    name, password = form.get("name", ""), form.get("password", "")
    try:
        key, _ = await run_in_threadpool(check, request, name, password)
    except Refused as refusal:
        problem = refusal.problem
        what = f"{problem.kind.title}. {problem.next_step}".strip()
        page = _form(request, to=to, name=name[:60], wrong=what, status=problem.kind.status)
        page.headers.update(problem.headers)
        return page
    response = RedirectResponse(to, 303)
    visitors_of(request).let_in(response, key)
    return response


@router.post("/logout")
def logout(request: Request) -> Response:
    """Log out."""
    response = RedirectResponse("/login", 303)
    leave(request, response)
    return response


def inner(path: str) -> str:
    """Return a page of this server that one may be sent to; anything else becomes the first."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _form(
    request: Request,
    *,
    to: str,
    name: str = "",
    wrong: str = "",
    done: bool = False,
    status: int = 200,
) -> HTMLResponse:
    site: Site = request.app.state.site
    waiting = HTMLResponse()
    proof = visitors_of(request).greet(request, waiting)
    page = site.page(
        "login.html",
        Here("/login"),
        status=status,
        to=inner(to),
        name=name,
        wrong=wrong,
        done=done,
        form_proof=proof,
    )
    page.raw_headers += [each for each in waiting.raw_headers if each[0] == b"set-cookie"]
    return page
