"""The ledger: every number said of one activity, side by side, with what speaks against what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from vedette.compare.conventions import Conventions
from vedette.compare.corroboration import corroborate, mark_relays
from vedette.compare.identity import Identities, identify, names_of
from vedette.compare.loans import lend_scope
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.renderings import Rendered, render
from vedette.compare.replaced import find_replaced
from vedette.compare.thresholds import judge_thresholds
from vedette.compare.utterances import gather_utterances
from vedette.compare.verdicts import judge_rows
from vedette.compare.world import World
from vedette.model import (
    Analysis,
    Judgement,
    JudgementKind,
    Ledger,
    Origin,
    Report,
    Row,
)

Item = tuple[Report, Analysis]


def build_ledger(
    items: Iterable[Item],
    *,
    activity: str,
    conventions: Conventions | None = None,
    world: World | None = None,
    as_of: date | datetime | None = None,
    decisions: Iterable[Judgement] = (),
) -> Ledger:
    """Build the ledger of an activity ("Zapad-2025") from reports with their analyses.

    `as_of` keeps what was out by then (a date means its end, UTC); undated reports enter no
    as-of. `decisions` are judgements in force: the ids that persons reject are not applied, and
    speakers are who they were judged to be.
    """
    conventions = conventions or Conventions.shipped()
    world = world or World.shipped()
    decisions = tuple(decisions)
    rejected = rejections(decisions)
    known, left_out = known_by(items, as_of)
    editions, others = _relevant(known, activity, world)
    origins = find_origins([report for report, _ in others], rejected=rejected)
    people = identify(decisions, names_of(others) if decisions else None)
    renderings = _renderings(others, editions, origins, conventions, world, people)
    said = gather_utterances(
        renderings, windows=conventions.windows, world=world, rejected=rejected
    )
    rows, loans = lend_scope(
        _in_order([row for row in said.rows if not row.is_denied], activity),
        conventions=conventions,
        world=world,
        rejected=rejected,
    )
    rows = mark_relays(find_replaced(rows, world=world), world=world, rejected=rejected)
    rows = corroborate(rows, world=world)
    shown = {row.id for row in rows}
    return Ledger(
        activity=activity,
        rows=rows,
        verdicts=judge_rows(rows, conventions=conventions, world=world),
        thresholds=judge_thresholds(
            rows,
            conventions.thresholds,
            activity=activity,
            tolerances=conventions.tolerances,
            world=world,
        ),
        loans=loans,
        garbled=tuple(row for row in said.garbled if not row.is_denied),
        renderings=tuple(one for one in said.judgements if one.b in shown),
        denied=tuple(row for row in said.rows if row.is_denied),
        origins=origins,
        left_out=left_out,
    )


def rejections(decisions: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids that persons rejected; of several decisions on one id the last stands."""
    last: dict[str, Judgement] = {}
    for one in sorted(decisions, key=lambda one: one.made_at.isoformat() if one.made_at else ""):
        if one.by.startswith("person:"):
            last[one.a] = one
    return frozenset(a for a, one in last.items() if one.kind is JudgementKind.REJECT)


def known_by(items: Iterable[Item], as_of: date | datetime | None) -> tuple[list[Item], int]:
    """Return the items published by a time, and how many were left out."""
    every = list(items)
    if as_of is None:
        return every, 0
    limit = _instant(as_of)
    kept = [item for item in every if _is_out(item[0], limit)]
    return kept, len(every) - len(kept)


def _instant(as_of: date | datetime) -> datetime:
    if isinstance(as_of, datetime):
        return as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)
    return _end_of(as_of)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _is_out(report: Report, limit: datetime) -> bool:
    """Tell whether a dated report was out: by its date, or because it had been retrieved."""
    published, retrieved = report.published, report.retrieved_at
    if not published.is_known:
        return False
    if retrieved is not None and retrieved <= limit:
        return True
    if published.instant is not None:
        return published.instant <= limit
    return published.end is not None and _end_of(published.end) <= limit


def _relevant(
    items: Sequence[Item], activity: str, world: World
) -> tuple[frozenset[str], list[Item]]:
    """Return the activity with its other editions, and the items that put numbers to them."""
    series = world.series_of(activity)
    editions = {activity}
    found = []
    for item in items:
        names = {figure.scope.activity for figure in item[1].figures}
        mine = {name for name in names if name and world.series_of(name) == series}
        if mine:
            editions |= mine
            found.append(item)
    return frozenset(editions), found


def _renderings(
    items: Sequence[Item],
    activities: frozenset[str],
    origins: Sequence[Origin],
    conventions: Conventions,
    world: World,
    people: Identities,
) -> list[Rendered]:
    text_of = origin_of(origins)
    return [
        one
        for report, analysis in items
        for one in render(
            report,
            analysis,
            activities=activities,
            origins=text_of,
            windows=conventions.windows,
            world=world,
            people=people,
        )
    ]


def _in_order(rows: Sequence[Row], activity: str) -> list[Row]:
    """Put the activity's own rows first, people before things, then by time."""
    return sorted(
        rows,
        key=lambda row: (
            row.figure.scope.activity != activity,
            row.figure.scope.activity or "",
            row.figure.counted != "personnel",
            row.figure.counted,
            str(row.day or "9999"),
            row.carriers[0].report_id,
            row.carriers[0].span.start,
            row.id,
        ),
    )
