"""Renderings: each figure of each report with who says it, when, and how near to the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vedette.compare.conventions import Windows
from vedette.compare.identity import NOBODY_JUDGED, Identities
from vedette.compare.intervals import DOWNWARD, POINTS, UPWARD
from vedette.compare.origins import QUOTED as QUOTED_PASSAGE
from vedette.compare.replaced import base_number
from vedette.compare.rows import (
    body_key,
    outlet_name,
    outlet_speaker,
    said_when,
    speaker_key,
    unknown_speaker,
)
from vedette.compare.scopes import TAKING_PART, whole_force
from vedette.compare.told import Told, tell
from vedette.compare.world import World
from vedette.model import (
    Analysis,
    Anonymity,
    Attribution,
    Bound,
    Change,
    Commitment,
    Direction,
    EntityKind,
    Figure,
    Nearness,
    Polarity,
    Rendering,
    Report,
    RowCarrier,
    Scope,
    Speaker,
    SpeechKind,
    Step,
    When,
    Zone,
)
from vedette.model.ledger import nobody

Days = tuple[date, date] | None
ValueKey = tuple[float | None, float | None, Bound, Nearness, Change | None, str | None, bool]

# An outlet that retells in its own voice is behind those that name the speaker.
OWN_PUBLICATION, QUOTED, TRANSLATED, PARAPHRASED, RETOLD, HEADLINED = range(6)
RANKS = {
    Rendering.ORIGINAL: QUOTED,
    Rendering.TRANSLATED: TRANSLATED,
    Rendering.PARAPHRASE: PARAPHRASED,
    Rendering.HEADLINE: HEADLINED,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold one figure as one report renders it; `rank` is the order in which readings are chosen.

    `said` is when it was said, else published; `is_dated` tells the first. `days` are the days
    on which it can have been said, None where nobody knows; `told` is what the sentence says that
    the speaker does to a number of his.
    """

    report: Report
    figure: Figure
    speaker: Speaker
    anonymity: Anonymity
    own_voice: bool
    key: str
    body: str
    origin: str
    rank: int
    said: When
    is_dated: bool
    days: Days
    value: ValueKey
    carrier: RowCarrier
    told: Told | None = None

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Return the place in the choice of a reading: the rank, then the earlier."""
        day = self.report.published.start or self.report.published.end
        start = self.figure.number.start
        return self.rank, day.isoformat() if day else "9999", start, self.figure.id

    @property
    def number(self) -> float | None:
        """Return the one number that is put, whatever its bound."""
        return base_number(self.figure)

    @property
    def direction(self) -> int:
        """Return 1 for a floor, -1 for a ceiling, 0 for anything else."""
        return (self.figure.bound in UPWARD) - (self.figure.bound in DOWNWARD)

    @property
    def is_point(self) -> bool:
        """Tell a plain number, exact or about."""
        return self.figure.bound in POINTS


def render(
    report: Report,
    analysis: Analysis,
    *,
    activities: Iterable[str],
    origins: Mapping[str, str],
    windows: Windows,
    world: World,
    people: Identities = NOBODY_JUDGED,
) -> list[Rendered]:
    """Return the renderings of the figures that one report puts for some activities.

    Speakers are who `people` say that they are.
    """
    wanted = frozenset(activities)
    places = _Places(origins, windows)
    voice = _Voice(
        {one.id: one for one in analysis.attributions},
        world.body_named(outlet_name(report.publisher)),
        people,
    )
    return [
        _rendered(report, *_as_told(figure, tell(report, analysis, figure, world)), voice, places)
        for figure in analysis.figures
        if figure.scope.activity in wanted
    ]


def _as_told(figure: Figure, told: Told | None) -> tuple[Figure, Told | None]:
    """Return the figure as nobody's where its sentence takes it back, as a change if corrected."""
    if told is not None and told.step is Step.CORRECTED and told.base is not None:
        value = base_number(figure)
        if figure.change is None and value is not None and value != told.base:
            way = Direction.RAISED if value > told.base else Direction.CUT
            change = Change(way, from_value=told.base, to_value=value)
            return replace(figure, change=change), told
    if told is None or told.step is not Step.WITHDRAWN:
        return figure, told
    modality = replace(figure.modality, commitment=Commitment.REJECTS)
    return replace(figure, modality=modality), told if told.is_own else None


@dataclass(frozen=True, slots=True)
class _Voice:
    """Hold who speaks in a report: its attributions, and the body that publishes it itself."""

    attributions: Mapping[str, Attribution]
    publishing: Speaker | None
    people: Identities

    def attribution_of(self, figure: Figure) -> Attribution | None:
        # A gloss inside somebody's quotation is the outlet's own.
        return None if figure.is_gloss else self.attributions.get(figure.attribution or "")

    def speaker_of(self, report: Report, attribution: Attribution | None) -> Speaker:
        if attribution is None:
            return self.publishing or outlet_speaker(report)
        if attribution.speaker is None:
            return unknown_speaker(attribution)
        return self.people.speaker_in(attribution.speaker, report.id)


