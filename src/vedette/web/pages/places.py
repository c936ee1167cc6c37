"""The places of claims, the tray of those that nobody could place, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.export.columns import CLAIMS
from vedette.export.records import Record
from vedette.export.text import json_line
from vedette.run import lists
from vedette.run import places as run
from vedette.run.places import Site
from vedette.run.review.about import Decisions
from vedette.web.asked import Offset, site_of
from vedette.web.maps import chart
from vedette.web.site import Here, state_of, words_of
from vedette.web.tables import FORMS, Sheet, as_file, check_size, download, form_of, paged
from vedette.web.words import states

router = APIRouter(default_response_class=HTMLResponse)
A_PAGE = 200
LINES = 80  # claims that the page of a place shows
MAPPED = (*FORMS, "geojson")
CLAIMED = Sheet.of(CLAIMS)


def _of(name: str) -> Any:
    return lambda one: None if one.where is None else getattr(one.where, name)


PLACES = Sheet(
    "places",
    (
        ("place", lambda one: one.name),
        ("claims", lambda one: one.claims),
        ("reports", lambda one: one.reports),
        ("precision", lambda one: one.precision),
        ("country", _of("country")),
        ("geonameid", _of("geonameid")),
        ("lat", _of("lat")),
        ("lon", _of("lon")),
        ("reason", _of("reason")),
    ),
)


@paged(router, "/places", MAPPED)
def places(request: Request, name: str = "", offset: Offset = 0) -> Response:
    """List the places of claims; those that nobody could place lie in a tray of their own."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        every = site.hold(("sites", state_of(view, here)), lambda: run.sites(view))
        found = [one for one in every if lists.fits(name, one.name, *one.also)]
        form = form_of(request, MAPPED)
        if form == "geojson":
            check_size(len(found))
            return download(form, "places", collection(_feature(one) for one in found))
        if form:
            return as_file(request, form, PLACES, found)
        placed = [one for one in found if one.is_placed]
        return site.page(
            "places.html",
            here,
            chart=chart(site, view, here),
            sites=placed[offset : offset + A_PAGE],
            unplaced=[one for one in found if not one.is_placed],
            total=len(placed),
            name=name,
            offset=offset,
            size=A_PAGE,
            states=states,
            left_out=view.left_out(),
        )


@paged(router, "/places/{name:path}", MAPPED)
def place(request: Request, name: str) -> Response:
    """Show what is claimed at one place, and how reports write its name."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        key = ("site", name, state_of(view, here))
        its = site.remember(key, lambda: run.site(view, name))
        form = form_of(request, MAPPED)
        rows = [Record(one.report, one.claim, one.carrier) for one in its.lines]
        if form == "geojson":
            check_size(len(rows))
            return download(form, its.site.name, collection(_claimed(its.site, r) for r in rows))
        if form:
            return as_file(request, form, CLAIMED, rows, name=its.site.name)
        return site.page(
            "place.html",
            here,
            its=its,
            decisions=Decisions(view),
            lines=its.lines[:LINES],
            states=states,
            left_out=view.left_out(),
        )


# ---- GeoJSON -----------------------------------------------------------------------------------


def collection(features: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield a FeatureCollection (RFC 7946), a feature a line."""
    yield b'{"type":"FeatureCollection","features":['
    mark = "\n"
    for each in features:
        yield f"{mark}{json_line(each)}".encode()
        mark = ",\n"
    yield b"\n]}\n"


def _geometry(one: Site) -> dict[str, Any] | None:
    """Return the point of a place; one that nobody could place has none, never a centroid."""
    if one.where is None or one.where.lat is None or one.where.lon is None:
        return None
    return {"type": "Point", "coordinates": [one.where.lon, one.where.lat]}


def _feature(one: Site) -> dict[str, Any]:
    told = {"claims": one.claims, "reports": one.reports, "precision": one.precision}
    if one.where is not None:
        told |= {"country": one.where.country, "geonameid": one.where.geonameid}
    return {
        "type": "Feature", "id": one.name, "geometry": _geometry(one),
        "properties": {"place": one.name, **told},
    }  # fmt: skip


def _claimed(one: Site, row: Record) -> dict[str, Any]:
    claim = row.noun
    speaker = row.carrier.speaker if row.carrier else None
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": _geometry(one),
        "properties": {
            "place": one.name,
            "precision": one.precision,
            "subject": claim.subject.name,
            "predicate": claim.predicate,
            "polarity": str(claim.modality.polarity),
            "speaker": speaker.name if speaker else None,
            "quote": claim.evidence.quote,
            "publisher": row.report.publisher or None,
            "words": words_of(row.report.id, claim.evidence),
        },
    }
