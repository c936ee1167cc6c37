"""The machine contract of `vedette read --json` and of the listings: plain data for JSON.

The shapes here are stable surface: tests hold them. Offsets are code points of the report's text.
"""

from __future__ import annotations

from typing import Any

from vedette.data.catalogue import sources_by_id
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Claim,
    EntityKind,
    Figure,
    Mention,
    Modality,
    PlaceMention,
    Receipt,
    Report,
    Span,
    Speaker,
    TimeMention,
    When,
    Where,
)
from vedette.model.words import plain

Data = dict[str, Any]


def reading_data(report: Report, analysis: Analysis, *, with_text: bool = False) -> Data:
    """Return everything understood of one report."""
    data: Data = {
        "report": report_data(report),
        "attributions": [attribution_data(a) for a in analysis.attributions],
        "figures": [figure_data(f) for f in analysis.figures],
        "times": [_time(t) for t in analysis.times],
        "places": [_place(p) for p in analysis.places],
        "entities": [_entity(m) for m in analysis.mentions],
        "activities": [activity_data(a) for a in analysis.activities],
        "claims": [claim_data(c) for c in analysis.claims],
        "abstentions": [
            {"stage": a.stage, "span": _ends(a.span), "text": a.span.quote, "reason": a.reason}
            for a in analysis.abstentions
        ],
        "stages": list(analysis.stages),
    }
    if with_text:
        data["text"] = report.text
    return data


def report_data(report: Report) -> Data:
    """Return a report's head: where it stands and when it was published."""
    dateline = report.dateline
    return {
        "id": report.id,
        "url": report.url or None,
        "publisher": report.publisher or None,
        "headline": report.headline,
        "deck": report.deck,
        "byline": report.byline,
        "language": report.language,
        "published": when_data(report.published),
        "dateline": {
            "place": dateline.place if dateline else None,
            "agency": dateline.agency if dateline else None,
        },
        "credit": report.credit,
    }


def when_data(when: When) -> Data:
    """Return an interval; unknown ends are None."""
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": str(when.precision),
        "basis": when.basis,
    }


def where_data(where: Where | None) -> Data | None:
    """Return a place; None where the report gives none."""
    if where is None:
        return None
    return {
        "name": where.name,
        "geonameid": where.geonameid,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "precision": str(where.precision),
    }


def speaker_data(speaker: Speaker | None) -> Data:
    """Return a speaker; an unknown one has no name."""
    if speaker is None:
        return {"name": None, "kind": str(EntityKind.UNKNOWN), "id": None}
    return {
        "name": speaker.name,
        "kind": str(speaker.kind),
        "id": speaker.id,
        "body": speaker.body,
        "role": speaker.role,
        "state": speaker.state,
        "as_written": speaker.as_written,
        "candidates": list(speaker.candidates),
    }


def modality_data(modality: Modality) -> Data:
    """Return how surely something is said, with the cue words as offsets."""
    return {
        "polarity": str(modality.polarity),
        "certainty": str(modality.certainty),
        "tense": str(modality.tense),
        "act": str(modality.act),
        "commitment": str(modality.commitment),
        "evidential": str(modality.evidential),
        "condition": modality.condition,
        "cues": _all_ends(modality.cues),
        "distance": _all_ends(modality.distance),
        "against": _all_ends(modality.against),
    }


def attribution_data(attribution: Attribution) -> Data:
    """Return one attribution: spans of source, cue and content, and the speaker."""
    return {
        "id": attribution.id,
        "kind": str(attribution.kind),
        "source": _all_ends(attribution.source),
        "cue": _all_ends(attribution.cue),
        "content": _all_ends(attribution.content),
        "gloss": _all_ends(attribution.gloss),
        "speaker": speaker_data(attribution.speaker),
        "anonymity": str(attribution.anonymity),
        "chain": list(attribution.chain),
        "rendering": str(attribution.rendering),
        "modality": modality_data(attribution.modality),
        "uttered": when_data(attribution.uttered),
        "medium": attribution.medium,
        "occasion": attribution.occasion,
        "addressee": attribution.addressee,
        "continues": attribution.continues,
    }


