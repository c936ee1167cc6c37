"""What is new between two ledgers of one series: rows, what moved in them, conflicts and denials.

A row's id follows its best rendering, so that a row is known again by its carriers: two rows that
share a figure are one utterance. A figure of an edited report is known again by its counterpart
in the version before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vedette.compare.changes import Change, Kind, Quoted
from vedette.compare.replaced import base_number
from vedette.compare.rows import same_speaker, speaker_key
from vedette.compare.scopes import same_scope
from vedette.compare.sides import figure_words
from vedette.compare.world import World
from vedette.model import Force, Judgement, Ledger, Row, Verdict

REPLACED = "replaced"  # the code of rule 2
QUOTES = 4  # reports that one change points to; `count` has all of them


@dataclass(frozen=True, slots=True)
class Between:
    """Say what happened to the reports in between, for the reasons of a change.

    `versions` maps a report to the version that it took the place of; `decided` holds the ids of
    nouns on which judgements differ. A forgotten report is in neither picture: it leaves no row.
    """

    versions: Mapping[str, str]
    decided: frozenset[str] = frozenset()


def compare_ledgers(
    before: Ledger,
    after: Ledger,
    between: Between,
    *,
    world: World,
    subjects: frozenset[str] | None = None,
) -> list[Change]:
    """Return what changed from one ledger of a series to a later one.

    With `subjects`, only in rows on these editions.
    """
    known = _Known(before, after, between, world)
    found = [
        *_rows_of(known),
        *_gone(known),
        *_denied(known),
        *_conflicts(known),
    ]
    return [one for one in found if subjects is None or one.subject in subjects]


class _Known:
    """Two ledgers with the rows that are one utterance in both."""

    def __init__(self, before: Ledger, after: Ledger, between: Between, world: World) -> None:
        self.before, self.after, self.between, self.world = before, after, between, world
        self.older: dict[str, list[Row]] = {}  # the rows then of a row now
        self.newer: dict[str, list[Row]] = defaultdict(list)  # the rows now of a row then
        self.corrected: dict[str, Row] = {}  # the row then that a row now corrects
        self.rows_then = {row.id: row for row in (*before.rows, *before.garbled)}
        self.rows_now = {row.id: row for row in (*after.rows, *after.garbled)}
        self._rivals = _find_rivals(after)
        self._by_figure()
        self._by_version()

    def _by_figure(self) -> None:
        home = {c.figure_id: row for row in self.rows_then.values() for c in row.carriers}
        for row in self.rows_now.values():
            # What was the reading then may be a garbled rendering now.
            carriers = (*row.carriers, *row.garbled)
            found = [home[c.figure_id].id for c in carriers if c.figure_id in home]
            self._tie(row, [self.rows_then[one] for one in dict.fromkeys(found)])

    def _tie(self, row: Row, older: Sequence[Row]) -> None:
        self.older.setdefault(row.id, []).extend(older)
        for one in older:
            self.newer[one.id].append(row)

    def _by_version(self) -> None:
        """Tie the rows of an edited report to those of its older version: equals before others."""
        homes: dict[str, list[Row]] = defaultdict(list)
        for row in self.before.rows:
            for report_id in {carrier.report_id for carrier in row.carriers}:
                homes[report_id].append(row)
        for equal in (True, False):
            for row in self.after.rows:
                if not self.older[row.id]:
                    self._tie_version(row, homes, equal=equal)

    def _tie_version(self, row: Row, homes: Mapping[str, list[Row]], *, equal: bool) -> None:
        versions = self.between.versions
        for report_id in dict.fromkeys(c.report_id for c in row.carriers):
            for old in homes.get(versions.get(report_id, ""), ()):
                free = old.id not in self.newer
                if free and _one_question(row, old) and _same_number(row, old) == equal:
                    self._tie(row, [old])
                    if not equal:
                        self.corrected[row.id] = old
                    return

    def then_of(self, row: Row) -> Row | None:
        """Return the row then that a row now was, None for a new one."""
        return next(iter(self.older.get(row.id, ())), None)

    def earlier_number(self, row: Row) -> Row | None:
        """Return the speaker's last number of the same scope before, where it speaks against it.

        6,800 after "up to 7,000" is no move: the one number lies within the other.
        """
        if base_number(row.figure) is None or row.day is None or row.is_open:
            return None
        rivals = (self.rows_now[one] for one in self._rivals.get(row.id, ()))
        before = [
            one
            for one in rivals
            if one.day is not None
            and one.day < row.day
            and base_number(one.figure) is not None
            and same_speaker(one, row)
            and same_scope(one.figure.scope, row.figure.scope, self.world)
        ]
        return max(before, key=lambda one: (str(one.day), one.id), default=None)


def _find_rivals(ledger: Ledger) -> dict[str, list[str]]:
    """Return the rows that a row is in hard conflict with, or takes the place of.

    Where it rests on an assumed scope a conflict is soft: the later number may be of a part.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for one in ledger.verdicts:
        if one.b and (one.force is Force.HARD or one.code == REPLACED):
            found[one.a].append(one.b)
            found[one.b].append(one.a)
    return found


