"""The timeline: what is said to have happened when, and by whom; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from vedette.compare.ledger import Item
from vedette.compare.rows import outlet_speaker, said_when, unknown_speaker
from vedette.compare.sides import figure_words
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Claim,
    Figure,
    Modality,
    Report,
    Span,
    Speaker,
    When,
    Where,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line: the event's time, what it is, who says so and when, and the words.

    `kind` is the predicate of a claim, the type of an activity, or what a figure counts.
    """

    when: When
    what: str
    speaker: Speaker
    said: When
    report_id: str
    publisher: str
    quote: Span
    noun_id: str
    kind: str = ""
    modality: Modality = field(default_factory=Modality)
    where: Where | None = None

    @property
    def day(self) -> date | None:
        """Return the day on which it begins, else the one on which it ends at the latest."""
        return self.when.start or self.when.end

    @property
    def order(self) -> tuple[date, date, date, str, int, str]:
        """Return the place in the timeline: event time, then utterance time."""
        start = self.when.start or self.when.end or date.max
        end = self.when.end or date.max
        said = self.said.start or self.said.end or date.max
        return start, end, said, self.report_id, self.quote.start, self.noun_id


def build_timeline(items: Iterable[Item], *, activity: str | None = None) -> tuple[Entry, ...]:
    """Return everything that is said with a time, in the order of the events.

    With `activity`, only reports that name it. What has no time of its own is left to the
    ledger and to the list of claims.
    """
    entries: dict[str, Entry] = {}
    for report, analysis in items:
        if activity is None or _names(analysis, activity):
            for entry in _entries(report, analysis):
                # A figure and the claim made of it stand on the same words: one line is enough.
                place = f"{entry.report_id}|{entry.quote.start}|{entry.quote.end}"
                entries.setdefault(f"{place}|{entry.when.start}|{entry.when.end}", entry)
    return tuple(sorted(entries.values(), key=lambda entry: entry.order))


def _names(analysis: Analysis, activity: str) -> bool:
    named = any(one.name == activity for one in analysis.activities)
    return named or any(one.scope.activity == activity for one in analysis.figures)


def _entries(report: Report, analysis: Analysis) -> Iterator[Entry]:
    attributions = {one.id: one for one in analysis.attributions}
    for claim in analysis.claims:
        if claim.when.is_known:
            by = attributions.get(claim.attribution or "")
            told = _entry(report, by, claim.when, _claim_words(claim), claim.evidence, claim.id)
            yield replace(told, kind=claim.predicate, modality=claim.modality, where=claim.where)
    for activity in analysis.activities:
        if activity.when.is_known and not _claimed(activity, analysis):
            what = activity.name or activity.type
            told = _entry(report, None, activity.when, what, activity.span, activity.id)
            yield replace(
                told, kind=activity.type, modality=activity.modality, where=activity.where
            )
    for figure in analysis.figures:
        if figure.as_of is not None and figure.as_of.is_known:
            by = attributions.get("" if figure.is_gloss else figure.attribution or "")
            told = _entry(report, by, figure.as_of, _figure_words(figure), figure.span, figure.id)
            yield replace(told, kind=figure.counted, modality=figure.modality)


def _entry(
    report: Report, by: Attribution | None, when: When, what: str, span: Span, noun_id: str
) -> Entry:
    speaker = outlet_speaker(report)
    if by is not None:
        speaker = by.speaker or unknown_speaker(by)
    return Entry(
        when=when,
        what=what,
        speaker=speaker,
        said=said_when(report, by),
        report_id=report.id,
        publisher=report.publisher,
        quote=span,
        noun_id=noun_id,
    )


def _claimed(activity: Activity, analysis: Analysis) -> bool:
    """Tell whether a claim with the same words says the same with its speaker."""
    return any(
        claim.when.is_known and claim.evidence.covers(activity.span) for claim in analysis.claims
    )


def _claim_words(claim: Claim) -> str:
    return f"{claim.subject.name}: {claim.predicate} {claim.value.text}"


def _figure_words(figure: Figure) -> str:
    counted = figure.counted_text or figure.counted
    of = f" ({figure.scope.activity})" if figure.scope.activity else ""
    return f"{figure_words(figure)} {counted}{of}"
