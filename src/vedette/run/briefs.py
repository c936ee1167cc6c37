"""Briefs of a store: bring picture and composer together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vedette.brief.check.gate import Cited, Gate
from vedette.brief.check.passages import Passage
from vedette.brief.gate import let_out
from vedette.brief.lexicon import length as length_of
from vedette.brief.material import Asked, Item, Material, News, Unclear
from vedette.brief.plan import plan
from vedette.compare.changes import Changes
from vedette.compare.gaps import Gaps, Status
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import outlet_name
from vedette.compare.statements.build import build_statements
from vedette.data.codebook import activity_types
from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    Brief,
    Checked,
    Evidence,
    Ledger,
    Publisher,
    Reading,
    Report,
    Span,
    When,
)
from vedette.run import queries
from vedette.run.changes import Stretch, changes
from vedette.run.checking import searched_in
from vedette.run.config import Settings
from vedette.run.gaps import gaps
from vedette.run.queries import Moment
from vedette.run.plan import PLAN
from vedette.run.readers import reader_for
from vedette.run.registry import Registry
from vedette.store.store import Store
from vedette.store.view import View

LAST_DAYS = 3  # that "what changed" covers where nobody says since when


@dataclass(frozen=True, slots=True)
class Wish:
    """Say what kind of brief is wanted."""

    since: str | None = None
    length: str = "page"


@dataclass
class Desk:
    """Parse what a brief cites and says, each once; a parse costs more than anything else here."""

    items: dict[str, Item]
    gate: Gate
    day: date | None
    _checked: dict[tuple[str, tuple[Evidence, ...]], list[Checked]] = field(default_factory=dict)

    def cited(self, evidence: Evidence) -> tuple[Passage, ...]:
        """Return the sentences of cited words, with what the store knows of their report."""
        return tuple(p for one in self._known((evidence,)) for p in self.gate.passages(one))

    def check(self, text: str, evidence: Sequence[Evidence]) -> list[Checked]:
        """Return what cited words, and nothing else, carry of a text of our own."""
        key = (text, tuple(evidence))
        if key not in self._checked:
            written = When.on(self.day) if self.day else UNKNOWN_WHEN
            self._checked[key] = self.gate.check(text, self._known(evidence), written=written)
        return self._checked[key]

    def _known(self, evidence: Sequence[Evidence]) -> list[Cited]:
        found = [(self.items.get(one.report_id), one) for one in evidence]
        return [Cited(*item, one.span) for item, one in found if item is not None]


_UNNEEDED = frozenset({"places", "activities", "claims"})  # a check compares none of these


def _understand(reading: Reading) -> Analysis:
    """Return what a check compares of a sentence of our own; a gazetteer costs a second to load."""
    analysis = Analysis(reading.report.id)
    for stage in PLAN if reading.sentences else ():
        if stage.name not in _UNNEEDED:
            analysis = stage.run(reading, analysis)
    return analysis


def brief(
    store: Store, moment: Moment, subject: str, *, settings: Settings, wish: Wish | None = None
) -> Brief:
    """Return the brief of a subject, every sentence let out by the check.

    Raises NotFoundError with the nearest names for an unknown subject, BadArgumentError for a
    length or a moment that is none.
    """
    wish = wish or Wish()
    wanted = length_of(wish.length)
    with queries.view_of(store, moment) as view:
        material = material_of(store, view, moment, subject, settings=settings, wish=wish)
    items = {item[0].id: item for item in material.items}
    gate = Gate(reader_for(settings.model).read, _understand)
    desk = Desk(items, gate, material.day)
    return let_out(plan(material, desk, wanted), material, desk)


def material_of(
    store: Store, view: View, moment: Moment, subject: str, *, settings: Settings, wish: Wish
) -> Material:
    """Gather and compare all that may be told of a subject."""
    conventions = queries.conventions_of(settings)
    activity = queries.subject_of(view, subject)
    kind = next(kind for name, kind, _ in view.activities() if name == activity)
    items = _in_order(queries.kept(view, view.analyses(activity=activity)))
    ledger = queries.board(view, activity, conventions=conventions)
    found = gaps(view, activity, conventions=conventions)
    day = _last_day(moment, items)
    news = _changes(store, moment, activity, day, wish, settings)
    more = _others(view, ledger, items)
    return Material(
        subject=activity,
        type=kind,
        items=tuple(items) + more,
        ledger=ledger,
        statements=build_statements(
            items, subject=activity, conventions=conventions, decisions=view.decisions()
        ),
        origins=_origins(view, items),
        outlets=_outlets(view),
        day=day,
        searched=searched_in(view),
        since=wish.since,
        as_of=moment.at.isoformat(timespec="seconds") if moment.at else None,
        asked=_asked(found),
        unclear=_unclear(found, {report.id: report for report, _ in items}),
        fresh=news.reports if news else (),
        since_day=date.fromisoformat(news.since[:10]) if news else None,
        news=_news(news),
        nouns=next((one.nouns for one in activity_types() if one.type == kind), frozenset()),
    )


def _in_order(items: object) -> list[Item]:
    """Sort by day, then id: the order in which reports came in says nothing."""
    return sorted(
        items,  # type: ignore[call-overload]
        key=lambda item: (str(item[0].published.end or "9999"), item[0].id),
    )


def _others(view: View, ledger: Ledger, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the reports that the board cites and that are not about the activity itself."""
    have = {report.id for report, _ in items}
    cited = {c.report_id for row in ledger.rows for c in row.carriers} - have
    return tuple(_in_order(view.analyses(report_ids=sorted(cited)))) if cited else ()


