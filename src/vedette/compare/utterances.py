"""Utterances put together from renderings: one act of speech, several carriers, one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vedette.compare.conventions import Windows
from vedette.compare.renderings import (
    PARAPHRASED,
    TRANSLATED,
    Days,
    Rendered,
    compatible,
    overlap,
)
from vedette.compare.sides import figure_words
from vedette.compare.world import World
from vedette.model import (
    Basis,
    Change,
    EntityKind,
    Force,
    Judgement,
    JudgementKind,
    Row,
    Scope,
    Stage,
    Verdict,
    make_id,
)

RULE = "rule:rendering@1"

Told = TypeVar("Told", Stage, Basis)


@dataclass(slots=True)
class _Draft:
    """Gather the renderings of one utterance while it is put together."""

    carriers: list[Rendered]
    days: Days

    @property
    def reading(self) -> Rendered:
        return min(self.carriers, key=lambda one: one.order)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the rows of utterances, the garbled renderings as rows, and a judgement on each."""

    rows: tuple[Row, ...]
    garbled: tuple[Row, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def gather_utterances(
    renderings: Iterable[Rendered],
    *,
    windows: Windows,
    world: World,
    rejected: frozenset[str] = frozenset(),
) -> Gathered:
    """Put utterances together: one row each, garbled renderings beside them.

    `rejected` holds ids of judgements that a person took back; those renderings stand alone.
    """
    drafts = _together(renderings, world)
    homes = _homes(drafts, windows, world, rejected)
    rows = {id(draft): _row(draft) for draft in drafts}
    under: dict[int, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if home := homes.get(id(draft)):
            under[id(home)].append(draft)
    standing = []
    for draft in drafts:
        if id(draft) not in homes:
            poor = [one.carrier for other in under[id(draft)] for one in other.carriers]
            standing.append(replace(rows[id(draft)], garbled=tuple(poor)))
    garbled = [draft for draft in drafts if id(draft) in homes]
    return Gathered(
        tuple(standing),
        tuple(rows[id(draft)] for draft in garbled),
        tuple(_garbled(draft.reading, homes[id(draft)].reading) for draft in garbled),
    )


def _homes(
    drafts: Sequence[_Draft], windows: Windows, world: World, rejected: frozenset[str]
) -> dict[int, _Draft]:
    """Return for each garbled draft the utterance that it renders."""
    by_number = _by_number(drafts)
    homes: dict[int, _Draft] = {}
    for draft in sorted(drafts, key=lambda one: one.reading.order):
        home = _home(draft, by_number, windows, world)
        if home is None:
            continue
        home = homes.get(id(home), home)  # better ones come first, so this is never garbled
        if _same_bound(draft.reading, home.reading):
            continue  # it contradicts a garbled rendering, and says what the utterance says
        if _garbled(draft.reading, home.reading).id not in rejected:
            homes[id(draft)] = home
    return homes


def _together(renderings: Iterable[Rendered], world: World) -> list[_Draft]:
    """Put renderings of the same words by the same speaker together, earliest first."""
    drafts: list[_Draft] = []
    known: dict[object, list[_Draft]] = defaultdict(list)
    for one in sorted(renderings, key=_in_time):
        figure = one.figure
        same = known[one.key, figure.counted, figure.scope.activity, one.value]
        home = next((draft for draft in same if _same_utterance(draft, one, world)), None)
        if home is None:
            home = _Draft([one], one.days)
            same.append(home)
            drafts.append(home)
            continue
        if one.is_dated and not home.carriers[0].is_dated:
            home.days = one.days
        home.carriers.append(one)
    return drafts


def _in_time(one: Rendered) -> tuple[str, str, int, str]:
    day = one.said.start or one.said.end
    return day.isoformat() if day else "9999", one.report.id, one.figure.number.start, one.figure.id


def _same_utterance(draft: _Draft, one: Rendered, world: World) -> bool:
    first = draft.carriers[0]
    here = any(carrier.origin == one.origin for carrier in draft.carriers)
    if not here and not overlap(draft.days, one.days):
        return False
    if here and one.is_dated and first.is_dated and not overlap(first.days, one.days):
        return False
    if _other_basis(first, one) or _other_base(first, one):
        return False
    # Within one text a gap is filled by the text itself; across texts only by a loan.
    return all(
        compatible(carrier.figure.scope, one.figure.scope, world, unstated=here)
        for carrier in draft.carriers
    )


def _other_basis(a: Rendered, b: Rendered) -> bool:
    """Tell what was notified from what was declared."""
    bases = {a.figure.basis, b.figure.basis}
    return Basis.NOTIFIED in bases and len(bases - {Basis.UNSTATED}) > 1


def _other_base(a: Rendered, b: Rendered) -> bool:
    bases = {one.figure.change.from_value for one in (a, b) if one.figure.change}
    return len(bases - {None}) > 1


def _by_number(drafts: Sequence[_Draft]) -> dict[object, list[_Draft]]:
    found: dict[object, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        found[_number_key(draft.carriers[0])].append(draft)
    return found


def _number_key(one: Rendered) -> object:
    figure = one.figure
    return figure.counted, figure.scope.activity, one.number, figure.unit, one.value[-1]


def _home(
    draft: _Draft, by_number: dict[object, list[_Draft]], windows: Windows, world: World
) -> _Draft | None:
    """Return the utterance of which a draft is a garbled rendering."""
    mine = draft.reading
    if mine.number is None or mine.rank < PARAPHRASED:
        return None
    rivals = [
        other
        for other in by_number[_number_key(mine)]
        if other is not draft and _garbles(mine, other.reading, windows, world)
    ]
    return min(rivals, key=lambda other: other.reading.order, default=None)


def _garbles(poor: Rendered, good: Rendered, windows: Windows, world: World) -> bool:
    """Tell whether one rendering gives the number of a better one with another bound."""
    if good.order >= poor.order or _same_bound(poor, good):
        return False
    if not compatible(poor.figure.scope, good.figure.scope, world, unstated=True):
        return False
    if good.own_voice or _other_basis(poor, good):
        return False
    if poor.report.id == good.report.id or poor.origin == good.origin:
        apart = poor.is_dated and good.is_dated and not overlap(poor.days, good.days)
        return not apart and _one_voice(poor, good)
    return _is_relayed(poor, good, windows)


def _same_bound(a: Rendered, b: Rendered) -> bool:
    return a.figure.bound is b.figure.bound and a.figure.nearness is b.figure.nearness


def _one_voice(poor: Rendered, good: Rendered) -> bool:
    """Tell whether a report renders one speaker twice: himself, or him and his body."""
    if poor.key == good.key or poor.body == good.body:
        return True
    if poor.own_voice:  # a lead above the words that it retells
        return poor.direction != good.direction
    a, b = poor.speaker, good.speaker
    # The service in the lead and its officer in the quotation, where nobody tells his body.
    mixed = (a.kind is EntityKind.PERSON) != (b.kind is EntityKind.PERSON)
    can_be_one = mixed or a.id is None or b.id is None
    one_state = a.state is None or b.state is None or a.state == b.state
    turned = good.rank <= TRANSLATED and poor.direction != good.direction
    return can_be_one and one_state and turned


def _is_relayed(poor: Rendered, good: Rendered, windows: Windows) -> bool:
    """Tell whether another report retells what the speaker said that day, or days before."""
    if poor.own_voice or poor.key != good.key:
        return False
    stages = {poor.figure.stage, good.figure.stage}
    if Stage.AFTER in stages and Stage.ANNOUNCED in stages:
        return False  # an outcome is said anew
    if poor.is_dated:
        return good.is_dated and overlap(poor.days, good.days)
    said, retold = good.said.start or good.said.end, poor.said.end or poor.said.start
    if said is None or retold is None:
        return False
    return 0 <= (retold - said).days <= windows.relay_days


def _garbled(poor: Rendered, good: Rendered) -> Judgement:
    hard = poor.direction != good.direction
    code = "garbled"
    reason = (
        f"{poor.report.publisher or 'a report'} renders {good.speaker.name} with "
        f"“{poor.carrier.span.quote}” ({figure_words(poor.figure)}); the words are "
        f"“{good.carrier.span.quote}” ({figure_words(good.figure)})."
    )
    a, b = row_id(poor.figure.id), row_id(good.figure.id)
    kind = JudgementKind.GARBLED
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=RULE, code=code, value=None),
        kind=kind,
        a=a,
        b=b,
        by=RULE,
        reason=reason,
        code=code,
        verdict=Verdict.CONFLICT,
        force=Force.HARD if hard else Force.SOFT,
        apart=0.0,
        evidence=(poor.report.id, good.report.id),
    )


def row_id(figure_id: str) -> str:
    """Return the id of the row whose reading a figure is."""
    return make_id("row", figure_id)


def _row(draft: _Draft) -> Row:
    carriers = sorted(draft.carriers, key=lambda one: one.order)
    first = carriers[0]
    dated = next((one for one in carriers if one.is_dated), None)
    when = dated or min(carriers, key=_in_time)
    figure = replace(
        first.figure,
        change=_whole_change(first, carriers),
        scope=_filled(first, carriers),
        stage=_stated([one.figure.stage for one in carriers], Stage.UNSTATED),
        basis=_stated([one.figure.basis for one in carriers], Basis.UNSTATED),
    )
    return Row(
        id=row_id(first.figure.id),
        figure=figure,
        speaker=first.speaker,
        uttered=when.said,
        carriers=tuple(one.carrier for one in carriers),
        anonymity=first.anonymity,
        own_voice=first.own_voice,
    )


def _whole_change(first: Rendered, carriers: Sequence[Rendered]) -> Change | None:
    change = first.figure.change
    if change is None or change.from_value is not None:
        return change
    told = (one.figure.change.from_value for one in carriers if one.figure.change)
    return replace(change, from_value=next((one for one in told if one is not None), None))


def _stated(values: Sequence[Told], unstated: Told) -> Told:
    return next((value for value in values if value != unstated), unstated)


def _filled(first: Rendered, carriers: Sequence[Rendered]) -> Scope:
    """Fill the gaps of the reading's scope from the other renderings of the same utterance."""
    scope = first.figure.scope
    for name in scope.assumed:
        for one in carriers:
            if name not in one.figure.scope.assumed:
                stated = getattr(one.figure.scope, name)
                left = tuple(gap for gap in scope.assumed if gap != name)
                scope = replace(scope, **{name: stated}, assumed=left)
                break
    return scope
