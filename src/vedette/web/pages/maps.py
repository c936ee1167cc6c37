"""The map as a file of its own."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from vedette.export.text import encodable
from vedette.web.asked import METHODS, days_of, site_of, subject_of
from vedette.web.drawing.files import png_file, svg_file
from vedette.web.drawing.map import Drawn, Pin
from vedette.web.maps import chart
from vedette.web.site import Here

router = APIRouter()


@router.api_route("/map.svg", methods=METHODS)
def map_svg(request: Request, subject: str = "", whole: bool = False) -> Response:
    """Answer with the map as SVG."""
    return svg_file(_picture(request, subject, whole=whole))


@router.api_route("/map.png", methods=METHODS)
def map_png(request: Request, subject: str = "", whole: bool = False) -> Response:
    """Answer with the map as PNG."""
    drawn = _picture(request, subject, whole=whole)
    # Drawing the pixels takes ten times what drawing the lines does.
    made = site_of(request).write(("map png", drawn), lambda: bytes(png_file(drawn).body))
    return Response(made, media_type="image/png")


@router.api_route("/map.geojson", methods=METHODS)
def map_geojson(request: Request, subject: str = "") -> Response:
    """Answer with the places of the map as GeoJSON; what could not be placed has no geometry."""
    drawn = _drawn(request, subject, whole=False)
    features = [_feature(pin) for pin in drawn.listed]
    body = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1
    )
    return Response(encodable(body), media_type="application/geo+json")


def _feature(pin: Pin) -> dict[str, object]:
    """Return a place; the point of an area is a place for a mark, as its precision says."""
    geometry = None if pin.lat is None else {"type": "Point", "coordinates": [pin.lon, pin.lat]}
    properties = {
        "name": pin.name,
        "place_precision": str(pin.precision),
        "country": pin.country,
        "named": pin.times,
        "claims_there": pin.placed,
        "predicates": list(pin.kinds),
        "words": [
            {"address": one.link, "quote": one.quote, "source": one.source} for one in pin.cited
        ],
    }
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _picture(request: Request, subject: str, *, whole: bool) -> str:
    return str(_drawn(request, subject, whole=whole).svg)


def _drawn(request: Request, subject: str, *, whole: bool) -> Drawn:
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        named = subject_of(request, view, subject.strip(), here) if subject.strip() else None
        made = chart(site, view, here, activity=named, days=days_of(here), whole=whole)
    return made.drawn
