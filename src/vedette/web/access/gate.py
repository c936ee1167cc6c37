"""The gate in front of everything: names, sizes, foreign pages, who asks, what he may, the log.

It refuses by itself: a page or a call that forgets to ask who somebody is stays closed to whoever
is nobody, and whatever changes something stays closed to viewers.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.errors import VedetteError
from vedette.run import accounts
from vedette.store.access import Done, Role
from vedette.store.rows import stamp
from vedette.web.access.doors import SAFE_METHODS
from vedette.web.access.forms import kind_of, read_form
from vedette.web.access.visitors import (
    PROOF_FIELD,
    PROOF_HEADER,
    Visitor,
    Visitors,
    not_allowed,
)
from vedette.web.problems import API, Problem, Refused, problem_of

LONGEST_QUERY = 8_192
LARGEST_BODY = 1_048_576
# Python does one thing at a time: more at once would only hold more memory.
AT_ONCE = 8
_JSON = "application/json"
# Open to nobody in particular: how one comes in, and what the way in looks like.
OPEN = ("/login", "/welcome", f"{API}/session")
# Feed readers cannot log in: the address of a feed holds a key that nobody guesses.
OPEN_BELOW = ("/static/", f"{API}/problems/", "/feeds/")
# What is sent to be read and changes nothing: viewers may, and the log has nothing to keep.
READING = ("/check", f"{API}/check")
# Who asks here mostly waits for what is done beside the server, and takes nobody's turn.
PATIENT = (f"{API}/check", f"{API}/brief")
PACKED = "/brief.zip"
# What whoever is logged in may change: his own login, password and tokens, what he has seen.
OWN = (
    "/login", "/logout", "/welcome", "/account/password", "/account/token", "/account/leave",
    "/seen", f"{API}/session",
)  # fmt: skip
NOTHING = "nothing"  # what a request says it did that changes nothing, as a preview
Answer = Callable[[Request, Problem], Response]


class Gate:
    """Let a request in, or answer it with what is wrong."""

    def __init__(self, app: ASGIApp, *, visitors: Visitors, answer: Answer) -> None:
        self._app = app
        self._visitors = visitors
        self._answer = answer
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on once it may come in, and note what it changed."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        visitor = Visitor(None)
        request.state.visitor = visitor
        try:
            self._check_address(request)
            visitor = await run_in_threadpool(self._visitors.identify, request)
            request.state.visitor = visitor
            receive = await self._check(request, visitor)
        except Refused as refusal:
            response = self._refuse(request, visitor, refusal.problem)
            await self._note(request, visitor, response.status_code)
            await response(scope, receive, send)
        except VedetteError as error:
            await self._answer(request, problem_of(error))(scope, receive, send)
        else:
            await self._pass(request, visitor, receive, send)

    # ---- what may come in ----------------------------------------------------------------------

    def _check_address(self, request: Request) -> None:
        doors, headers = self._visitors.doors, request.headers
        host = headers.get("host", "")
        if not doors.admits(host):
            raise Refused(Problem("bad-host", f"this server is not called {host[:80]!r}"))
        if doors.is_proxied(headers):
            raise Refused(Problem("behind-a-proxy", "a proxy stands in front of this server"))
        query = request.scope.get("query_string", b"")
        if len(query) + len(request.scope.get("raw_path") or b"") > LONGEST_QUERY:
            raise Refused(Problem("too-long", f"an address has {LONGEST_QUERY:,} bytes at most"))
        if b"%00" in query or b"\0" in query or "\0" in request.scope["path"]:
            raise Refused(Problem("bad-argument", "an address holds no NUL"))
        if doors.is_foreign(request.method, headers):
            raise Refused(Problem("foreign-page", "a page of another site asks for this"))

    async def _check(self, request: Request, visitor: Visitor) -> Receive:
        """Check who may do what, and return what gives the body, which was read."""
        if visitor.who is None and not is_open(request.scope["path"]):
            raise Refused(not_allowed(visitor, Role.VIEWER))
        if request.method in SAFE_METHODS:
            return request.receive
        body = await _body(request)
        if body and request.scope["path"].startswith(f"{API}/") and kind_of(request) != _JSON:
            raise Refused(Problem("wrong-type", "a body of the API is JSON"))
        if not visitor.proves(await _proof(request, body)):
            step = f"Send what GET {API}/session gives as csrf in the header X-CSRF-Token"
            raise Refused(Problem("no-proof", "the proof is missing, or not of this login", step))
        needed = Role.VIEWER if request.scope["path"] in READING else Role.ANALYST
        if request.scope["path"] not in OWN and not visitor.may(needed):
            raise Refused(not_allowed(visitor, needed))
        return _given(body, request.receive)

    def _refuse(self, request: Request, visitor: Visitor, problem: Problem) -> Response:
        """Answer; a person who opens a page without a login is led to it."""
        path = request.scope["path"]
        lost = problem.code == "not-logged-in" and visitor.who is None
        if lost and request.method in SAFE_METHODS and not path.startswith(f"{API}/"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/login?next={quote(path + query, safe='')}", 303)
        return self._answer(request, problem)

    # ---- passing on ----------------------------------------------------------------------------

    async def _pass(self, request: Request, visitor: Visitor, receive: Receive, send: Send) -> None:
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        path = request.scope["path"]
        patient = path in PATIENT or path.endswith(PACKED)
        try:
            async with contextlib.nullcontext() if patient else self._turns:
                await self._app(request.scope, receive, watch)
        finally:
            await self._note(request, visitor, status)

    async def _note(self, request: Request, visitor: Visitor, status: int) -> None:
        """Write down what somebody changed, or tried to; what nobody tries is not kept."""
        action: str = getattr(request.state, "did", "")
        if request.method in SAFE_METHODS or not (action or visitor.who):
            return
        if request.scope["path"] in READING and status < HTTPStatus.BAD_REQUEST:
            return
        if action == NOTHING and status < 400:
            return
        who = visitor.who
        done = Done(
            at=stamp(self._visitors.clock()),
            who=getattr(request.state, "did_as", "") or (who.name if who else "nobody"),
            via=who.via if who else "nobody",
            address=address_of(request),
            action=action or f"{request.method} {request.scope['path']}"[:200],
            detail=getattr(request.state, "did_to", "")[:500],
            status=status,
        )
        try:
            await run_in_threadpool(self._write, done)
        except VedetteError as error:  # the answer is out; whoever serves has to know
            print(f"vedette: not in the audit log: {done}: {error}", file=sys.stderr)  # noqa: T201

    def _write(self, done: Done) -> None:
        with self._visitors.writing() as store:
            accounts.note(store, done)


def did(request: Request, action: str, detail: str = "", *, who: str = "") -> None:
    """Say what a request changes, in the words of the audit log."""
    request.state.did = action
    request.state.did_to = detail
    request.state.did_as = who


def is_open(path: str) -> bool:
    """Tell whether an address is open to whoever is not logged in."""
    return path in OPEN or path.startswith(OPEN_BELOW)


def address_of(request: Request) -> str:
    """Return the network address from which a request comes."""
    return request.client.host if request.client else ""


async def _body(request: Request) -> bytes:
    """Read a body; raises Refused for one that is too large."""
    too_large = Problem("too-large", f"a body has {LARGEST_BODY:,} bytes at most")
    declared = request.headers.get("content-length", "0")
    if declared.isascii() and declared.isdigit() and int(declared[:12]) > LARGEST_BODY:
        raise Refused(too_large)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise Refused(too_large)
    return body


def _given(body: bytes, rest: Receive) -> Receive:
    """Return what gives a body that was read already, and then what comes behind it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return left.pop() if left else await rest()

    return receive


async def _proof(request: Request, body: bytes) -> str:
    header = request.headers.get(PROOF_HEADER, "")
    return header or (await read_form(request, body)).fields.get(PROOF_FIELD, "")
