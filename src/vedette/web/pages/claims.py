"""The list of claims, narrowed by facets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.data.matcher import fold_name
from vedette.errors import BadArgumentError, NotFoundError
from vedette.export.columns import CLAIMS
from vedette.export.records import Record
from vedette.run import claims as run
from vedette.run import queries
from vedette.run.behind import Behind, behind, most_corroborated, printings
from vedette.run.claims import Found
from vedette.run.facets import Choices, chosen_of, facets
from vedette.run.review.about import Decisions
from vedette.store.access import Role
from vedette.store.seeking import EVENT, NEWEST, OLDEST
from vedette.store.view import View
from vedette.web.access.visitors import visitor_of
from vedette.web.api.asking import asked, pager_of
from vedette.web.api.paging import LONGEST, Spot
from vedette.web.asked import site_of
from vedette.web.pages.people import private_names
from vedette.web.site import Here, Site, headline, state_of
from vedette.web.tables import Sheet, as_file, check_size, form_of, paged

router = APIRouter(default_response_class=HTMLResponse)
CLAIMS_A_PAGE = 50
OFFERED = 8  # values of a facet
LOOKED_AT = 40  # values that are counted, of which people without an office are left out
MOST_VALUES = 20  # of one filter
SINGLE = frozenset({"text", "since", "until", "published_since", "published_until"})
PERSONS = ("speaker", "subject")  # filters by which a person could be looked for
LONGEST_FILTER = 500
CORROBORATED = "corroborated"
ORDERS = {
    NEWEST: "newest reports first",
    OLDEST: "oldest reports first",
    EVENT: "latest events first",
    CORROBORATED: "most utterers first",
}
# Filter -> what it is called on the page. Those that are facets are offered in this order.
NAMES: Mapping[str, str] = {
    "text": "Words",
    "subject": "About",
    "speaker": "Speaker or body",
    "predicate": "Type of claim",
    "polarity": "Polarity",
    "certainty": "Certainty",
    "act": "Speech act",
    "time": "Month of the event",
    "place": "Place",
    "publisher": "Publisher",
    "grade": "Grade of the publisher",
    "review": "Review",
    "kind": "Kind of subject",
    "language": "Language",
    "since": "Event from",
    "until": "Event until",
    "published_since": "Published from",
    "published_until": "Published until",
}
_SHOWN = {"open": "not reviewed", "und": "unknown"}
SHEET = Sheet.of(CLAIMS)
Given = dict[str, tuple[str, ...]]  # filter -> values, any of which will do


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold a page of the list: the claims, how many fit, where the list goes on."""

    found: list[Found]
    total: int
    following: str = ""
    begun: bool = False


@paged(router, "/claims")
def claims(request: Request) -> Response:
    """List claims that fit the filters, a page at a time, with what else there is."""
    site, here = site_of(request), Here.of(request)
    given = wanted_of(request)
    if form := form_of(request):
        return _file(request, site, here, form, given)
    token = request.query_params.get("page", "")[:LONGEST]
    spot = pager_of(request).read(token, asked(request)) if token else None
    moment = here.moment
    until = spot.mark if spot else None
    with site.reading().view(as_of=moment.at, by=moment.by, until=until) as view:
        state = (state_of(view, here), until)
        private = private_names(site, view, here)
        _check_public(given, private)
        known = _behind(site, view, given.get("subject", ()), state)
        order = order_of(request, known)
        shown = _page(request, view, given, order, spot, known)
        return site.page(
            "claims.html",
            here,
            wanted=given,
            names=NAMES,
            single=SINGLE,
            shown=shown,
            order=order,
            orders=ORDERS if known else {k: v for k, v in ORDERS.items() if k != CORROBORATED},
            facets=_facets(site, view, given, state, private),
            is_private=lambda name: fold_name(name) in private,
            behind=known or {},
            printings=printings(view, {report.id for report, *_ in shown.found}),
            grades=site.count(("grades", state), lambda: run.graded(view)),
            judged=lambda claim: queries.judged_as(view, claim),
            decisions=Decisions(view),
            left_out=view.left_out(),
            orphans=len(view.standing.orphans),
            headline=headline,
            value_shown=value_shown,
            may_save=visitor_of(request).may(Role.ANALYST),
        )


def wanted_of(request: Request) -> Given:
    """Return the filters of an address with their values; the empty ones are left out."""
    known = request.query_params
    given: Given = {}
    for name in NAMES:
        every = known.getlist(name)[-1:] if name in SINGLE else known.getlist(name)
        values = tuple(sorted({each.strip() for each in every if each.strip()}))
        if any(len(each) > LONGEST_FILTER for each in values):
            what = f"{NAMES[name].lower()} is longer than {LONGEST_FILTER} characters"
            raise BadArgumentError(what, next_step="Look for fewer words.")
        if len(values) > MOST_VALUES:
            what = f"{NAMES[name].lower()} is given more than {MOST_VALUES} values"
            raise BadArgumentError(what, next_step="Take some away.")
        if values:
            given[name] = values
    return given


