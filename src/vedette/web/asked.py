"""What every page reads from a request: the site, the place in a list, the activity by name."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from vedette.errors import NotFoundError
from vedette.run import queries
from vedette.store.view import View
from vedette.web.access.forms import fields_of
from vedette.web.site import Here, Site

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
