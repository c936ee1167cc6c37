"""Garbled renderings: words that say something else than the utterance that they render."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from vedette.compare.conventions import Windows
from vedette.compare.decided import NOTHING_DECIDED, Decided, row_id
from vedette.compare.renderings import (
    HEADLINED,
    PARAPHRASED,
    TRANSLATED,
    Rendered,
    compatible,
    overlap,
)
from vedette.compare.sides import figure_words
from vedette.compare.world import World
from vedette.model import (
    Basis,
    EntityKind,
    Force,
    Judgement,
    JudgementKind,
    Stage,
    Verdict,
)

RULE = "rule:rendering@1"
_LEAST_MISCOPIED = 100  # 12 and 21 can both be meant; 6,800 and 8,600 of one speaker hardly


class Wordings:
    """Find the better rendering that a poor one contradicts, among all that reports carry.

    `readings` are the best renderings of each utterance, `every` all of them; `groups` maps ids
    of readings to one id for what persons judged to be one utterance.
    """

    def __init__(
        self,
        readings: Sequence[Rendered],
        every: Iterable[Rendered],
        *,
        windows: Windows,
        world: World,
        decided: Decided = NOTHING_DECIDED,
        groups: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._decided = decided
        self._groups = groups
        self._windows = windows
        self._world = world
        self._by_number: dict[object, list[Rendered]] = defaultdict(list)
        self._in_report: dict[object, list[Rendered]] = defaultdict(list)
        self._judged: dict[str, list[Rendered]] = defaultdict(list)
        for one in readings:
            self._by_number[_number_key(one)].append(one)
            if group := groups.get(one.figure.id):
                self._judged[group].append(one)
        for one in every:
            self._in_report[_report_key(one)].append(one)

    def garbled_by(self, poor: Rendered) -> Rendered | None:
        """Return the best rendering that this one contradicts, None for most."""
        judged = self._judged.get(self._groups.get(poor.figure.id, ""), ())
        rivals = [one for one in judged if one.order < poor.order]
        if rivals:  # somebody judged that both are one utterance, and they say different things
            return min(rivals, key=lambda one: one.order)
        if poor.number is None or poor.rank < PARAPHRASED:
            return None
        rivals = [
            one
            for one in self._by_number[_number_key(poor)]
            if one is not poor and self._turns(poor, one)
        ]
        rivals = rivals or self._miscopied(poor) or self._misplaced(poor)
        allowed = [one for one in rivals if not self._decided.are_apart(poor.figure, one.figure)]
        return min(allowed, key=lambda one: one.order, default=None)

    def _turns(self, poor: Rendered, good: Rendered) -> bool:
        """Tell whether one rendering gives the number of a better one with another bound."""
        if good.order >= poor.order or _same_bound(poor, good):
            return False
        if not compatible(poor.figure.scope, good.figure.scope, self._world, unstated=True):
            return False
        if good.own_voice or other_basis(poor, good):
            return False
        if poor.report.id == good.report.id or poor.origin == good.origin:
            return not _said_apart(poor, good) and _one_voice(poor, good)
        return _is_relayed(poor, good, self._windows)

    def _miscopied(self, poor: Rendered) -> list[Rendered]:
        """Return the renderings whose number a slip of the pen made this one of.

        A report that gives the poor number again in its text, or the good one in no better
        rendering than the poor, has two numbers to tell.
        """
        beside = self._in_report[_report_key(poor)]
        again = [one for one in beside if one.number == poor.number and one is not poor]
        if any(min(one.rank, poor.rank) < HEADLINED for one in again):
            return []
        known = {one.number for one in beside if one.rank >= poor.rank}
        return [
            one
            for one in beside
            if one.number not in known
            and _is_better(one, poor)
            and _is_slip(poor, one)
            and compatible(poor.figure.scope, one.figure.scope, self._world, unstated=True)
        ]

    def _misplaced(self, poor: Rendered) -> list[Rendered]:
        """Return what a headline puts in another place, or in another unit, than the text does."""
        beside = [one for one in self._in_report[_report_key(poor)] if one.number == poor.number]
        if poor.rank != HEADLINED or _is_changing(poor):
            return []
        text = [one for one in beside if one.rank < HEADLINED]
        if any(_fits(poor, one, self._world) for one in text):
            return []
        return [one for one in text if _is_better(one, poor) and _same_bound(poor, one)]


def _number_key(one: Rendered) -> object:
    figure = one.figure
    return figure.counted, figure.scope.activity, one.number, figure.unit, one.value[-1]


def _report_key(one: Rendered) -> object:
    return one.report.id, one.figure.counted, one.figure.scope.activity, one.value[-1]


def _fits(poor: Rendered, good: Rendered, world: World) -> bool:
    if poor.figure.unit != good.figure.unit:
        return False
    return compatible(poor.figure.scope, good.figure.scope, world, unstated=True)


def _is_better(good: Rendered, poor: Rendered) -> bool:
    """Tell whether one report has the same voice in better words: a quotation, or its text."""
    if good.own_voice or good.rank >= poor.rank or other_basis(poor, good):
        return False
    if poor.rank != HEADLINED and (good.rank > TRANSLATED or not _same_words(poor, good)):
        return False
    voiced = poor.key == good.key or poor.body == good.body
    return (voiced or (poor.own_voice and poor.rank == HEADLINED)) and not _said_apart(poor, good)


def _same_words(poor: Rendered, good: Rendered) -> bool:
    """Tell whether both count in the same words, at the same stage."""
    mine, other = poor.figure, good.figure
    words = {(one.counted_text or "").casefold() for one in (mine, other)} - {""}
    stages = {mine.stage, other.stage} - {Stage.UNSTATED}
    return len(words) <= 1 and len(stages) <= 1


def _is_slip(poor: Rendered, good: Rendered) -> bool:
    """Tell whether one number is the other with two digits swapped or, in a headline, a zero."""
    a, b = poor.number, good.number
    if a is None or b is None or a == b or min(a, b) < _LEAST_MISCOPIED:
        return False
    if _is_changing(poor) or _is_changing(good) or poor.figure.unit != good.figure.unit:
        return False
    if poor.direction != good.direction or a != int(a) or b != int(b):
        return False
    mine, other = str(int(a)), str(int(b))
    if len(mine) == len(other):
        unlike = sum(x != y for x, y in zip(mine, other, strict=True))
        return unlike == 2 and sorted(mine) == sorted(other)
    return poor.rank == HEADLINED and mine.rstrip("0") == other.rstrip("0")


def _is_changing(one: Rendered) -> bool:
    figure = one.figure
    return bool(figure.change or figure.compared_to or figure.part_of)


def _said_apart(a: Rendered, b: Rendered) -> bool:
    return a.is_dated and b.is_dated and not overlap(a.days, b.days)


def says_the_same(a: Rendered, b: Rendered) -> bool:
    """Tell whether two renderings give one number in one bound and unit."""
    return a.number == b.number and a.figure.unit == b.figure.unit and _same_bound(a, b)


def _same_bound(a: Rendered, b: Rendered) -> bool:
    return a.figure.bound is b.figure.bound and a.figure.nearness is b.figure.nearness


def other_basis(a: Rendered, b: Rendered) -> bool:
    """Tell what was notified from what was declared."""
    bases = {a.figure.basis, b.figure.basis}
    return Basis.NOTIFIED in bases and len(bases - {Basis.UNSTATED}) > 1


def _one_voice(poor: Rendered, good: Rendered) -> bool:
    """Tell whether a report renders one speaker twice: himself, or him and his body."""
    if poor.key == good.key or poor.body == good.body:
        return True
    if poor.own_voice:  # a lead above the words that it retells
        return poor.direction != good.direction
    a, b = poor.speaker, good.speaker
    if EntityKind.GROUP in {a.kind, b.kind}:
        return False  # analysts and the general whom they doubt are two
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


def garbled_judgement(poor: Rendered, good: Rendered) -> Judgement:
    """Return the conflict of a garbled rendering with its own utterance."""
    turned = poor.direction != good.direction
    hard = turned or poor.number != good.number or _same_bound(poor, good)
    code = "garbled"
    reason = (
        f"{poor.report.publisher or 'a report'} renders {good.speaker.name} with "
        f"“{poor.carrier.span.quote}” ({_in_words(poor)}); the words are "
        f"“{good.carrier.span.quote}” ({_in_words(good)})."
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
        apart=_apart(poor, good),
        evidence=(poor.report.id, good.report.id),
    )


def _apart(poor: Rendered, good: Rendered) -> float:
    a, b = poor.number or 0.0, good.number or 0.0
    return 100 * abs(a - b) / max(abs(a), abs(b), 1.0)


def _in_words(one: Rendered) -> str:
    figure = one.figure
    unit = f" {figure.unit}" if figure.unit else ""
    place = f" in {figure.scope.place}" if figure.scope.place else ""
    return f"{figure_words(figure)}{unit}{place}"
