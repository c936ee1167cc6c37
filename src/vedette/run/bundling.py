"""Gather a brief and all that it stands on out of a picture of the store, for one file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TypeVar

from vedette import __version__
from vedette.compare.conventions import Conventions
from vedette.data import digest
from vedette.export.briefs.sheet import lay_out
from vedette.export.bundle.checks import is_on, targets_of
from vedette.export.bundle.contents import FORMAT, Bundle, Versions
from vedette.export.bundle.excerpts import Excerpt, excerpt
from vedette.export.bundle.typed import spans_in
from vedette.model import (
    Analysis,
    Brief,
    Claim,
    Judgement,
    Ledger,
    Publisher,
    Report,
    Row,
    Span,
    Verdict,
)
from vedette.run import queries
from vedette.run.config import Settings
from vedette.store.view import View

Noun = TypeVar("Noun")


@dataclass(slots=True)
class _Wanted:
    """Collect which words of which reports go along: with their paragraph, or alone."""

    cited: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    counted: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def bundle_of(view: View, brief: Brief, settings: Settings, *, with_texts: bool) -> Bundle:
    """Return a brief with its evidence as it stands in a view."""
    conventions = queries.conventions_of(settings)
    ledger = queries.figures(view, brief.subject, conventions=conventions)
    wanted = _Wanted()
    for note in brief.notes:
        wanted.cited[note.report_id].append(note.span)
    found = _items(view, brief)
    claims = tuple(c for _, analysis in found for c in _claims(analysis, brief, wanted))
    for claim in claims:
        wanted.cited[claim.report_id] += spans_in(claim)
    for _, analysis in found:
        _add_speech(analysis, wanted)
    rows = (*ledger.rows, *ledger.garbled)
    for row in rows:
        _add_row(row, wanted)
    bundle = Bundle(
        brief=brief,
        excerpts=_excerpts(view, wanted, with_texts=with_texts),
        readings=(),
        claims=claims,
        rows=rows,
        verdicts=_verdicts(ledger, wanted),
        judgements=(),
        publishers=(),
        conventions=_conventions(conventions),
        versions=_versions(settings, found),
    )
    bundle = replace(bundle, readings=_readings(found, bundle), publishers=_sources(view, bundle))
    bundle = replace(bundle, judgements=_decided(view, bundle))
    day = _day(view, brief, bundle)
    return replace(bundle, versions=replace(bundle.versions, written=day))


def _items(view: View, brief: Brief) -> list[tuple[Report, Analysis]]:
    """Return the reports that are cited, or that a claim of a sentence stands in."""
    names = dict.fromkeys(note.report_id for note in brief.notes)
    for claim_id in dict.fromkeys(name for s in brief.sentences for name in s.claims):
        held = view.anchorage.noun(claim_id)
        if held is not None:
            names.setdefault(held[0])
    return [(view.report(name), view.analysis(name)) for name in sorted(names)]


def _claims(analysis: Analysis, brief: Brief, wanted: _Wanted) -> list[Claim]:
    """Return the claims that sentences name, and those in the words they cite."""
    named = {name for sentence in brief.sentences for name in sentence.claims}
    spans = wanted.cited[analysis.report_id]
    return [
        claim
        for claim in analysis.claims
        if claim.id in named or any(claim.evidence.overlaps(span) for span in spans)
    ]


def _add_speech(analysis: Analysis, wanted: _Wanted) -> None:
    """Take along the words that say whose the cited words are."""
    spans = list(wanted.cited[analysis.report_id])
    for said in analysis.attributions:
        if any(part.overlaps(span) for part in said.content for span in spans):
            wanted.cited[analysis.report_id] += spans_in(said)


def _add_row(row: Row, wanted: _Wanted) -> None:
    for carrier in (*row.carriers, *row.garbled):
        wanted.counted[carrier.report_id].append(carrier.span)
    if row.carriers:
        wanted.counted[row.carriers[0].report_id] += spans_in(row.figure)


def _excerpts(view: View, wanted: _Wanted, *, with_texts: bool) -> tuple[Excerpt, ...]:
    names = sorted({*wanted.cited, *wanted.counted})
    return tuple(
        excerpt(view.report(name), wanted.cited[name], wanted.counted[name], with_text=with_texts)
        for name in names
    )


def _readings(found: Iterable[tuple[Report, Analysis]], bundle: Bundle) -> tuple[Analysis, ...]:
    """Return what is understood of the words that go along; of other words nothing."""
    known = bundle.by_id
    return tuple(_within(analysis, known[report.id]) for report, analysis in found)


def _within(analysis: Analysis, held: Excerpt) -> Analysis:
    def kept(nouns: tuple[Noun, ...]) -> tuple[Noun, ...]:
        return tuple(n for n in nouns if all(map(held.holds, spans_in(n))))

    return replace(
        analysis,
        attributions=kept(analysis.attributions),
        figures=kept(analysis.figures),
        times=kept(analysis.times),
        places=kept(analysis.places),
        mentions=kept(analysis.mentions),
        activities=kept(analysis.activities),
        claims=(),
        abstentions=(),
    )


def _verdicts(ledger: Ledger, wanted: _Wanted) -> tuple[Judgement, ...]:
    """Return the verdicts that say something: different questions only of figures cited."""
    cited = {row.id for row in (*ledger.rows, *ledger.garbled) if _is_cited(row, wanted)}
    rows = {row.id for row in (*ledger.rows, *ledger.garbled)}
    return tuple(
        one
        for one in (*ledger.verdicts, *ledger.renderings)
        if {one.a, one.b} <= rows
        and (one.verdict is not Verdict.DIFFERENT_QUESTION or {one.a, one.b} <= cited)
    )


def _is_cited(row: Row, wanted: _Wanted) -> bool:
    return any(c.span.overlaps(s) for c in row.carriers for s in wanted.cited.get(c.report_id, ()))


def _sources(view: View, bundle: Bundle) -> tuple[Publisher, ...]:
    ours = {each.publisher for each in bundle.excerpts}
    return tuple(
        sorted(
            (each for each, _ in queries.sources(view) if each.name in ours),
            key=lambda each: each.name,
        )
    )


def _decided(view: View, bundle: Bundle) -> tuple[Judgement, ...]:
    """Return what persons decided on anything that goes along, words only of what does."""
    targets = frozenset(targets_of(bundle))
    known = bundle.by_id
    ours = [one for one in view.judgements() if one.is_by_person and is_on(one, targets)]
    return tuple(
        replace(one, anchors=tuple(a for a in one.anchors if a.report_id in known)) for one in ours
    )


def _conventions(used: Conventions) -> str:
    """Return the conventions as they were used, a user's own over those that are shipped."""
    data = asdict(used)
    data["moments"] = {name: sorted(each) for name, each in data["moments"].items()}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def _versions(settings: Settings, found: Iterable[tuple[Report, Analysis]]) -> Versions:
    stages = sorted({stage for _, analysis in found for stage in analysis.stages})
    return Versions(FORMAT, __version__, settings.model, digest(), tuple(stages))


def _day(view: View, brief: Brief, bundle: Bundle) -> date | None:
    """Return the day of the picture: the one asked for, or the last report's on the subject."""
    if not brief.as_of:
        found = view.analyses(activity=brief.subject)
        days = [day for report, _ in found if (day := report.published.end) is not None]
        if days:
            return max(days)
    reports = {each.id: each.report() for each in bundle.excerpts}
    return lay_out(brief, reports).made
