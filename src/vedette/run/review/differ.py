"""What differs between two boards of one activity, in words: what a decision would do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vedette.model import Judgement, Ledger, Row, Verdict
from vedette.model.words import bound, count, signed

NAMED = 3  # conflicts that are named; the others are counted
MOST_TOLD = 12  # values whose corroboration is told


class Part(StrEnum):
    """Name what of a board changes."""

    ROWS = "rows"
    CONFLICTS = "conflicts"
    VERDICTS = "verdicts"
    CORROBORATION = "corroboration"
    SCOPE = "scope"
    THRESHOLDS = "thresholds"
    RENDERINGS = "renderings"


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one thing that would be otherwise, in words."""

    part: Part
    words: str


def differ(before: Ledger, after: Ledger) -> tuple[Change, ...]:
    """Say what would be otherwise on a board; nothing where it stays as it is."""
    if before == after:
        return ()
    pairs = _Pairs(before, after)
    return (
        *_rows(before, pairs),
        *_conflicts(before, after, pairs),
        *_verdicts(before, after, pairs),
        *_renderings(before, after),
        *_scopes(pairs),
        *_corroboration(pairs),
        *_thresholds(before, after),
    )


class _Pairs:
    """Tell which row of the one board is which of the other; a row goes by its reading.

    A row whose first carrier leaves has another id: it is found by speaker, value and scope.
    """

    def __init__(self, before: Ledger, after: Ledger) -> None:
        self.before = {row.id: row for row in (*before.rows, *before.denied)}
        self.after = {row.id: row for row in (*after.rows, *after.denied)}
        gone = [row for key, row in self.before.items() if key not in self.after]
        new = {_key(row): row for key, row in self.after.items() if key not in self.before}
        self.moved: dict[str, str] = {}
        for row in gone:
            heir = new.pop(_key(row), None)
            if heir is not None:
                self.moved[row.id] = heir.id
        self.gone = [row for row in gone if row.id not in self.moved]
        known = {*self.before, *self.moved.values()}
        self.new = [row for key, row in self.after.items() if key not in known]

    def kept(self) -> Iterator[tuple[Row, Row]]:
        """Yield the rows that are on both boards."""
        for key, row in self.before.items():
            other = self.after.get(self.moved.get(key, key))
            if other is not None:
                yield row, other

    def is_now(self, row_id: str) -> str:
        """Return the id that a row has on the other board."""
        return self.moved.get(row_id, row_id)


def _key(row: Row) -> tuple[object, ...]:
    figure = row.figure
    return (
        row.speaker.name,
        figure.low,
        figure.high,
        figure.bound,
        figure.counted,
        figure.scope.activity,
        figure.scope.place,
    )


def named(row: Row) -> str:
    """Name a row: "≤ 7,000 personnel in Belarus (Valery Revenko)"."""
    return f"{value_of(row)} ({row.speaker.name})"


def value_of(row: Row) -> str:
    """Write what a row counts: "≤ 7,000 personnel in Belarus"."""
    figure = row.figure
    place = f" in {figure.scope.place}" if figure.scope.place else ""
    what = signed(figure) or f"“{figure.span.quote}” ({bound(figure)})"
    return f"{what} {figure.counted.replace('_', ' ')}{place}"


# ---- rows --------------------------------------------------------------------------------------


def _rows(before: Ledger, pairs: _Pairs) -> Iterator[Change]:
    board = f"the board of {before.activity}"
    for verb, rows in (("leave", pairs.gone), ("come onto", pairs.new)):
        if rows:
            plural = verb if len(rows) > 1 else _third(verb)
            told = "; ".join(named(row) for row in rows[:NAMED])
            more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
            line = f"{count(len(rows), 'row')} {plural} {board}: {told}{more}"
            yield Change(Part.ROWS, line)
    for old, new in pairs.moved.items():
        row, heir = pairs.before[old], pairs.after[new]
        left = count(len(heir.carriers), "report")
        yield Change(Part.ROWS, f"{named(row)} stays on {board}, read from another of {left}")


def _third(verb: str) -> str:
    return {"leave": "leaves", "come onto": "comes onto"}[verb]


# ---- conflicts and other verdicts --------------------------------------------------------------

Verdicts = Mapping[frozenset[str], Judgement]


def _judged(ledger: Ledger, renamed: Callable[[str], str]) -> Verdicts:
    return {
        frozenset((renamed(one.a), renamed(one.b))): one
        for one in ledger.verdicts
        if one.b is not None
    }


