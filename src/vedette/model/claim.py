"""Claims: one statement kept with its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.entity import Ref
from vedette.model.ids import make_id
from vedette.model.span import Span
from vedette.model.speech import Modality
from vedette.model.when import UNKNOWN_WHEN, When
from vedette.model.where import Where


class ValueKind(StrEnum):
    """Name what the value of a claim is."""

    FIGURE = "figure"
    PLACE = "place"
    TIME = "time"
    ENTITY = "entity"
    TEXT = "text"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Value:
    """Hold a claim's value: a readable text, and the id of the noun behind it if there is one."""

    kind: ValueKind
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold subject, predicate, value, who says so, how surely, and the words that carry it.

    `attribution` None means the outlet's own voice. `stage` names the code that made the claim;
    it is provenance and no part of the id.
    """

    id: str
    report_id: str
    subject: Ref
    predicate: str
    value: Value
    evidence: Span
    attribution: str | None = None
    modality: Modality = Modality()
    when: When = UNKNOWN_WHEN
    where: Where | None = None
    stage: str = ""

    @staticmethod
    def make_id(
        report_id: str, *, subject: Ref, predicate: str, value: Value, evidence: Span
    ) -> str:
        """Digest what is claimed and the words that carry it."""
        return make_id(
            "clm",
            report_id,
            subject.kind,
            subject.id or subject.name,
            predicate,
            value.kind,
            value.text,
            evidence.start,
            evidence.end,
        )
