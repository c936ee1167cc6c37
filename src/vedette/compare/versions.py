"""Versions and corrections: which version of a report speaks, and which figures it took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.compare.renderings import Rendered, compatible
from vedette.compare.rows import outlet_name
from vedette.compare.told import sentence_at
from vedette.compare.world import World
from vedette.model import Analysis, EntityKind, Report, Row, Span, Superseded, Zone

Item = tuple[Report, Analysis]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Hold a rendering that its outlet no longer gives, and what stands instead."""

    gone: Rendered
    by: str
    into: Rendered | None = None
    words: Span | None = None


def split_versions(items: Sequence[Item]) -> tuple[list[Item], list[tuple[Item, Item]]]:
    """Return the items that speak, and each older version with the version after it.

    The version published last speaks, whichever arrived first; between equals the one with a
    correction note, then the one retrieved last.
    """
    threads: dict[str, list[Item]] = defaultdict(list)
    for item in {report.id: (report, analysis) for report, analysis in items}.values():
        threads[item[0].thread].append(item)
    speaking: dict[str, Item] = {}
    older: list[tuple[Item, Item]] = []
    for versions in threads.values():
        ordered = sorted(versions, key=_in_order)
        speaking[ordered[-1][0].id] = ordered[-1]
        older += pairwise(ordered)
    return list(speaking.values()), older


def _in_order(item: Item) -> tuple[str, bool, str, str]:
    report = item[0]
    day = report.published.instant or report.published.end or report.published.start
    noted = any(block.zone is Zone.CORRECTION for block in report.blocks)
    retrieved = report.retrieved_at.isoformat() if report.retrieved_at else ""
    return day.isoformat()[:10] if day else "", noted, retrieved, report.id


def taken_back(
    older: Sequence[tuple[Item, Item]],
    render_one: Callable[[Item], list[Rendered]],
    world: World,
) -> list[Withdrawal]:
    """Return what older versions of reports gave and the version after them no longer gives."""
    found = []
    for before, after in older:
        gone, left = render_one(before), render_one(after)
        given = {(one.key, *one.value) for one in gone}
        new = [one for one in left if (one.key, *one.value) not in given and one.value[-1]]
        for one in gone:
            if one.value[-1] and not _still_given(one, left, world):
                into = _instead(one, new, world)
                words = _note(after[0], one, after[1])
                found.append(Withdrawal(one, after[0].id, into, words))
    return found


def _still_given(one: Rendered, left: Iterable[Rendered], world: World) -> bool:
    return any(
        other.value == one.value
        and other.figure.counted == one.figure.counted
        and other.key == one.key
        and compatible(one.figure.scope, other.figure.scope, world, unstated=True)
        for other in left
    )


def _instead(gone: Rendered, new: Iterable[Rendered], world: World) -> Rendered | None:
    """Return the one figure that a later version gives in the place of another."""
    found = [
        one
        for one in new
        if one.figure.counted == gone.figure.counted
        and one.figure.unit == gone.figure.unit
        and one.key == gone.key
        and compatible(one.figure.scope, gone.figure.scope, world, unstated=True)
    ]
    values = {one.value for one in found}
    return min(found, key=lambda one: one.order) if len(values) == 1 else None


def _note(report: Report, gone: Rendered, analysis: Analysis) -> Span | None:
    """Return the correction note of a version, where it speaks of the number."""
    numbers = {gone.figure.low, gone.figure.high} - {None}
    for figure in analysis.figures:
        if figure.span.zone is Zone.CORRECTION and {figure.low, figure.high} & numbers:
            block = next(one for one in report.blocks if one.end > figure.span.start)
            return Span.cut(report.text, block.start, block.end, Zone.CORRECTION)
    return None


def noted_back(renderings: Sequence[Rendered]) -> list[Withdrawal]:
    """Return what an outlet gave in one report and takes back by a note in another."""
    notes = [one for one in renderings if _is_note(one)]
    if not notes:
        return []
    found = []
    for note in notes:
        stands = _stands_in(note, renderings)
        for one in renderings:
            if _takes_back(note, one):
                words = sentence_at(note.report, note.figure.span)
                found.append(Withdrawal(one, note.report.id, stands, words))
    return found


def _is_note(one: Rendered) -> bool:
    published = one.speaker.kind is EntityKind.PUBLISHER
    return published and not one.value[-1] and one.figure.span.zone is Zone.CORRECTION


def _takes_back(note: Rendered, one: Rendered) -> bool:
    a, b = note.figure, one.figure
    outlets = {outlet_name(each.report.publisher).casefold() for each in (note, one)}
    if len(outlets) > 1 or note.report.id == one.report.id or not one.value[-1]:
        return False
    alike = (a.counted, a.unit, a.scope.activity) == (b.counted, b.unit, b.scope.activity)
    first, last = one.report.published.start, note.report.published.end
    return alike and note.number == one.number and not (first and last and first > last)


def _stands_in(note: Rendered, renderings: Iterable[Rendered]) -> Rendered | None:
    """Return what a note says is right: the one other number of its class that it holds."""
    given = [
        one
        for one in renderings
        if one.report.id == note.report.id
        and one.figure.span.zone is Zone.CORRECTION
        and one.figure.counted == note.figure.counted
        and one.value[-1]
    ]
    return given[0] if len({one.number for one in given}) == 1 else None


def superseded_rows(
    withdrawals: Iterable[Withdrawal], row_of: Callable[[Rendered], Row], rows: Mapping[str, Row]
) -> tuple[Superseded, ...]:
    """Return withdrawals as rows; `rows` maps the ids of figures to the rows that hold them."""
    found: dict[str, Superseded] = {}
    for one in withdrawals:
        row = row_of(one.gone)
        into = rows.get(one.into.figure.id) if one.into else None
        found.setdefault(row.id, Superseded(row, one.by, into.id if into else None, one.words))
    return tuple(found.values())
