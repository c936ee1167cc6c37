"""What stands on a map: claims with a place, and places named, each with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vedette.export.columns import CLAIMS, PLACES, Cell
from vedette.export.records import Page, Record
from vedette.model import Claim, PlaceMention, Where


@dataclass(frozen=True, slots=True)
class Site:
    """Hold one feature: its layer ("claim" or "place"), place, and properties.

    `words` are the words that carry it: a claim's evidence, or the shortest claim around a name.
    """

    layer: str
    id: str
    where: Where
    properties: dict[str, Cell]
    words: str | None
    record: Record


def sites_of(pages: Iterable[Page]) -> Iterator[Site]:
    """Yield the features of reports, claims before places."""
    for page in pages:
        yield from (_claim(page, claim, claim.where) for claim in page.claims if claim.where)
        yield from (_place(page, place) for place in page.places)


def point(where: Where) -> tuple[float, float] | None:
    """Return longitude and latitude; None for what could not be placed."""
    if where.lat is None or where.lon is None:
        return None
    return where.lon, where.lat


def _claim(page: Page, claim: Claim, where: Where) -> Site:
    record = page.said(claim)
    return Site("claim", claim.id, where, CLAIMS.record(record), claim.evidence.quote, record)


def _place(page: Page, mention: PlaceMention) -> Site:
    around = sorted(
        (claim for claim in page.claims if claim.evidence.covers(mention.span)),
        key=lambda claim: claim.evidence.end - claim.evidence.start,
    )
    record = Record(page.report, mention)
    properties: dict[str, Any] = PLACES.record(record)
    properties["claims"] = [claim.id for claim in around]
    words = around[0].evidence.quote if around else None
    key = f"{page.report.id}/{mention.span.start}-{mention.span.end}"
    return Site("place", key, mention.where, {**properties, "words": words}, words, record)
