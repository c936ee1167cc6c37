"""How sure a finding is: the share of such findings that were right when it was measured.

Against many reports: 843 changed sentences of free texts, half of them made false by one change
and half only worded otherwise, were checked against a store that holds all the texts (`python -m
quality corruptions`). Findings were put into bands by the score of `entail.py`; a band's value is
the share in it that was right: `supported` of a rewording, anything else of a sentence made false.
Where more of a text is true than half, support is surer still, and doubt less so. Against documents
the score itself is the likelihood that a sentence is carried: it is fitted by logistic regression
on summaries with their documents.
"""

from __future__ import annotations

from functools import cache

from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.model import Finding


def sure_of(finding: Finding, score: float, *, many: bool) -> float:
    """Return how likely a finding is right, from 0 to 1; `score` as of `Weights.sure`."""
    if many or finding in (Finding.CONTRADICTED, Finding.DISPUTED):
        return next(right for upto, right in _bands()[finding] if score <= upto)
    return score if finding is Finding.SUPPORTED else 1 - score


@cache
def _bands() -> dict[Finding, tuple[tuple[float, float], ...]]:
    rows = read_toml(FILE)["sure"]
    return {
        Finding(row["finding"]): tuple((float(a), float(b)) for a, b in row["bands"])
        for row in rows
    }
