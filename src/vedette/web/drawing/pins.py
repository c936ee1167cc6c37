"""The pins of a map: places of a picture with addresses for their words."""

from __future__ import annotations

from vedette.compare.changes import Quoted
from vedette.model import words
from vedette.run.atlas import Atlas, Spot
from vedette.web.drawing.map import Cited, Pin
from vedette.web.site import words_of

_QUOTE = 220  # letters of a quotation in the table


def pins_of(atlas: Atlas) -> list[Pin]:
    """Return the pins of an atlas; one that stands for several words leads to its row below."""
    return [_pin(spot, f"place-{n}") for n, spot in enumerate(atlas.spots, 1)]


def _pin(spot: Spot, anchor: str) -> Pin:
    where, cited = spot.where, tuple(map(_cited, spot.quotes))
    return Pin(
        name=where.name,
        precision=where.precision,
        lat=where.lat,
        lon=where.lon,
        country=where.country,
        geonameid=where.geonameid,
        times=spot.times,
        placed=spot.placed,
        kinds=tuple(kind.replace("-", " ") for kind in spot.kinds),
        link=cited[0].link if spot.times == 1 else f"#{anchor}",
        anchor=anchor,
        cited=cited,
        reason=where.reason or "",
    )


def _cited(one: Quoted) -> Cited:
    source = f"{one.publisher or 'unknown publisher'}, {words.day(one.published)}"
    return Cited(words_of(one.report_id, one.span), words.folded(one.span.quote, _QUOTE), source)
