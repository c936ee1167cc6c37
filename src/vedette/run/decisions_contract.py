"""Decisions, imports and publishers as plain data: the machine contract of their listings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vedette.model import Judgement
from vedette.run.contract import receipt_data
from vedette.run.deciding import Made
from vedette.run.effects import in_words
from vedette.run.gold import line_of
from vedette.run.imports import Import
from vedette.run.judged import Judged
from vedette.run.registry import Entry, Fact
from vedette.run.sources import Source

Data = dict[str, Any]


def judged_data(judged: Judged) -> Data:
    """Return a decision and what became of it."""
    one = judged.judgement
    data = line_of(one, one.anchors)
    del data["format"]
    return {
        **data,
        "batch": one.batch,
        "in_words": in_words(one),
        "state": judged.state,
        "why": judged.why or None,
        "replaced_by": judged.by or None,
        "now": list(judged.now),
        "contradicted_by": [_short(other) for other in judged.against],
        "proposed": [
            {"id": each.id, "report": each.report_id, "quote": each.quote}
            for each in judged.proposed
        ],
    }


def made_data(made: Made) -> Data:
    """Return a decision just entered, with what it does."""
    one = made.judgement
    return {
        **_short(one),
        "a": one.a,
        "b": one.b,
        "code": one.code,
        "effect": made.effect,
        "is_new": made.is_new,
        "contradicts": [_short(other) for other in made.against],
    }


def _short(one: Judgement) -> Data:
    return {
        "id": one.id,
        "decision": str(one.kind),
        "value": one.value,
        "by": one.by,
        "made_at": _instant(one.made_at),
        "reason": one.reason,
    }


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def import_data(each: Import) -> Data:
    """Return an import with what became of it."""
    return {
        **receipt_data(each.receipt),
        "kind": each.receipt.kind,
        "by": each.receipt.by or None,
        "brought": each.brought,
        "can_be_reverted": each.can_be_reverted,
        "reverted": _short(each.reverted) if each.reverted else None,
    }


def source_data(source: Source) -> Data:
    """Return a publisher as the listing has it."""
    publisher = source.publisher
    return {
        "name": publisher.name,
        "reports": source.reports,
        "kind": str(publisher.kind),
        "country": publisher.country,
        "owner": publisher.owner,
        "state_affiliated": publisher.state_affiliated,
        "reliability": str(publisher.reliability),
        "graded_by": publisher.graded_by,
        "source": publisher.source,
        "graded_at": _instant(publisher.graded_at),
        "origins_led": source.origins_led,
        "domains": list(publisher.domains),
        "aliases": list(publisher.aliases),
    }


def entry_data(entry: Entry) -> Data:
    """Return a publisher fact by fact, with all decisions ever made on it."""
    return {
        "name": entry.publisher.name,
        "reports": entry.reports,
        "facts": [_fact(fact) for fact in entry.facts],
        "history": [{**_short(one), "field": one.code or "reliability"} for one in entry.history],
    }


def _fact(fact: Fact) -> Data:
    return {
        "field": fact.field,
        "value": fact.value or None,
        "source": fact.source or None,
        "by": fact.by,
        "made_at": _instant(fact.judgement.made_at) if fact.judgement else None,
        "reason": fact.judgement.reason if fact.judgement else None,
        "contradicted_by": [_short(other) for other in fact.against],
    }
