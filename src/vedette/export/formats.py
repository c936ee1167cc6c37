"""The formats there are, each with what it is good for and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from vedette.errors import BadArgumentError
from vedette.export import ftm, geojson, kml, rdf, stix, tabular
from vedette.export.columns import Kind
from vedette.export.records import Extract

WRITTEN_AT_ONCE = 1 << 20  # characters of text gathered before they are written


@dataclass(frozen=True, slots=True)
class Format:
    """Hold a format; it writes one kind of rows (`table`), or everything (`whole`)."""

    name: str
    suffix: str
    what: str
    table: Callable[[Kind, Iterable[Any], BinaryIO], None] | None = None
    whole: Callable[[Extract], Iterator[str]] | None = None
    is_text: bool = True


FORMATS = {
    each.name: each
    for each in (
        Format("csv", ".csv", "for spreadsheets", tabular.write_csv),
        Format("jsonl", ".jsonl", "one JSON object a line", tabular.write_jsonl),
        Format("parquet", ".parquet", "for data frames", tabular.write_parquet, is_text=False),
        Format("geojson", ".geojson", "for maps", whole=geojson.write),
        Format("kml", ".kml", "for globes", whole=kml.write),
        Format("stix", ".json", "STIX 2.1, for threat intelligence platforms", whole=stix.write),
        Format("ftm", ".ftm.json", "FollowTheMoney statements, for Aleph", whole=ftm.write),
        Format("rdf", ".ttl", "Turtle with PROV-O and Web Annotation", whole=rdf.write),
    )
}


def format_of(name: str) -> Format:
    """Return a format by its name; raises BadArgumentError with the names there are."""
    found = FORMATS.get(name.casefold())
    if found is None:
        raise BadArgumentError(
            f"no format is called {name!r}", next_step=f"Formats: {', '.join(FORMATS)}"
        )
    return found


def write_whole(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write text as it comes, in large pieces."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= WRITTEN_AT_ONCE:
            out.write("".join(held).encode())
            held.clear()
            size = 0
    out.write("".join(held).encode())
