"""Lay a sentence beside the sentences of reports: which word stands for which, and what differs."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from vedette.brief.check.aliases import explanations, without_ending
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.words import listed
from vedette.data.meanings import EQUAL, MADE, NEAR, NONE, WIDER, likeness, own_keys, reach

FOUND = WIDER  # from here on a word counts as found
GOOD = NEAR
BESIDE = 2  # sentences that may help out the best one
CONSIDERED = 12  # passages laid beside a sentence word by word
CONSIDERED_STRICTLY = 24
ALIKE = 0.5  # share of a sentence that a sentence of another report must have to help out
HELPS = 0.5  # weight that one more sentence must bring
_SIGNS = "$€£¥₽"  # what else is no mere punctuation
_SHARED = 3  # letters that two forms of one name begin with


@dataclass(frozen=True, slots=True)
class Match:
    """Hold how a unit is found in a passage: the other unit, and how near the two are."""

    unit: Unit
    other: Unit
    likeness: float


class Pool:
    """Hold the passages that may carry a sentence, with how rare their words are."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self.explained = _explained(self.passages)
        seen = Counter(lemma for p in self.passages for lemma in p.by_lemma)
        self._seen = seen
        self._places: dict[str, list[int]] = {}
        for n, passage in enumerate(self.passages):
            for lemma in passage.by_lemma:
                self._places.setdefault(lemma, []).append(n)
        self._order = {lemma: n for n, lemma in enumerate(seen)}
        self._near: dict[tuple[str | tuple[str, ...] | None, ...], tuple[str, ...]] = {}
        self._filed: dict[str, list[str]] = {}
        for lemma in seen:
            for key in (*own_keys(lemma), f"name {lemma[:_SHARED]}"):
                self._filed.setdefault(key, []).append(lemma)

    def sharing(self, said: Passage) -> set[int]:
        """Return the numbers of the passages that share a word with a sentence."""
        lemmas = {lemma for unit in said.units for lemma in self.relatives(unit)}
        return {n for lemma in lemmas for n in self._places[lemma]}

    def rarity(self, lemma: str) -> float:
        """Return how much a word tells, from about 0.2 to 1."""
        count = len(self.passages)
        return max(0.2, math.log((1 + count) / (1 + self._seen[lemma])) / math.log(2 + count))

    def relatives(self, unit: Unit) -> tuple[str, ...]:
        """Return the lemmas of the passages that a unit may stand for."""
        key = (unit.lemma, unit.kind, unit.thing, unit.also)
        if key not in self._near:
            self._near[key] = tuple(
                lemma for lemma in self._candidates(unit) if lemma_likeness(unit, lemma) >= FOUND
            )
        return self._near[key]

    def _candidates(self, unit: Unit) -> Iterable[str]:
        """Return the lemmas that may be near a unit, in the order of the passages.

        A pool has thousands of lemmas, and hardly any is like a given one.
        """
        keys = {*reach(unit.lemma), f"={unit.thing}", *(f"={key}" for key in unit.also)}
        if unit.kind is Kind.NAME:
            keys.add(f"name {unit.lemma[:_SHARED]}")
        found = {lemma for key in keys for lemma in self._filed.get(key, ())}
        return sorted(found, key=self._order.__getitem__)


def _explained(passages: Sequence[Passage]) -> tuple[tuple[str, str], ...]:
    """Return the short forms that the reports explain, without those that mean two things."""
    texts = {p.report_id: p.reading.report.text for p in passages}
    found: dict[str, set[str]] = {}
    for text in texts.values():
        for short, long in explanations(text).items():
            found.setdefault(short, set()).add(without_ending(long))
    return tuple((short, longs.pop()) for short, longs in found.items() if len(longs) == 1)


def lemma_likeness(unit: Unit, lemma: str) -> float:
    """Return how near a unit is to a lemma: numbers by value, names by their forms."""
    if lemma in (unit.lemma, unit.thing):
        return EQUAL
    if lemma in unit.also:
        return MADE
    if unit.kind is Kind.NUMBER:
        return NONE
    if unit.kind is Kind.NAME:
        return EQUAL if _one_name(unit.lemma, lemma) else max(0.0, likeness(unit.lemma, lemma))
    return likeness(unit.lemma, lemma)


_DEMONYM_ENDS = ("n", "an", "ian", "ish", "ese", "i", "s", "ns", "ans", "ians", "ic")


