"""GeoJSON (RFC 7946): one feature a line, so that a file of any size is written as it comes.

A place that could not be resolved has a null geometry, never a centroid. The point of a region or
a country is a place to put a mark: `place_precision` says so in its properties.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.export.records import Extract
from vedette.export.sites import Site, point, sites_of
from vedette.export.tabular import json_cell
from vedette.export.text import json_line


def write(extract: Extract) -> Iterator[str]:
    """Yield a FeatureCollection."""
    yield '{"type":"FeatureCollection","features":['
    mark = "\n"
    for site in sites_of(extract.pages):
        yield mark + json_line(feature(site))
        mark = ",\n"
    yield "\n]}\n"


def feature(site: Site) -> dict[str, object]:
    """Return one feature; its geometry is null where the place is not known."""
    at = point(site.where)
    properties = {name: json_cell(value) for name, value in site.properties.items()}
    return {
        "type": "Feature",
        "id": site.id,
        "geometry": None if at is None else {"type": "Point", "coordinates": list(at)},
        "properties": {"layer": site.layer, **properties},
    }
