"""The review queue and effects as plain data: part of the machine contract."""

from __future__ import annotations

from typing import Any

from vedette.run.review.items import Item
from vedette.run.review.preview import Effects

Data = dict[str, Any]


def item_data(item: Item) -> Data:
    """Return one thing that waits for a decision."""
    one = item.judgement
    return {
        "id": item.id,
        "noun": str(item.noun),
        "title": item.title,
        "activity": item.activity or None,
        "weight": round(item.weight, 1),
        "reasons": [
            {"ground": str(reason.ground), "words": reason.words} for reason in item.reasons
        ],
        "words": [
            {
                "report": each.report_id,
                "span": [each.span.start, each.span.end],
                "quote": each.span.quote,
                "label": each.label or None,
            }
            for each in item.words
        ],
        "renderings": list(item.group),
        "pair": [one.a, one.b] if one is not None and one.b is not None else None,
        "score": one.score if one is not None else None,
    }


def effects_data(effects: Effects) -> Data:
    """Return what a decision would do."""
    return {
        "summary": effects.summary,
        "boards": [
            {
                "activity": name,
                "changes": [{"part": str(each.part), "words": each.words} for each in changes],
            }
            for name, changes in effects.boards
        ],
        "not_worked_out": list(effects.others),
        "seen": effects.seen,
    }
