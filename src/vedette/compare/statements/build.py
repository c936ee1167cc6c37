"""Statements on a subject, put together from reports: utterances, ties between them, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from vedette.compare.conventions import Conventions
from vedette.compare.corroboration import utterers_of
from vedette.compare.identity import identify, names_of
from vedette.compare.ledger import Item, known_by
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import outlet_name
from vedette.compare.statements.about import About
from vedette.compare.statements.claims import corroborated
from vedette.compare.statements.decided import CODE, Decided, decide
from vedette.compare.statements.denials import Tie, tie_denials
from vedette.compare.statements.gather import Draft, gather
from vedette.compare.statements.opposites import tie_opposites
from vedette.compare.statements.told import Setting, Told, own_words, told_in
from vedette.compare.statements.wording import wordings
from vedette.compare.world import World
from vedette.model import (
    Corroborated,
    EntityKind,
    Judgement,
    Statements,
    Utterance,
)


def build_statements(
    items: Iterable[Item],
    *,
    subject: str | None = None,
    conventions: Conventions | None = None,
    world: World | None = None,
    as_of: date | datetime | None = None,
    decisions: Iterable[Judgement] = (),
    origins: Mapping[str, str] | None = None,
) -> Statements:
    """Set the statements of reports side by side: who said what, who carries it, who denies it.

    `subject` (a named activity, or the name of a thing) keeps what is about it; reports should
    come chosen for it. `as_of` keeps what was published by then. `decisions` are judgements in
    force: what persons put together, took apart or rejected.
    """
    decisions = tuple(decisions)
    known, left_out = known_by(items, as_of)
    setting = _setting(known, decisions, conventions, world, origins)
    told = [one for report, analysis in known for one in told_in(report, analysis, setting)]
    decided = decide(told, decisions)
    told = [one for one in told if not _rejected(one, decided)]
    own = [one for report, analysis in known for one in own_words(report, analysis, setting)]
    drafts = gather((one for one in told if not one.is_silence), decided)
    silent = gather((one for one in told if one.is_silence), decided)
    voices = gather((one for one in own if not _rejected(one, decided)), decided)
    about = About(known, subject, setting.world)
    ties = _ties(drafts, voices, about, decided)
    utterances = _utterances(drafts, setting.world)
    shown = {draft.seed.id for draft in drafts if about.holds(draft)}
    kept = [tie for tie in ties if not shown.isdisjoint((tie.a.seed.id, _id_of(tie.b)))]
    named = {_id_of(end) for tie in kept for end in (tie.a, tie.b)} - shown - {""}
    beside = _utterances([one for one in voices if one.seed.id in named], setting.world)
    return Statements(
        subject=subject,
        utterances=tuple(one for one in utterances if one.id in shown),
        silences=tuple(_utterances([one for one in silent if about.holds(one)], setting.world)),
        ties=tuple(tie.judgement for tie in kept),
        outside=tuple(one for one in (*utterances, *beside) if one.id in named),
        claims=_claims(known, setting, about, decided),
        unheeded=decided.unheeded,
        left_out=left_out,
    )


def _setting(
    items: Sequence[Item],
    decisions: Sequence[Judgement],
    conventions: Conventions | None,
    world: World | None,
    origins: Mapping[str, str] | None,
) -> Setting:
    names = [one for one in decisions if one.code != CODE]
    if origins is None:
        origins = origin_of(find_origins([report for report, _ in items], decisions=decisions))
    return Setting(
        origins=origins,
        windows=(conventions or Conventions.shipped()).windows,
        world=world or World.shipped(),
        people=identify(names, names_of(items) if names else None),
    )


def _rejected(told: Told, decided: Decided) -> bool:
    """Tell whether a person said that this is not said."""
    if told.attribution is not None and told.attribution.id in decided.rejected:
        return True
    statement = [one for one in told.claims if one in decided.rejected]
    return told.id in decided.rejected or bool(statement)


def _ties(
    drafts: Sequence[Draft], voices: Sequence[Draft], about: About, decided: Decided
) -> list[Tie]:
    """Return denials and contradictions; an explicit denial of a pair is enough for it."""
    denials = tie_denials(drafts, voices)
    pairs = {frozenset((tie.a.seed.id, _id_of(tie.b))) for tie in denials}
    opposites = [
        tie
        for tie in tie_opposites(drafts, about.activities, about.names)
        if frozenset((tie.a.seed.id, _id_of(tie.b))) not in pairs
    ]
    every = {tie.judgement.id: tie for tie in (*denials, *opposites)}
    return [tie for own, tie in every.items() if own not in decided.rejected]


def _id_of(draft: Draft | None) -> str:
    return draft.seed.id if draft else ""


def _utterances(drafts: Sequence[Draft], world: World) -> list[Utterance]:
    relayed = _relayed(drafts)
    made = {id(draft): _utterance(draft, relayed) for draft in drafts}
    alike: dict[object, list[Draft]] = defaultdict(list)
    for draft in drafts:
        alike[proposition(draft.seed)].append(draft)
    by_id = {one.id: one for one in made.values()}
    counted: dict[int, Utterance] = {}
    for members in alike.values():
        ours = [made[id(draft)] for draft in members]
        utterers = utterers_of([by_id.get(one.relays or "", one) for one in ours], world=world)
        carriers = [carrier for one in ours for carrier in one.carriers]
        origins = tuple(sorted({one.origin for one in carriers}))
        outlets = tuple(sorted({outlet_name(one.publisher) or one.report_id for one in carriers}))
        for draft, one in zip(members, ours, strict=True):
            counted[id(draft)] = replace(one, utterers=utterers, origins=origins, outlets=outlets)
    return sorted(counted.values(), key=_in_time)


def _in_time(one: Utterance) -> tuple[str, str, str, int]:
    first = one.carriers[0]
    published = str(first.published.start or "9999")
    day = str(one.uttered.start or one.uttered.end or published)
    return day, published, first.report_id, first.spans[0].start


def proposition(told: Told) -> object:
    """Return what statements have in common that say the same thing, whoever says it.

    Names, numbers, content words and polarity, all of them: a narrower statement is another one.
    """
    if len(told.content | told.numbers) < 2:
        return told.id
    bounds = tuple(sorted((str(f.bound), f.counted) for f in told.figures))
    return told.content, told.numbers, bounds, told.is_denied, told.asserts


def _utterance(draft: Draft, relayed: Mapping[str, str]) -> Utterance:
    carriers = sorted(draft.told, key=lambda one: one.order)
    reading = carriers[0]
    dated = next((one for one in carriers if one.is_dated), None)
    earliest = min(carriers, key=lambda one: (str(one.said.start or "9999"), one.order))
    return Utterance(
        id=reading.id,
        speaker=reading.speaker,
        uttered=(dated or earliest).said,
        carriers=tuple(one.carrier for one in carriers),
        modality=reading.modality,
        anonymity=reading.anonymity,
        own_voice=reading.own_voice,
        claims=tuple(dict.fromkeys(claim for one in carriers for claim in one.claims)),
        wordings=wordings(reading, carriers[1:]),
        possibly=tuple(dict.fromkeys(other.seed.id for other, _ in draft.possibly)),
        relays=relayed.get(reading.id),
    )


def _relayed(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return for what an outlet only passes on the utterance that it passes on."""
    within: dict[str, list[tuple[Told, Draft]]] = defaultdict(list)
    outer: list[Told] = []
    for draft in drafts:
        for one in draft.told:
            within[one.report.id].append((one, draft))
        if draft.seed.wraps and _passes_on(draft.seed):
            outer.append(draft.seed)
    found: dict[str, str] = {}
    for one in outer:
        for other, home in within[one.report.id]:
            if other is not one and one.start <= other.start and other.end <= one.end:
                found.setdefault(one.id, home.seed.id)
    return found


def _passes_on(told: Told) -> bool:
    outlet = outlet_name(told.report.publisher).casefold()
    return told.speaker.kind is EntityKind.PUBLISHER or told.speaker.name.casefold() in outlet


def _claims(
    items: Sequence[Item], setting: Setting, about: About, decided: Decided
) -> tuple[Corroborated, ...]:
    kept = Counter(report.id for report, _ in items if about.is_of(report.id))
    found = [item for item in items if item[0].id in kept]
    return corroborated(found, setting, rejected=decided.rejected)
