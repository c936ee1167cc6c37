"""How sure a finding is: the share of such findings that were right when it was measured.

Against many reports: 843 changed sentences of free texts, half of them made false by one change
and half only worded otherwise, were checked against a store that holds all the texts (`python -m
quality corruptions` makes them). A finding was right if it was `supported` of a rewording, or
anything else of a sentence made false: 405 of support, 286 of `partly`, 148 of contradiction. Of
four disputes one was right. Where more of a text is true than half, support is surer still, and
doubt less so. Against documents the score itself is the likelihood that a sentence is carried: it
is fitted by logistic regression on summaries with their documents.
"""

from __future__ import annotations

from functools import cache

from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.model import Finding


def sure_of(finding: Finding, score: float, *, many: bool) -> float:
    """Return how likely a finding is right, from 0 to 1; `score` as of `Weights.sure`."""
    if many or finding in (Finding.CONTRADICTED, Finding.DISPUTED):
        return _shares()[finding]
    return score if finding is Finding.SUPPORTED else 1 - score


@cache
def _shares() -> dict[Finding, float]:
    rows = read_toml(FILE)["sure"]
    return {Finding(name): float(share) for name, share in rows.items()}
