"""Read a few lines of news as far as activities and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from hearing import READER, report_of

from vedette.model import ValueKind, When, Zone
from vedette.run.plan import analyse


@cache
def analysed(text, headline=False):
    """Return the analysis of a report printed on Friday 5 June 2026."""
    report = replace(report_of(text), published=When.on(date(2026, 6, 5), basis="stated"))
    if headline:
        first = replace(report.blocks[0], zone=Zone.HEADLINE)
        report = replace(report, blocks=(first, *report.blocks[1:]))
    return analyse(READER.read(report))


def deeds(text, kind, **options):
    """Return the activities of one type in text order."""
    return [a for a in analysed(text, **options).activities if a.type == kind]


def the_deed(text, kind, **options):
    found = deeds(text, kind, **options)
    assert len(found) == 1, [(a.type, a.span.quote) for a in analysed(text, **options).activities]
    return found[0]


def cast(activity):
    """Return the names of the participants by role, those of one role joined by " + "."""
    roles = {}
    for participant in activity.participants:
        roles.setdefault(participant.role, []).append(participant.ref.name)
    return {role: " + ".join(names) for role, names in roles.items()}


def said_of(text, thing):
    """Return (predicate, who or what, polarity, tense) of every claim about a thing."""
    return [
        (
            c.predicate,
            c.value.text if c.value.kind is ValueKind.ENTITY else "",
            str(c.modality.polarity),
            str(c.modality.tense),
        )
        for c in analysed(text).claims
        if c.subject.name == thing and c.predicate not in {"count", "strength", "statement"}
    ]


def speakers_of(text, thing, predicate):
    """Return who carries the claims of a predicate about a thing; None is the outlet itself."""
    analysis = analysed(text)
    speakers = {a.id: a.speaker.name if a.speaker else None for a in analysis.attributions}
    return [
        speakers.get(c.attribution)
        for c in analysis.claims
        if c.subject.name == thing and c.predicate == predicate
    ]
