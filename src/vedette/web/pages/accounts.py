"""Accounts in the browser: for editors everybody's, with tokens and the audit log; one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import BadArgumentError, NotFoundError, UserError
from vedette.run import accounts as run
from vedette.run.access_contract import account_data, done_data, token_data
from vedette.store.access import Role
from vedette.store.store import Store
from vedette.web.access.entering import check_own, visitors_of
from vedette.web.access.gate import did
from vedette.web.access.visitors import needs, visitor_of
from vedette.web.asked import METHODS, Form, site_of
from vedette.web.problems import Problem, Refused
from vedette.web.site import Here, address
from vedette.web.tables import Sheet, as_file, form_of, paged

router = APIRouter(default_response_class=HTMLResponse)
EDITOR: Final = [Depends(needs(Role.EDITOR))]
A_PAGE = 100
MOST_OUT = 20_000
NO_STORE: Final = {"cache-control": "no-store"}


def _page(request: Request, template: str, **context: Any) -> HTMLResponse:
    site, here = site_of(request), Here.of(request)
    visitors = visitors_of(request)
    page = site.page(template, here, alone=visitors.doors.alone, roles=tuple(Role), **context)
    page.headers.update(NO_STORE)
    return page


def _editor(request: Request) -> str:
    who = visitor_of(request).who
    return who.name if who else ""


# ---- accounts ----------------------------------------------------------------------------------


@router.api_route("/accounts", methods=METHODS, dependencies=EDITOR)
def accounts(request: Request) -> Response:
    """List the accounts, with who is logged in."""
    return _accounts(request)


def _accounts(request: Request, *, status: int = 200, **told: Any) -> HTMLResponse:
    store = site_of(request).reading()
    logins: dict[str, list[Any]] = {}
    for each in run.logins(store):
        logins.setdefault(each.account, []).append(each)
    page = _page(
        request,
        "accounts.html",
        found=[
            (each, account_data(each), logins.get(each.name.casefold(), []))
            for each in run.listed(store)
        ],
        told={"wrong": "", "link": "", "name": "", "done": "", **told},
        no_password=run.NO_PASSWORD,
        hours=int(run.INVITED.total_seconds() // 3600),
        shortest=run.SHORTEST_PASSWORD,
    )
    page.status_code = status
    return page


@router.post("/accounts", dependencies=EDITOR)
def change(request: Request, form: Form) -> Response:
    """Add an account, change it, lock it, remove it, or end its logins."""
    action, name = form.get("action", ""), form.get("name", "")
    did(request, f"account {action}"[:60], f"{name} {form.get('role', '')}".strip()[:300])
    try:
        with visitors_of(request).writing() as store:
            told = _change(store, action, name, form, by=_editor(request))
    except UserError as error:
        wrong = f"{error.what[:1].upper()}{error.what[1:]}. {error.next_step}".strip()
        return _accounts(request, status=400, wrong=wrong, name=name)
    if "key" in told:
        link = _link(request, told["key"])
        return _accounts(request, link=link, name=name, done=told["done"])
    return RedirectResponse("/accounts", 303)


def _link(request: Request, key: str) -> str:
    doors = visitors_of(request).doors
    base = doors.public or str(request.base_url).rstrip("/")
    return f"{base}{address('welcome', key=key)}"


def _change(
    store: Store, action: str, name: str, form: Mapping[str, str], *, by: str
) -> dict[str, str]:
    match action:
        case "add" if form.get("password"):
            run.add(store, name, run.role_of(form.get("role", "")), form["password"], by=by)
        case "add":
            made, key = run.add_invited(store, name, run.role_of(form.get("role", "")), by=by)
            return {"key": key, "done": f"{made.name} has an account."}
        case "invite":
            return {"key": run.invite(store, name), "done": f"A new link for {name}."}
        case "role":
            run.give_role(store, name, run.role_of(form.get("role", "")))
        case "lock" | "open":
            run.lock(store, name, is_locked=action == "lock")
        case "remove":
            run.remove(store, name)
        case "leave":
            run.log_out_everywhere(store, run.found(store, name).name)
        case _:
            raise BadArgumentError(f"nothing here is called {action[:40]!r}", next_step="Go back.")
    return {}


# ---- tokens ------------------------------------------------------------------------------------


@router.api_route("/tokens", methods=METHODS, dependencies=EDITOR)
def tokens(request: Request) -> Response:
    """List the tokens of scripts."""
    return _tokens(request)


def _tokens(request: Request, *, status: int = 200, **told: Any) -> HTMLResponse:
    store = site_of(request).reading()
    page = _page(
        request,
        "tokens.html",
        found=[token_data(each) for each in run.tokens(store)],
        names=[each.name for each in run.listed(store)],
        told={"wrong": "", "key": "", **told},
    )
    page.status_code = status
    return page


@router.post("/tokens", dependencies=EDITOR)
def change_tokens(request: Request, form: Form) -> Response:
    """Make a token for an account, or take one back."""
    did(request, f"token {form.get('action', '')}"[:60], _of_token(form))
    try:
        key = _token(request, form, form.get("name", ""), of=None)
    except UserError as error:
        return _tokens(request, status=400, wrong=f"{error.what}. {error.next_step}")
    return _tokens(request, key=key) if key else RedirectResponse("/tokens", 303)


def _of_token(form: Mapping[str, str]) -> str:
    told = (form.get(each, "") for each in ("name", "role", "label", "id"))
    return " ".join(filter(None, told))[:300]


def _token(request: Request, form: Mapping[str, str], name: str, *, of: str | None) -> str:
    """Make a token and return its secret, or take one back and return ""."""
    with visitors_of(request).writing() as store:
        if form.get("action") == "take":
            run.take_token(store, form.get("id", ""), of=of)
            return ""
        text = form.get("days", "").strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 6):
            raise BadArgumentError(f"{text[:20]!r} is no number of days", next_step="Write 90.")
        key, _ = run.give_token(
            store,
            name,
            role=run.role_of(form.get("role", "viewer")),
            label=form.get("label", ""),
            days=int(text) if text else None,
            by=_editor(request),
        )
        return key


# ---- the log -----------------------------------------------------------------------------------

AUDIT: Final = Sheet(
    "audit",
    tuple(
        (name, lambda row, name=name: row[name])  # type: ignore[misc]
        for name in ("no", "at", "who", "via", "address", "action", "detail", "status")
    ),
)


@paged(router, "/audit")
def audit(
    request: Request,
    who: str = "",
    action: str = "",
    since: str = "",
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    """Show who did what, when and from where, the last first; for editors."""
    needs(Role.EDITOR)(request)
    store, form = site_of(request).reading(), form_of(request)
    found = run.done(
        store,
        who=who.strip() or None,
        action=action.strip() or None,
        since=_since(since),
        before=before,
        limit=MOST_OUT if form else A_PAGE + 1,
    )
    rows = [done_data(*each) for each in found]
    if form:
        return as_file(request, form, AUDIT, rows)
    return _page(
        request,
        "audit.html",
        found=rows[:A_PAGE],
        has_more=len(rows) > A_PAGE,
        before=before,
        wanted={"who": who, "action": action, "since": since},
    )


def _since(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC) if text else None
    except ValueError as error:
        raise BadArgumentError(f"{text[:40]!r} is no day", next_step="Write 2025-09-16") from error


# ---- one's own ---------------------------------------------------------------------------------


@router.api_route("/account", methods=METHODS)
def account(request: Request) -> Response:
    """Show one's own account: password, tokens, where one is logged in."""
    return _own(request)


