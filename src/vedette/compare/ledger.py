"""The ledger: every number said of one activity, side by side, with what speaks against what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from vedette.compare.aliases import CODES, PLACE, aliases_of, renamed
from vedette.compare.conventions import Conventions
from vedette.compare.corroboration import corroborate, mark_relays
from vedette.compare.decided import Decided, decide
from vedette.compare.histories import Chronicle
from vedette.compare.identity import Identities, identify, names_of
from vedette.compare.loans import lend_scope
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.renderings import Rendered, render
from vedette.compare.replaced import find_replaced
from vedette.compare.sides import named_rows
from vedette.compare.sums import called_whole
from vedette.compare.thresholds import judge_thresholds
from vedette.compare.told import Told
from vedette.compare.utterances import gather_utterances, row_of
from vedette.compare.verdicts import Judge
from vedette.compare.versions import (
    Withdrawal,
    noted_back,
    split_versions,
    superseded_rows,
    taken_back,
)
from vedette.compare.world import World
from vedette.model import (
    Analysis,
    Judgement,
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
    as-of. `decisions` are judgements in force: the ids that persons reject are not applied,
    speakers are who they were judged to be, and activities that were judged to be one are one.
    """
    opened = open_ledger(
        items,
        activity=activity,
        conventions=conventions,
        world=world,
        as_of=as_of,
        decisions=decisions,
    )
    return replace(opened.ledger, verdicts=opened.judge.all())


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """Hold a ledger whose pairs nobody has judged yet, with the judge who does on demand.

    A board of some thousand rows has millions of pairs, of which a page shows a few hundred.
    """

    ledger: Ledger
    judge: Judge

    def pair(self, a: str, b: str) -> Judgement:
        """Judge two rows by their ids."""
        return self.judge.pair(self.judge.sides[a], self.judge.sides[b])

    def among(self, ids: Sequence[str]) -> tuple[Judgement, ...]:
        """Judge each pair of some rows of one counted class once."""
        sides = [self.judge.sides[one] for one in ids]
        return tuple(
            self.judge.pair(a, b)
            for a, b in combinations(sides, 2)
            if a.row.figure.counted == b.row.figure.counted
        )

    def against(self, one: str, others: Iterable[str]) -> tuple[Judgement, ...]:
        """Judge one row against others of its counted class."""
        side = self.judge.sides[one]
        rivals = (self.judge.sides[other] for other in others if other != one)
        counted = side.row.figure.counted
        return tuple(self.judge.pair(side, b) for b in rivals if b.row.figure.counted == counted)


