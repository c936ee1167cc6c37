"""Reports and their publishers."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.ids import make_id
from vedette.model.span import Block, Span, Zone
from vedette.model.when import UNKNOWN_WHEN, When


class PublisherKind(StrEnum):
    """Name the kind of an outlet."""

    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    STATE_AGENCY = "state agency"
    MINISTRY = "ministry"
    AGGREGATOR = "aggregator"
    MAGAZINE = "magazine"
    THINK_TANK = "think tank"
    SOCIAL = "social"
    UNKNOWN = "unknown"


class Reliability(StrEnum):
    """Grade a source on the Admiralty scale; F, cannot be judged, is the default."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Hold an outlet and what is known of it; `graded_by` says who set the grade, and when."""

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    kind: PublisherKind = PublisherKind.UNKNOWN
    owner: str | None = None
    state_affiliated: bool | None = None
    reliability: Reliability = Reliability.F
    graded_by: str | None = None
    graded_at: datetime | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a publisher needs a name")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Hold the place and agency at the head of a report ("MINSK, August 6. /TASS/.")."""

    place: str | None
    agency: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """Hold one published item.

    `text` is the printed text in NFC with line feeds; `blocks` are its paragraphs in order, each
    with a zone. `notes` keeps header fields that have no place of their own. Unknown publisher or
    url is "".
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    url: str = ""
    publisher: str = ""
    published: When = UNKNOWN_WHEN
    retrieved_at: datetime | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    credit: str | None = None
    language: str = "und"
    notes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require(unicodedata.is_normalized("NFC", self.text), "a report's text is in NFC")
        require(self.id == self.make_id(self.publisher, self.url, self.text), "foreign report id")
        end = 0
        for block in self.blocks:
            require(block.start >= end, "blocks stand in order and do not overlap")
            end = block.end
        require(end <= len(self.text), "a block ends behind the text")

    @staticmethod
    def make_id(publisher: str, url: str, text: str) -> str:
        """Digest publisher, url and text: an edited text is another version."""
        return make_id("rep", publisher, url, text)

    @property
    def thread(self) -> str:
        """Return the id that all versions of one address share; without address, the own id."""
        return make_id("thr", self.publisher, self.url) if self.url else self.id

    def zone_at(self, offset: int) -> Zone:
        """Return the zone at an offset; text between blocks counts as body."""
        number = bisect_right(self.blocks, offset, key=_start) - 1
        inside = number >= 0 and offset < self.blocks[number].end
        return self.blocks[number].zone if inside else Zone.BODY


def _start(block: Block) -> int:
    return block.start
