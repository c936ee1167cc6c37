"""Briefs of a store: bring picture and composer together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vedette.brief.check.gate import Cited, Gate
from vedette.brief.check.passages import Passage
from vedette.brief.gate import let_out
from vedette.brief.lexicon import length as length_of
from vedette.brief.material import Asked, Item, Material, News, Unclear
from vedette.brief.plan import plan
from vedette.compare.changes import Changes
from vedette.compare.conventions import Conventions
from vedette.compare.gaps import Gaps, Status, find_gaps
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import outlet_name
from vedette.compare.statements.build import build_statements
from vedette.compare.world import World
from vedette.data.codebook import Expectation, activity_types
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
from vedette.run.changes import changes_on, parse_stretch
from vedette.run.checking import searched_in
from vedette.run.config import Settings
from vedette.run.plan import PLAN
from vedette.run.readers import reader_for
from vedette.run.registry import Registry
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


def brief(view: View, subject: str, *, settings: Settings, wish: Wish | None = None) -> Brief:
    """Return the brief of a subject, every sentence let out by the check.

    Raises NotFoundError with the nearest names for an unknown subject, BadArgumentError for a
    length or a moment that is none.
    """
    wish = wish or Wish()
    wanted = length_of(wish.length)
    material = material_of(view, subject, settings=settings, since=wish.since)
    items = {item[0].id: item for item in material.items}
    gate = Gate(reader_for(settings.model).read, _understand)
    desk = Desk(items, gate, material.day)
    return let_out(plan(material, desk, wanted), material, desk)


def material_of(
    view: View, subject: str, *, settings: Settings, since: str | None = None
) -> Material:
    """Gather and compare all that may be told of a subject."""
    conventions = queries.conventions_of(settings)
    activity = queries.subject_of(view, subject)
    kind = next(kind for name, kind, _ in view.activities() if name == activity)
    items = _in_order(queries.kept(view, view.analyses(activity=activity)))
    decisions = view.decisions()
    ledger = queries.board(view, activity, conventions=conventions)
    day = _last_day(view, items)
    news = _changes(view, ledger, day, since, conventions)
    expected = next((one.expects for one in activity_types() if one.type == kind), ())
    found = find_gaps(
        ledger, items, expected, kind=kind, world=World.shipped(), decisions=decisions
    )
    return Material(
        subject=activity,
        type=kind,
        items=(*items, *_others(view, ledger, items)),
        ledger=ledger,
        statements=build_statements(
            items, subject=activity, conventions=conventions, decisions=decisions
        ),
        origins=dict(origin_of(find_origins([r for r, _ in items], decisions=decisions))),
        outlets=_outlets(view),
        day=day,
        searched=searched_in(view),
        since=since,
        as_of=view.as_of,
        asked=_asked(found, expected),
        unclear=_unclear(found, {report.id: report for report, _ in items}),
        fresh=news.reports if news else (),
        since_day=date.fromisoformat(news.since[:10]) if news else None,
        news=_news(news),
        nouns=next((one.nouns for one in activity_types() if one.type == kind), frozenset()),
    )


def _in_order(items: Iterable[Item]) -> list[Item]:
    """Sort by day, then id: the order in which reports came in says nothing."""
    return sorted(
        items,
        key=lambda item: (str(item[0].published.end or "9999"), item[0].id),
    )


def _others(view: View, ledger: Ledger, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the reports that the board cites and that are not about the activity itself."""
    have = {report.id for report, _ in items}
    cited = {c.report_id for row in ledger.rows for c in row.carriers} - have
    return tuple(_in_order(view.analyses(report_ids=sorted(cited)))) if cited else ()


def _outlets(view: View) -> dict[str, Publisher]:
    book = Registry(view)
    found = {}
    for each, _ in view.publishers():
        publisher = book.publisher(each)
        found[each.name] = replace(publisher, name=outlet_name(publisher.name) or publisher.name)
    return found


def _last_day(view: View, items: Sequence[Item]) -> date | None:
    """Return the day of a picture: that asked for, else the last on which a report came out."""
    if view.as_of is not None:
        return date.fromisoformat(view.as_of[:10])
    return max((r.published.end for r, _ in items if r.published.end), default=None)


def _changes(
    view: View, ledger: Ledger, day: date | None, since: str | None, conventions: Conventions
) -> Changes | None:
    """Return what is new since a moment, or in the last days."""
    wanted = since or (str(day - timedelta(days=LAST_DAYS)) if day else None)
    if wanted is None:
        return None
    until = view.as_of or (f"{day}T23:59:59+00:00" if day else None)
    stretch = parse_stretch(wanted, until, by=view.by)
    if stretch.since.at is None:
        return None
    before = view.at(stretch.since.at)
    return changes_on(before, view, stretch, ledger, conventions=conventions)


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


def _asked(found: Gaps, expected: Sequence[Expectation]) -> tuple[Asked, ...]:
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
    wanted = dict.fromkeys(note.report_id for note in found.notes)
    return {name: view.report(name) for name in wanted}