def order_of(request: Request, known: Mapping[str, Behind] | None) -> str:
    """Return the order that an address asks for; raises BadArgumentError for what is none."""
    order = request.query_params.get("order", "") or NEWEST
    if order not in ORDERS:
        step = f"Give one of: {', '.join(ORDERS)}"
        raise BadArgumentError(f"{order[:40]!r} is no order of claims", next_step=step)
    return NEWEST if order == CORROBORATED and known is None else order


def value_shown(name: str, value: str) -> str:
    """Write a value of a filter as people read it."""
    shown = _SHOWN.get(value, value)
    return shown.replace("-", " ").replace("_", " ") if name == "predicate" else shown


def _page(
    request: Request,
    view: View,
    given: Given,
    order: str,
    spot: Spot | None,
    known: Mapping[str, Behind] | None,
) -> Listing:
    wanted, pager = chosen_of(given), pager_of(request)
    total = run.count(view, wanted)
    offset = spot.offset if spot else 0
    if order == CORROBORATED and known is not None:
        every = most_corroborated(view, wanted, known)
        found, rest = every[offset : offset + CLAIMS_A_PAGE], len(every) > offset + CLAIMS_A_PAGE
        following = Spot(view.mark(), offset=offset + CLAIMS_A_PAGE)
    else:
        after = spot.place if spot else None
        found = run.seek(view, wanted, after=after, limit=CLAIMS_A_PAGE + 1, order=order)
        rest, found = len(found) > CLAIMS_A_PAGE, found[:CLAIMS_A_PAGE]
        place = found[-1][3] if found else None
        following = Spot(view.mark(), place, offset=offset + CLAIMS_A_PAGE)
    token = pager.write(following, asked(request)) if rest else ""
    return Listing(found, total, token, spot is not None)


def _behind(
    site: Site, view: View, subjects: Sequence[str], state: Any
) -> Mapping[str, Behind] | None:
    """Return who says the same, where the list is of one subject."""
    if len(subjects) != 1:
        return None
    (subject,) = subjects
    conventions = queries.conventions_of(site.settings)
    key = ("behind", subject, state)
    return site.remember(key, lambda: behind(view, subject, conventions=conventions))


def _check_public(given: Given, private: frozenset[str]) -> None:
    """Raise NotFoundError where somebody is looked for who stays within his report."""
    for name in PERSONS:
        if any(fold_name(each) in private for each in given.get(name, ())):
            raise NotFoundError(
                "people who hold no office are not looked for across reports",
                next_step="What they say stands in its report.",
            )


def _public(values: Choices, private: frozenset[str]) -> Choices:
    """Return what a facet offers of persons: those without an office are counted together."""
    shown = [each for each in values if fold_name(each[0]) not in private]
    others = sum(times for value, _, times in values if fold_name(value) in private)
    if not others:
        return shown
    return [*shown[:OFFERED], ("", "people without an office", others), *shown[OFFERED:]]


def _facets(
    site: Site, view: View, given: Given, state: Any, private: frozenset[str]
) -> list[tuple[str, str, Choices]]:
    """Return the facets that offer a choice: name, label, values."""
    key = ("facets", tuple(sorted(given.items())), state)
    counted = site.count(key, lambda: facets(view, given, most=LOOKED_AT))
    counted = {
        name: _few(_public(values, private) if name in PERSONS else values, given.get(name, ()))
        for name, values in counted.items()
    }
    return [
        (name, NAMES[name], counted[name])
        for name in NAMES
        if name in counted and (len(counted[name]) > 1 or name in given)
    ]


def _few(values: Choices, chosen: Sequence[str]) -> Choices:
    """Return the first values, what stands for none, and those that were chosen."""
    picked = {each.casefold() for each in chosen} | {""}
    few = values[:OFFERED]
    return [*few, *(each for each in values[OFFERED:] if each[0].casefold() in picked)]


def _file(request: Request, site: Site, here: Here, form: str, given: Given) -> Response:
    wanted, order = chosen_of(given), order_of(request, None)
    with site.look(here) as (_, view):
        _check_public(given, private_names(site, view, here))
        check_size(run.count(view, wanted))

    def rows() -> Iterator[Record]:
        with site.look(here) as (_, view):
            for report, claim, carrier, _ in run.walk(view, wanted, order=order):
                yield Record(report, claim, carrier)

    return as_file(request, form, SHEET, rows())