def _own(request: Request, *, status: int = 200, **told: Any) -> HTMLResponse:
    store, who = site_of(request).reading(), visitor_of(request).who
    name = who.name if who else ""
    page = _page(
        request,
        "account.html",
        own=who,
        tokens=[token_data(each) for each in run.tokens(store) if each.account == name],
        logins=run.logins(store, name),
        told={"wrong": "", "key": "", "done": "", **told},
        shortest=run.SHORTEST_PASSWORD,
    )
    page.status_code = status
    return page


def _logged_in(request: Request) -> str:
    """Return who is logged in with a password; raises Refused for a token, or for who is alone."""
    who = visitor_of(request).who
    if who is None or who.via != "session":
        step = "Nobody needs to log in here" if who and who.via == "alone" else "Log in first"
        raise Refused(Problem("not-allowed", "this is for who is logged in", step))
    return who.name


@router.post("/account/password")
def password(request: Request, form: Form) -> Response:
    """Change one's own password; every other login of the account ends, and this one too."""
    name = _logged_in(request)
    did(request, "password")
    fresh = form.get("fresh", "")
    try:
        if fresh != form.get("again", ""):
            raise BadArgumentError("the two are not the same", next_step="Write it twice alike.")
        run.hashed(fresh, name)
        check_own(request, name, form.get("password", ""))
        with visitors_of(request).writing() as store:
            run.give_password(store, name, fresh)
    except UserError as error:
        return _own(request, status=400, wrong=f"{error.what}. {error.next_step}")
    except Refused as refusal:
        problem = refusal.problem
        wrong = f"{problem.what}. {problem.next_step}".strip()
        return _own(request, status=problem.kind.status, wrong=wrong)
    return RedirectResponse(address("login", done="password"), 303)


