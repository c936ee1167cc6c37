"""Stories: reports about the same happening, by the named activity that they are mostly about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from vedette.compare.ledger import Item
from vedette.compare.origins import find_origins, origin_of
from vedette.model import Analysis, Story, make_id


def find_stories(items: Iterable[Item]) -> tuple[Story, ...]:
    """Group reports by main activity; reports without one by the text that they go back to."""
    known = list(items)
    texts = origin_of(find_origins([report for report, _ in known]))
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report, analysis in known:
        name = main_activity(analysis)
        key = ("activity", name) if name else ("text", texts[report.id])
        groups[key].append(report.id)
    return tuple(
        Story(
            id=make_id("sto", *key),
            report_ids=tuple(dict.fromkeys(ids)),
            name=key[1] if key[0] == "activity" else None,
        )
        for key, ids in groups.items()
    )


def main_activity(analysis: Analysis) -> str | None:
    """Return the named activity that a report speaks of most; of equals the first named."""
    names = Counter(one.name for one in analysis.activities if one.name)
    if not names:
        names = Counter(one.scope.activity for one in analysis.figures if one.scope.activity)
    return names.most_common(1)[0][0] if names else None