def _one_question(a: Row, b: Row) -> bool:
    one, two = a.figure, b.figure
    what = one.counted == two.counted and one.unit == two.unit
    where = one.scope.activity == two.scope.activity
    who = speaker_key(a.speaker) == speaker_key(b.speaker)
    return what and where and who and (one.change is None) == (two.change is None)


def _same_number(a: Row, b: Row) -> bool:
    one, two = a.figure, b.figure
    value = (one.low, one.high, one.bound, one.nearness, one.change)
    return value == (two.low, two.high, two.bound, two.nearness, two.change)


# ---- rows --------------------------------------------------------------------------------------


def _rows_of(known: _Known) -> Iterator[Change]:
    new = {row.id for row in known.after.rows if known.then_of(row) is None}
    for row in known.after.rows:
        then = known.then_of(row)
        if then is None:
            yield _new(row, known)
            if earlier := known.earlier_number(row):
                yield _moved(row, earlier)
        else:
            yield from _kept(row, then, known)
        if row.replaced_by and not (then and then.replaced_by):
            yield from _replaced(row, known, new)


def _new(row: Row, known: _Known) -> Change:
    origin = known.rows_now.get(row.relay_of or "")
    reason = f"repeats {origin.speaker.name}" if origin else ""
    return _change(Kind.NEW_FIGURE, row, told(row), reason=reason)


def _kept(row: Row, then: Row, known: _Known) -> Iterator[Change]:
    if row.id in known.corrected:
        text = f"{told(then)} → {figure_words(row.figure)}"
        yield _change(Kind.CORRECTED, row, text, reason="another version of the report", then=then)
        return
    if not _same_number(row, then):
        first = row.carriers[0]
        reason = f"now read from {first.publisher or 'a report'}, {first.rendering}"
        text = f"{told(then)} → {figure_words(row.figure)}"
        yield _change(Kind.READING, row, text, reason=reason, then=then)
    elif row.figure.scope != then.figure.scope and _place(row) != _place(then):
        text = f"{told(row)}: {_place(then)} → {_place(row)}"
        reason = "scope borrowed" if row.figure.scope.borrowed else "scope read anew"
        yield _change(Kind.READING, row, text, reason=reason, then=then)
    old = {c.figure_id for one in known.older[row.id] for c in one.carriers}
    fresh = [c for c in row.carriers if c.figure_id not in old]
    fresh = [c for c in fresh if c.report_id not in known.between.versions]
    if fresh:
        yield Change(
            kind=Kind.REPEATED,
            subject=row.figure.scope.activity or "",
            speaker=row.speaker.name,
            text=told(row),
            quotes=tuple(map(Quoted.of, fresh[:QUOTES])),
            ids=(row.id,),
            count=len(fresh),
        )


def _place(row: Row) -> str:
    scope = row.figure.scope
    place = f"in {scope.place}" if scope.place else "the whole"
    force = f"of {' and '.join(scope.force)}" if scope.force else None
    return ", ".join(part for part in (place, force, scope.component, scope.role) if part)


def _moved(row: Row, earlier: Row) -> Change:
    a, b = base_number(earlier.figure) or 0.0, base_number(row.figure) or 0.0
    kind = Kind.RAISED if b > a else Kind.CUT
    text = f"{told(earlier)} → {figure_words(row.figure)}"
    reason = "the speaker's own later number"
    if earlier.replaced_by == row.id:
        reason = f"{reason}, in place of the earlier one"
    return _change(kind, row, text, reason=reason, then=earlier)


def _replaced(row: Row, known: _Known, new: set[str]) -> Iterator[Change]:
    later = known.rows_now.get(row.replaced_by or "")
    if later is None or (row.id in new and later.id not in new):
        return  # it came in late, and was replaced before anybody knew of it
    moved = known.earlier_number(later) if later.id in new else None
    if moved is not None and moved.id == row.id:
        return  # told as raised or cut
    text = f"{told(row)} → {figure_words(later.figure)}"
    reason = f"{later.speaker.name}'s later number takes its place"
    yield _change(Kind.REPLACED, later, text, reason=reason, then=row)


def _gone(known: _Known) -> Iterator[Change]:
    for row in known.before.rows:
        if row.id not in known.newer:
            text, reason = told(row), _why_gone(row, known)
            yield _change(Kind.WITHDRAWN, row, text, reason=reason)


def _why_gone(row: Row, known: _Known) -> str:
    reports = {carrier.report_id for carrier in row.carriers}
    figures = {carrier.figure_id for carrier in row.carriers}
    if reports & set(known.between.versions.values()):
        return "no longer in the report"
    if (figures | {row.id}) & known.between.decided:
        return "a person's judgement"
    return "read otherwise now"


