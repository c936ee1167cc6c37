"""Utterances put together from renderings: one act of speech, several carriers, one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from vedette.compare.conventions import Windows
from vedette.compare.decided import NOTHING_DECIDED, Decided, row_id
from vedette.compare.garbled import Wordings, garbled_judgement, other_basis, says_the_same
from vedette.compare.renderings import (
    Days,
    Rendered,
    compatible,
    overlap,
)
from vedette.compare.world import World
from vedette.model import (
    Basis,
    Change,
    Judgement,
    Row,
    Scope,
    Stage,
)

Told = TypeVar("Told", Stage, Basis)


@dataclass(slots=True)
class _Draft:
    """Gather the renderings of one utterance while it is put together.

    A thousand reprints share a few origins and scopes: those are kept once.
    """

    carriers: list[Rendered]
    days: Days
    origins: set[str] = field(default_factory=set)
    scopes: dict[Scope, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.carriers:
            self._note(one)

    def add(self, one: Rendered) -> None:
        self.carriers.append(one)
        self._note(one)

    def _note(self, one: Rendered) -> None:
        self.origins.add(one.origin)
        self.scopes[one.figure.scope] = None

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
    decided: Decided = NOTHING_DECIDED,
) -> Gathered:
    """Put utterances together: one row each, garbled renderings beside them.

    `decided` says which a person judged to be one utterance, or two; renderings whose judgement
    as garbled a person took back stand alone.
    """
    drafts = _together(renderings, world, decided)
    homes = _homes(drafts, windows, world, decided)
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
        tuple(garbled_judgement(draft.reading, homes[id(draft)].reading) for draft in garbled),
    )


def _homes(
    drafts: Sequence[_Draft], windows: Windows, world: World, decided: Decided
) -> dict[int, _Draft]:
    """Return for each garbled draft the utterance that it renders."""
    readings = [draft.reading for draft in drafts]
    every = [one for draft in drafts for one in draft.carriers]
    words = Wordings(
        readings,
        every,
        windows=windows,
        world=world,
        decided=decided,
        groups=_judged_groups(drafts, decided),
    )
    draft_of = _of_figures(drafts)
    homes: dict[int, _Draft] = {}
    for reading in sorted(readings, key=lambda one: one.order):
        better = words.garbled_by(reading)
        if better is None:
            continue
        draft, home = draft_of[reading.figure.id], draft_of[better.figure.id]
        if garbled_too := homes.get(id(home)):  # better ones come first, so that is no third one
            home = garbled_too
            if says_the_same(reading, home.reading):
                continue  # it contradicts a garbled rendering, and says what the utterance says
        if garbled_judgement(reading, home.reading).id not in decided.rejected:
            homes[id(draft)] = home
    return homes


def _together(
    renderings: Iterable[Rendered], world: World, decided: Decided = NOTHING_DECIDED
) -> list[_Draft]:
    """Put renderings of the same words by the same speaker together, earliest first."""
    drafts: list[_Draft] = []
    known: dict[object, list[_Draft]] = defaultdict(list)
    judged: dict[object, list[_Draft]] = defaultdict(list)
    for one in sorted(renderings, key=_in_time):
        figure = one.figure
        same = known[one.key, figure.counted, figure.scope.activity, one.value]
        group = decided.group(figure) if decided.groups else None
        home = next(
            (draft for draft in same if _same_utterance(draft, one, world, decided)), None
        ) or next(iter(judged[group, one.value] if group else ()), None)
        if group and home is not None and home not in judged[group, one.value]:
            judged[group, one.value].append(home)
        if home is None:
            home = _Draft([one], one.days)
            same.append(home)
            if group:
                judged[group, one.value].append(home)
            drafts.append(home)
            continue
        if one.is_dated and not home.carriers[0].is_dated:
            home.days = one.days
        home.add(one)
    return drafts


def _in_time(one: Rendered) -> tuple[str, str, int, str]:
    day = one.said.start or one.said.end
    return day.isoformat() if day else "9999", one.report.id, one.figure.number.start, one.figure.id


def _same_utterance(draft: _Draft, one: Rendered, world: World, decided: Decided) -> bool:
    first = draft.carriers[0]
    if decided.apart and any(decided.are_apart(each.figure, one.figure) for each in draft.carriers):
        return False
    here = one.origin in draft.origins
    if not here and not overlap(draft.days, one.days):
        return False
    if here and one.is_dated and first.is_dated and not overlap(first.days, one.days):
        return False
    if other_basis(first, one) or _other_base(first, one):
        return False
    # Within one text a gap is filled by the text itself; across texts only by a loan.
    mine = one.figure.scope
    return all(compatible(scope, mine, world, unstated=here) for scope in draft.scopes)


def _other_base(a: Rendered, b: Rendered) -> bool:
    bases = {one.figure.change.from_value for one in (a, b) if one.figure.change}
    return len(bases - {None}) > 1


def _judged_groups(drafts: Sequence[_Draft], decided: Decided) -> dict[str, str]:
    if not decided.groups:
        return {}
    return {
        draft.reading.figure.id: group
        for draft in drafts
        for one in draft.carriers
        if (group := decided.group(one.figure))
    }


def _of_figures(drafts: Sequence[_Draft]) -> dict[str, _Draft]:
    return {one.figure.id: draft for draft in drafts for one in draft.carriers}


def row_of(one: Rendered) -> Row:
    """Return the row of a rendering that stands alone."""
    return _row(_Draft([one], one.days))


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
