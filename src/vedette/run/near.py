"""Near misses: what somebody may have meant who typed a name that nobody has."""

from __future__ import annotations

from collections.abc import Iterable

OFFERED = 3
LIKE_ENOUGH = 60  # of 100; a slip in one word of two still reaches it


def near_names(name: str, names: Iterable[str]) -> list[str]:
    """Return the names that come nearest to a name, at most three."""
    from rapidfuzz import fuzz, process

    known = list(dict.fromkeys(names))
    scored = process.extract(
        name, known, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=LIKE_ENOUGH
    )
    return [candidate for candidate, _, _ in scored]