def open_ledger(
    items: Iterable[Item],
    *,
    activity: str,
    conventions: Conventions | None = None,
    world: World | None = None,
    as_of: date | datetime | None = None,
    decisions: Iterable[Judgement] = (),
) -> OpenLedger:
    """Build the ledger of an activity as `build_ledger` does, without judging its pairs."""
    decisions = tuple(decisions)
    rules = _Rules(
        conventions or Conventions.shipped(), world or World.shipped(), decide(decisions)
    )
    conventions, world, decided = rules.conventions, rules.world, rules.decided
    aliases, places = aliases_of(decisions), aliases_of(decisions, PLACE)
    if aliases.roots or places.roots:
        items, activity = renamed(items, aliases, places), aliases.root_of(activity)
    items = (item for item in items if item[0].id not in decided.rejected)
    known, left_out = known_by(items, as_of)
    texts = _read(known, activity, rules, decisions)
    said = gather_utterances(texts.kept, windows=conventions.windows, world=world, decided=decided)
    rows, loans = _rows(said.rows, activity, rules)
    shown = {row.id for row in rows}
    denied = tuple(row for row in said.rows if row.is_denied)
    superseded = superseded_rows(texts.withdrawals, row_of, named_rows(rows))
    tolerances = conventions.tolerances
    chronicle = Chronicle(rows, denied, superseded, texts.reports, texts.told, tolerances, world)
    judge = Judge(rows, conventions=conventions, world=world, partitioned=texts.partitioned)
    ledger = Ledger(
        activity=activity,
        rows=rows,
        verdicts=(),
        thresholds=judge_thresholds(
            rows, conventions.thresholds, activity=activity, tolerances=tolerances, world=world
        ),
        loans=loans,
        garbled=tuple(row for row in said.garbled if not row.is_denied),
        renderings=tuple(one for one in said.judgements if one.b in shown),
        denied=denied,
        origins=texts.origins,
        left_out=left_out,
        superseded=superseded,
        rejected=tuple(row_of(one) for one in texts.dropped),
        unheeded=decided.unheeded,
        histories=chronicle.histories(),
        repetitions=chronicle.repetitions(),
    )
    return OpenLedger(ledger, judge)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Hold by what a board is built: conventions, facts, and what persons decided."""

    conventions: Conventions
    world: World
    decided: Decided


@dataclass(frozen=True, slots=True)
class _Texts:
    """Hold what reports say of one activity, before it is put together.

    `kept` are renderings that stand, `dropped` those that persons took off; `reports` are all
    versions under their ids, `partitioned` figures whose parts are said to be all of them.
    """

    kept: Sequence[Rendered]
    dropped: Sequence[Rendered]
    withdrawals: Sequence[Withdrawal]
    origins: tuple[Origin, ...]
    reports: Mapping[str, Report]
    told: Mapping[str, Told]
    partitioned: frozenset[str]


def _read(
    items: Sequence[Item], activity: str, rules: _Rules, decisions: Sequence[Judgement]
) -> _Texts:
    """Read the reports that put numbers to an activity, the last version of each."""
    editions, every = _relevant(items, activity, rules.world)
    speaking, older = split_versions(every)
    origins = find_origins(
        [report for report, _ in speaking], decisions=decisions, rejected=rules.decided.rejected
    )
    people = _people(decisions, every)
    readers = _Readers(editions, origin_of(origins), rules.conventions, rules.world, people)
    renderings = [one for item in speaking for one in readers.render(item)]
    withdrawals = [*taken_back(older, readers.render, rules.world), *noted_back(renderings)]
    kept, dropped = _kept(renderings, withdrawals, rules.decided)
    return _Texts(
        kept,
        dropped,
        withdrawals,
        origins,
        reports={report.id: report for report, _ in every},
        told={one.figure.id: one.told for one in renderings if one.told is not None},
        partitioned=frozenset(one for item in speaking for one in called_whole(*item)),
    )


def _rows(
    said: Iterable[Row], activity: str, rules: _Rules
) -> tuple[tuple[Row, ...], tuple[Judgement, ...]]:
    """Return the rows of the board with all that they owe each other, and the loans."""
    world, rejected = rules.world, rules.decided.rejected
    rows, loans = lend_scope(
        _in_order([row for row in said if not row.is_denied], activity),
        conventions=rules.conventions,
        world=world,
        rejected=rejected,
    )
    rows = mark_relays(find_replaced(rows, world=world), world=world, rejected=rejected)
    return corroborate(rows, world=world), loans


_OTHER_CODES = frozenset({"utterance", "origin", "story", *CODES})


def _people(decisions: Sequence[Judgement], items: Sequence[Item]) -> Identities:
    on_names = [one for one in decisions if one.code not in _OTHER_CODES]
    return identify(on_names, names_of(items) if on_names else None)


def _kept(
    renderings: Sequence[Rendered], withdrawals: Iterable[Withdrawal], decided: Decided
) -> tuple[list[Rendered], list[Rendered]]:
    """Return the renderings that stand, and those that persons took off the board."""
    gone = {one.gone.figure.id for one in withdrawals}
    standing = [one for one in renderings if one.figure.id not in gone]
    dropped = [one for one in standing if decided.drops(one.figure, own_voice=one.own_voice)]
    off = {one.figure.id for one in dropped}
    return [one for one in standing if one.figure.id not in off], dropped


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
    """Return the activity with its other editions, and the items that put numbers to them.

    All versions of a report are among them where one of them does: another may take it back.
    """
    series = world.series_of(activity)
    editions = {activity}
    threads = set()
    for report, analysis in items:
        names = {figure.scope.activity for figure in analysis.figures}
        mine = {name for name in names if name and world.series_of(name) == series}
        if mine:
            editions |= mine
            threads.add(report.thread)
    return frozenset(editions), [item for item in items if item[0].thread in threads]


@dataclass(frozen=True, slots=True)
class _Readers:
    """Read reports as renderings of the activities of one board."""

    activities: frozenset[str]
    text_of: Mapping[str, str]
    conventions: Conventions
    world: World
    people: Identities

    def render(self, item: Item) -> list[Rendered]:
        report, analysis = item
        return render(
            report,
            analysis,
            activities=self.activities,
            origins=self.text_of,
            windows=self.conventions.windows,
            world=self.world,
            people=self.people,
        )


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
