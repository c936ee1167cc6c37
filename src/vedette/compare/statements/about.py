"""What statements are about: the activity that their report speaks of, or what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vedette.compare.ledger import Item
from vedette.compare.statements.gather import Draft
from vedette.compare.statements.told import Told
from vedette.compare.statements.words import thing_key
from vedette.compare.world import World
from vedette.data.matcher import fold_name
from vedette.model import Analysis, Mention, Report


class About:
    """Tell which statements are about a subject; about nothing in particular, all are.

    A statement is about a named activity where its report is mostly about it, or where the
    sentence names it; about anything else where the sentence names it.
    """

    def __init__(self, items: Sequence[Item], subject: str | None, world: World) -> None:
        self._subject = subject
        self._key = fold_name(subject) if subject else ""
        self.activities: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._mentions: dict[str, list[Mention]] = {}
        for report, analysis in items:
            if main := main_activity(report, analysis, world):
                self.activities[report.id] = main
            self.names |= _exercises(analysis)
            if subject:
                self._mentions[report.id] = [m for m in analysis.mentions if self._is_it(m)]

    def _is_it(self, mention: Mention) -> bool:
        return mention.ref.id == self._subject or fold_name(mention.ref.name) == self._key

    def is_of(self, report_id: str) -> bool:
        """Tell whether a report is mostly about the subject, or names it where it is a thing."""
        if self._subject is None:
            return True
        main = self.activities.get(report_id)
        return main == self._subject or bool(self._mentions.get(report_id))

    def holds(self, draft: Draft) -> bool:
        """Tell whether an utterance is about the subject, by any of its carriers."""
        return self._subject is None or any(self._speaks_of(one) for one in draft.told)

    def _speaks_of(self, told: Told) -> bool:
        if self.activities.get(told.report.id) == self._subject:
            return True
        parts = (*told.spans, *(told.attribution.source if told.attribution else ()))
        mentions = self._mentions.get(told.report.id, ())
        return any(part.covers(m.span) for m in mentions for part in parts)


def main_activity(report: Report, analysis: Analysis, world: World) -> str | None:
    """Return the named activity that a report speaks of most; of equals the first named.

    The name of a series alone ("Zapad") stands for an edition that the report names: this year's,
    else the one named most.
    """
    named = [one.name for one in analysis.activities if one.name]
    counted = [one.scope.activity for one in analysis.figures if one.scope.activity]
    by_series: dict[str, Counter[str]] = {}
    for name in (*named, *counted):
        by_series.setdefault(world.series_of(name), Counter())[name] += 1
    if not by_series:
        return None
    series, names = max(by_series.items(), key=lambda item: item[1].total())
    editions = [name for name, _ in names.most_common() if name != series]
    day = report.published.start or report.published.end
    this_year = [name for name in editions if day and name.endswith(f"-{day.year}")]
    return next(iter((*this_year, *editions)), series)


def _exercises(analysis: Analysis) -> dict[str, str]:
    """Return the names of named activities by the keys of the words for them."""
    named = {one.name for one in analysis.activities if one.name}
    named |= {one.scope.activity for one in analysis.figures if one.scope.activity}
    return {thing_key(m.ref): m.ref.name for m in analysis.mentions if m.ref.name in named}