@router.post("/account/token")
def own_token(request: Request, form: Form) -> Response:
    """Make a token for one's own scripts, or take one back."""
    name = _logged_in(request)
    did(request, f"token {form.get('action', '')}"[:60], _of_token({**form, "name": name}))
    try:
        key = _token(request, form, name, of=name)
    except UserError as error:
        return _own(request, status=400, wrong=f"{error.what}. {error.next_step}")
    return _own(request, key=key) if key else RedirectResponse("/account", 303)


@router.post("/account/leave")
def leave_everywhere(request: Request) -> Response:
    """End all logins of one's account, here and elsewhere."""
    name = _logged_in(request)
    did(request, "logout everywhere")
    response = RedirectResponse("/login", 303)
    with visitors_of(request).writing() as store:
        run.log_out_everywhere(store, name)
    visitors_of(request).let_out(response)
    return response


# ---- a link to set a password ------------------------------------------------------------------


@router.api_route("/welcome", methods=METHODS)
def welcome(request: Request, key: str = "") -> Response:
    """Show the form in which somebody who was given a link sets his password."""
    return _welcome(request, key)


def _welcome(request: Request, key: str, *, wrong: str = "", status: int = 200) -> HTMLResponse:
    visitors = visitors_of(request)
    found = run.invited(site_of(request).reading(), key[:200], at=visitors.clock())
    if found is None:
        raise NotFoundError(
            "this link was used already, ran out, or was replaced",
            next_step="Ask an editor for another one",
        )
    waiting = HTMLResponse()
    proof = visitors.greet(request, waiting)
    page = _page(
        request, "welcome.html", name=found.name, key=key, wrong=wrong, form_proof=proof,
        shortest=run.SHORTEST_PASSWORD,
    )  # fmt: skip
    page.raw_headers += [each for each in waiting.raw_headers if each[0] == b"set-cookie"]
    page.status_code = status
    return page


@router.post("/welcome")
def set_password(request: Request, form: Form) -> Response:
    """Set the password of who was given a link, and lead on to the login."""
    visitors, key = visitors_of(request), form.get("key", "")[:200]
    fresh = form.get("fresh", "")
    if fresh != form.get("again", ""):
        return _welcome(request, key, wrong="The two are not the same.", status=400)
    try:
        with visitors.writing() as store:
            made = run.accept_invitation(store, key, fresh, at=visitors.clock())
    except BadArgumentError as error:
        return _welcome(request, key, wrong=f"{error.what}. {error.next_step}", status=400)
    did(request, "password", "by a link", who=made.name)
    return RedirectResponse(address("login", done="password"), 303)
