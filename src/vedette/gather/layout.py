"""The page as printed: paragraphs in order, each with its zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.gather.datelines import find_dateline
from vedette.gather.furniture import (
    NO_IMPRINT,
    Imprint,
    is_date_label,
    is_wire_line,
    read_imprint,
    zone_of,
)
from vedette.model.report import Dateline
from vedette.model.span import Block, Zone
from vedette.model.when import UNKNOWN_WHEN, When

_CHUNK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")
_WRAP_WIDTH = 100  # hard-wrapped prose keeps its lines below this
_MIN_WRAPPED = 45
_MAX_HEADLINE = 150
_MAX_DECK = 250
_MAX_SHORT_LEAD = 120
_MAX_KICKER = 2  # words
_LEAST_BELOW_KICKER = 3  # paragraphs: the rubric, the headline, the prose
_LEAD = 10  # headline, deck, byline and date stand among the first paragraphs
_CLOSERS = "”’\"')»*_ "
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold the blocks of a text and what its printed lines tell of the report."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    deck: str | None = None
    imprint: Imprint = NO_IMPRINT
    dateline: Dateline | None = None
    dateline_date: When = UNKNOWN_WHEN
    credit: str | None = None


def lay_out(text: str, *, headline: str = "", deck: str = "") -> Layout:
    """Give every paragraph of a text its zone.

    `headline` and `deck`, where known from elsewhere, are recognised by their words; else short
    leading lines without a full stop are taken for them.
    """
    spans = _paragraphs(text)
    zones = [zone_of(text[start:end]) for start, end in spans]
    lead = _Lead(text, spans, zones, headline=headline, deck=deck)
    lead.read()
    return _finish(text, spans, zones, lead)


def _finish(
    text: str, spans: Sequence[tuple[int, int]], zones: list[Zone | None], lead: _Lead
) -> Layout:
    blocks: list[Block] = []
    dateline, date = None, UNKNOWN_WHEN
    prose, first_prose = 0, 0
    for (start, end), zone in zip(spans, zones, strict=True):
        begin = start
        if zone is None:
            prose += 1
            short_lead = prose == 2 and first_prose <= _MAX_SHORT_LEAD
            first_prose = end - start if prose == 1 else first_prose
            found = find_dateline(text, start, end) if dateline is None and prose <= 2 else None
            # A second paragraph opens with a dateline only if an agency is named, or if the one
            # before it is no longer than a deck.
            if found and (prose == 1 or short_lead or found[0].agency):
                dateline, begin, date = found
                blocks.append(Block(Zone.DATELINE, start, dateline.span.end))
        if begin < end:
            blocks.append(Block(zone or Zone.BODY, begin, end))
    credit = next(
        (
            text[b.start : b.end].strip("() ")
            for b in blocks
            if b.zone is Zone.CREDIT and is_wire_line(text[b.start : b.end])
        ),
        None,
    )
    return Layout(
        tuple(blocks),
        lead.headline or None,
        lead.deck or None,
        lead.imprint,
        dateline,
        date,
        credit,
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [span for chunk in _CHUNK.finditer(text) for span in _split(chunk)]


def _split(chunk: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Part the lines of a chunk, unless they are one paragraph broken at a fixed width."""
    base = chunk.start()
    lines = [
        (base + line.start(), base + line.start() + len(line[0].rstrip()))
        for line in _LINE.finditer(chunk[0])
    ]
    if _is_wrapped([chunk.string[start:end] for start, end in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    if len(lines) < 2 or max(map(len, lines)) > _WRAP_WIDTH:
        return False
    inner = lines[:-1]
    broken = any(not _ends_sentence(line) for line in inner)
    return broken and sum(map(len, inner)) >= _MIN_WRAPPED * len(inner)


def _ends_sentence(line: str) -> bool:
    bare = line.rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", "…", ":", ";")) and not _ABBREVIATED.search(bare)


class _Lead:
    """Read headline, deck and imprint off the first paragraphs, zoning them in place."""

    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        zones: list[Zone | None],
        *,
        headline: str,
        deck: str,
    ) -> None:
        self.headline = headline
        self.deck = deck
        self.imprint = Imprint()
        self._text = text
        self._spans = spans
        self._zones = zones
        self._known = bool(headline)

    def read(self) -> None:
        """Go down the first paragraphs until the report's prose begins."""
        for i in range(min(_LEAD, len(self._spans))):
            if self._zones[i] is not None and self._zones[i] is not Zone.CREDIT:
                continue
            zone = self._zone(i)
            if zone is not None:
                self._zones[i] = zone
            elif self._zones[i] is None and not self._is_kicker(i):
                self._dated_below(i + 1)
                return

    def _dated_below(self, first: int) -> None:
        """Take a line "Published: 7 October 2025" that stands below a first line of prose."""
        for i in range(first, min(_LEAD, len(self._spans))):
            start, end = self._spans[i]
            line = self._text[start:end]
            imprint = read_imprint(line) if is_date_label(line) else None
            if imprint and imprint.published.is_known and not imprint.byline:
                self._add(imprint)
                self._zones[i] = Zone.BYLINE
                return

    def _is_kicker(self, i: int) -> bool:
        """Tell a rubric in capitals over the headline: "DEFENCE", "WORLD NEWS"."""
        start, end = self._spans[i]
        line = self._text[start:end]
        if i or self.headline or len(line.split()) > _MAX_KICKER or not line.isupper():
            return False
        if not line.replace(" ", "").isalpha() or len(self._spans) < _LEAST_BELOW_KICKER:
            return False
        return self._stands_alone(0) and _is_title(
            self._text[slice(*self._spans[1])], _MAX_HEADLINE, question=True
        )

    def _zone(self, i: int) -> Zone | None:
        start, end = self._spans[i]
        line = self._text[start:end]
        if _same(line, self.headline):
            return Zone.HEADLINE
        if _same(line, self.deck):
            return Zone.DECK
        imprint = read_imprint(line)
        if imprint:
            self._add(imprint)
            return Zone.BYLINE
        return self._title(i, line) if self._zones[i] is None else None

    def _add(self, imprint: Imprint) -> None:
        mine = self.imprint
        self.imprint = Imprint(
            mine.byline or imprint.byline,
            mine.outlet or imprint.outlet,
            mine.published if mine.published.is_known else imprint.published,
        )

    def _title(self, i: int, line: str) -> Zone | None:
        start, end = self._spans[i]
        if self._known or "\n" in line or not self._has_prose_after(i):
            return None
        if not self._stands_alone(i) or find_dateline(self._text, start, end):
            return None
        if not self.headline and _is_title(line, _MAX_HEADLINE, question=True):
            self.headline = line
            return Zone.HEADLINE
        if self.headline and not self.deck and _is_title(line, _MAX_DECK, question=False):
            self.deck = line
            return Zone.DECK
        return None

    def _stands_alone(self, i: int) -> bool:
        """Tell whether an empty line follows, or a far longer paragraph on the next line."""
        start, end = self._spans[i]
        after, stop = self._spans[i + 1]
        gap = self._text[end:after].count("\n")
        return gap > 1 or (stop - after > _MAX_HEADLINE and end - start < _WRAP_WIDTH)

    def _has_prose_after(self, i: int) -> bool:
        return any(
            zone is None and not _is_title(self._text[start:end], _MAX_DECK, question=False)
            for (start, end), zone in zip(
                self._spans[i + 1 : i + _LEAD], self._zones[i + 1 : i + _LEAD], strict=True
            )
        )


def _is_title(line: str, limit: int, *, question: bool) -> bool:
    bare = line.rstrip(_CLOSERS)
    if len(line) > limit or len(bare.split()) < 2 or bare[:1].islower():
        return False
    if question and bare.endswith("?"):
        return True
    return not _ends_sentence(line) and not bare.endswith((",", "-", "–", "—"))


def _same(line: str, known: str) -> bool:
    return bool(known) and " ".join(line.split()).casefold() == " ".join(known.split()).casefold()
