"""Every table of a page as a file: its address with .csv or .json behind it, or `?format=`.

A page is registered by `paged`, asks `form_of` what is wanted, and answers with `as_file`:

    @paged(router, "/people")
    def people(request: Request) -> Response:
        ...
        if form := form_of(request):
            return as_file(request, form, PEOPLE, found)

CSV is written after RFC 4180 in UTF-8, with `?bom=1` behind a byte order mark, which some
spreadsheets want; a text that a spreadsheet would run stands behind an apostrophe. JSON comes in
the envelope of the API. A file holds the whole list, up to MOST rows; the rest is for
`vedette export`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from vedette import __version__
from vedette.errors import BadArgumentError
from vedette.export.columns import Cell, Kind
from vedette.export.tabular import batches, csv_cell, json_cell
from vedette.export.text import encodable, json_line
from vedette.web.asked import METHODS
from vedette.web.site import Here

MOST = 20_000  # rows of a file
BATCH = 500  # rows written at a time
MEDIA = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "geojson": "application/geo+json",
}
FORMS = ("csv", "json")
_BOM = "\ufeff"
Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold what a table is called and its columns: name, and how a row gives the cell."""

    name: str
    columns: tuple[tuple[str, Callable[[Any], Cell]], ...]

    @classmethod
    def of(cls, kind: Kind) -> Sheet:
        """Return the columns that `vedette export` writes of a kind."""
        return cls(kind.name, tuple((each.name, each.take) for each in kind.columns))


# ---- what is asked for -------------------------------------------------------------------------


def paged(
    router: APIRouter, path: str, forms: Sequence[str] = FORMS
) -> Callable[[Handler], Handler]:
    """Register a page under its address, and under the same with each form behind it."""

    def register(handler: Handler) -> Handler:
        for form in forms:  # before the page: a name in its address takes any ending
            router.add_api_route(f"{path}.{form}", handler, methods=METHODS)
        router.add_api_route(path, handler, methods=METHODS)
        return handler

    return register


def form_of(request: Request, forms: Sequence[str] = FORMS) -> str | None:
    """Return the form that an address asks for, None for the page.

    Raises BadArgumentError for one that there is not.
    """
    path: str = request.scope["route"].path
    ending = path.rpartition(".")[2]
    form = ending if ending in MEDIA else request.query_params.get("format", "").strip()
    if not form or form == "html":
        return None
    if form not in forms:
        step = f"There are: {', '.join(forms)}"
        raise BadArgumentError(f"there is no {form[:20]!r} of this", next_step=step)
    return form


# ---- answering ---------------------------------------------------------------------------------


def as_file(
    request: Request, form: str, sheet: Sheet, rows: Iterable[Any], *, name: str = ""
) -> Response:
    """Answer with a table. Rows are taken as they are written: they may come from a generator.

    Raises BadArgumentError where there are more than MOST of a list that is at hand; who reads
    rows from the store counts them first (`check_size`). `name` is put behind the file's name.
    """
    if isinstance(rows, Sequence):
        check_size(len(rows))
    taken = islice(rows, MOST)
    if form == "csv":
        parts = written_csv(sheet, taken, bom=request.query_params.get("bom", "") in {"1", "true"})
    else:
        parts = _written_json(request, sheet, taken)
    return download(form, "-".join(filter(None, (sheet.name, name))), parts)


def download(form: str, name: str, parts: Iterator[bytes]) -> Response:
    """Answer with a file. The first part is made at once: what is wrong with it gets its page."""
    begun = chain([next(parts, b"")], parts)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80] or "vedette"
    headers = {"Content-Disposition": f'attachment; filename="{plain}.{form}"'}
    return StreamingResponse(begun, media_type=MEDIA[form], headers=headers)


def check_size(rows: int) -> None:
    """Raise BadArgumentError for more rows than a file of a page holds."""
    if rows > MOST:
        raise BadArgumentError(
            f"these are {rows:,} rows, and a file from a page holds {MOST:,}",
            next_step="Narrow the list by a filter, or write all of it: vedette export csv",
        )


def written_csv(sheet: Sheet, rows: Iterable[Any], *, bom: bool = False) -> Iterator[bytes]:
    """Yield a table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write(_BOM if bom else "")
    writer.writerow([name for name, _ in sheet.columns])
    for batch in batches(rows, BATCH):
        writer.writerows([csv_cell(take(row)) for _, take in sheet.columns] for row in batch)
        yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def _written_json(request: Request, sheet: Sheet, rows: Iterable[Any]) -> Iterator[bytes]:
    here = Here.of(request)
    meta = {"version": __version__, "as_of": here.as_of or None, "by": here.by}
    mark = '{"data":['
    for batch in batches(rows, BATCH):
        lines = (json_line(_record(sheet, row)) for row in batch)
        yield (mark + ",\n".join(lines)).encode()
        mark = ",\n"
    end = "" if mark == ",\n" else mark
    yield f'{end}],"page":null,"meta":{json_line(meta)}}}\n'.encode()


def _record(sheet: Sheet, row: Any) -> dict[str, Any]:
    return {name: _plain(json_cell(take(row))) for name, take in sheet.columns}


def _plain(value: Any) -> Any:
    return encodable(value) if isinstance(value, str) else value
