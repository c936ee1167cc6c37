"""Who said it first, and what carries it: the tellings of one number or one word in time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vedette.compare.changes import Quoted
from vedette.compare.ledger import Item
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import (
    is_latest_only,
    outlet_speaker,
    said_when,
    same_speaker,
    unknown_speaker,
)
from vedette.compare.sentences import sentence_around
from vedette.compare.sides import figure_words
from vedette.data.matcher import fold_name
from vedette.model import (
    Analysis,
    Attribution,
    Bound,
    Figure,
    Judgement,
    Ledger,
    Nearness,
    Origin,
    Report,
    Row,
    RowCarrier,
    Span,
    Speaker,
    When,
)
from vedette.model.words import OWN_VOICE


class Part(StrEnum):
    """Name how a telling stands to the first one."""

    FIRST = "first"
    AGAIN = "the same speaker again"
    RELAY = "an outlet repeats it"
    OTHER = "another speaker"
    DENIAL = "denied"
    GARBLED = "rendered otherwise than said"


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold the number looked for; without `bound` any bound will do.

    `counted` limits it to one class of the codebook.
    """

    low: float
    high: float
    bound: Bound | None = None
    nearness: Nearness = Nearness.NONE
    counted: str | None = None

    def fits(self, figure: Figure) -> bool:
        """Tell whether a figure gives this number."""
        if self.counted is not None and figure.counted != self.counted:
            return False
        if self.bound is not None and (figure.bound, figure.nearness) != (
            self.bound,
            self.nearness,
        ):
            return False
        if self.low != self.high:
            return (figure.low, figure.high) == (self.low, self.high)
        ends = {figure.low, figure.high} - {None}
        return ends == {self.low} and figure.change is None


@dataclass(frozen=True, slots=True)
class Branch:
    """Hold one report that carries a telling, with its reprints below it."""

    quoted: Quoted
    rendering: str
    reprints: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Hold one act of saying it: who, in which words, when, and the tree of its carriers.

    `dated` tells when it was said from when it was published at the latest. `unsure` marks a
    telling that could have come before the first one, as far as anybody knows.
    """

    part: Part
    speaker: Speaker
    own_voice: bool
    text: str
    said: When
    dated: bool
    carriers: tuple[Branch, ...]
    row: str | None = None
    unsure: bool = False

    @property
    def name(self) -> str:
        """Name who says it."""
        return f"{self.speaker.name}, {OWN_VOICE}" if self.own_voice else self.speaker.name

    @property
    def start(self) -> date | None:
        """Return the first day on which it can have been said."""
        return self.said.start or self.said.end

    @property
    def end(self) -> date | None:
        """Return the last day on which it can have been said."""
        return self.said.end or self.said.start


@dataclass(frozen=True, slots=True)
class First:
    """Hold who said it first, all that followed, and what has no date and could be earlier."""

    subject: str
    value: str
    tellings: tuple[Telling, ...]
    undated: tuple[Telling, ...] = ()

    @property
    def first(self) -> Telling | None:
        """Return the first telling with a date; None where it is only denied or garbled."""
        return next((one for one in self.tellings if one.part is Part.FIRST), None)


# ---- numbers -----------------------------------------------------------------------------------


def first_number(ledger: Ledger, asked: Asked, *, value: str) -> First:
    """Return who gave a number for a ledger's activity first, and the tree of its carriers."""
    heads = origin_of(ledger.origins)
    order = _places(ledger.origins)
    groups = (
        (ledger.rows, None),
        (ledger.denied, Part.DENIAL),
        (ledger.garbled, Part.GARBLED),
    )
    found = [
        (row, _telling_of(row, part or Part.OTHER, heads, order))
        for rows, part in groups
        for row in rows
        if row.figure.scope.activity == ledger.activity and asked.fits(row.figure)
    ]
    return _first(ledger.activity, value, found)


def numbers_of(ledger: Ledger) -> list[float]:
    """Return the numbers that a ledger knows of its activity, for near misses."""
    rows = [row.figure for row in ledger.rows if row.figure.scope.activity == ledger.activity]
    return sorted({end for one in rows for end in (one.low, one.high) if end is not None})


def _telling_of(
    row: Row, part: Part, heads: Mapping[str, str], order: Mapping[str, int]
) -> Telling:
    return Telling(
        part=part,
        speaker=row.speaker,
        own_voice=row.own_voice,
        text=f"{figure_words(row.figure)} {row.figure.counted_text or row.figure.counted}",
        said=row.uttered,
        dated=not is_latest_only(row.uttered),
        carriers=_tree(row.carriers, heads, order),
        row=row.id,
    )


def _first(subject: str, value: str, found: Sequence[tuple[Row, Telling]]) -> First:
    dated = sorted((one for one in found if one[1].start), key=_in_time)
    undated = tuple(one for _, one in found if not one.start)
    if not dated:
        return First(subject, value, (), undated)
    leader, first = next((p for p in dated if p[1].part is Part.OTHER), dated[0])
    tellings = [replace(first, part=Part.FIRST) if first.part is Part.OTHER else first]
    for row, telling in dated:
        if telling is not first:
            tellings.append(_behind(telling, _part(row, telling, leader), first))
    return First(subject, value, tuple(tellings), undated)


def _in_time(one: tuple[Row, Telling]) -> tuple[date, date, bool, bool, str]:
    row, telling = one
    start, end = telling.start or date.max, telling.end or date.max
    # Of one day, who is quoted comes before an outlet's own voice, which repeats somebody, and
    # what was said that day before what was printed that day.
    return start, end, row.own_voice, not telling.dated, row.id


