"""A picture as a file of its own: SVG with its style in it, PNG drawn from that."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from fastapi.responses import Response

from vedette.web.assets import STATIC

WIDEST = 2400  # pixels of a PNG
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
# A picture may style itself, and nothing else may happen in it.
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "content-disposition": "inline",
}


def svg_file(picture: str) -> Response:
    """Answer with an inline `<svg …>` as a file; its classes keep their meaning."""
    return Response(_alone(picture), media_type="image/svg+xml", headers=_HEADERS)


def png_file(picture: str, *, width: int = 1600) -> Response:
    """Answer with an inline `<svg …>` drawn as PNG on white, `width` pixels wide."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=_alone(picture),
        width=min(width, WIDEST),
        background="white",
        skip_system_fonts=True,
        font_files=[str(_font("Regular")), str(_font("Semibold"))],
        sans_serif_family="Source Sans Pro",
        font_family="Source Sans Pro",
    )
    return Response(bytes(drawn), media_type="image/png")


def _alone(picture: str) -> str:
    """Give a picture its namespace and its style."""
    if not picture.lstrip().startswith("<svg "):
        raise ValueError("a picture begins with <svg")
    begun = picture.lstrip().removeprefix("<svg ")
    head, rest = begun.split(">", 1)
    return f"{_SVG}{head}><style>{_style()}</style>{rest}"


@cache
def _style() -> str:
    """Return the style of pictures in the light colours, without variables."""
    light = (STATIC / "vedette.css").read_text("utf-8").split("@media", 1)[0]
    colours = dict(re.findall(r"(--[\w-]+):\s*([^;}]+);", light))
    colours["--sans"] = "'Source Sans Pro', sans-serif"
    style = (STATIC / "css" / "picture.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/|@media.*?\}\s*\}", "", style, flags=re.DOTALL)
    return re.sub(r"var\((--[\w-]+)\)", lambda found: colours.get(found[1], "#000"), style)


def _font(weight: str) -> str:
    return str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf")
