"""Forms as browsers send them: fields, and with a file those of multipart/form-data."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

FIELDS = "application/x-www-form-urlencoded"
FILES = "multipart/form-data"
MOST = 20  # fields of a form with a file
LARGEST = 1_048_576  # bytes of one of them


@dataclass(frozen=True, slots=True)
class Form:
    """Hold the fields of a form, the last of each name, and its files by name with their bytes."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def kind_of(request: Request) -> str:
    """Return the type of a body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold()


async def read_form(request: Request, body: bytes) -> Form:
    """Return the form in a body; what is no form has no fields."""
    kind = kind_of(request)
    if kind == FIELDS:
        return Form(fields_of(body))
    if kind != FILES:
        return Form()

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser: Any = MultiPartParser(
        request.headers, stream(), max_files=1, max_fields=MOST, max_part_size=LARGEST
    )
    try:
        found: FormData = await parser.parse()
    except (MultiPartException, HTTPException, KeyError, UnicodeError):
        return Form()
    form = Form()
    for name, value in found.multi_items():
        if isinstance(value, UploadFile):
            form.files[name] = value.filename or "", await value.read()
        else:
            form.fields[name] = value
    await found.close()
    return form


def fields_of(body: bytes) -> dict[str, str]:
    """Return the fields of a form, the last of each name; what is no form has none."""
    try:
        fields: dict[str, list[Any]] = parse_qs(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=100
        )
    except ValueError:
        return {}
    return {name: values[-1] for name, values in fields.items()}
