"""Nouns as rows: which columns a report, an analysis and what is in it fill."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from vedette.errors import BadArgumentError
from vedette.model import (
    Analysis,
    Attribution,
    Claim,
    Figure,
    PlacePrecision,
    Report,
    Span,
    When,
    codec,
    make_id,
)
from vedette.store.tables import activity, attribution, claim, figure, mention

Row = dict[str, Any]
# A day is over one second before midnight: whoever asks for the state at 23:59:59 means all of it.
_ZONES = timedelta(days=1)  # a page from the easternmost zone carries tomorrow's date by UTC
_END_OF_DAY = "T23:59:59.000000"


def stamp(instant: datetime) -> str:
    """Return an instant as text in UTC that sorts; raises BadArgumentError without a zone."""
    if instant.tzinfo is None:
        raise BadArgumentError(f"{instant} has no time zone", next_step="Give an instant in UTC.")
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """Return the text as a column can hold it: no NUL, no half surrogate pairs."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text if text.isascii() else text.encode(errors="replace").decode()


def fold(text: str) -> str:
    """Return a name as it is looked up: without case, with single spaces."""
    return " ".join(storable(text).casefold().split())


def stages_digest(stages: tuple[str, ...]) -> str:
    """Return the digest of the stages that made an analysis."""
    return make_id("stg", *stages)


def published_until(when: When) -> str | None:
    """Return the instant from which a report was out for sure, None where nobody can tell."""
    if when.instant is not None:
        return stamp(when.instant)
    return None if when.end is None else when.end.isoformat() + _END_OF_DAY


def report_row(report: Report, *, no: int, version: int, ingested_at: datetime) -> Row:
    """Return the row of a report; its text leaves the payload for a column of its own.

    One that is dated later than the day on which it was taken in keeps that day as its retrieval:
    its own date cannot be true, and whoever compares has to know.
    """
    start = report.published.start
    if report.retrieved_at is None and start is not None and start > ingested_at.date() + _ZONES:
        report = replace(report, retrieved_at=ingested_at)
    data = codec.compact(report)
    text = storable(report.text)
    if text == report.text:
        del data["text"]
    when = report.published
    return {
        "no": no,
        "id": report.id,
        "thread": report.thread,
        "version": version,
        "publisher": storable(report.publisher),
        "url": storable(report.url),
        "headline": None if report.headline is None else storable(report.headline),
        "text": text,
        "language": storable(report.language),
        "published_start": _day(when.start),
        "published_end": _day(when.end),
        "published_precision": when.precision.value,
        "published_until": published_until(when),
        "retrieved_at": stamp(report.retrieved_at or ingested_at),
        "ingested_at": stamp(ingested_at),
        "payload": codec.write(data),
    }


def read_report(payload: str, text: str) -> Report:
    """Build the report of a row from its two halves."""
    data = json.loads(payload)
    data.setdefault("text", text)
    return codec.from_data(Report, data)


def analysis_row(analysis: Analysis, *, no: int, report_no: int, made_at: datetime) -> Row:
    """Return the row of an analysis."""
    return {
        "no": no,
        "report_no": report_no,
        "stages": stages_digest(analysis.stages),
        "made_at": stamp(made_at),
        "payload": codec.dumps(analysis),
        "claims": len(analysis.claims),
        "figures": len(analysis.figures),
        "attributions": len(analysis.attributions),
        "unplaced": sum(
            each.where.precision is PlacePrecision.UNPLACED for each in analysis.locations
        ),
        "abstained": len(analysis.abstentions),
        "timed": sum(when is not None and when.is_known for when in _times(analysis)),
    }


def _times(analysis: Analysis) -> Iterator[When | None]:
    yield from (each.when for each in analysis.claims)
    yield from (each.when for each in analysis.activities)
    yield from (each.as_of for each in analysis.figures)


