"""The searches that somebody saved, their feeds and webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.export import atom
from vedette.run import hooks
from vedette.run import saved as run
from vedette.run.saved import Listed
from vedette.store.access import Role
from vedette.store.saved import Hook, Search
from vedette.store.store import Store
from vedette.web.access.entering import visitors_of
from vedette.web.access.forms import fields_of
from vedette.web.access.gate import did
from vedette.web.access.visitors import visitor_of
from vedette.web.api.answers import has, tag_of, tagged
from vedette.web.asked import METHODS, site_of
from vedette.web.problems import Problem, Refused
from vedette.web.site import Here
from vedette.web.tables import Sheet, as_file, paged
from vedette.web.tables import form_of as asked_form

router = APIRouter(default_response_class=HTMLResponse)
SAVED = Sheet(
    "saved-searches",
    (
        ("id", lambda one: one.search.id),
        ("name", lambda one: one.search.name),
        ("address", lambda one: one.search.address),
        ("new", lambda one: one.new),
        ("opened_at", lambda one: one.search.opened_at),
    ),
)


def owner_of(request: Request) -> str:
    """Return whose searches a request is about; raises Refused where nobody asks."""
    who = visitor_of(request).who
    if who is None:
        raise Refused(Problem("not-logged-in", "only who is logged in has searches"))
    return run.owner_of(who.name)


def base_of(request: Request) -> str:
    """Return the address of the server as browsers show it."""
    public = visitors_of(request).doors.public
    return public or str(request.base_url).rstrip("/")


@paged(router, "/saved")
def saved(request: Request) -> Response:
    """List the searches that somebody saved, with what is new in each."""
    site, here = site_of(request), Here.of(request)
    with site.look(Here(here.path)) as (store, view):
        found: list[Listed] = run.listed(store, view, owner_of(request))
    if form := asked_form(request):
        return as_file(request, form, SAVED, found)
    may = visitor_of(request).may(Role.ANALYST)
    return site.page("saved.html", here, saved=found, base=base_of(request), may=may)


# ---- what changes them -------------------------------------------------------------------------


@contextmanager
def _writing(request: Request) -> Iterator[Store]:
    with visitors_of(request).writing() as store:
        yield store


def _back() -> Response:
    return RedirectResponse("/saved", 303)


@router.post("/saved")
async def save(request: Request) -> Response:
    """Save a view under a name."""
    form = fields_of(await request.body())
    owner = owner_of(request)

    def keep() -> Search:
        with _writing(request) as store:
            return run.save(store, owner, form.get("name", ""), form.get("address", ""))

    made = await run_in_threadpool(keep)
    did(request, "search saved", f"{made.name}: {made.address}")
    return _back()


@router.post("/saved/{search}/{what}")
async def change(request: Request, search: str, what: str) -> Response:
    """Open a search, remove it, or change its feed and webhooks."""
    form = fields_of(await request.body())
    return await run_in_threadpool(_change, request, search, what, form)


def _change(request: Request, own: str, what: str, form: dict[str, str]) -> Response:
    with _writing(request) as store:
        search = run.find(store, owner_of(request), own)
        if what == "open":
            run.opened(store, search)
            did(request, "search opened", search.name)
            return RedirectResponse(search.address, 303)
        _do(request, store, search, what, form)
    return _back()


def _do(request: Request, store: Store, search: Search, what: str, form: dict[str, str]) -> None:
    if what == "remove":
        run.remove(store, search)
        did(request, "search removed", search.name)
    elif what in {"renew", "revoke"}:
        run.renew(store, search, feed=what == "renew")
        did(request, f"feed {what}d" if what == "revoke" else "feed renewed", search.name)
    elif what == "hook":
        made = hooks.add(store, search, form.get("address", ""), by=owner_of(request))
        did(request, "webhook added", f"{search.name}: {made.address}")
    elif what == "unhook":
        mine = {each.id for each in _hooks(store, search)}
        hook = form.get("hook", "")
        hooks.remove(store, hook if hook in mine else "")
        did(request, "webhook removed", f"{search.name}: {hook}")
    else:
        raise Refused(Problem("not-found", f"nothing is called {what[:40]!r} here"))


def _hooks(store: Store, search: Search) -> list[Hook]:
    with store.saved() as opened:
        return [each for each in opened.hooks() if each.search == search.id]


# ---- feeds -------------------------------------------------------------------------------------


@router.api_route("/feeds/{key}.atom", methods=METHODS)
def feed(request: Request, key: str) -> Response:
    """Give the feed of a saved search to whoever has its address."""
    site = site_of(request)
    with site.look(Here("/feeds")) as (store, view):
        search = run.by_key(store, key[:100])
        state = view.state()
        tag = tag_of(f"{state}\n{search.name}", request)
        if has(request, tag):
            return Response(status_code=304, headers=tagged(tag))
        base = base_of(request)
        key_of = ("feed", search.id, search.name, search.key, base, state)
        body = site.write(key_of, lambda: atom.written(run.feed_of(view, search, base=base)))
    return Response(body, media_type=f"{atom.MEDIA_TYPE}; charset=utf-8", headers=tagged(tag))
