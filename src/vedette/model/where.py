"""Places as named, and what they resolve to with honest precision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.span import Span


class PlacePrecision(StrEnum):
    """Name how finely a place is known."""

    POINT = "point"
    VICINITY = "vicinity"
    SETTLEMENT = "settlement"
    REGION = "region"
    COUNTRY = "country"
    SEA = "sea"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Where:
    """Hold a place: canonical name, gazetteer id, coordinates in degrees, precision class.

    An unplaced place has no coordinates; `source` says where the facts stand,
    `reason` why a place stayed unplaced.
    """

    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: PlacePrecision = PlacePrecision.UNPLACED
    source: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        require((self.lat is None) == (self.lon is None), "a latitude needs a longitude")
        if self.lat is not None and self.lon is not None:
            require(-90 <= self.lat <= 90 and -180 <= self.lon <= 180, "coordinates out of range")
            require(
                self.precision is not PlacePrecision.UNPLACED,
                "an unplaced place has no coordinates",
            )


class PlaceRole(StrEnum):
    """Name what the name of a place does where it stands.

    A location is where something is ("in Minsk"); the others name a place and put nothing there:
    a government that acts ("Minsk said"), an adjective ("Russian drones"), a part of the name of
    something else ("University of Toronto").
    """

    LOCATION = "location"
    GOVERNMENT = "government"
    ADJECTIVE = "adjective"
    PART = "part"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Hold one mention of a place: its words, what they resolve to, and their role."""

    span: Span
    where: Where
    role: PlaceRole = PlaceRole.LOCATION


@dataclass(frozen=True, slots=True)
class Toponym:
    """Hold where a name of a place stands in a text, before anybody knows which place it is."""

    start: int
    end: int
    role: PlaceRole = PlaceRole.LOCATION

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, "a toponym has a start before its end")
