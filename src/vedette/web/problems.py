"""What can go wrong with a request, each with its status and its words: pages and API share them.

The API answers in the shape of RFC 9457, `application/problem+json`; its `type` is an address at
which the same words stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from vedette.errors import (
    BadArgumentError,
    BadStoreError,
    DecidedMeanwhile,
    NotFoundError,
    StoreBusy,
    StoreFull,
    VedetteError,
)

API = "/api/v1"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold what a kind of problem is called, which status it has, and what it means."""

    status: HTTPStatus
    title: str
    meaning: str


KINDS: Mapping[str, Kind] = {
    "bad-argument": Kind(
        HTTPStatus.BAD_REQUEST,
        "That cannot be asked",
        "A parameter or a member of the body is not what it has to be; `parameters` names it.",
    ),
    "bad-host": Kind(
        HTTPStatus.BAD_REQUEST,
        "Not this server's name",
        "The request came for a name under which this server is not known. So a page elsewhere "
        "cannot reach it by a name of its own.",
    ),
    "bad-page": Kind(
        HTTPStatus.BAD_REQUEST,
        "No such page",
        "The page token was not given for this list and these filters. Take the list from its "
        "beginning, without a page.",
    ),
    "not-logged-in": Kind(
        HTTPStatus.UNAUTHORIZED,
        "Log in first",
        "Nobody is logged in, the login has run out, or the token is worth nothing.",
    ),
    "wrong-password": Kind(
        HTTPStatus.UNAUTHORIZED,
        "Name or password is wrong",
        "There is no such account, or its password is another one.",
    ),
    "not-allowed": Kind(
        HTTPStatus.FORBIDDEN,
        "Your role does not allow that",
        "A viewer reads, an analyst decides, an editor also looks after accounts.",
    ),
    "no-proof": Kind(
        HTTPStatus.FORBIDDEN,
        "The request does not prove where it comes from",
        "What changes something carries the proof that the session gave, in the header "
        "X-CSRF-Token or in the form field csrf.",
    ),
    "foreign-page": Kind(
        HTTPStatus.FORBIDDEN,
        "The request comes from another site",
        "A page of another site asked for this. Only pages of this server may.",
    ),
    "behind-a-proxy": Kind(
        HTTPStatus.FORBIDDEN,
        "Reached through a proxy",
        "A server for one person without a login is reached through a proxy, perhaps by others. "
        "Start it with --public ADDRESS, and it demands accounts.",
    ),
    "not-found": Kind(HTTPStatus.NOT_FOUND, "Not found", "There is nothing by that name or id."),
    "not-here": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "Pages can only be read",
        "This address does not take that method; the header Allow names those that it takes.",
    ),
    "too-large": Kind(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Too much",
        "The body is larger than is taken here, or too many reports would have to be compared.",
    ),
    "too-long": Kind(
        HTTPStatus.REQUEST_URI_TOO_LONG, "Too long", "The address is longer than is taken here."
    ),
    "wrong-type": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "Not in this format",
        "A body is JSON, and says so: Content-Type: application/json.",
    ),
    "decided-meanwhile": Kind(
        HTTPStatus.CONFLICT,
        "Somebody decided meanwhile",
        "Another person decided on the same thing after it was looked at; nothing was entered. "
        "Look at it again, and decide with the new `seen`.",
    ),
    "too-many-tries": Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many tries",
        "So many logins failed that the next one has to wait; Retry-After says for how long.",
    ),
    "too-busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Others come first",
        "Texts are read one after the other, and too many are in line; Retry-After says when to "
        "ask again.",
    ),
    "fault": Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something is wrong",
        "A fault of Vedette. The terminal in which it is served shows where it happened.",
    ),
    "bad-store": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The store cannot be read",
        "The store is not there, is damaged, is of another version, or cannot be opened.",
    ),
    "store-busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The store is busy",
        "Another program is writing to the store. The same request will do in a while.",
    ),
    "store-full": Kind(
        HTTPStatus.INSUFFICIENT_STORAGE, "The disk is full", "What was stored so far stays."
    ),
}
_OURS: tuple[tuple[type[VedetteError], str], ...] = (
    (NotFoundError, "not-found"),
    (BadArgumentError, "bad-argument"),
    (BadStoreError, "bad-store"),
    (DecidedMeanwhile, "decided-meanwhile"),
    (StoreBusy, "store-busy"),
    (StoreFull, "store-full"),
)
_BY_STATUS = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "not-here",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "wrong-type",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one problem: its kind, what happened, what to do next, which parameters are wrong."""

    code: str
    what: str
    next_step: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Return its kind."""
        return KINDS[self.code]

    def data(self, path: str) -> dict[str, Any]:
        """Return the problem in the shape of RFC 9457."""
        return {
            "type": f"{API}/problems/{self.code}",
            "title": self.kind.title,
            "status": int(self.kind.status),
            "detail": self.what,
            "instance": path,
            "code": self.code,
            "next_step": self.next_step or None,
            "parameters": [{"name": name, "reason": why} for name, why in self.parameters],
        }


class Refused(Exception):
    """Carry a problem up to where it is answered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def problem_of(error: VedetteError) -> Problem:
    """Return what an error of ours means to who asked."""
    code = next((code for kind, code in _OURS if isinstance(error, kind)), "fault")
    what = f"{error.where}: {error.what}" if error.where else error.what
    headers = {"Retry-After": "5"} if error.retryable else {}
    return Problem(code, what, error.next_step, headers=headers)


def problem_of_status(status: int, what: str, headers: Mapping[str, str] | None = None) -> Problem:
    """Return the problem of a status that the framework chose."""
    fallback = "fault" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "bad-argument"
    code = _BY_STATUS.get(HTTPStatus(status), fallback)
    return Problem(code, what, headers=headers or {})


def too_many(subject: str, command: str) -> Refused:
    """Return the refusal of what would be wrong without all reports, where they are too many."""
    what = f"too many reports speak of {subject} to compare all while somebody waits"
    return Refused(Problem("too-large", what, f"Ask on the command line: vedette {command}"))
