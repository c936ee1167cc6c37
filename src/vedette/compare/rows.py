"""Rows of the board: what one speaker said of one thing, with one reading."""

from __future__ import annotations

import re
from datetime import timedelta

from vedette.model import (
    UNKNOWN_WHEN,
    Attribution,
    EntityKind,
    Report,
    Row,
    Speaker,
    When,
)

APART = "@rep-"  # in the id of who is named so in one report, and judged to be another
_ZONES = timedelta(days=1)  # a page from the easternmost zone carries tomorrow's date by UTC
_NOT_AFTER = "not after "
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def speaker_key(speaker: Speaker) -> str:
    """Return what tells a person or an institution: its id, else name and state."""
    return speaker.id or f"{speaker.name.casefold()}|{speaker.state or ''}"


def body_key(speaker: Speaker) -> str:
    """Return the body that somebody speaks for; somebody without one is a body of its own."""
    if speaker.body:
        return speaker.body.casefold()
    if speaker.id and APART in speaker.id:
        return speaker.id  # somebody judged to be another of the same name
    return speaker.name.casefold()


def same_speaker(a: Row, b: Row) -> bool:
    """Tell whether the same person or the same institution speaks, never merely the state."""
    if a.is_unnamed or b.is_unnamed:
        return False
    if speaker_key(a.speaker) == speaker_key(b.speaker):
        return True
    return not (a.own_voice or b.own_voice) and body_key(a.speaker) == body_key(b.speaker)


def outlet_name(publisher: str) -> str:
    """Return an outlet's name without a remark in brackets behind it ("Herald (archive)")."""
    return _REMARK.sub("", publisher) or publisher


def outlet_speaker(report: Report) -> Speaker:
    """Return the outlet as a speaker."""
    name = outlet_name(report.publisher) or "unknown outlet"
    return Speaker(name=name, kind=EntityKind.PUBLISHER, as_written=report.publisher or None)


def unknown_speaker(attribution: Attribution) -> Speaker:
    """Return a speaker for an attribution that nobody could resolve, in the report's words."""
    words = " ".join(span.quote for span in attribution.source).strip()
    name = words or "unnamed source"
    return Speaker(name=name, kind=EntityKind.UNKNOWN, as_written=words or None)


def is_latest_only(uttered: When) -> bool:
    """Tell whether of an utterance only the day is known by which it had been said."""
    return (uttered.basis or "").startswith(_NOT_AFTER)


def said_when(report: Report, attribution: Attribution | None) -> When:
    """Return when it was said, else when it was published, as the latest it can have been.

    What is dated after its own retrieval was said by then.
    """
    if attribution is not None and attribution.uttered.is_known:
        return attribution.uttered
    published = report.published
    retrieved = report.retrieved_at
    if published.start and retrieved and published.start > retrieved.date() + _ZONES:
        return When.on(retrieved.date(), basis=f"{_NOT_AFTER}retrieval")
    if not published.is_known:
        return UNKNOWN_WHEN
    return When(
        published.start,
        published.end,
        published.precision,
        published.value,
        f"{_NOT_AFTER}publication",
        published.instant,
    )
