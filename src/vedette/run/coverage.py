"""What a picture holds, and what is not known of it: told from counts, no analysis is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vedette.model import Report
from vedette.store.view import View

LATEST = 15


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hold what is in the picture and what is not known of it.

    `unplaced` counts mentions of places without coordinates, `unnamed` activities without a
    name by type, `abstained` the decisions that stages left open, `uncompared` the reports whose
    origins nobody has looked for.
    """

    reports: int
    undated: int
    unplaced: int
    abstained: int
    uncompared: int
    unnamed: tuple[tuple[str, int], ...]
    latest: tuple[Report, ...]


def coverage(view: View) -> Coverage:
    """Say what a picture holds, and its latest reports, the last one first."""
    left_open = view.tallies()
    return Coverage(
        reports=view.count(),
        undated=view.undated(),
        unplaced=left_open["unplaced"],
        abstained=left_open["abstained"],
        uncompared=view.unlinked(),
        unnamed=tuple(view.unnamed()),
        latest=tuple(view.latest(LATEST)),
    )


def coverage_data(view: View) -> dict[str, Any]:
    """Return what a picture holds as plain data."""
    found = coverage(view)
    first, last = view.days()
    return {
        **view.counts(),
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "undated": found.undated,
        "unplaced": found.unplaced,
        "abstained": found.abstained,
        "uncompared": found.uncompared,
        "unnamed_activities": [{"type": kind, "times": times} for kind, times in found.unnamed],
    }
