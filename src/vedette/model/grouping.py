"""How reports were put together: placements with reasons, threads of activities, incidents."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.checks import require
from vedette.model.likeness import Feature
from vedette.model.when import UNKNOWN_WHEN, When
from vedette.model.where import Where


@dataclass(frozen=True, slots=True)
class Rival:
    """Hold a story that a report did not join, with its score."""

    story: str
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Hold why a report is where it is.

    `story` is None for a report that opened one; `score` is the logarithm of the odds that it
    tells of the story's happening, `nearest` the report that it was most like, `rivals` the
    stories that lost.
    """

    report_id: str
    story: str | None
    score: float
    reason: str
    evidence: tuple[Feature, ...] = ()
    rivals: tuple[Rival, ...] = ()
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Hold a named activity and the stories mostly about it; `series` has its editions."""

    name: str
    series: str
    story_ids: tuple[str, ...]
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Point to an activity in a report, with why it was tied to its incident."""

    report_id: str
    activity_id: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Hold what several reports tell of one deed: its kind, time and place."""

    id: str
    type: str
    when: When
    where: Where
    sightings: tuple[Sighting, ...]

    def __post_init__(self) -> None:
        require(bool(self.sightings), "an incident needs a report")
        require(self.when != UNKNOWN_WHEN, "an incident has a time")

    @property
    def report_ids(self) -> tuple[str, ...]:
        """Return the reports that tell of it, each once."""
        return tuple(dict.fromkeys(one.report_id for one in self.sightings))
