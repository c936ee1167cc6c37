"""What changed, gathered by activity: counts first, then the lines that matter most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from vedette.compare.changes import Change, Changes, Edited, Group, Kind, Quoted
from vedette.model import words
from vedette.web.site import words_of

FEW = 3  # lines of an activity that stand open
MANY = 200  # lines of an activity that a page lists
OTHERS = "Other subjects"
_QUOTE = 200

# What a line is called, in the order of importance, and what several are called.
_CALLED: dict[Kind, str] = {
    Kind.OPENED: "new conflict",
    Kind.CLOSED: "conflict closed",
    Kind.DENIED: "denial",
    Kind.RAISED: "figure raised",
    Kind.CUT: "figure cut",
    Kind.REPLACED: "figure replaced",
    Kind.CORRECTED: "figure corrected",
    Kind.WITHDRAWN: "figure withdrawn",
    Kind.READING: "reading changed",
    Kind.NEW_FIGURE: "new figure",
    Kind.NAMED: "newly named",
    Kind.VANISHED: "no longer said",
    Kind.REPEATED: "figure repeated",
}
_RANK = {called: rank for rank, called in enumerate(_CALLED.values())}
_EDITED, _SAID = "corrected report", "new claims"
_SEVERAL = {
    "conflict closed": "conflicts closed",
    "figure raised": "figures raised",
    "figure cut": "figures cut",
    "figure replaced": "figures replaced",
    "figure corrected": "figures corrected",
    "figure withdrawn": "figures withdrawn",
    "reading changed": "readings changed",
    "newly named": "newly named",
    "no longer said": "no longer said",
    "figure repeated": "figures repeated",
    _SAID: _SAID,
}
_RANK |= {_EDITED: 3, _SAID: len(_RANK)}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one change: what it is, who is behind it, and the words that show it."""

    called: str
    text: str
    speaker: str = ""
    reason: str = ""
    soft: bool = False
    times: int = 1
    quotes: tuple[tuple[str, str, str], ...] = ()  # address, words, source


@dataclass(frozen=True, slots=True)
class Section:
    """Hold what changed on one subject; `few` lines stand open, `more` are unfolded."""

    subject: str
    is_activity: bool
    counts: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def few(self) -> tuple[Line, ...]:
        """Return the lines that stand open."""
        return self.lines[:FEW]

    @property
    def more(self) -> tuple[Line, ...]:
        """Return the lines that are unfolded."""
        return self.lines[FEW:MANY]

    @property
    def unlisted(self) -> int:
        """Count the lines that a page leaves out."""
        return max(len(self.lines) - MANY, 0)


@dataclass(frozen=True, slots=True)
class News:
    """Hold what changed: totals, and the subjects with the most telling changes first."""

    reports: int
    claims: int
    counts: tuple[str, ...]
    sections: tuple[Section, ...]
    forgotten: int
    unread: int = 0
    uncompared: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.reports or self.sections or self.forgotten)


def news_of(found: Changes, activities: Collection[str]) -> News:
    """Gather changes by activity; what is about anything else stands together at the end."""
    lines: dict[str, list[Line]] = {}
    for subject, line in _lines(found):
        lines.setdefault(subject if subject in activities else OTHERS, []).append(line)
    sections = [_section(subject, ours, activities) for subject, ours in lines.items()]
    ordered = sorted(sections, key=lambda one: (not one.is_activity, *_weight(one)))
    return News(
        len(found.reports),
        sum(one.count for one in found.groups),
        _counted([line for ours in lines.values() for line in ours if line.called != _SAID]),
        tuple(ordered),
        len(found.forgotten),
        found.unread,
        found.uncompared,
    )


def _section(subject: str, lines: Sequence[Line], activities: Collection[str]) -> Section:
    ordered = tuple(sorted(lines, key=lambda line: (_RANK[line.called], line.soft)))
    return Section(subject, subject in activities, _counted(ordered), ordered)


def _weight(one: Section) -> tuple[int, int, str]:
    return _RANK[one.lines[0].called], -len(one.lines), one.subject


def _counted(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return how many lines of each kind there are, in words."""
    totals: Counter[str] = Counter()
    for line in lines:
        totals[line.called] += line.times if line.called == _SAID else 1
    ordered = sorted(totals.items(), key=lambda one: _RANK[one[0]])
    return tuple(words.count(n, called, _SEVERAL.get(called, "")) for called, n in ordered)


def _lines(found: Changes) -> Iterator[tuple[str, Line]]:
    for change in found.changes:
        yield change.subject, _change(change)
    for edited in found.edited:
        yield OTHERS, _edited(edited)
    for group in found.groups:
        yield group.subject, _group(group)


def _change(one: Change) -> Line:
    begins = one.text.startswith(one.speaker.split(" / ")[0])  # with who says it
    return Line(
        _CALLED[one.kind],
        one.text,
        "" if begins else one.speaker,
        one.reason,
        one.soft,
        one.count,
        tuple(map(_quote, one.quotes[:FEW])),
    )


def _edited(one: Edited) -> Line:
    pairs = [f"{a.span.quote} → {b.span.quote}" for a, b in one.changed]
    text = "; ".join(pairs) or words.count(len(one.dropped) + len(one.added), "other figure")
    quotes = [b for _, b in one.changed] or [*one.added, *one.dropped]
    own = (words_of_whole(one.newer), words.folded(one.headline or one.url or "a report", 90), "")
    shown = tuple(map(_quote, quotes[:FEW])) or (own,)
    return Line(_EDITED, text, one.publisher, one.note, quotes=shown)


def words_of_whole(report_id: str) -> str:
    """Return the address of a report."""
    return f"/report/{report_id}"


def _group(one: Group) -> Line:
    kinds = ", ".join(f"{name.replace('-', ' ')} {n}" for name, n in one.predicates[:4])
    shown = tuple(_quote(quoted) for _, _, quoted in one.shown)
    return Line(_SAID, kinds, one.speaker, times=one.count, quotes=shown)


def _quote(one: Quoted) -> tuple[str, str, str]:
    source = f"{one.publisher or 'unknown publisher'}, {words.day(one.published)}"
    return words_of(one.report_id, one.span), words.folded(one.span.quote, _QUOTE), source
