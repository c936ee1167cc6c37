"""Rows of the board: what one speaker said of one thing, with one reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.model import (
    UNKNOWN_WHEN,
    Act,
    Anonymity,
    Attribution,
    Commitment,
    EntityKind,
    Figure,
    Polarity,
    Rendering,
    Report,
    Span,
    Speaker,
    Tense,
    When,
)


@dataclass(frozen=True, slots=True)
class RowCarrier:
    """Point to one rendering of an utterance: the report, its words, the figure in them."""

    report_id: str
    publisher: str
    published: When
    figure_id: str
    attribution_id: str | None
    span: Span
    rendering: Rendering
    origin: str


@dataclass(frozen=True, slots=True)
class Body:
    """Hold one utterer: a body with its persons, or the unnamed speakers together."""

    name: str
    persons: tuple[str, ...] = ()
    state: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one utterance: its reading, who said it when, and what carries it.

    `figure` is the reading, with borrowed scope filled in; the first carrier carries it.
    `utterers`, `origins` and `outlets` are over all rows of the same value, bound and scope.
    `garbled` lists renderings that say something else; `replaced_by` and `relay_of` are row ids.
    """

    id: str
    figure: Figure
    speaker: Speaker
    uttered: When
    carriers: tuple[RowCarrier, ...]
    anonymity: Anonymity = Anonymity.UNSTATED
    own_voice: bool = False
    utterers: tuple[Body, ...] = ()
    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    replaced_by: str | None = None
    relay_of: str | None = None
    garbled: tuple[RowCarrier, ...] = ()

    @property
    def is_unnamed(self) -> bool:
        """Tell whether nobody can say which body speaks."""
        if self.own_voice:
            return False
        if self.anonymity is Anonymity.ANONYMOUS:
            return True
        return self.speaker.kind is EntityKind.GROUP and self.speaker.id is None

    @property
    def is_open(self) -> bool:
        """Tell whether the speaker commits to nothing: an open question, a mere supposition."""
        modality = self.figure.modality
        if modality.commitment is Commitment.PRESUPPOSES:
            return False
        if modality.commitment is Commitment.MENTIONS or modality.act is Act.ASKS:
            return True
        return modality.tense is Tense.HYPOTHETICAL and modality.condition is not None

    @property
    def is_denied(self) -> bool:
        """Tell whether the speaker denies the number instead of giving it."""
        modality = self.figure.modality
        denied = modality.polarity is Polarity.DENIED
        return denied or modality.commitment is Commitment.REJECTS or modality.act is Act.DENIES

    @property
    def day(self) -> date | None:
        """Return the first day on which it can have been said."""
        return self.uttered.start or self.uttered.end


def speaker_key(speaker: Speaker) -> str:
    """Return what tells a person or an institution: its id, else name and state."""
    return speaker.id or f"{speaker.name.casefold()}|{speaker.state or ''}"


def body_key(speaker: Speaker) -> str:
    """Return the body that somebody speaks for; somebody without one is a body of its own."""
    if speaker.body:
        return speaker.body.casefold()
    return speaker.name.casefold()


def same_speaker(a: Row, b: Row) -> bool:
    """Tell whether the same person or the same institution speaks, never merely the state."""
    if a.is_unnamed or b.is_unnamed:
        return False
    if speaker_key(a.speaker) == speaker_key(b.speaker):
        return True
    return not (a.own_voice or b.own_voice) and body_key(a.speaker) == body_key(b.speaker)


def outlet_speaker(report: Report) -> Speaker:
    """Return the outlet as a speaker."""
    name = report.publisher or "unknown outlet"
    return Speaker(name=name, kind=EntityKind.PUBLISHER, as_written=report.publisher or None)


def unknown_speaker(attribution: Attribution) -> Speaker:
    """Return a speaker for an attribution that nobody could resolve, in the report's words."""
    words = " ".join(span.quote for span in attribution.source).strip()
    name = words or "unnamed source"
    return Speaker(name=name, kind=EntityKind.UNKNOWN, as_written=words or None)


def said_when(report: Report, attribution: Attribution | None) -> When:
    """Return when it was said, else when it was published, as the latest it can have been."""
    if attribution is not None and attribution.uttered.is_known:
        return attribution.uttered
    published = report.published
    if not published.is_known:
        return UNKNOWN_WHEN
    return When(
        published.start,
        published.end,
        published.precision,
        published.value,
        "not after publication",
        published.instant,
    )
