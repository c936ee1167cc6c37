"""What the catalogue knows of editions of exercises: series, days, organisers."""

from __future__ import annotations

from datetime import date
from functools import cache

from vedette.data.catalogue import exercises, series, state_by_iso, states


@cache
def organisers_by_edition() -> dict[str, frozenset[str]]:
    """Return for each edition the names of the states that hold it."""
    names: dict[str, frozenset[str]] = {}
    by_series = {
        row.id: frozenset(s.name for iso in row.organisers if (s := state_by_iso(iso)))
        for row in series()
    }
    for edition in exercises():
        names[edition.name] = by_series.get(edition.series, frozenset())
    return names


@cache
def organisers_of(name: str) -> frozenset[str]:
    """Return the names of the states that hold an edition, listed or not ("Fierce Wolf-2021")."""
    listed = organisers_by_edition().get(name)
    if listed is not None:
        return listed
    for row in series():
        if name.startswith(row.name) and not name[len(row.name) :].strip("- 0123456789"):
            return frozenset(s.name for iso in row.organisers if (s := state_by_iso(iso)))
    return frozenset()


@cache
def edition_dates() -> dict[str, tuple[date, date]]:
    """Return first and last day of the editions whose days are known."""
    return {
        edition.name: (date.fromisoformat(edition.start), date.fromisoformat(edition.end))
        for edition in exercises()
        if len(edition.start) == len(edition.end) == len("2025-09-12")
    }


@cache
def edition_names() -> frozenset[str]:
    """Return the names of all known editions."""
    return frozenset(edition.name for edition in exercises())


@cache
def series_names() -> frozenset[str]:
    """Return the names of all series."""
    return frozenset(row.name for row in series())


@cache
def _series_names() -> dict[str, str]:
    names = {row.id: row.name for row in series()}
    return {edition.name: names.get(edition.series, "") for edition in exercises()}


def series_of(name: str) -> str:
    """Return the series of an edition, the name itself where it is unknown."""
    return _series_names().get(name, name)


@cache
def state_names() -> frozenset[str]:
    """Return the names of all states."""
    return frozenset(state.name for state in states())
