"""What a call to the API asks for: which picture, which page; and its answer in the envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import Response

from vedette.errors import NotFoundError
from vedette.run import queries
from vedette.run.config import Settings
from vedette.run.queries import Moment
from vedette.store.seeking import Place
from vedette.store.store import Store
from vedette.store.view import View
from vedette.web.api.answers import Fresh, answered, enveloped, has, tag_of, tagged, written
from vedette.web.api.paging import LONGEST, Pager, Spot
from vedette.web.problems import Problem, Refused, too_many
from vedette.web.site import Site

Noun = TypeVar("Noun")
LONGEST_WORDS = 500
MOST_VALUES = 20  # of one filter


class By(StrEnum):
    """Name the clocks by which a picture of the past is taken."""

    PUBLISHED = "published"
    RETRIEVED = "retrieved"


AsOf = Annotated[
    str | None,
    Query(
        description="The picture as it could be known then: a date (its end, UTC) or an instant.",
        examples=["2025-09-12"],
        max_length=40,
    ),
]
Clock = Annotated[By, Query(description="The clock of `as_of`: of publication or of retrieval.")]
Limit = Annotated[int, Query(ge=1, le=500, description="At most so many on a page.")]
PageToken = Annotated[
    str | None,
    Query(description="The `next` of the page before.", max_length=LONGEST),
]


class Asked:
    """Hold one call: the store, the picture that is asked for, and where its list goes on."""

    def __init__(self, request: Request, store: Store, view: View, moment: Moment) -> None:
        self.request = request
        self.store = store
        self.view = view
        self.moment = moment
        self.state = view.state()
        self.limit = 0
        self.spot: Spot | None = None
        self.beyond = 0  # reports that the answer goes without

    @property
    def site(self) -> Site:
        """Return what all calls share."""
        site: Site = self.request.app.state.site
        return site

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        return self.site.settings

    @property
    def place(self) -> Place | None:
        """Return the place behind which the list goes on."""
        return self.spot.place if self.spot else None

    def remember(self, make: Callable[[], Noun], *key: object) -> Noun:
        """Return what was made before for the same call on the same state, else make it."""
        whole = (self.request.url.path, *key, self.state, self.mark, self.moment)
        return self.site.remember(whole, make)

    def subject(self, name: str) -> str:
        """Return the stored name of an activity; raises NotFoundError."""
        key = ("names", self.state, self.mark, self.moment)
        named = self.site.count(key, lambda: [each for each, _, _ in self.view.activities()])
        return queries.subject_of(self.view, name, named=named)

    @property
    def mark(self) -> object:
        """Return the mark up to which the picture reaches, None where it is the whole."""
        return self.spot.mark if self.spot else None

    def last(self) -> int | None:
        """Return how many of the last reports are gone through, None where all are.

        The answer says in `meta` how many it goes without.
        """
        last, self.beyond = queries.gone_through(self.view)
        return last

    def last_on(self, subject: str) -> int | None:
        """Return the same of the reports on an activity; of any other subject all are."""
        with suppress(NotFoundError):  # the name of a thing, or a series
            subject = self.subject(subject)
        last, self.beyond = queries.gone_through_on(self.view, subject)
        return last

    def not_too_large(self, subject: str, command: str) -> None:
        """Raise Refused for an activity with more reports than can be compared at once.

        It is for answers that would be wrong without the earlier ones: who said it first.
        """
        if self.last_on(subject) is not None:
            raise too_many(subject, command)

    # ---- answering -----------------------------------------------------------------------------

    def one(self, data: Any) -> Response:
        """Answer with one thing."""
        return self._answer(enveloped(data, self._meta()))

    def told(self, make: Callable[[], Any], *key: object) -> Response:
        """Answer with one thing that is costly to make; what was written is kept."""
        whole = (self.request.url.path, *key, self.state, self.moment)
        data = self.site.write(whole, lambda: written(make()))
        head, tail = written(enveloped(None, self._meta())).split(b"null", 1)
        headers = tagged(tag_of(self.state, self.request))
        return Response(head + data + tail, headers=headers, media_type="application/json")

    def many(self, found: Sequence[Noun], data: Callable[[Noun], Any]) -> Response:
        """Answer with a page of a list that is whole at hand."""
        start = self.spot.offset if self.spot else 0
        shown = found[start : start + self.limit]
        rest = len(found) > start + self.limit
        following = Spot(self.view.mark(), offset=start + self.limit) if rest else None
        return self._listed([data(each) for each in shown], following, total=len(found))

    def walked(
        self, found: Sequence[Noun], data: Callable[[Noun], Any], place: Callable[[Noun], Place]
    ) -> Response:
        """Answer with a page of a list that the store walks; `found` is one longer than a page."""
        shown = found[: self.limit]
        rest = len(found) > self.limit
        following = Spot(self.view.mark(), place(shown[-1])) if rest else None
        return self._listed([data(each) for each in shown], following)

    def _listed(
        self, data: list[Any], following: Spot | None, total: int | None = None
    ) -> Response:
        token = following and pager_of(self.request).write(following, asked(self.request))
        page = {"limit": self.limit, "next": token, "total": total}
        response = self._answer(enveloped(data, self._meta(), page))
        if token is not None:
            again = self.request.url.include_query_params(page=token)
            link = f"{again.path}?{again.query}"
            response.headers["Link"] = f'<{link}>; rel="next"'
        return response

    def _answer(self, body: dict[str, Any]) -> Response:
        return answered(body, headers=tagged(tag_of(self.state, self.request)))

    def _meta(self) -> dict[str, Any]:
        at = self.moment.at
        key = ("coverage", self.state, self.mark, self.moment)
        coverage = self.site.count(key, lambda: _coverage(self.view))
        more = {"beyond": self.beyond} if self.beyond else {}
        return {"as_of": _instant(at), "by": self.moment.by, "coverage": coverage, **more}


def _coverage(view: View) -> dict[str, Any]:
    return {"reports": view.count(), "left_out": view.left_out()}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def pager_of(request: Request) -> Pager:
    """Return what reads and writes page tokens."""
    pager: Pager = request.app.state.pager
    return pager


def asked(request: Request) -> str:
    """Return what a list is asked for, without where it goes on: a token is good for that alone."""
    pairs = sorted(request.query_params.multi_items())
    kept = [f"{name}={value}" for name, value in pairs if name not in ("page", "limit")]
    return "\n".join((request.url.path, *kept))


# ---- dependencies ------------------------------------------------------------------------------


def known(request: Request) -> None:
    """Refuse parameters that a call does not take: a filter that is mistyped filters nothing."""
    takes = _parameters(request.app).get(request.scope["route"].name, ())
    wrong = [name for name in request.query_params if name not in takes]
    if wrong:
        near = get_close_matches(wrong[0], takes, 1)
        step = f"Did you mean: {near[0]}?" if near else f"It takes: {', '.join(takes) or 'none'}"
        parameters = tuple((name, "not taken here") for name in wrong)
        what = f"there is no parameter {wrong[0][:60]!r} here"
        raise Refused(Problem("bad-argument", what, step, parameters))


@lru_cache(maxsize=4)
def _parameters(app: FastAPI) -> dict[str, tuple[str, ...]]:
    """Return the parameters that each call takes in its address, as the API describes them."""
    paths = app.openapi()["paths"].values()
    return {
        operation["operationId"]: tuple(
            each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"
        )
        for item in paths
        for operation in item.values()
    }


def look(
    request: Request,
    as_of: AsOf = None,
    by: Clock = By.PUBLISHED,
    _: None = Depends(known),
) -> Iterator[Asked]:
    """Open the picture that is asked for; raises Fresh where who asks has the answer."""
    moment = queries.parse_moment(as_of or None, by=by)
    yield from _open(request, moment, None, 0)


def look_through(
    request: Request,
    as_of: AsOf = None,
    by: Clock = By.PUBLISHED,
    limit: Limit = 50,
    page: PageToken = None,
    _: None = Depends(known),
) -> Iterator[Asked]:
    """Open the picture of which a page is asked for, up to the mark of the first page."""
    moment = queries.parse_moment(as_of or None, by=by)
    spot = pager_of(request).read(page, asked(request)) if page else None
    yield from _open(request, moment, spot, limit)


def _open(request: Request, moment: Moment, spot: Spot | None, limit: int) -> Iterator[Asked]:
    site: Site = request.app.state.site
    store = site.reading()
    with store.view(as_of=moment.at, by=moment.by, until=spot.mark if spot else None) as view:
        made = Asked(request, store, view, moment)
        tag = tag_of(made.state, request)
        if has(request, tag):
            raise Fresh(tag)
        made.spot, made.limit = spot, limit
        try:
            yield made
        finally:
            site.tidy(view)


Picture = Annotated[Asked, Depends(look)]
Paged = Annotated[Asked, Depends(look_through)]


def words(description: str, *examples: str) -> Any:
    """Return a parameter that is a text of a user's."""
    return Query(description=description, examples=list(examples), max_length=LONGEST_WORDS)


def any_of(description: str, *examples: str) -> Any:
    """Return a parameter that may be given several times: any of its values will do."""
    return Query(
        description=description,
        examples=[list(examples)] if examples else None,
        max_length=MOST_VALUES,
    )
