"""What the counts of a picture are told in: days, speakers, things, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Lack = Literal["undated", "unplaced", "left open"]
PERSON: Final = "person/"
LOCAL: Final = "person/local-"


@dataclass(frozen=True, slots=True)
class Days:
    """Hold a span of days, both ends included; None is open."""

    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the span leaves nothing out."""
        return self.since is None and self.until is None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return (self.since or day) <= day <= (self.until or day)


EVER: Final = Days()


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold a speaker with an id: statements, reports, and where one of his statements stands."""

    id: str
    name: str
    statements: int
    reports: int
    body_key: str | None
    leaf: int


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a thing as reports name it: how often, in how many reports, and where once."""

    name: str
    id: str | None
    times: int
    reports: int
    leaf: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Hold how many claims of one kind are made of a thing, and by how many speakers."""

    name: str
    predicate: str
    polarity: str
    claims: int
    speakers: int