def _denied(known: _Known) -> Iterator[Change]:
    before = {c.figure_id for row in known.before.denied for c in row.carriers}
    for row in known.after.denied:
        if not any(carrier.figure_id in before for carrier in row.carriers):
            text = f"denied: {figure_words(row.figure)} {_counted(row)}"
            yield _change(Kind.DENIED, row, text)


def told(row: Row) -> str:
    """Write a row in words: who, how many of what."""
    return f"{row.speaker.name}: {figure_words(row.figure)} {_counted(row)}"


def _counted(row: Row) -> str:
    place = f" in {row.figure.scope.place}" if row.figure.scope.place else ""
    return f"{row.figure.counted}{place}"


def _change(
    kind: Kind, row: Row, text: str, *, reason: str = "", then: Row | None = None
) -> Change:
    carriers = [*(then.carriers[:1] if then is not None else ()), *row.carriers]
    quotes = tuple(dict.fromkeys(Quoted.of(one) for one in carriers))[:QUOTES]
    return Change(
        kind=kind,
        subject=row.figure.scope.activity or "",
        speaker=row.speaker.name,
        text=text,
        reason=reason,
        quotes=quotes,
        ids=(row.id,) if then is None else (row.id, then.id),
        count=len(row.carriers),
    )


# ---- conflicts ---------------------------------------------------------------------------------


def _conflicts(known: _Known) -> Iterator[Change]:
    then, now = _verdicts(known.before), _verdicts(known.after)
    for one in now.values():
        if one.verdict is Verdict.CONFLICT and not _stood(one, known.older, then):
            yield _opened(one, known)
    for one in then.values():
        if one.verdict is Verdict.CONFLICT and not _stood(one, known.newer, now):
            yield _closed(one, known, now)


def _verdicts(ledger: Ledger) -> dict[frozenset[str], Judgement]:
    return {frozenset((one.a, one.b or "")): one for one in (*ledger.renderings, *ledger.verdicts)}


def _stood(
    one: Judgement,
    others: Mapping[str, Sequence[Row]],
    verdicts: Mapping[frozenset[str], Judgement],
) -> bool:
    """Tell whether the same two utterances are in conflict in the other picture."""
    found = _others(one, others, verdicts)
    return any(other.verdict is Verdict.CONFLICT for other in found)


def _others(
    one: Judgement,
    others: Mapping[str, Sequence[Row]],
    verdicts: Mapping[frozenset[str], Judgement],
) -> list[Judgement]:
    pairs = (
        frozenset((a.id, b.id)) for a in others.get(one.a, ()) for b in others.get(one.b or "", ())
    )
    return [verdicts[pair] for pair in pairs if pair in verdicts]


def _opened(one: Judgement, known: _Known) -> Change:
    a, b = known.rows_now[one.a], known.rows_now[one.b or ""]
    return _clash(Kind.OPENED, one, (a, b), _why_opened(a, b, known))


def _why_opened(a: Row, b: Row, known: _Known) -> str:
    fresh = [row for row in (a, b) if known.then_of(row) is None]
    if fresh:
        return "new: " + "; ".join(told(row) for row in fresh)
    if {a.id, b.id} & set(known.corrected):
        return "a report was corrected"
    changed = [row for row in (a, b) if not _same_number(row, known.older[row.id][0])]
    if changed:
        return "read otherwise now: " + "; ".join(told(row) for row in changed)
    if known.between.decided:
        return "a person's judgement"
    return "scope or speaker told anew"


def _closed(one: Judgement, known: _Known, now: Mapping[frozenset[str], Judgement]) -> Change:
    a, b = known.rows_then[one.a], known.rows_then[one.b or ""]
    gone = [row for row in (a, b) if not known.newer.get(row.id)]
    if gone:
        reason = "; ".join(f"{told(row)}: {_why_gone(row, known)}" for row in gone)
    elif any(row.id in known.corrected for old in (a, b) for row in known.newer[old.id]):
        reason = "a report was corrected"
    else:
        verdicts = _others(one, known.newer, now)
        reason = f"{verdicts[0].verdict}: {verdicts[0].reason}" if verdicts else "one utterance now"
    return _clash(Kind.CLOSED, one, (a, b), reason)


def _clash(kind: Kind, one: Judgement, rows: tuple[Row, Row], reason: str) -> Change:
    own = [row.figure.scope.activity for row in rows]
    return Change(
        kind=kind,
        subject=own[0] or "",
        text=one.reason,
        speaker=" / ".join(dict.fromkeys(row.speaker.name for row in rows)),
        reason=reason,
        quotes=tuple(Quoted.of(row.carriers[0]) for row in rows),
        ids=(one.id, one.a, one.b or ""),
        soft=one.force is Force.SOFT,
    )
