"""What is new on the subject of a brief: reports, and what `vedette changes` finds in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vedette.brief.material import Item, News
from vedette.compare.changes import Change
from vedette.compare.conventions import Conventions
from vedette.compare.rows import outlet_name
from vedette.model import Evidence, Ledger, Report
from vedette.run.changes import changes_on, parse_stretch
from vedette.store.view import View

LAST_DAYS = 3  # that "what changed" covers where nobody says since when


@dataclass(frozen=True, slots=True)
class Fresh:
    """Hold what came in since a day; `older` are reports that only the news cites."""

    reports: tuple[str, ...] = ()
    since: date | None = None
    news: tuple[News, ...] = ()
    older: Mapping[str, Report] = field(default_factory=dict)


def fresh_of(
    view: View,
    ledger: Ledger,
    items: Sequence[Item],
    day: date | None,
    since: str | None,
    conventions: Conventions,
) -> Fresh:
    """Return what is new since a moment; where nobody asks, in the last days."""
    wanted = since or (str(day - timedelta(days=LAST_DAYS)) if day else None)
    if wanted is None:
        return Fresh()
    until = view.as_of or (f"{day}T23:59:59+00:00" if day else None)
    stretch = parse_stretch(wanted, until, by=view.by)
    if stretch.since.at is None:
        return Fresh()
    before = view.at(stretch.since.at)
    day_since = stretch.since.at.date()
    ours = {report.id for report, _ in items}
    if not ledger.rows:
        came = [one.report_id for one in view.since(before).arrivals()]
        return Fresh(tuple(one for one in came if one in ours), day_since)
    found = changes_on(before, view, stretch, ledger, conventions=conventions)
    news = tuple(_news(found.changes))
    cited = {each.report_id for one in news for each in one.evidence} - ours
    older = {own: view.report(own) for own in sorted(cited)}
    return Fresh(found.reports, day_since, news, older)


def _news(changes: Sequence[Change]) -> Iterator[News]:
    for one in changes:
        cited = tuple(Evidence(q.report_id, q.span) for q in one.quotes)
        yield News(str(one.kind), one.ids, cited, one.soft, outlet_name(one.speaker) or one.speaker)
