"""Told: one sentence of one attribution in one report, made ready for comparing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.compare.conventions import Windows
from vedette.compare.identity import NOBODY_JUDGED, Identities
from vedette.compare.renderings import HEADLINED, Days, days_of, voice_key
from vedette.compare.rows import (
    body_key,
    outlet_name,
    outlet_speaker,
    said_when,
    unknown_speaker,
)
from vedette.compare.statements.quoting import is_quoted, quotes_in, rank_of
from vedette.compare.statements.words import (
    Known,
    Word,
    WordKind,
    figures_within,
    known_in,
    language_of,
    sentences_of,
    words_of,
)
from vedette.compare.world import World
from vedette.model import (
    Act,
    Analysis,
    Anonymity,
    Attribution,
    Certainty,
    Claim,
    Commitment,
    EntityKind,
    Figure,
    Modality,
    Polarity,
    Rendering,
    Report,
    Span,
    Speaker,
    UtteranceCarrier,
    ValueKind,
    When,
    make_id,
)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Hold one sentence that somebody says in a report, or a clause in the outlet's own voice.

    `sequence` are its words as they are compared one by one. `days` are those on which it can
    have been said, `long_days` where somebody repeats the very words. `key` is equal for
    renderings of one speaker; `content` are the keys of names and content words, `numbers` of
    numbers; `quoted` tells that all of it stands between quotation marks, `quotes` are the words
    that do in a paraphrase.
    `wraps` tells that it holds another attribution ("Reuters reports that Minsk said").
    """

    id: str
    report: Report
    attribution: Attribution | None
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    sequence: tuple[str, ...]
    figures: tuple[Figure, ...]
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
    long_days: Days
    modality: Modality
    quoted: bool
    quotes: tuple[tuple[str, ...], ...]
    wraps: bool
    content: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    @property
    def order(self) -> tuple[int, str, int, str, int]:
        """Return the place in the choice of a reading: the rank, the earlier, the fuller."""
        published = self.report.published
        day = published.start or published.end
        moment = published.instant or day
        return self.rank, str(moment or "9999"), -len(self.words), self.report.id, self.start

    @property
    def start(self) -> int:
        """Return where it begins in its report."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return where it ends in its report."""
        return self.spans[-1].end

    @property
    def language(self) -> str:
        """Return the language as which its report was read."""
        return language_of(self.report)

    @property
    def is_denied(self) -> bool:
        """Tell whether what its words name is said not to be."""
        return self.modality.polarity is Polarity.DENIED

    @property
    def is_quotation(self) -> bool:
        """Tell whether words of it stand between quotation marks."""
        return self.quoted or bool(self.quotes)

    @property
    def is_silence(self) -> bool:
        """Tell whether somebody is said to have said nothing."""
        return self.modality.act is Act.KEEPS_SILENT

    @property
    def asserts(self) -> bool:
        """Tell whether its speaker stands for it."""
        return self.modality.commitment in {Commitment.ASSERTS, Commitment.PRESUPPOSES}

    @property
    def text(self) -> str:
        """Return its words in a row."""
        return " ".join(span.quote for span in self.spans)

    @property
    def carrier(self) -> UtteranceCarrier:
        """Return it as a carrier of an utterance."""
        rendering = self.attribution.rendering if self.attribution else Rendering.PARAPHRASE
        return UtteranceCarrier(
            id=self.id,
            report_id=self.report.id,
            publisher=self.report.publisher,
            published=self.report.published,
            attribution_id=self.attribution.id if self.attribution else None,
            spans=self.spans,
            rendering=Rendering.HEADLINE if self.rank == HEADLINED else rendering,
            origin=self.origin,
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what is the same for all reports that are compared."""

    origins: Mapping[str, str]
    windows: Windows
    world: World
    people: Identities = NOBODY_JUDGED

    @property
    def long_windows(self) -> Windows:
        """Return how long ago words may have been said that are repeated as they were."""
        return replace(self.windows, utterance_days=self.windows.relay_days)


def told_in(report: Report, analysis: Analysis, setting: Setting) -> list[Told]:
    """Return the sentences that are attributed in one report, in text order."""
    known = known_in(report, analysis)
    claims = _claims_by_attribution(analysis)
    cues = [s for a in analysis.attributions for s in (*a.cue, *a.source)]
    found: list[Told] = []
    for attribution in analysis.attributions:
        spans = attribution.content or attribution.cue
        if not spans:
            continue
        wraps = any(s.covers(c) for s in attribution.content for c in cues)
        for number, sentence in enumerate(sentences_of(spans)):
            found.append(
                _told(
                    report,
                    sentence,
                    known,
                    setting,
                    attribution=attribution,
                    claims=claims.get(attribution.id, ()),
                    number=number,
                    wraps=wraps,
                )
            )
    return found


def own_words(report: Report, analysis: Analysis, setting: Setting) -> list[Told]:
    """Return what a report claims in its own voice, one for each clause that carries a deed."""
    known = known_in(report, analysis)
    told = [s for a in analysis.attributions for s in (*a.cue, *a.source, *a.content)]
    taken = sorted((s.start, s.end) for s in told)
    by_evidence: dict[Span, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.attribution is not None or claim.value.kind is ValueKind.FIGURE:
            continue  # a number alone is no clause
        if claim.modality.commitment is not Commitment.ASSERTS:
            continue
        if not _meets(claim.evidence, taken):
            by_evidence.setdefault(claim.evidence, []).append(claim)
    return [
        _told(
            report,
            (evidence,),
            known,
            setting,
            attribution=None,
            claims=tuple(claims),
        )
        for evidence, claims in by_evidence.items()
    ]


def _claims_by_attribution(analysis: Analysis) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if claim.attribution is not None:
            found.setdefault(claim.attribution, []).append(claim)
    return {key: tuple(claims) for key, claims in found.items()}


def _modality(attribution: Attribution, number: int, words: Iterable[Word]) -> Modality:
    """Return how the sentence of that number is put.

    The reading tells polarity and certainty of the first; the others have the act in common with
    it, and their words tell what they deny.
    """
    if number == 0:
        return attribution.modality
    denied = sum(word.negates for word in words) % 2 == 1
    return replace(
        attribution.modality,
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        certainty=Certainty.UNSTATED,
        condition=None,
        cues=(),
        distance=(),
        against=(),
    )


def _told(
    report: Report,
    spans: tuple[Span, ...],
    known: Known,
    setting: Setting,
    *,
    attribution: Attribution | None,
    claims: tuple[Claim, ...],
    number: int = 0,
    wraps: bool = False,
) -> Told:
    speaker = _speaker(report, attribution, setting)
    own_voice = attribution is None and speaker.kind is EntityKind.PUBLISHER
    anonymity = attribution.anonymity if attribution else Anonymity.NAMED
    origin = setting.origins.get(report.id, report.id)
    is_dated = attribution is not None and attribution.uttered.is_known
    said = said_when(report, attribution)
    words = words_of(report.text, spans, known)
    keyed = {kind: frozenset(w.key for w in words if w.kind is kind and w.key) for kind in WordKind}
    modality = _modality(attribution, number, words) if attribution else claims[0].modality
    carrier = attribution.id if attribution else "|".join(one.id for one in claims)
    return Told(
        id=make_id("utt", report.id, carrier, *(f"{s.start}:{s.end}" for s in spans)),
        report=report,
        attribution=attribution,
        claims=tuple(one.id for one in claims if _touches(one.evidence, spans)),
        spans=spans,
        words=words,
        sequence=tuple(word.folded for word in words if word.kind is not WordKind.ELLIPSIS),
        figures=figures_within(known, spans),
        speaker=speaker,
        anonymity=anonymity,
        own_voice=own_voice,
        key=_key(speaker, anonymity, origin, own_voice=own_voice),
        body=body_key(speaker),
        origin=origin,
        rank=rank_of(report, spans, attribution, speaker),
        said=said,
        is_dated=is_dated,
        days=days_of(said, setting.windows, is_dated=is_dated),
        long_days=days_of(said, setting.long_windows, is_dated=is_dated),
        modality=modality,
        quoted=is_quoted(report, spans, attribution),
        quotes=quotes_in(report, spans, words, attribution),
        wraps=wraps,
        content=keyed[WordKind.CONTENT] | keyed[WordKind.NAME],
        names=keyed[WordKind.NAME],
        numbers=keyed[WordKind.NUMBER],
    )


def _speaker(report: Report, attribution: Attribution | None, setting: Setting) -> Speaker:
    if attribution is None:
        return setting.world.body_named(outlet_name(report.publisher)) or outlet_speaker(report)
    if attribution.speaker is None:
        return unknown_speaker(attribution)
    return setting.people.speaker_in(attribution.speaker, report.id)


def _key(speaker: Speaker, anonymity: Anonymity, origin: str, *, own_voice: bool) -> str:
    key = voice_key(speaker, anonymity, origin, own_voice=own_voice)
    # Who could be one of several is the same as himself in the same text only.
    return f"{key}|{origin}" if speaker.candidates else key


def _meets(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether words of an attribution stand in a clause: then it is not the outlet's alone."""
    return any(start < span.end and span.start < end for start, end in taken)


def _touches(evidence: Span, spans: Iterable[Span]) -> bool:
    return any(evidence.overlaps(span) for span in spans)


def naming(told: Iterable[Told]) -> Iterator[tuple[str, Told]]:
    """Yield each sentence under its own id and those of its attribution, claims and figures."""
    for one in told:
        yield one.id, one
        if one.attribution is not None:
            yield one.attribution.id, one
        for named in (*one.claims, *(figure.id for figure in one.figures)):
            yield named, one