def _part(row: Row, telling: Telling, leader: Row) -> Part:
    if telling.part is not Part.OTHER:
        return telling.part
    if row.relay_of:
        return Part.RELAY
    return Part.AGAIN if same_speaker(row, leader) else Part.OTHER


def _behind(telling: Telling, part: Part, first: Telling) -> Telling:
    """Mark a telling that nobody can say came after the first one."""
    start, last = telling.start, first.end
    unsure = start is not None and last is not None and start <= last
    return replace(telling, part=part, unsure=unsure and part is not Part.RELAY)


def _places(origins: Iterable[Origin]) -> dict[str, int]:
    return {one: place for origin in origins for place, one in enumerate(origin.report_ids)}


def _tree(
    carriers: Iterable[RowCarrier], heads: Mapping[str, str], order: Mapping[str, int]
) -> tuple[Branch, ...]:
    """Put the carriers in order of time, reprints below the first of their text."""
    texts: dict[str, dict[str, RowCarrier]] = defaultdict(dict)
    for one in carriers:
        text = heads.get(one.report_id, one.report_id)
        texts[text].setdefault(one.report_id, one)  # the best words of each report
    trees = []
    for same in texts.values():
        members = sorted(same.values(), key=lambda one: (order.get(one.report_id, 0), _day(one)))
        branches = [Branch(Quoted.of(one), str(one.rendering)) for one in members]
        trees.append(replace(branches[0], reprints=tuple(branches[1:])))
    return tuple(sorted(trees, key=lambda tree: _published(tree.quoted)))


def _day(carrier: RowCarrier) -> tuple[str, str]:
    return _published(Quoted.of(carrier))


def _published(quoted: Quoted) -> tuple[str, str]:
    day = quoted.published.start or quoted.published.end
    return day.isoformat() if day else "9999", quoted.report_id


# ---- words -------------------------------------------------------------------------------------


def first_words(
    items: Iterable[Item], words: str, *, subject: str, decisions: Iterable[Judgement] = ()
) -> First:
    """Return which report named something first, in whose words, and who followed.

    What a mention resolves to is the same thing however it is spelt; else the words themselves
    are looked for. Reports that go back to one text are one telling.
    """
    known = list(items)
    names = _names(known, words)
    pattern = re.compile(rf"(?<!\w){re.escape(' '.join(words.split()))}(?!\w)", re.IGNORECASE)
    found = {}
    for report, analysis in known:
        span = _span(report, analysis, names, pattern)
        if span is not None:
            found[report.id] = (report, analysis, span)
    origins = find_origins([report for report, _, _ in found.values()], decisions=decisions)
    tellings = [_telling([found[one] for one in origin.report_ids]) for origin in origins]
    dated = sorted((one for one in tellings if one.start), key=_telling_order)
    undated = tuple(one for one in tellings if not one.start)
    if not dated:
        return First(subject, words, (), undated)
    first, rest = dated[0], dated[1:]
    later = [_behind(one, _voice(one, first), first) for one in rest]
    return First(subject, words, (replace(first, part=Part.FIRST), *later), undated)


def _names(items: Sequence[Item], words: str) -> frozenset[str]:
    """Return the names of the things that the words call."""
    typed = fold_name(words)
    return frozenset(
        one.ref.name
        for _, analysis in items
        for one in analysis.mentions
        if typed and typed in {fold_name(one.ref.name), fold_name(one.span.quote)}
    )


def _span(
    report: Report, analysis: Analysis, names: frozenset[str], pattern: re.Pattern[str]
) -> Span | None:
    spans = [one.span for one in analysis.mentions if one.ref.name in names]
    spans += [
        Span.cut(report.text, *match.span(), report.zone_at(match.start()))
        for match in pattern.finditer(report.text)
    ]
    spans = [one for one in spans if not one.zone.is_furniture]
    return min(spans, key=lambda one: (one.start, one.end), default=None)


def _telling(members: Sequence[tuple[Report, Analysis, Span]]) -> Telling:
    report, analysis, span = members[0]
    by = _carrier_of(analysis, span)
    sentence = sentence_around(report, span)
    branches = [_branch(*one) for one in members]
    speaker = outlet_speaker(report)
    if by is not None:
        speaker = by.speaker or unknown_speaker(by)
    return Telling(
        part=Part.OTHER,
        speaker=speaker,
        own_voice=by is None,
        text=sentence.quote,
        said=said_when(report, by),
        dated=by is not None and by.uttered.is_known,
        carriers=(replace(branches[0], reprints=tuple(branches[1:])),),
    )


def _branch(report: Report, analysis: Analysis, span: Span) -> Branch:
    by = _carrier_of(analysis, span)
    return Branch(Quoted.at(report, sentence_around(report, span)), str(by.rendering) if by else "")


def _carrier_of(analysis: Analysis, span: Span) -> Attribution | None:
    inside = (
        one
        for one in analysis.attributions
        if any(part.covers(span) for part in one.content)
        and not any(part.covers(span) for part in one.gloss)
    )
    return min(inside, key=lambda one: sum(len(part.quote) for part in one.content), default=None)


def _telling_order(one: Telling) -> tuple[date, date, bool, bool, str]:
    start, end = one.start or date.max, one.end or date.max
    return start, end, one.own_voice, not one.dated, one.carriers[0].quoted.report_id


def _voice(one: Telling, first: Telling) -> Part:
    if one.own_voice or first.own_voice:
        return Part.OTHER
    same = one.speaker.id and one.speaker.id == first.speaker.id
    return Part.AGAIN if same or one.speaker.name == first.speaker.name else Part.OTHER
