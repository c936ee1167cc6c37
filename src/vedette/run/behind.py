"""What stands behind claims: who says the same, how many texts, how many outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vedette.compare.conventions import Conventions
from vedette.errors import NotFoundError
from vedette.run.claims import Found, Wanted, count, walk
from vedette.run.statements import statements
from vedette.store.view import View

# Whoever says the same is found by setting all statements on a subject side by side.
MOST = 3_000  # claims of a subject that are compared for it


@dataclass(frozen=True, slots=True, order=True)
class Behind:
    """Hold corroboration: three numbers, never one; `at_least` where unnamed speakers count."""

    utterers: int
    origins: int
    outlets: int
    at_least: bool = False


def behind(view: View, subject: str, *, conventions: Conventions) -> Mapping[str, Behind] | None:
    """Return by claim who says the same of a subject, in how many texts, in how many outlets.

    None where there are too many claims to set side by side, or where nobody speaks of it.
    """
    if count(view, Wanted(subject=subject)) > MOST:
        return None
    try:
        found = statements(view, subject, conventions=conventions)
    except NotFoundError:
        return None
    return {
        claim: Behind(
            len(one.utterers),
            len(one.origins),
            len(one.outlets),
            any(each.at_least for each in one.utterers),
        )
        for one in found.claims
        for claim in one.claims
    }


def most_corroborated(view: View, wanted: Wanted, known: Mapping[str, Behind]) -> list[Found]:
    """Return the claims that are wanted, those with the most utterers first, then origins."""
    nobody = Behind(0, 0, 0)
    return sorted(walk(view, wanted), key=lambda one: known.get(one[1].id, nobody), reverse=True)


def printings(view: View, report_ids: Collection[str]) -> dict[str, int]:
    """Count for each report how many reports print its very text, itself among them."""
    sheets = {one.report_id: one.sketch.sheet for one in view.sketches(report_ids=report_ids)}
    held = Counter(one.sketch.sheet for one in view.sketches(sheets=set(sheets.values())))
    return {report_id: held[sheet] for report_id, sheet in sheets.items()}
