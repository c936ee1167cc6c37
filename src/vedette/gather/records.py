"""JSON records with named fields: one object, a list of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from vedette.errors import BadRecord, MissingField, NotText, TooLong
from vedette.gather.assemble import Fields, Origin, assemble
from vedette.gather.decode import MAX_BYTES, clean, to_text
from vedette.model.receipt import Failure
from vedette.model.report import Report

# A list of records is many reports in one file, each held to its own limit.
MAX_LIST_BYTES = 20 * MAX_BYTES

_ALIASES = {
    "text": ("text", "body", "content"),
    "headline": ("headline", "title"),
    "deck": ("deck", "description", "subtitle"),
    "publisher": ("publisher", "source", "outlet"),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
    "credit": ("credit",),
    "retrieved": ("retrieved", "retrieved_at"),
}
_KNOWN = frozenset(name for names in _ALIASES.values() for name in names)
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_MAX_SHOWN = 12


def parse_records(data: bytes, where: str) -> list[Any]:
    """Parse a JSON file into its records: a list as it is, anything else as the only one."""
    text = to_text(data, where=where) if len(data) <= MAX_BYTES else _long_text(data, where)
    value = _loads(text, where)
    return value if isinstance(value, list) else [value]


def _long_text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText("JSON that is not UTF-8", where=where) from error


def read_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number and bytes of each line that is not empty; None for one above the limit."""
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES + 1)
            yield number, None
        elif line.strip():
            yield number, line


def read_line(line: bytes | None, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Read the record in one line of a JSON lines file."""
    if line is None:
        raise TooLong("the line is above the limit for one report", where=origin.item)
    return read_record(_loads(to_text(line, where=origin.item), origin.item), origin)


def _loads(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise BadRecord(what, where=where) from error
    except (ValueError, RecursionError) as error:
        raise BadRecord("JSON that cannot be read", where=where) from error


def read_record(record: Any, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Build the report of one record; raises MissingField where it holds no text."""
    if not isinstance(record, dict):
        raise BadRecord(f"a record is an object, not {_kind(record)}", where=origin.item)
    named = {str(key).strip().lower(): value for key, value in record.items()}
    values = {field: _value(named, field, origin) for field in _ALIASES}
    body = clean(values.pop("text"))
    if not body.strip():
        raise MissingField(_missing(record), where=origin.item)
    if _MARKUP.search(body):
        from vedette.gather.html import plain_words

        body = plain_words(body)
    notes = tuple(
        (clean(key), clean(str(value)))
        for key, value in named.items()
        if key not in _KNOWN and isinstance(value, str | int | float) and str(value).strip()
    )
    fields = Fields(
        **{name: clean(value) for name, value in values.items()},  # type: ignore[arg-type]
        notes=notes,
        basis="record",
    )
    return assemble(fields, body, origin)


def _value(named: dict[str, Any], field: str, origin: Origin) -> str:
    for alias in _ALIASES[field]:
        value = named.get(alias)
        if value is None or value in ("", []):
            continue
        text = _as_text(value, joiner="\n\n" if field == "text" else ", ")
        if text is None:
            what = f"the field {alias} is {_kind(value)}, not text"
            raise BadRecord(what, where=origin.item)
        if text.strip():
            return text if field == "text" else text.strip()
    return ""


def _as_text(value: Any, *, joiner: str) -> str | None:
    """Read text, a number, a list of texts, or an object with a name."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    if isinstance(value, list):
        parts = [_as_text(part, joiner=joiner) for part in value]
        kept = [part for part in parts if part is not None]
        return joiner.join(kept) if len(kept) == len(parts) else None
    return None


def _missing(record: dict[Any, Any]) -> str:
    found = ", ".join(clean(str(key))[:40] for key in list(record)[:_MAX_SHOWN]) or "none"
    return (
        f"no text: none of the fields {', '.join(_ALIASES['text'])}; the fields found are {found}"
    )


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")
