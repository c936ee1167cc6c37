"""Claims put together that claim the same thing, with the three numbers of each.

Conservatively: the same subject, predicate, value and polarity. Times and places may be left out
by some; where two different ones are given, those that give none stand alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from vedette.compare.corroboration import utterers_of, value_key
from vedette.compare.rows import body_key, outlet_name, outlet_speaker, unknown_speaker
from vedette.compare.statements.told import Setting
from vedette.compare.statements.words import known_in, language_of, words_of
from vedette.compare.world import World
from vedette.model import (
    Act,
    Analysis,
    Anonymity,
    Attribution,
    Claim,
    Commitment,
    Corroborated,
    EntityKind,
    Figure,
    Report,
    Speaker,
    ValueKind,
    make_id,
)
from vedette.model.ledger import nobody

# What somebody says is counted as an utterance; "mentioned" claims nothing of a thing.
_NOT_CLAIMED = frozenset({"mentioned", "statement", *map(str, Act)})
_ACTS_OF_SPEECH = frozenset({"denial", "warning", "reassurance", "accusation"})
_COMMITTED = frozenset({Commitment.ASSERTS, Commitment.PRESUPPOSES})
Side = Literal["when", "where"]


@dataclass(frozen=True, slots=True, eq=False)
class _Voice:
    """Hold one claim with who makes it."""

    claim: Claim
    report: Report
    speaker: Speaker
    anonymity: Anonymity
    own_voice: bool
    origin: str

    @property
    def is_unnamed(self) -> bool:
        """Tell whether nobody can say which body speaks."""
        return not self.own_voice and nobody(self.speaker, self.anonymity)

    @property
    def is_open(self) -> bool:
        """Tell whether nobody stands for it; never, such claims are left out."""
        return False


def corroborated(
    items: Iterable[tuple[Report, Analysis]],
    setting: Setting,
    *,
    rejected: frozenset[str] = frozenset(),
) -> tuple[Corroborated, ...]:
    """Return the same thing claimed, each with utterers, origins and outlets.

    An outlet that claims in its own voice what somebody is quoted with adds no utterer. What
    persons rejected is left out.
    """
    groups: dict[object, list[_Voice]] = defaultdict(list)
    for report, analysis in items:
        for key, voice in _voices(report, analysis, setting):
            if voice.claim.id not in rejected:
                groups[key].append(voice)
    found = [
        _group(members, setting.world)
        for voices in groups.values()
        for times in _parted(voices, "when")
        for members in _parted(times, "where")
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.outlets), one.id)))


def _voices(
    report: Report, analysis: Analysis, setting: Setting
) -> Iterable[tuple[object, _Voice]]:
    attributions = {one.id: one for one in analysis.attributions}
    figures = {one.id: one for one in analysis.figures}
    known = known_in(report, analysis)
    for claim in analysis.claims:
        if claim.predicate in _NOT_CLAIMED | _ACTS_OF_SPEECH:
            continue
        if claim.modality.commitment not in _COMMITTED:
            continue
        value = _value(claim, figures, setting.world)
        if value is None:
            spans = [claim.evidence]
            value = frozenset(w.key for w in words_of(report.text, spans, known) if w.key)
        modality = claim.modality
        subject = claim.subject.id or claim.subject.name.casefold()
        key = (subject, claim.predicate, value, modality.polarity, language_of(report))
        yield key, _voice(report, claim, attributions.get(claim.attribution or ""), setting)


def _value(claim: Claim, figures: dict[str, Figure], world: World) -> object:
    """Return what two values have in common that are one; None for a text."""
    value = claim.value
    if value.kind is ValueKind.FIGURE and value.id in figures:
        return value_key(figures[value.id], world)
    if value.kind is ValueKind.TEXT:
        return None
    return value.kind, value.id or value.text.casefold()


def _voice(
    report: Report, claim: Claim, attribution: Attribution | None, setting: Setting
) -> _Voice:
    if attribution is None:
        speaker = setting.world.body_named(outlet_name(report.publisher)) or outlet_speaker(report)
    elif attribution.speaker is None:
        speaker = unknown_speaker(attribution)
    else:
        speaker = setting.people.speaker_in(attribution.speaker, report.id)
    return _Voice(
        claim=claim,
        report=report,
        speaker=speaker,
        anonymity=attribution.anonymity if attribution else Anonymity.NAMED,
        own_voice=attribution is None and speaker.kind is EntityKind.PUBLISHER,
        origin=setting.origins.get(report.id, report.id),
    )


def _parted(voices: Sequence[_Voice], side: Side) -> list[list[_Voice]]:
    """Part claims by their times or places; one that is given by some holds for the others too."""
    given: dict[object, list[_Voice]] = defaultdict(list)
    for voice in voices:
        given[_given(voice.claim, side)].append(voice)
    stated = [key for key in given if key is not None]
    if len(stated) < 2:
        return [list(voices)]
    return list(given.values())


def _given(claim: Claim, side: Side) -> object:
    if side == "when":
        return (claim.when.start, claim.when.end) if claim.when.is_known else None
    return claim.where.name if claim.where else None


def _group(voices: Sequence[_Voice], world: World) -> Corroborated:
    claims = [voice.claim for voice in voices]
    first = claims[0]
    when = next((one.when for one in claims if one.when.is_known), first.when)
    where = next((one.where.name for one in claims if one.where), None)
    said = [voice for voice in voices if not voice.own_voice]
    counted = said or _one_per_origin(voices)
    return Corroborated(
        id=make_id("cor", *sorted(one.id for one in claims)),
        subject=first.subject,
        predicate=first.predicate,
        value=first.value.text,
        polarity=first.modality.polarity,
        claims=tuple(one.id for one in claims),
        when=when,
        where=where,
        utterers=utterers_of(counted, world=world),
        origins=tuple(sorted({voice.origin for voice in voices})),
        outlets=tuple(sorted({outlet_name(v.report.publisher) or v.report.id for v in voices})),
    )


def _one_per_origin(voices: Sequence[_Voice]) -> list[_Voice]:
    """Return one outlet for each text: a reprint adds no voice."""
    first: dict[str, _Voice] = {}
    for voice in voices:
        first.setdefault(voice.origin, voice)
    return list({body_key(voice.speaker): voice for voice in first.values()}.values())
