"""The rows of a board as a table that leaves the page: CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vedette.model import Row, When
from vedette.model.words import signed
from vedette.web.site import carrier_address
from vedette.web.tables import Sheet


@dataclass(frozen=True, slots=True)
class Rowed:
    """Hold a row with what is told of it beside the others."""

    row: Row
    speaks: str
    first: bool


def _start(when: When) -> str:
    return when.start.isoformat() if when.start else ""


def _end(when: When) -> str:
    return when.end.isoformat() if when.end else ""


def _of_figure(name: str) -> Callable[[Rowed], Any]:
    def take(one: Rowed) -> Any:
        value = getattr(one.row.figure, name)
        return str(value) if hasattr(value, "value") else value

    return take


def _of_scope(name: str) -> Callable[[Rowed], Any]:
    def take(one: Rowed) -> Any:
        value = getattr(one.row.figure.scope, name)
        return "; ".join(value) if isinstance(value, tuple) else value

    return take


ROWS = Sheet(
    "figures",
    (
        ("id", lambda one: one.row.id),
        ("activity", _of_scope("activity")),
        *((name, _of_figure(name)) for name in ("counted", "unit", "low", "high", "bound")),
        ("written", lambda one: one.row.figure.text),
        ("sign", lambda one: signed(one.row.figure)),
        *(
            (name, _of_scope(name))
            for name in ("place", "force", "component", "role", "assumed", "borrowed")
        ),
        *((name, _of_figure(name)) for name in ("stage", "basis")),
        ("speaker", lambda one: one.row.speaker.name),
        ("speaks_as", lambda one: one.speaks),
        ("body", lambda one: one.row.speaker.body),
        ("state", lambda one: one.row.speaker.state),
        ("anonymity", lambda one: str(one.row.anonymity)),
        ("said_from", lambda one: _start(one.row.uttered)),
        ("said_until", lambda one: _end(one.row.uttered)),
        ("first", lambda one: one.first),
        ("replaced_by", lambda one: one.row.replaced_by),
        ("relay_of", lambda one: one.row.relay_of),
        ("utterers", lambda one: len(one.row.utterers)),
        ("origins", lambda one: len(one.row.origins)),
        ("outlets", lambda one: len(one.row.outlets)),
        ("carriers", lambda one: len(one.row.carriers)),
        ("report", lambda one: one.row.carriers[0].report_id),
        ("publisher", lambda one: one.row.carriers[0].publisher),
        ("published", lambda one: _start(one.row.carriers[0].published)),
        ("quote", lambda one: one.row.carriers[0].span.quote),
        ("words", lambda one: carrier_address(one.row.carriers[0])),
    ),
)