@dataclass(frozen=True, slots=True)
class _Places:
    """Hold where reports go back to, and how far their days reach."""

    origins: Mapping[str, str]
    windows: Windows


def _rendered(
    report: Report, figure: Figure, told: Told | None, voice: _Voice, places: _Places
) -> Rendered:
    attribution = voice.attribution_of(figure)
    speaker = voice.speaker_of(report, attribution)
    if attribution is None and told is not None and told.by is not None:
        speaker = told.by
    own_voice = speaker.kind is EntityKind.PUBLISHER and attribution is None
    anonymity = attribution.anonymity if attribution else Anonymity.NAMED
    origin = places.origins.get(report.id, report.id)
    is_dated = attribution is not None and attribution.uttered.is_known
    said = said_when(report, attribution)
    rank = _rank(report, figure, attribution, speaker)
    rendering = attribution.rendering if attribution else Rendering.PARAPHRASE
    carrier = RowCarrier(
        report_id=report.id,
        publisher=report.publisher,
        published=report.published,
        figure_id=figure.id,
        attribution_id=attribution.id if attribution else None,
        span=figure.span,
        rendering=Rendering.HEADLINE if rank == HEADLINED else rendering,
        origin=origin,
    )
    return Rendered(
        report=report,
        figure=figure,
        speaker=speaker,
        anonymity=anonymity,
        own_voice=own_voice,
        key=voice_key(speaker, anonymity, origin, own_voice=own_voice),
        body=body_key(speaker),
        origin=origin,
        rank=rank,
        said=said,
        is_dated=is_dated,
        days=days_of(said, places.windows, is_dated=is_dated),
        value=_value(figure),
        carrier=carrier,
        told=told,
    )


def voice_key(speaker: Speaker, anonymity: Anonymity, origin: str, *, own_voice: bool) -> str:
    """Return what must be equal for two renderings to have one speaker."""
    if own_voice:
        return f"outlet|{origin}"  # reprints carry the voice of the text that they reprint
    if nobody(speaker, anonymity):
        return f"unnamed|{speaker.name.casefold()}|{origin}"
    return speaker_key(speaker)


def _rank(report: Report, figure: Figure, attribution: Attribution | None, speaker: Speaker) -> int:
    if report.zone_at(figure.number.start) in {Zone.HEADLINE, Zone.DECK}:
        return HEADLINED
    own = {name.casefold() for name in (speaker.name, speaker.body) if name}
    own_words = speaker.kind is not EntityKind.PUBLISHER
    if own_words and outlet_name(report.publisher).casefold() in own:
        return OWN_PUBLICATION
    if attribution is None:
        return OWN_PUBLICATION if own_words else RETOLD
    rank = RANKS[attribution.rendering]
    in_quotation = _is_in_quotation(report, figure)
    if rank == QUOTED and attribution.kind is SpeechKind.INDIRECT and not in_quotation:
        return PARAPHRASED
    return min(rank, TRANSLATED) if in_quotation else rank


def _is_in_quotation(report: Report, figure: Figure) -> bool:
    """Tell whether the number stands between quotation marks of its paragraph."""
    start = figure.number.start
    block = next((one for one in report.blocks if one.start <= start < one.end), None)
    if block is None:
        return False
    text = report.text[block.start : block.end]
    inside = start - block.start
    return any(one.start() < inside < one.end() for one in QUOTED_PASSAGE.finditer(text))


def days_of(said: When, windows: Windows, *, is_dated: bool) -> Days:
    """Return the days on which it can have been said; undated words were said not long before."""
    start, end = said.start or said.end, said.end or said.start
    if start is None or end is None:
        return None
    if is_dated:
        return start, end
    return start - timedelta(days=windows.utterance_days), end


def _value(figure: Figure) -> ValueKey:
    # A denial, and a question, of a number is another utterance than the number.
    modality = figure.modality
    said = modality.commitment in {Commitment.ASSERTS, Commitment.PRESUPPOSES}
    committed = said and modality.polarity is Polarity.AFFIRMED
    return (
        figure.low,
        figure.high,
        figure.bound,
        figure.nearness,
        # "nearly halved" and "nearly halved from 13,000" can be one utterance.
        replace(figure.change, from_value=None) if figure.change else None,
        figure.unit,
        committed,
    )


def overlap(a: Days, b: Days) -> bool:
    """Tell whether two utterances can fall on one day; unknown days can be any."""
    if a is None or b is None:
        return True
    return a[0] <= b[1] and b[0] <= a[1]


def compatible(a: Scope, b: Scope, world: World, *, unstated: bool) -> bool:
    """Tell whether two scopes can be renderings of one; `unstated` lets gaps match anything."""
    if a.activity != b.activity:
        return False
    pairs = (
        ("place", a.place, b.place),
        ("force", whole_force(a, world), whole_force(b, world)),
        ("component", a.component, b.component),
        ("role", a.role or TAKING_PART, b.role or TAKING_PART),
    )
    gaps = {*a.assumed, *b.assumed} if unstated else set()
    return all(mine == other or name in gaps for name, mine, other in pairs)