def _one_name(a: str, b: str) -> bool:
    """Tell whether two names of one word are spellings or forms of one: Russia, Russian."""
    short, long = sorted((a, b), key=len)
    if len(short) < 4:
        return False
    ends = (long.removeprefix(short), long.removeprefix(short[:-1]))
    return (long.startswith(short) and ends[0] in _DEMONYM_ENDS) or (
        long.startswith(short[:-1]) and ends[1] in ("an", "ian", "ish", "ese", "i")
    )


@dataclass(frozen=True)
class Alignment:
    """Hold a sentence beside the passage that carries most of it, and those that help out."""

    said: Passage
    best: Passage
    beside: tuple[Passage, ...]
    matches: tuple[Match | None, ...]  # one for each unit of `said`, in `best`
    wide: tuple[float, ...]  # likeness in `best` and `beside`
    anywhere: tuple[float, ...]  # likeness in all passages
    pool: Pool = field(repr=False)

    @cached_property
    def by_token(self) -> dict[int, Match]:
        """Return the matches in the best passage by the token of the sentence."""
        return {m.unit.token.i: m for m in self.matches if m}

    def share(self, values: Sequence[float]) -> float:
        """Return what share of the sentence's weight is found."""
        units = self.said.units
        whole = sum(u.weight for u in units)
        if not whole:
            return 0.0
        return sum(u.weight * v for u, v in zip(units, values, strict=True)) / whole

    @property
    def cover(self) -> float:
        """Return the share found in the best passage."""
        return self.share([m.likeness if m else 0.0 for m in self.matches])

    @property
    def cover_wide(self) -> float:
        """Return the share found in the best passage and those beside it."""
        return self.share(self.wide)

    @property
    def missing(self) -> tuple[Unit, ...]:
        """Return the units found nowhere."""
        pairs = zip(self.said.units, self.anywhere, strict=True)
        return tuple(u for u, v in pairs if v < FOUND)

    @property
    def far(self) -> tuple[Unit, ...]:
        """Return the units found, but not in the passages that carry the sentence."""
        rows = zip(self.said.units, self.wide, self.anywhere, strict=True)
        return tuple(u for u, w, a in rows if w < FOUND <= a)

    @property
    def changed(self) -> tuple[Unit, ...]:
        """Return the units found only by a word that is near in meaning."""
        return tuple(
            u for u, v in zip(self.said.units, self.wide, strict=True) if FOUND <= v < GOOD
        )

    @cached_property
    def is_same(self) -> bool:
        """Tell whether the best passage is the sentence, letter for letter."""
        return _bare(self.said.span.quote) == _bare(self.best.span.quote)

    @cached_property
    def is_verbatim(self) -> bool:
        """Tell whether the best passage has the sentence's letters and digits in a row.

        What stands around them must not take them back.
        """
        said, found = _bare(self.said.span.quote), _bare(self.best.span.quote)
        if said not in found:
            return False
        here = {t.lower for t in self.said.tokens} | {t.lemma.lower() for t in self.said.tokens}
        there = {t.lower for t in self.best.tokens} | {t.lemma.lower() for t in self.best.tokens}
        return not (there - here) & (listed("negations") | listed("doubt") | listed("reversing"))


def align(said: Passage, pool: Pool, *, most: int = 1, strict: bool = False) -> list[Alignment]:
    """Return the best alignments of a sentence, each with another passage; none shares no word.

    Where `strict`, a passage helps out only with words that hang together in it as they do in
    the sentence: of many reports, some always have the word that is missing.
    """
    if pool.explained:
        said = replace(said, explained=pool.explained)
    considered = CONSIDERED_STRICTLY if strict else CONSIDERED
    near = sorted(pool.sharing(said))
    scored = [(score, -n) for n in near if (score := _score(said, pool.passages[n], pool))]
    ranked = [pool.passages[-n] for _, n in heapq.nlargest(considered, scored)]
    values = [(p, _matches(said, p, pool)) for p in ranked]
    return [_align(said, n, values, pool, strict=strict) for n in range(min(most, len(values)))]


