"""What is exported: one report at a time with what it says, and what the rules say of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vedette.model import (
    Attribution,
    Claim,
    Figure,
    Judgement,
    PlaceMention,
    Publisher,
    Report,
    Row,
)


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one noun with the report it stands in, and the attribution that carries it.

    `carrier` is None where the outlet speaks itself.
    """

    report: Report
    noun: Any
    carrier: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what one report says of what is wanted; `places` are those where something is."""

    report: Report
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    carriers: Mapping[str, Attribution] = field(default_factory=dict)

    def carrier(self, attribution_id: str | None) -> Attribution | None:
        """Return an attribution by its id; None is the outlet's own voice."""
        return self.carriers.get(attribution_id or "")

    def said(self, noun: Claim | Figure) -> Record:
        """Return a claim or a figure with its report and carrier."""
        return Record(self.report, noun, self.carrier(noun.attribution))


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold a verdict on two rows of the board of an activity."""

    activity: str
    judgement: Judgement
    a: Row
    b: Row


@dataclass(frozen=True, slots=True)
class Extract:
    """Hold what an export writes, each part read only when it is asked for.

    `pages` may be walked once. `publishers` is what is known of outlets, by name.
    """

    pages: Iterable[Page]
    verdicts: Callable[[], Iterable[Compared]] = tuple
    publishers: Mapping[str, Publisher] = field(default_factory=dict)


def claims_of(pages: Iterable[Page]) -> Iterator[Record]:
    """Yield the claims of reports."""
    return (page.said(claim) for page in pages for claim in page.claims)


def figures_of(pages: Iterable[Page]) -> Iterator[Record]:
    """Yield the figures of reports."""
    return (page.said(figure) for page in pages for figure in page.figures)


def places_of(pages: Iterable[Page]) -> Iterator[Record]:
    """Yield the places named in reports as where something is."""
    return (Record(page.report, place) for page in pages for place in page.places)


def reports_of(pages: Iterable[Page]) -> Iterator[Record]:
    """Yield the reports themselves."""
    return (Record(page.report, page.report) for page in pages)
