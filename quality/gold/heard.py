"""What Vedette reads in a text, in the terms of the set."""

from __future__ import annotations

from collections.abc import Iterable

from quality.gold.names import PRONOUNS, Names, bare, names_of
from quality.gold.readings import Ends, Said
from vedette.model import Analysis, Anonymity, Attribution, EntityKind, Report, Span, Speaker
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

_RETOLD = " (retold)"  # how the example corpus marks that it does not carry the outlet's words
_NO_RELAY = frozenset({EntityKind.PERSON, EntityKind.STATE})  # who quotes, inside a quotation


def analysed(report: Report) -> Analysis:
    """Analyse one report as `vedette read` does."""
    outcome = analyse_one(report, DEFAULT_MODEL)
    if outcome.analysis is None:
        raise RuntimeError(outcome.failure.message if outcome.failure else "no analysis")
    return outcome.analysis


def hear(report: Report, analysis: Analysis) -> tuple[Said, ...]:
    """Return the attributions of an analysis in the terms of the set, in their order."""
    speakers = [one.speaker for one in analysis.attributions if one.speaker]
    no_relays = {bare(s.name) for s in speakers if s.kind in _NO_RELAY}
    no_relays |= {bare(name) for name in _heads(report)}
    return tuple(_said(one, no_relays) for one in analysis.attributions)


def _said(one: Attribution, no_relays: set[str]) -> Said:
    speaker = one.speaker if _names_somebody(one) else None
    chain = [name.removesuffix(_RETOLD) for name in one.chain]
    if one.speaker is not None and chain and bare(chain[-1]) == bare(one.speaker.name):
        chain = chain[:-1]
    return Said(
        source=_ends(one.source),
        cue=_ends(one.cue),
        content=_ends(one.content),
        kind=str(one.kind),
        speakers=(_names(speaker),) if speaker is not None else (),
        anonymity=str(one.anonymity),
        relays=tuple(names_of(name) for name in chain if bare(name) not in no_relays),
    )


def _names(speaker: Speaker) -> Names:
    return names_of(speaker.name, speaker.id)


def _names_somebody(one: Attribution) -> bool:
    """Tell a named speaker from a source that was left as written because nothing fitted."""
    speaker = one.speaker
    return (
        speaker is not None
        and one.anonymity is not Anonymity.UNSTATED
        and not speaker.candidates
        and bare(speaker.name) not in PRONOUNS
    )


def _heads(report: Report) -> list[str]:
    """Return the report's own outlet and the agency of its dateline: no relays of the set."""
    agency = report.dateline.agency if report.dateline is not None else None
    names = [report.publisher.removesuffix(_RETOLD), agency or ""]
    return [other for name in names if name for other in names_of(name)]


def _ends(spans: Iterable[Span]) -> Ends:
    return tuple((span.start, span.end) for span in spans)