def _conflicts(before: Ledger, after: Ledger, pairs: _Pairs) -> Iterator[Change]:
    old, new = _judged(before, pairs.is_now), _judged(after, lambda each: each)
    was, now = (
        {pair for pair, one in each.items() if one.verdict is Verdict.CONFLICT}
        for each in (old, new)
    )
    rows = {**{pairs.is_now(key): row for key, row in pairs.before.items()}, **pairs.after}
    for verb, found in (("disappear", was - now), ("appear", now - was)):
        if found:
            own = verb if len(found) > 1 else f"{verb}s"
            yield Change(
                Part.CONFLICTS, f"{count(len(found), 'conflict')} {own}: {_named(found, rows)}"
            )
    eased = [pair for pair in was & now if old[pair].force is not new[pair].force]
    if eased:
        yield Change(Part.CONFLICTS, f"{count(len(eased), 'conflict')} of another force")


def _named(pairs: Iterable[frozenset[str]], rows: Mapping[str, Row]) -> str:
    """Name some pairs; where one row is in all of them, it is named once."""
    ordered = sorted(pairs, key=sorted)
    shared = frozenset.intersection(*ordered) if len(ordered) > 1 else frozenset()
    told = [
        " against ".join(named(rows[each]) for each in sorted(pair - shared) if each in rows)
        for pair in ordered[:NAMED]
    ]
    more = len(ordered) - NAMED
    listed = "; ".join(told) + (f"; and {more} more" if more > 0 else "")
    one = next((named(rows[each]) for each in shared if each in rows), "")
    return f"{one} against {listed}" if one else listed


def _verdicts(before: Ledger, after: Ledger, pairs: _Pairs) -> Iterator[Change]:
    old, new = _judged(before, pairs.is_now), _judged(after, lambda each: each)
    changed: dict[tuple[str, str], int] = {}
    for pair in old.keys() & new.keys():
        was, now = old[pair].verdict, new[pair].verdict
        if was is not now and Verdict.CONFLICT not in (was, now):
            key = (str(was), str(now))
            changed[key] = changed.get(key, 0) + 1
    for (was_so, now_so), number in sorted(changed.items()):
        verb = "become" if number > 1 else "becomes"
        line = f"{count(number, 'pair')} judged “{was_so}” {verb} “{now_so}”"
        yield Change(Part.VERDICTS, line)


def _renderings(before: Ledger, after: Ledger) -> Iterator[Change]:
    was, now = ({one.id for one in each.renderings} for each in (before, after))
    for verb, number in (("is called", len(now - was)), ("is no longer called", len(was - now))):
        if number:
            own = verb if number == 1 else verb.replace("is", "are", 1)
            yield Change(Part.RENDERINGS, f"{count(number, 'rendering')} {own} garbled")


# ---- what is said of rows that stay ------------------------------------------------------------


def _scopes(pairs: _Pairs) -> Iterator[Change]:
    for row, other in pairs.kept():
        was, now = row.figure.scope, other.figure.scope
        for name in ("place", "force", "component", "role"):
            if getattr(was, name) != getattr(now, name) or (
                (name in was.borrowed) != (name in now.borrowed)
            ):
                yield Change(
                    Part.SCOPE,
                    f"{named(row)}: {name} {_told(was, name)} becomes {_told(now, name)}",
                )
        if row.speaker.name != other.speaker.name:
            yield Change(Part.ROWS, f"{named(row)} is said by {other.speaker.name}")


def _told(scope: object, name: str) -> str:
    value = getattr(scope, name)
    said = " and ".join(value) if isinstance(value, tuple) else value
    how = [each for each in ("assumed", "borrowed") if name in getattr(scope, each)]
    return f"“{said or 'the whole'}”" + (f" ({', '.join(how)})" if how else "")


def _corroboration(pairs: _Pairs) -> Iterator[Change]:
    """Tell by value how many stand behind it: rows of one value share their corroboration."""
    found: dict[tuple[str, str], int] = {}
    for row, other in pairs.kept():
        changes = [
            f"{name} from {was} to {now}"
            for name, was, now in (
                ("speakers", len(row.utterers), len(other.utterers)),
                ("texts", len(row.origins), len(other.origins)),
                ("outlets", len(row.outlets), len(other.outlets)),
            )
            if was != now
        ]
        if changes:
            key = (value_of(row), ", ".join(changes))
            found[key] = found.get(key, 0) + 1
    for (value, told), rows in list(found.items())[:MOST_TOLD]:
        of = f" ({count(rows, 'row')})" if rows > 1 else ""
        yield Change(Part.CORROBORATION, f"corroboration of {value}{of} goes: {told}")


def _thresholds(before: Ledger, after: Ledger) -> Iterator[Change]:
    later = {test.threshold.name: test for test in after.thresholds}
    for test in before.thresholds:
        now = later.get(test.threshold.name)
        if now is None:
            continue
        for words, was, then in (
            ("at or above", len(test.reached_by), len(now.reached_by)),
            ("below", len(test.below), len(now.below)),
            ("across", len(test.straddled_by), len(now.straddled_by)),
        ):
            if was != then:
                yield Change(
                    Part.THRESHOLDS,
                    f"{test.threshold.name}: figures {words} it go from {was} to {then}",
                )
