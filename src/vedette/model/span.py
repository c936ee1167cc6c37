"""Spans: exact words at exact places, and the zones of a report's text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require


class Zone(StrEnum):
    """Name the part of a printed report that a stretch of text belongs to."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    CAPTION = "caption"
    CORRECTION = "correction"
    # Page furniture: kept in the text, never read as statements.
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    COPYRIGHT = "copyright"
    ADVERTISEMENT = "advertisement"

    @property
    def is_furniture(self) -> bool:
        """Tell whether the zone carries no statements of the report."""
        return self in _FURNITURE


_FURNITURE = frozenset(
    {Zone.BYLINE, Zone.DATELINE, Zone.CREDIT, Zone.COPYRIGHT, Zone.ADVERTISEMENT}
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold the words `text[start:end]` of one report; offsets are code points."""

    start: int
    end: int
    quote: str
    zone: Zone = Zone.BODY

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, f"a span must run forward: {self.start}..{self.end}")
        require(
            len(self.quote) == self.end - self.start,
            f"the quote has {len(self.quote)} code points, the span {self.end - self.start}",
        )

    @classmethod
    def cut(cls, text: str, start: int, end: int, zone: Zone = Zone.BODY) -> Span:
        """Cut a span out of a text, so that the quote is right by construction."""
        return cls(start, end, text[start:end], zone)

    def holds_in(self, text: str) -> bool:
        """Tell whether the quote stands at this place of the text."""
        return text[self.start : self.end] == self.quote

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """Mark one paragraph (or line of furniture) of a report's text with its zone."""

    zone: Zone
    start: int
    end: int

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, f"a block must run forward: {self.start}..{self.end}")
