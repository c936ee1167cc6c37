"""Activities: something done or planned."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.checks import require
from vedette.model.entity import Ref
from vedette.model.ids import make_id
from vedette.model.span import Span
from vedette.model.speech import Modality
from vedette.model.when import UNKNOWN_WHEN, When
from vedette.model.where import Where


@dataclass(frozen=True, slots=True)
class Participant:
    """Hold one participant of an activity in a role of the codebook."""

    role: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Relation:
    """Relate an activity to another one ("edition of", "stage of", "response to")."""

    kind: str
    activity: str


@dataclass(frozen=True, slots=True)
class Activity:
    """Hold something done or planned, with the words that name it.

    `name` is a canonical name for a named activity ("Zapad-2025"), else None. The id of a named
    activity is the same in every report; that of an unnamed one belongs to its report and span.
    """

    id: str
    type: str
    span: Span
    name: str | None = None
    participants: tuple[Participant, ...] = ()
    when: When = UNKNOWN_WHEN
    where: Where | None = None
    modality: Modality = Modality()
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.type), "an activity needs a type")

    @staticmethod
    def make_id(kind: str, *, name: str | None, report_id: str, span: Span) -> str:
        """Digest the name where there is one, else the report and the span."""
        if name:
            return make_id("act", kind, name)
        return make_id("act", kind, report_id, span.start, span.end)