def index_rows(analysis: Analysis, no: int) -> Iterator[tuple[sa.Table, list[Row]]]:
    """Return the rows of the tables that index an analysis."""
    speakers = {each.id: _speaker(each) for each in analysis.attributions}
    yield attribution, _numbered(no, map(_attribution, analysis.attributions))
    yield figure, _numbered(no, (_figure(f, _of(f, speakers)) for f in analysis.figures))
    yield mention, _mentions(analysis, no)
    yield activity, _numbered(no, map(_activity, analysis.activities))
    places = {each.id: each.scope.place for each in analysis.figures}
    yield claim, _numbered(no, (_claim(c, _of(c, speakers), places) for c in analysis.claims))


_NOBODY: Row = {"speaker_name": None, "speaker_key": None, "speaker_id": None, "body_key": None}


def _of(noun: Claim | Figure, speakers: dict[str, Row]) -> Row:
    return speakers.get(noun.attribution or "", _NOBODY)


def _speaker(attribution: Attribution) -> Row:
    speaker = attribution.speaker
    if speaker is None:
        return _NOBODY
    return {
        "speaker_name": storable(speaker.name),
        "speaker_key": fold(speaker.name),
        "speaker_id": speaker.id,
        "body_key": None if speaker.body is None else fold(speaker.body),
    }


def _numbered(no: int, rows: Iterator[Row]) -> list[Row]:
    return [{"analysis_no": no, "ordinal": i, **row} for i, row in enumerate(rows)]


def _attribution(attribution: Attribution) -> Row:
    spans = attribution.content + attribution.source + attribution.cue
    first = spans[0] if spans else None  # a silence may have no words at all
    return {
        "id": attribution.id,
        "kind": attribution.kind.value,
        "act": attribution.modality.act.value,
        **_speaker(attribution),
        "span_start": 0 if first is None else first.start,
        "span_end": 0 if first is None else first.end,
    }


def _figure(figure: Figure, speaker: Row) -> Row:
    activity = figure.scope.activity
    return {
        "id": figure.id,
        "counted": storable(figure.counted),
        "activity": None if activity is None else storable(activity),
        "low": figure.low,
        "high": figure.high,
        **speaker,
        **_span(figure.span),
    }


def _activity(activity: Any) -> Row:
    name = activity.name
    return {
        "id": activity.id,
        "type": storable(activity.type),
        "name": None if name is None else storable(name),
        **_span(activity.span),
    }


def _claim(claim: Claim, speaker: Row, places: dict[str, str | None]) -> Row:
    place = claim.where.name if claim.where else places.get(claim.value.id or "")
    return {
        "id": claim.id,
        "subject_kind": claim.subject.kind.value,
        "subject_name": storable(claim.subject.name),
        "subject_key": fold(claim.subject.name),
        "subject_id": claim.subject.id,
        "predicate": storable(claim.predicate),
        **speaker,
        "polarity": claim.modality.polarity.value,
        "certainty": claim.modality.certainty.value,
        "act": claim.modality.act.value,
        "when_start": _day(claim.when.start),
        "when_end": _day(claim.when.end),
        "place": None if place is None else storable(place),
        "place_key": None if place is None else fold(place),
        **_span(claim.evidence),
        "words": fold(f"{claim.value.text}\n{claim.evidence.quote}"),
    }


def _mentions(analysis: Analysis, no: int) -> list[Row]:
    rows: dict[tuple[str, str, str | None], Row] = {}
    for ordinal, each in enumerate(analysis.mentions):
        ref = each.ref
        row = rows.get((ref.kind, ref.name, ref.id))
        if row is not None:
            row["times"] += 1
            continue
        rows[ref.kind, ref.name, ref.id] = {
            "analysis_no": no,
            "ordinal": ordinal,
            "kind": ref.kind.value,
            "name": storable(ref.name),
            "key": fold(ref.name),
            "ref_id": ref.id,
            "times": 1,
            **_span(each.span),
        }
    return list(rows.values())


def _span(span: Span) -> Row:
    return {"span_start": span.start, "span_end": span.end}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