def figure_data(figure: Figure) -> Data:
    """Return one figure as written, with its scope."""
    change = figure.change
    return {
        "id": figure.id,
        "span": _ends(figure.span),
        "text": figure.text,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "bound": str(figure.bound),
        "unit": figure.unit,
        "counted": figure.counted,
        "of": figure.of,
        "strength": figure.is_strength,
        "scope": scope_data(figure),
        "change": change
        and {
            "direction": str(change.direction),
            "factor": change.factor,
            "amount": plain(change.amount),
            "from": plain(change.from_value),
            "to": plain(change.to_value),
            "nearness": str(change.nearness),
        },
        "part_of": figure.part_of,
        "compared_to": figure.compared_to,
        "attribution": figure.attribution,
        "gloss": figure.is_gloss,
        "modality": modality_data(figure.modality),
    }


def scope_data(figure: Figure) -> Data:
    """Return what part of which thing a figure counts, and what of that is assumed."""
    scope = figure.scope
    return {
        "activity": scope.activity,
        "place": scope.place,
        "force": " and ".join(scope.force) or None,
        "component": scope.component,
        "role": scope.role,
        "stage": str(figure.stage),
        "basis": str(figure.basis),
        "as_of": when_data(figure.as_of) if figure.as_of else None,
        "assumed": list(scope.assumed),
        "borrowed": list(scope.borrowed),
    }


def activity_data(activity: Activity) -> Data:
    """Return one activity with participants, time and place."""
    return {
        "id": activity.id,
        "type": activity.type,
        "name": activity.name,
        "span": _ends(activity.span),
        "text": activity.span.quote,
        "participants": [
            {"role": p.role, "name": p.ref.name, "kind": str(p.ref.kind), "id": p.ref.id}
            for p in activity.participants
        ],
        "when": when_data(activity.when),
        "where": where_data(activity.where),
        "modality": modality_data(activity.modality),
    }


def claim_data(claim: Claim) -> Data:
    """Return one claim with the exact words that carry it."""
    return {
        "id": claim.id,
        "subject": {
            "kind": str(claim.subject.kind),
            "name": claim.subject.name,
            "id": claim.subject.id,
        },
        "predicate": claim.predicate,
        "value": {"kind": str(claim.value.kind), "text": claim.value.text, "id": claim.value.id},
        "attribution": claim.attribution,
        "modality": modality_data(claim.modality),
        "when": when_data(claim.when),
        "where": where_data(claim.where),
        "evidence": {"span": _ends(claim.evidence), "quote": claim.evidence.quote},
        "stage": claim.stage,
    }


def receipt_data(receipt: Receipt) -> Data:
    """Return what a run did, left undone, and why."""
    return {
        "id": receipt.id,
        "started_at": receipt.started_at.isoformat(),
        "finished_at": receipt.finished_at.isoformat() if receipt.finished_at else None,
        "sources": list(receipt.sources),
        "added": receipt.added,
        "known": receipt.known,
        "failed": receipt.failed,
        "interrupted": receipt.interrupted,
        "failures": [_failure(f.item, f.code, f.message) for f in receipt.failures],
        "warnings": [_failure(f.item, f.code, f.message) for f in receipt.warnings],
        "stages": [
            {
                "stage": s.stage,
                "done": s.done,
                "abstained": dict(s.abstained),
                "failed": dict(s.failed),
            }
            for s in receipt.stages
        ],
    }


def _failure(item: str, code: str, message: str) -> Data:
    return {"item": item, "code": code, "message": message}


def _time(mention: TimeMention) -> Data:
    return {
        "span": _ends(mention.span),
        "text": mention.span.quote,
        "type": str(mention.type),
        "value": mention.value,
        **{k: v for k, v in when_data(mention.when).items() if k != "basis"},
        "reason": None if mention.when.is_known else mention.when.basis,
    }


def _place(mention: PlaceMention) -> Data:
    where = where_data(mention.where) or {}
    return {
        "span": _ends(mention.span),
        "text": mention.span.quote,
        **where,
        "reason": mention.where.reason,
        "role": str(mention.role),
        "source": mention.where.source,
    }


def _entity(mention: Mention) -> Data:
    return {
        "span": _ends(mention.span),
        "text": mention.span.quote,
        "kind": str(mention.kind),
        "name": mention.ref.name,
        "id": mention.ref.id,
        "generic": mention.generic,
        "local": mention.local,
        "source": sources_by_id().get(mention.ref.id or ""),
    }


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _all_ends(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_ends(span) for span in spans]
