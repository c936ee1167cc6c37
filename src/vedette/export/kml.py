"""KML 2.2: claims with a place, and places named, as placemarks drawn by their precision.

A place that could not be resolved is a placemark without a geometry: globes list it, and put it
nowhere.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

from vedette.export.columns import Cell
from vedette.export.records import Extract
from vedette.export.sites import Site, point, sites_of
from vedette.export.text import xml
from vedette.model import PlacePrecision, When
from vedette.model.words import carrier, day

# precision -> (colour as aabbggrr, scale): the vaguer, the larger and the fainter.
_STYLES = {
    PlacePrecision.POINT: ("ff2020d0", 0.8),
    PlacePrecision.VICINITY: ("ff2060d0", 0.9),
    PlacePrecision.SETTLEMENT: ("ff20a0d0", 1.0),
    PlacePrecision.SEA: ("80d08020", 1.4),
    PlacePrecision.REGION: ("80a0a0a0", 1.4),
    PlacePrecision.COUNTRY: ("60a0a0a0", 1.8),
    PlacePrecision.UNPLACED: ("40808080", 0.6),
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>Vedette</name>\n'
)


def write(extract: Extract) -> Iterator[str]:
    """Yield a KML document."""
    yield _HEAD
    for precision, (colour, scale) in _STYLES.items():
        style = f"<IconStyle><color>{colour}</color><scale>{scale}</scale></IconStyle>"
        yield f'<Style id="{precision}">{style}</Style>\n'
    for site in sites_of(extract.pages):
        yield placemark(site)
    yield "</Document>\n</kml>\n"


def placemark(site: Site) -> str:
    """Return one placemark; the order of its parts is that of the schema."""
    parts = [
        f"<name>{xml(site.where.name)}</name>",
        f"<description>{xml(_description(site))}</description>",
        _time(site.record.noun.when) if site.layer == "claim" else "",
        f"<styleUrl>#{site.where.precision}</styleUrl>",
        f"<ExtendedData>{''.join(_data(site))}</ExtendedData>",
    ]
    at = point(site.where)
    if at is not None:
        parts.append(f"<Point><coordinates>{at[0]!r},{at[1]!r}</coordinates></Point>")
    return f"<Placemark>{''.join(parts)}</Placemark>\n"


def _description(site: Site) -> str:
    """Return what a balloon shows. Globes read it as HTML, so the report's words are escaped."""
    report = site.record.report
    where = f"{report.publisher or 'unknown outlet'}, {day(report.published)}"
    if site.layer == "claim":
        where = f"{carrier(site.record.carrier)}; {where}"
    words = site.words or site.record.noun.span.quote
    precision = f"{site.where.precision}"
    return f"<p>“{html.escape(words)}”</p><p>{html.escape(where)}</p><p>{precision}</p>"


def _time(when: When) -> str:
    if not when.is_known:
        return ""
    begin = f"<begin>{when.start.isoformat()}</begin>" if when.start else ""
    end = f"<end>{when.end.isoformat()}</end>" if when.end else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>"


def _data(site: Site) -> Iterator[str]:
    yield f'<Data name="layer"><value>{site.layer}</value></Data>'
    for name, value in site.properties.items():
        if value is not None and value != []:
            yield f'<Data name="{name}"><value>{xml(_value(value))}</value></Data>'


def _value(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