def _align(
    said: Passage,
    first: int,
    ranked: list[tuple[Passage, list[Match | None]]],
    pool: Pool,
    *,
    strict: bool,
) -> Alignment:
    best, matches = ranked[first]
    have = [_worth(m) for m in matches]
    beside: list[Passage] = []
    others = [
        (p, _tied(said, p, ms) if strict else values)
        for p, ms in ranked
        if p is not best and _may_help(said, best, p, values := [_worth(m) for m in ms])
    ]
    for _ in range(BESIDE):
        gains = [(_gain(said, have, v, pool), -n) for n, (_, v) in enumerate(others)]
        if not gains or max(gains)[0] < HELPS:
            break
        passage, more = others.pop(-max(gains)[1])
        beside.append(passage)
        have = [max(a, b) for a, b in zip(have, more, strict=True)]
    anywhere = [max([v, *_anywhere(u, pool)]) for u, v in zip(said.units, have, strict=True)]
    return Alignment(said, best, tuple(beside), tuple(matches), tuple(have), tuple(anywhere), pool)


def _tied(said: Passage, passage: Passage, matches: Sequence[Match | None]) -> list[float]:
    """Return how near words are, nothing for one that hangs on other words in the passage."""
    found = {m.unit.token.i: m.other.token.i for m in matches if m}
    ties = {i: said.governor(said.reading.tokens[i])[0].i for i in found}
    there = {j: passage.governor(passage.reading.tokens[j])[0].i for j in found.values()}
    held: set[int] = set()
    for i, above in ties.items():
        if above in found and i != above and _are_tied(there, found[i], found[above]):
            held |= {i, above}
    return [_worth(m) if m and m.unit.token.i in held else 0.0 for m in matches]


def tied(passage: Passage, a: Unit, b: Unit) -> bool:
    """Tell whether one word of a passage hangs on the other, or both on a third."""
    above = {u.token.i: passage.governor(u.token)[0].i for u in (a, b)}
    return _are_tied(above, a.token.i, b.token.i)


def _are_tied(above: dict[int, int], a: int, b: int) -> bool:
    """Tell whether one of two words hangs on the other, or both on a third."""
    return a == b or above[a] == b or above[b] == a or above[a] == above[b]


def _may_help(said: Passage, best: Passage, passage: Passage, values: Sequence[float]) -> bool:
    """Tell whether a passage may help out: one of the same report, or one much like the sentence.

    A word that happens to stand in another report says nothing.
    """
    if passage.report_id == best.report_id:
        return True
    whole = sum(u.weight for u in said.units)
    found = sum(u.weight * v for u, v in zip(said.units, values, strict=True))
    return found >= ALIKE * whole


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c in _SIGNS)


def _worth(match: Match | None) -> float:
    return match.likeness if match else 0.0


def _anywhere(unit: Unit, pool: Pool) -> list[float]:
    return [lemma_likeness(unit, lemma) for lemma in pool.relatives(unit)]


def _score(said: Passage, passage: Passage, pool: Pool) -> float:
    found, there = 0.0, passage.by_lemma
    for unit in said.units:
        near = [lemma for lemma in pool.relatives(unit) if lemma in there]
        if near:
            best = max(lemma_likeness(unit, lemma) for lemma in near)
            found += unit.weight * best * pool.rarity(near[0])
    return found / (12 + len(passage.units)) ** 0.4 if found else 0.0


def _gain(said: Passage, have: list[float], more: list[float], pool: Pool) -> float:
    rows = zip(said.units, have, more, strict=True)
    return sum(u.weight * max(0.0, m - h) * pool.rarity(u.lemma) for u, h, m in rows)


def _matches(said: Passage, passage: Passage, pool: Pool) -> list[Match | None]:
    """Match each unit with the nearest one; of several alike, the one in the same place."""
    first = [_candidates(unit, passage, pool) for unit in said.units]
    partners = {
        u.token.i: {c.other.token.i for c in cs} for u, cs in zip(said.units, first, strict=True)
    }
    found: list[Match | None] = []
    for _, candidates in zip(said.units, first, strict=True):
        best = max(
            candidates,
            key=lambda m: (m.likeness, _fits(said, passage, m, partners), -m.other.token.i),
            default=None,
        )
        found.append(best)
    return found


def _candidates(unit: Unit, passage: Passage, pool: Pool) -> list[Match]:
    return [
        Match(unit, other, lemma_likeness(unit, lemma))
        for lemma in pool.relatives(unit)
        for other in passage.by_lemma.get(lemma, ())
    ]


def _fits(said: Passage, passage: Passage, m: Match, partners: dict[int, set[int]]) -> int:
    """Count what speaks for a match: the same governor, the same role."""
    head, role = said.governor(m.unit.token)
    other, part = passage.governor(m.other.token)
    return 2 * (other.i in partners.get(head.i, ())) + (role == part)
