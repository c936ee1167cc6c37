"""Who is asking: a login's cookie, a script's token, the one person on his machine, or nobody."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from fastapi import Request
from starlette.requests import HTTPConnection
from starlette.responses import Response

from vedette.run import accounts
from vedette.run.accounts import LONGEST_LOGIN, Who
from vedette.run.config import Settings
from vedette.store.access import Role
from vedette.store.store import Store, open_store
from vedette.web.access.doors import Doors
from vedette.web.problems import Problem, Refused

DESK = "desk"  # who decides on a machine that one person has to himself
PROOF_HEADER, PROOF_FIELD = "x-csrf-token", "csrf"
_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Visitor:
    """Hold who asks (None: nobody who is known) and the proof that changes have to carry.

    A token needs no proof: no browser sends it by itself.
    """

    who: Who | None
    proof: str = ""

    def may(self, role: Role) -> bool:
        """Tell whether the visitor's role is enough."""
        return self.who is not None and self.who.role.may(role)

    def proves(self, given: str) -> bool:
        """Tell whether a request carries the proof."""
        if self.who is not None and self.who.via == "token":
            return True
        return bool(self.proof) and hmac.compare_digest(self.proof.encode(), given.encode())


def visitor_of(request: Request) -> Visitor:
    """Return who asks."""
    visitor: Visitor = request.state.visitor
    return visitor


def needs(role: Role) -> Callable[[Request], Visitor]:
    """Return a dependency that lets only a role, or more, pass."""

    def check(request: Request) -> Visitor:
        visitor = visitor_of(request)
        if not visitor.may(role):
            raise Refused(not_allowed(visitor, role))
        return visitor

    return check


def not_allowed(visitor: Visitor, role: Role) -> Problem:
    """Return why a visitor may not do what a role may."""
    if visitor.who is None:
        return Problem("not-logged-in", "only who is logged in may do this", "Log in")
    return Problem(
        "not-allowed",
        f"{visitor.who.name} has the role {visitor.who.role} here; this needs {role}",
        "Ask an editor for another role",
    )


class Visitors:
    """Tell who asks; where one person is alone, it is always he."""

    def __init__(
        self,
        settings: Settings,
        reading: Callable[[], Store],
        *,
        doors: Doors,
        clock: Callable[[], datetime],
    ) -> None:
        self.doors = doors
        self.clock = clock
        self._settings = settings
        self._reading = reading
        self._own = secrets.token_bytes(32)  # signs proofs: they need not outlast the process
        prefix = "__Host-" if doors.secure else ""
        self.cookie = f"{prefix}vedette"
        self.form_cookie = f"{prefix}vedette-form"

    @property
    def proof_alone(self) -> str:
        """Return the proof that changes carry where one person is alone."""
        return self._proof(DESK)

    def writing(self) -> Store:
        """Open the store for writing."""
        return open_store(self._settings.store)

    def identify(self, request: HTTPConnection) -> Visitor:
        """Return who asks; raises Refused for a token that is worth nothing."""
        header = request.headers.get("authorization", "")
        if header[: len(_BEARER)].casefold() == _BEARER:
            return Visitor(self._holder(header[len(_BEARER) :].strip()))
        if self.doors.alone:
            return Visitor(Who(DESK, Role.EDITOR, "alone"), self.proof_alone)
        key = request.cookies.get(self.cookie, "")
        who = self._logged_in(key) if key else None
        if who is not None:
            return Visitor(who, self._proof(key))
        form = request.cookies.get(self.form_cookie, "")
        return Visitor(None, self._proof(form) if form else "")

    def _holder(self, key: str) -> Who:
        who = accounts.holder(self._reading(), key, at=self.clock())
        if who is None:
            step = "Make another one: vedette tokens add NAME --label WHAT"
            challenge = {"WWW-Authenticate": 'Bearer realm="vedette", error="invalid_token"'}
            raise Refused(
                Problem("not-logged-in", "the token is worth nothing", step, (), challenge)
            )
        return who

    def _logged_in(self, key: str) -> Who | None:
        held = accounts.logged_in(self._reading(), key, at=self.clock())
        if held is None:
            return None
        who, unseen = held
        if unseen:
            with self.writing() as store:
                accounts.seen(store, who, at=self.clock())
        return who

    def _proof(self, key: str) -> str:
        return hmac.new(self._own, key.encode("utf-8", "surrogatepass"), sha256).hexdigest()

    # ---- cookies -------------------------------------------------------------------------------

    def greet(self, request: Request, response: Response) -> str:
        """Return the proof for a login, and give who has none yet a cookie that goes with it."""
        visitor = visitor_of(request)
        if visitor.proof:
            return visitor.proof
        form = secrets.token_urlsafe(16)
        self._set(response, self.form_cookie, form, None)
        return self._proof(form)

    def let_in(self, response: Response, key: str) -> str:
        """Give out the cookie of a login and return its proof; the form's cookie goes."""
        self._set(response, self.cookie, key, int(LONGEST_LOGIN.total_seconds()))
        self._clear(response, self.form_cookie)
        return self._proof(key)

    def let_out(self, response: Response) -> None:
        """Take the cookie of a login back."""
        self._clear(response, self.cookie)

    def _set(self, response: Response, name: str, value: str, age: int | None) -> None:
        # Lax: a link from elsewhere opens a page as who is logged in; what changes needs a proof.
        response.set_cookie(
            name, value, max_age=age, path="/", secure=self.doors.secure, httponly=True,
            samesite="lax",
        )  # fmt: skip

    def _clear(self, response: Response, name: str) -> None:
        response.delete_cookie(
            name, path="/", secure=self.doors.secure, httponly=True, samesite="lax"
        )