def _origins(view: View, items: Sequence[Item]) -> dict[str, str]:
    return dict(origin_of(find_origins([r for r, _ in items], decisions=view.decisions())))


def _outlets(view: View) -> dict[str, Publisher]:
    book = Registry(view)
    found = {}
    for each, _ in view.publishers():
        publisher = book.publisher(each)
        found[each.name] = replace(publisher, name=outlet_name(publisher.name) or publisher.name)
    return found


def _last_day(moment: Moment, items: Sequence[Item]) -> date | None:
    """Return the day of a picture: that asked for, else the last on which a report came out."""
    if moment.at is not None:
        return moment.at.date()
    return max((r.published.end for r, _ in items if r.published.end), default=None)


def _changes(
    store: Store, moment: Moment, activity: str, day: date | None, wish: Wish, settings: Settings
) -> Changes | None:
    since = wish.since or (str(day - timedelta(days=LAST_DAYS)) if day else None)
    if since is None:
        return None
    stretch = Stretch(queries.parse_moment(since, by=moment.by), _until(moment, day))
    return changes(store, stretch, activity, conventions=queries.conventions_of(settings))


def _until(moment: Moment, day: date | None) -> Moment:
    return moment if moment.at is not None else queries.parse_moment(str(day), by=moment.by)


def _news(found: Changes | None) -> tuple[News, ...]:
    if found is None:
        return ()
    return tuple(
        News(
            str(one.kind),
            one.ids,
            tuple(Evidence(q.report_id, q.span) for q in one.quotes),
            one.soft,
        )
        for one in found.changes
    )


def _asked(found: Gaps) -> tuple[Asked, ...]:
    expected = next((one.expects for one in activity_types() if one.type == found.type), ())
    numeric = {one.what for one in expected if one.counted and not one.roles and not one.place}
    return tuple(
        Asked(one.what, one.status is not Status.NOBODY, one.what in numeric)
        for one in found.expected
    )


def _unclear(found: Gaps, reports: dict[str, Report]) -> tuple[Unclear, ...]:
    return tuple(
        Unclear(
            one.what,
            one.count,
            tuple(
                Evidence(q.report_id, q.span)
                for q in one.quotes
                if q.report_id in reports and _holds(q.span, reports[q.report_id])
            ),
        )
        for one in found.open
    )


def _holds(span: Span, report: Report) -> bool:
    return span.holds_in(report.text)


def reports_of(found: Brief, view: View) -> dict[str, Report]:
    """Return the reports that a brief cites."""
    wanted: Collection[str] = {note.report_id for note in found.notes}
    return {report.id: report for report, _ in view.analyses(report_ids=sorted(wanted))}
