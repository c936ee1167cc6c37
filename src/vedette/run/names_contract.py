"""Linked names as plain data: the machine contract of `vedette names --json`."""

from __future__ import annotations

from typing import Any

from vedette.model import Judgement
from vedette.run.linked import Known


def known_data(known: Known) -> dict[str, Any]:
    """Return somebody followed across reports: how he is written, and who judged what on him."""
    return {
        "id": known.node,
        "name": known.name,
        "written": [
            {"text": form.text, "reports": form.reports, "why": form.why} for form in known.forms
        ],
        "judgements": [judged_data(one) for one in known.judgements],
        "open": [judged_data(one) for one in known.open],
    }


def judged_data(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement on two names, with its score and what was looked at."""
    return {
        "id": judgement.id,
        "kind": str(judgement.kind),
        "a": judgement.a,
        "b": judgement.b,
        "by": judgement.by,
        "reason": judgement.reason,
        "score": judgement.score,
        "evidence": list(judgement.evidence),
        "made_at": judgement.made_at.isoformat() if judgement.made_at else None,
    }
