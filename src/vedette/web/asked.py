"""What every page reads from a request: the site, the place in a list, the activity by name."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run import queries
from vedette.store.named import Days
from vedette.store.view import View
from vedette.web.access.forms import fields_of
from vedette.web.site import Here, Site, address

METHODS = ["GET", "HEAD"]


async def _form(request: Request) -> dict[str, str]:
    return fields_of(await request.body())


# The fields of a form that was sent, the last of each name.
Form = Annotated[dict[str, str], Depends(_form)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def site_of(request: Request) -> Site:
    """Return the site that answers a request."""
    site: Site = request.app.state.site
    return site


def days_of(here: Here) -> Days:
    """Return the span of days that `from` and `to` ask for; raises BadArgumentError for no day."""
    given = dict(here.query)
    since, until = _day(given.get("from", "")), _day(given.get("to", ""))
    return Days(until, since) if since and until and until < since else Days(since, until)


def open_address(here: Here, path: str) -> str:
    """Return the address of a page without a span of days or a page number, to be followed by one.

    It ends where the next parameter is written.
    """
    gone = {"from", "to", "offset", "page"}
    kept = {name: value for name, value in here.query if name not in gone and value}
    found = address(*path.strip("/").split("/"), **kept)
    return f"{found}{'&' if '?' in found else '?'}"


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadArgumentError(f"{text!r} is no day", next_step="Write 2025-09-16") from error


def subject_of(request: Request, view: View, name: str, here: Here) -> str:
    """Return the stored name; where there is none, the error page offers the near misses."""
    try:
        return queries.subject_of(view, name)
    except NotFoundError as error:
        names = [known for known, _, _ in view.activities() if known in error.next_step]
        request.state.offers = tuple(
            (known, here.to("activity", known)) for known in dict.fromkeys(names)
        )
        raise
