"""Statements as plain data: the machine contract of `vedette statements` and `vedette denials`."""

from __future__ import annotations

from typing import Any

from vedette.model import (
    Corroborated,
    Difference,
    Judgement,
    Span,
    Statements,
    Utterance,
    UtteranceCarrier,
    Wording,
)
from vedette.run.contract import modality_data, speaker_data, when_data
from vedette.run.ledger_contract import body_to_data
from vedette.run.statements import by_id

Data = dict[str, Any]


def statements_to_data(found: Statements) -> Data:
    """Return statements as JSON types."""
    return {
        "subject": found.subject,
        "statements": [utterance_to_data(one, found) for one in found.utterances],
        "silences": [utterance_to_data(one, found) for one in found.silences],
        "outside": [utterance_to_data(one, found) for one in found.outside],
        "ties": [tie_to_data(tie) for tie in found.ties],
        "claims": [corroborated_to_data(one) for one in found.claims],
        "unheeded": [one.id for one in found.unheeded],
    }


def denials_to_data(found: Statements) -> Data:
    """Return ties as JSON types, each with both statements; `b` null: no report states it."""
    known = by_id(found)
    return {
        "subject": found.subject,
        "denials": [
            {
                **tie_to_data(tie),
                "statement": utterance_to_data(known[tie.a], found),
                "against": utterance_to_data(known[tie.b], found) if tie.b else None,
            }
            for tie in found.ties
        ],
    }


def utterance_to_data(one: Utterance, found: Statements) -> Data:
    """Return an utterance; `report` and `quote` repeat its first carrier, which is the reading."""
    first = one.carriers[0]
    hull = _hull(first)
    return {
        "id": one.id,
        "speaker": speaker_data(one.speaker),
        "own_voice": one.own_voice,
        "uttered": when_data(one.uttered),
        "words": one.words,
        "report": first.report_id,
        "publisher": first.publisher,
        "published": when_data(first.published),
        "span": hull,
        "rendering": str(first.rendering),
        "carriers": [carrier_to_data(carrier) for carrier in one.carriers],
        "modality": modality_data(one.modality),
        "claims": list(one.claims),
        "wordings": [wording_to_data(wording) for wording in one.wordings],
        "carriers_disagree": bool(one.disagreeing),
        "possibly_same": list(one.possibly),
        "relays": one.relays,
        "denies": [tie.id for tie in found.ties if tie.a == one.id],
        "denied_by": [tie.id for tie in found.ties if tie.b == one.id],
        **_numbers(one),
    }


def carrier_to_data(carrier: UtteranceCarrier) -> Data:
    """Return one carrier; `spans` are its words, `quote` those of the first span."""
    return {
        "id": carrier.id,
        "report": carrier.report_id,
        "publisher": carrier.publisher,
        "published": when_data(carrier.published),
        "attribution": carrier.attribution_id,
        "spans": [[span.start, span.end] for span in carrier.spans],
        "quotes": [span.quote for span in carrier.spans],
        "rendering": str(carrier.rendering),
        "origin": carrier.origin,
    }


def wording_to_data(wording: Wording) -> Data:
    """Return how some carriers put it otherwise than the reading."""
    return {
        "carriers": list(wording.carriers),
        "flagged": wording.is_flagged,
        "differences": [difference_to_data(one) for one in wording.differences],
    }


def difference_to_data(one: Difference) -> Data:
    """Return one place where words differ; null on the side that has none."""
    return {
        "codes": [str(code) for code in one.codes],
        "flagged": one.is_flagged,
        "reading": _span(one.ours),
        "carrier": _span(one.theirs),
    }


def tie_to_data(tie: Judgement) -> Data:
    """Return a tie: statement `a` denies or contradicts statement `b`."""
    return {
        "id": tie.id,
        "a": tie.a,
        "b": tie.b,
        "code": tie.code,
        "reason": tie.reason,
        "score": tie.score,
        "evidence": list(tie.evidence),
        "by": tie.by,
    }


def corroborated_to_data(one: Corroborated) -> Data:
    """Return the same thing claimed, with who, in how many texts and outlets."""
    return {
        "id": one.id,
        "subject": {
            "kind": str(one.subject.kind),
            "name": one.subject.name,
            "id": one.subject.id,
        },
        "predicate": one.predicate,
        "value": one.value,
        "polarity": str(one.polarity),
        "when": when_data(one.when),
        "where": one.where,
        "claims": list(one.claims),
        **_numbers(one),
    }


def _numbers(one: Utterance | Corroborated) -> Data:
    return {
        "utterers": len(one.utterers),
        "origins": len(one.origins),
        "outlets": len(one.outlets),
        "utterer_list": [body_to_data(body) for body in one.utterers],
        "origin_list": list(one.origins),
        "outlet_list": list(one.outlets),
        "single_origin": one.is_of_one_origin,
        "single_utterer": one.is_of_one_utterer,
    }


def _hull(carrier: UtteranceCarrier) -> list[int]:
    return [carrier.spans[0].start, carrier.spans[-1].end]


def _span(span: Span | None) -> Data | None:
    return {"span": [span.start, span.end], "quote": span.quote} if span else None
