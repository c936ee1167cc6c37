"""Briefs of a store: bring picture and composer together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.brief.gate import let_out
from vedette.brief.lexicon import length as length_of
from vedette.brief.material import Asked, Item, Material, Unclear
from vedette.brief.plan import plan
from vedette.compare.changes import Quoted
from vedette.compare.conventions import Conventions
from vedette.compare.gaps import Gaps, Status, find_gaps
from vedette.compare.ledger import build_ledger
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import outlet_name
from vedette.compare.statements.build import build_statements
from vedette.compare.world import World
from vedette.data.codebook import Expectation, activity_types
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import (
    Brief,
    Evidence,
    Ledger,
    Publisher,
    Report,
    Span,
)
from vedette.run import queries
from vedette.run.collector import seldom_collected
from vedette.run.config import Settings
from vedette.run.desk import desk_for
from vedette.run.news import fresh_of
from vedette.run.registry import Registry
from vedette.run.searched import searched_in
from vedette.store.view import View

WHERE = frozenset({"in", "at", "near", "over", "into", "from", "to", "across", "off", "within"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Say what kind of brief is wanted."""

    since: str | None = None
    length: str = "page"


def brief(view: View, subject: str, *, settings: Settings, wish: Wish | None = None) -> Brief:
    """Return the brief of a subject, every sentence let out by the check.

    Raises NotFoundError with the nearest names for an unknown subject, BadArgumentError for a
    length or a moment that is none.
    """
    wish = wish or Wish()
    wanted = length_of(wish.length)
    with seldom_collected():
        material = material_of(view, subject, settings=settings, since=wish.since)
        desk = desk_for(material, settings.model)
        return let_out(plan(material, desk, wanted), material, desk)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Hold what is asked for: a named activity, a type of the codebook, or a thing ("" as type)."""

    name: str
    type: str

    @property
    def is_named(self) -> bool:
        """Tell whether it is an activity with a name of its own, and so has a board."""
        return bool(self.type) and self.type != self.name


def _struck(view: View, items: Iterable[Item]) -> frozenset[tuple[str, Span]]:
    """Return the words whose figure or claim a person rejected."""
    out = view.standing.rejected
    if not out:
        return frozenset()
    wanted = [item[0].id for item in items]
    return frozenset(
        (report.id, span)
        for report, analysis in view.analyses(report_ids=wanted, parts=("figures", "claims"))
        for own, span in (
            *((one.id, one.span) for one in analysis.figures),
            *((one.id, one.evidence) for one in analysis.claims),
        )
        if own in out
    )


def _found(view: View, subject: str) -> tuple[_Subject, list[Item]]:
    """Return a subject with the reports on it.

    Raises NotFoundError, with what comes nearest, for what no report names.
    """
    typed = fold_name(subject)
    kind = next((one.type for one in activity_types() if fold_name(one.type) == typed), None)
    try:
        name = queries.subject_of(view, subject)
    except NotFoundError:
        ids = [] if kind else view.naming(subject)
        wanted = _Subject(kind or _as_named(view, subject, ids), kind or "")
        items = view.analyses(activity=kind) if kind else view.analyses(report_ids=ids)
        found = _in_order(queries.kept(view, items))
        if not found:
            raise
        return wanted, found
    kind = next(kind for activity, kind, _ in view.activities() if activity == name)
    return _Subject(name, kind), _in_order(queries.kept(view, view.analyses(activity=name)))


def _as_named(view: View, typed: str, report_ids: Sequence[str]) -> str:
    """Return the name of a thing as reports resolve it, in whatever case it was typed."""
    for _, analysis in view.analyses(report_ids=report_ids[:1], parts=("mentions",)):
        for one in analysis.mentions:
            if fold_name(one.ref.name) == fold_name(typed) or one.ref.id == typed:
                return one.ref.name
    return typed


def material_of(
    view: View, subject: str, *, settings: Settings, since: str | None = None
) -> Material:
    """Gather and compare all that may be told of a subject; each report is decoded once."""
    conventions = queries.conventions_of(settings)
    wanted, items = _found(view, subject)
    decisions = view.decisions()
    ledger, others = _board(view, wanted, items, conventions)
    origins = origin_of(find_origins([r for r, _ in items], decisions=decisions))
    day = _last_day(view, items)
    fresh = fresh_of(view, ledger, (*items, *others), day, since, conventions)
    expected = next((one.expects for one in activity_types() if one.type == wanted.type), ())
    found = find_gaps(
        ledger if wanted.is_named else None,
        items,
        expected,
        kind=wanted.type,
        world=World.shipped(),
        decisions=decisions,
        origins=origins,
    )
    statements = build_statements(
        items,
        subject=wanted.name if wanted.name != wanted.type else None,
        conventions=conventions,
        decisions=decisions,
        origins=origins,
    )
    return Material(
        subject=wanted.name,
        type=wanted.type,
        items=(*items, *others),
        ledger=ledger,
        statements=statements,
        origins=origins,
        outlets=_outlets(view),
        day=day,
        searched=searched_in(view),
        since=since,
        as_of=view.as_of,
        struck=_struck(view, items),
        asked=_asked(found, expected, {report.id: report for report, _ in items}),
        unclear=_unclear(found, {report.id: report for report, _ in items}),
        fresh=fresh.reports,
        since_day=fresh.since,
        news=fresh.news,
        older=fresh.older,
    )


def _board(
    view: View, subject: _Subject, items: Sequence[Item], conventions: Conventions
) -> tuple[Ledger, tuple[Item, ...]]:
    """Return the board, and the reports that it cites and that are not about the activity."""
    if not subject.is_named:
        return Ledger(subject.name, (), (), ()), ()
    activity = subject.name
    have = {item[0].id: item for item in items}
    wanted = queries.boarded(view, activity)
    more = {
        item[0].id: item
        for item in view.analyses(report_ids=[one for one in wanted if one not in have])
    }
    known = {**have, **more}
    raw = view.standing.rejected  # the ledger keeps what persons rejected apart, and says so
    ledger = build_ledger(
        view.analyses(report_ids=wanted) if raw else _in_order(known[one] for one in wanted),
        activity=activity,
        conventions=conventions,
        world=World.shipped(),
        decisions=view.decisions(),
    )
    cited = {c.report_id for row in ledger.rows for c in row.carriers}
    return ledger, tuple(_in_order(item for own, item in more.items() if own in cited))


def _in_order(items: Iterable[Item]) -> list[Item]:
    """Sort by day, then id: the order in which reports came in says nothing."""
    return sorted(
        items,
        key=lambda item: (str(item[0].published.end or "9999"), item[0].id),
    )


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


def _asked(
    found: Gaps, expected: Sequence[Expectation], reports: dict[str, Report]
) -> tuple[Asked, ...]:
    numeric = {one.what for one in expected if one.counted and not one.roles and not one.place}
    return tuple(
        Asked(
            one.what,
            one.status is not Status.NOBODY,
            one.what in numeric,
            _quoted((each.quoted for each in one.answers[:2]), reports),
        )
        for one in found.expected
    )


def _unclear(found: Gaps, reports: dict[str, Report]) -> tuple[Unclear, ...]:
    return tuple(
        Unclear(
            one.what,
            one.count,
            _quoted(one.quotes, reports),
        )
        for one in found.open
    )


def _quoted(quotes: Iterable[Quoted], reports: dict[str, Report]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(q.report_id, q.span)
        for q in quotes
        if q.report_id in reports and _holds(q.span, reports[q.report_id])
    )


def _holds(span: Span, report: Report) -> bool:
    return span.holds_in(report.text)


def reports_of(found: Brief, view: View) -> dict[str, Report]:
    """Return the reports that a brief cites."""
    wanted = dict.fromkeys(note.report_id for note in found.notes)
    return {name: view.report(name) for name in wanted}
