"""Parts that a report calls the whole: whether they add up to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from vedette.compare.intervals import Interval, number
from vedette.compare.scopes import Relation, relate
from vedette.compare.sides import Side, figure_words, named_rows
from vedette.compare.thresholds import range_as_written
from vedette.compare.world import World
from vedette.data import read_toml
from vedette.model import Analysis, Report, Row


def called_whole(report: Report, analysis: Analysis) -> Iterator[str]:
    """Yield the figures whose parts the report says to be all of them ("made up of")."""
    words = _whole_words(report.language)
    first: dict[str, int] = {}
    for figure in analysis.figures:
        if figure.part_of is not None:
            first.setdefault(figure.part_of, figure.span.start)
    for figure in analysis.figures:
        start = first.get(figure.id, 0)
        if words is not None and words.search(report.text, figure.span.end, start):
            yield figure.id


@cache
def _whole_words(language: str) -> re.Pattern[str] | None:
    if language not in {"en", "und"}:
        return None
    listed: list[str] = read_toml("languages/en/figures.toml")["parts"]["whole"]
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


def broken_sums(
    rows: Sequence[Row],
    sides: Mapping[str, Side],
    *,
    world: World,
    partitioned: frozenset[str] = frozenset(),
) -> dict[frozenset[str], str]:
    """Return the pairs of part and whole whose sum is wrong, each with the reason.

    Parts are those that one report puts under one whole (`part_of`), apart from each other in
    one dimension. More than the whole is wrong; less is wrong only if they are all of it:
    `partitioned` holds ids of figures whose parts are called so.
    """
    named = named_rows(rows)
    wholes: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        whole = named.get(row.figure.part_of or "")
        if whole is not None and whole.id != row.id:
            wholes[whole.id, row.carriers[0].report_id].append(row)
    found: dict[frozenset[str], str] = {}
    for (whole_id, _), unsorted in wholes.items():
        side, parts = sides[whole_id], sorted(unsorted, key=_as_written)
        if len(parts) < 2 or side.row.is_open:
            continue
        called = any(part.figure.part_of in partitioned for part in parts)
        reason = _broken(parts, side, world, is_all=called)
        if reason:
            found.update({frozenset((part.id, whole_id)): reason for part in parts})
    return found


def _as_written(row: Row) -> tuple[int, str]:
    return row.carriers[0].span.start, row.id


def _broken(parts: Sequence[Row], whole: Side, world: World, *, is_all: bool) -> str | None:
    dimension = _dimension(parts, world)
    ranges = [range_as_written(part.figure) for part in parts]
    if dimension is None or whole.extent is None or any(part.is_open for part in parts):
        return None
    low = sum(one.low for one in ranges if one)
    high = sum(one.high for one in ranges if one)
    if len(ranges) != len([one for one in ranges if one]):
        return None
    total, hard = Interval(low, high), whole.extent.hard
    short = total.high < hard.low and (is_all or _is_all(parts, whole, dimension, world))
    if total.low <= hard.high and not short:
        return None
    added = " + ".join(figure_words(part.figure) for part in parts)
    amount = number(low if not short else high)
    return f"the parts ({added}) add up to {amount}, the whole is {figure_words(whole.row.figure)}"


def _dimension(parts: Sequence[Row], world: World) -> str | None:
    """Return the dimension in which all parts are apart from each other and else alike."""
    unlike: set[str] = set()
    for a, b in combinations(parts, 2):
        relations = relate(a.figure.scope, b.figure.scope, world)
        differing = {name for name, one in relations.items() if one is not Relation.EQUAL}
        if len(differing) != 1 or relations[next(iter(differing))] is not Relation.APART:
            return None
        unlike |= differing
    return unlike.pop() if len(unlike) == 1 else None


def _is_all(parts: Sequence[Row], whole: Side, dimension: str, world: World) -> bool:
    """Tell whether the parts are everything: whole forces are, places and components may not be."""
    if dimension != "force":
        return False
    named = {name for part in parts for name in part.figure.scope.force}
    scope = whole.row.figure.scope
    return named >= (set(scope.force) or world.organisers_of(scope.activity) or {""})
