"""What one report says, and what could not be told."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.activity import Activity
from vedette.model.claim import Claim
from vedette.model.entity import Mention
from vedette.model.figure import Figure
from vedette.model.span import Span
from vedette.model.speech import Attribution
from vedette.model.when import TimeMention
from vedette.model.where import PlaceMention, PlaceRole


@dataclass(frozen=True, slots=True)
class Abstention:
    """Record that a stage saw something and did not decide, and why."""

    stage: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Hold everything extracted from one report, each tuple in text order.

    `stages` lists "name@version" of the stages that made it.
    """

    report_id: str
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    activities: tuple[Activity, ...] = ()
    claims: tuple[Claim, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    stages: tuple[str, ...] = ()

    @property
    def locations(self) -> tuple[PlaceMention, ...]:
        """Return the places where something is, without governments, adjectives, parts of names."""
        return tuple(p for p in self.places if p.role is PlaceRole.LOCATION)

    def attribution(self, attribution_id: str | None) -> Attribution | None:
        """Return the attribution with this id, None for the outlet's own voice."""
        return next((a for a in self.attributions if a.id == attribution_id), None)
