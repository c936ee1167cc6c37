"""Counting what the store holds and what it could not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vedette.model import Analysis, PlacePrecision, Report

LATEST = 15


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hold what is in the picture and what is not known of it.

    `unplaced` counts mentions of places without coordinates, `unnamed` activities without a
    name by type, `abstained` the decisions that stages left open.
    """

    reports: int
    undated: int
    unplaced: int
    abstained: int
    unnamed: tuple[tuple[str, int], ...]
    latest: tuple[Report, ...]


def measure(analyses: Iterable[tuple[Report, Analysis]]) -> Coverage:
    """Count over all reports of a picture, given in the order of publication."""
    reports = undated = unplaced = abstained = 0
    unnamed: Counter[str] = Counter()
    dated: list[Report] = []
    for report, analysis in analyses:
        reports += 1
        undated += not report.published.is_known
        unplaced += sum(p.where.precision is PlacePrecision.UNPLACED for p in analysis.locations)
        abstained += len(analysis.abstentions)
        unnamed.update(activity.type for activity in analysis.activities if not activity.name)
        if report.published.is_known:
            dated = [*dated[1 - LATEST :], report]
    return Coverage(
        reports, undated, unplaced, abstained, tuple(unnamed.most_common()), tuple(reversed(dated))
    )
