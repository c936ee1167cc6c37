"""Logging in and out: what the page and the API have in common."""

from __future__ import annotations

import math
from ipaddress import ip_address, ip_network

from fastapi import Request
from starlette.responses import Response

from vedette.run import accounts
from vedette.run.accounts import Who
from vedette.store.rows import fold
from vedette.web.access.gate import address_of, did
from vedette.web.access.throttle import BY_ACCOUNT, BY_ADDRESS, Throttle
from vedette.web.access.visitors import Visitors, visitor_of
from vedette.web.problems import Problem, Refused


def visitors_of(request: Request) -> Visitors:
    """Return who tells visitors apart."""
    visitors: Visitors = request.app.state.visitors
    return visitors


def check(request: Request, name: str, password: str) -> tuple[str, Who]:
    """Log somebody in; return the secret of the login and who he is.

    Raises Refused for a wrong name or password, and for one who has to wait after too many. A
    login that he came with ends: no secret from before is good for anything after.
    """
    visitors = visitors_of(request)
    address = address_of(request)
    by_account, by_address = f"account:{fold(name)[:200]}", f"address:{neighbourhood(address)}"
    throttle: Throttle = request.app.state.throttle
    with visitors.writing() as store:
        wait = throttle.enter(store, {by_account: BY_ACCOUNT, by_address: BY_ADDRESS})
    if wait:
        seconds = math.ceil(wait.total_seconds())
        step = f"Try again in {seconds} seconds"
        headers = {"Retry-After": str(seconds)}
        raise Refused(Problem("too-many-tries", "too many logins failed", step, (), headers))
    who = name.strip()[:60]
    with visitors.writing() as store:
        account = accounts.check(store, name, password)
        if account is None:
            did(request, "login failed", who=who or "nobody")
            raise Refused(
                Problem("wrong-password", "this name and this password do not go together")
            )
        throttle.passed(store, by_account, by_address)
        before = visitor_of(request).who
        if before is not None and before.key:
            accounts.log_out(store, before.key)
        key = accounts.log_in(store, account, address=address, at=visitors.clock())
    did(request, "login", who=account.name)
    return key, Who(account.name, account.role, "session", accounts.digest_of(key))


def check_own(request: Request, name: str, password: str) -> None:
    """Check the password of who is logged in; raises Refused for a wrong one, or after too many."""
    visitors = visitors_of(request)
    key = f"own:{fold(name)[:200]}"
    throttle: Throttle = request.app.state.throttle
    with visitors.writing() as store:
        wait = throttle.enter(store, {key: BY_ACCOUNT})
        if wait:
            step = f"Try again in {math.ceil(wait.total_seconds())} seconds"
            raise Refused(Problem("too-many-tries", "too many tries failed", step))
        if accounts.check(store, name, password) is None:
            raise Refused(Problem("wrong-password", "your password is another one"))
        throttle.passed(store, key, "")


def neighbourhood(address: str) -> str:
    """Return what one guesser has: an address, or with IPv6 all that begin with the same half."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def leave(request: Request, response: Response) -> None:
    """Log out who is logged in, here and in the store."""
    visitors, who = visitors_of(request), visitor_of(request).who
    if who is not None and who.key:
        with visitors.writing() as store:
            accounts.log_out(store, who.key)
        did(request, "logout")
    visitors.let_out(response)
