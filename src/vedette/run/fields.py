"""The facts of a publisher that a person can set: how each is written, and put into place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from vedette.data import values
from vedette.data.mistakes import Mistake
from vedette.model import Publisher, PublisherKind
from vedette.model.words import folded

AND = " | "  # between several names or domains
_FLAGS = {"yes": True, "no": False, "": None, "unknown": None}


class BadValue(Exception):
    """Say what is wrong with a field or its value, and what to write."""


def _flag(text: str) -> bool | None:
    if text not in _FLAGS:
        raise BadValue(f"state_affiliated is yes, no or unknown, not {folded(text, 40)!r}")
    return _FLAGS[text]


def _kind(text: str) -> PublisherKind:
    known = {str(kind): kind for kind in PublisherKind}
    if (text or "unknown") not in known:
        near = get_close_matches(text, known, 1)
        step = f"Did you mean: {near[0]}?" if near else f"Known: {', '.join(known)}"
        raise BadValue(f"no publisher is of the kind {folded(text, 40)!r}. {step}")
    return known[text or "unknown"]


def _country(text: str) -> str | None:
    try:
        return values.country(text) or None
    except Mistake as mistake:
        raise BadValue(f"country {mistake.what}. {mistake.then}") from mistake


def _words(text: str) -> str | None:
    return text.strip() or None


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


FIELDS: dict[str, Callable[[str], Any]] = {
    "owner": _words,
    "state_affiliated": _flag,
    "kind": _kind,
    "country": _country,
    "domains": _several,
    "aliases": _several,
}


def read_field(field: str, text: str) -> Any:
    """Return the value of a field as written; "" is unknown. Raises BadValue."""
    known = FIELDS.get(field)
    if known is None:
        near = get_close_matches(field, FIELDS, 1)
        step = f"Did you mean: {near[0]}?" if near else f"Known: {', '.join(FIELDS)}"
        raise BadValue(f"a publisher has no {folded(field, 40) or 'field without a name'}. {step}")
    return known(text.strip())


def write_field(value: Any) -> str:
    """Return a value as an edit holds it."""
    if isinstance(value, tuple):
        return AND.join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def put(publisher: Publisher, field: str, text: str) -> Publisher:
    """Return the publisher with another value of one field; what cannot be read is not put."""
    try:
        return replace(publisher, **{field: read_field(field, text)})
    except BadValue:  # of a field that another version knew
        return publisher
