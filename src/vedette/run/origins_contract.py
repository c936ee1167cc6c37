"""Origins as plain data: the machine contract of `vedette origins --json`."""

from __future__ import annotations

from typing import Any

from vedette.model import Fold, Origin, Passage, Shared


def origin_data(origin: Origin) -> dict[str, Any]:
    """Return an origin: its reports, the first in time first, with why each goes back to it."""
    return {
        "id": origin.id,
        "reports": list(origin.report_ids),
        "partly": list(origin.partly),
        "notes": list(origin.notes),
        "folds": [fold_data(one) for one in origin.folds],
    }


def fold_data(fold: Fold) -> dict[str, Any]:
    """Return a fold with its evidence and the words shared."""
    return {
        "report": fold.report_id,
        "into": fold.into,
        "kind": str(fold.kind),
        "score": fold.score,
        "evidence": list(fold.evidence),
        "passages": [passage_data(one) for one in fold.passages],
    }


def shared_data(shared: Shared) -> dict[str, Any]:
    """Return passages that two reports of different origins share."""
    return {
        "a": shared.a,
        "b": shared.b,
        "passages": [passage_data(one) for one in shared.passages],
    }


def passage_data(passage: Passage) -> dict[str, Any]:
    """Return one shared passage: its place and words in both texts."""
    return {
        "here": {"span": [passage.here.start, passage.here.end], "quote": passage.here.quote},
        "there": {"span": [passage.there.start, passage.there.end], "quote": passage.there.quote},
    }
