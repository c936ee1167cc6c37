"""The map as a file of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from vedette.web.asked import METHODS, days_of, site_of, subject_of
from vedette.web.drawing.files import png_file, svg_file
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
    return png_file(_picture(request, subject, whole=whole))


def _picture(request: Request, subject: str, *, whole: bool) -> str:
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        named = subject_of(request, view, subject.strip(), here) if subject.strip() else None
        made = chart(site, view, here, activity=named, days=days_of(here), whole=whole)
    return str(made.drawn.svg)
