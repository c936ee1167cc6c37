"""Decide how reports stand to a sentence, and say why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vedette.brief.check.align import GOOD, Alignment, Pool, align
from vedette.brief.check.amounts import Relation
from vedette.brief.check.differences import ahead, amount_relation, clashes, hedged
from vedette.brief.check.features import features
from vedette.brief.check.passages import Kind, Passage
from vedette.brief.check.voices import is_denial, name_of, only_as_said, other_speaker
from vedette.data import read_toml
from vedette.model import Checked, Finding, Proof

CONSIDERED = 4  # passages looked at for and against
SAME_MATTER = 0.5  # share of a sentence that a passage must have to deny it
RELATED = 0.35  # below it, nothing in the reports is about the sentence
EVEN = 0.5
FEWEST = 3  # words that must be found
_FIRM = (Kind.NAME, Kind.NUMBER)
_SAYS = {
    "opposite": "“{said}” here, “{found}” there",
    "denial": "“{said}” is denied on one side only",
    "amount": "the report gives “{found}”, not “{said}”",
    "number": "the report gives “{found}”, not “{said}”",
    "time": "the report says “{found}”, not “{said}”",
    "name": "the report names “{found}”, not “{said}”",
    "roles": "“{said}” and “{found}” have changed places",
    "quantity": "“{found}” in the report, “{said}” here",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold what support asks: how much is found, whether the main verb is, how sure it is."""

    full: float
    verb: bool
    sure: float


NEAR_BAR = Bar(0.7, verb=False, sure=EVEN)  # a document that the text was made from
FAR_BAR = Bar(0.8, verb=True, sure=EVEN)  # many reports, most of them on something else


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold what each feature weighs, with its mean and spread, and where they start."""

    start: float
    terms: tuple[tuple[str, float, float, float], ...]  # name, mean, spread, weight

    def sure(self, found: dict[str, float]) -> float:
        """Return how likely a sentence with these features is carried, from 0 to 1."""
        total = self.start + sum(
            w * (found[n] - mean) / spread for n, mean, spread, w in self.terms
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> Weights:
    """Return the weights that ship; `training/checking.py` fits them."""
    table = read_toml("languages/en/check_weights.toml")
    rows = tuple(
        (str(row["name"]), float(row["mean"]), float(row["spread"]), float(row["weight"]))
        for row in table["feature"]
    )
    return Weights(float(table["start"]), rows)


def check(
    said: Sequence[Passage], pool: Pool, searched: str, bar: Bar = NEAR_BAR
) -> Iterator[Checked]:
    """Check sentences against the passages of reports; `searched` says in words what these are."""
    for passage in said:
        yield check_one(passage, pool, searched, bar)


def check_one(said: Passage, pool: Pool, searched: str, bar: Bar = NEAR_BAR) -> Checked:
    """Check one sentence: what speaks for it, what against it."""
    found = [a for a in align(said, pool, most=CONSIDERED) if a.cover_wide >= RELATED]
    if not found:
        return Checked(said.span, Finding.NOT_FOUND, f"nothing on this in {searched}")
    judged = [_judge(a, searched, bar) for a in found]
    against = next((j for j in judged if j.finding is Finding.CONTRADICTED), None)
    best = min(judged, key=_preference)
    if best.finding is Finding.SUPPORTED or best.as_said:
        if against and against.evidence[0].span not in {p.span for p in best.evidence}:
            both = (*best.evidence, *against.evidence)
            return Checked(said.span, Finding.DISPUTED, against.reason, both, best.sure)
        return best
    return against if against is not None and against is judged[0] else best


def _preference(one: Checked) -> int:
    """Order findings: what supports comes first, then what is only said; else the nearest words."""
    return 0 if one.finding is Finding.SUPPORTED else 2 - one.as_said


def _judge(a: Alignment, searched: str, bar: Bar) -> Checked:
    """Judge a sentence by one alignment."""
    sure = weights().sure(features(a))
    words = a.said.span
    against = clashes(a)
    if against and a.cover >= SAME_MATTER:
        clash = against[0]
        reason = _SAYS[clash.kind].format(said=clash.said, found=clash.found)
        return Checked(
            words, Finding.CONTRADICTED, reason, _proofs(a, supports=False), min(sure, EVEN)
        )
    lacks = _lacks(a, bar)
    carrier = only_as_said(a)
    if carrier and is_denial(carrier) and a.cover >= SAME_MATTER:
        reason = f"denied by {name_of(carrier)}"
        return Checked(words, Finding.CONTRADICTED, reason, _proofs(a, supports=False), EVEN)
    proofs = _proofs(a, supports=True)
    if lacks is None and (a.is_verbatim or sure >= bar.sure):
        if carrier:
            reason = f"only as said by {name_of(carrier)}"
            return Checked(words, Finding.PARTLY, reason, proofs, sure, as_said=True)
        return Checked(words, Finding.SUPPORTED, "the words carry it", proofs, sure)
    reason = lacks or _doubts(a)
    if a.cover_wide < SAME_MATTER and other_speaker(a) is None:
        return Checked(words, Finding.NOT_FOUND, f"{reason}; searched {searched}", (), sure)
    return Checked(words, Finding.PARTLY, reason, proofs, sure)


def _lacks(a: Alignment, bar: Bar) -> str | None:
    """Return what the passages lack of the sentence by value, None where they lack nothing."""
    rows = zip(a.said.units, a.wide, strict=True)
    firm = [u.token.text for u, value in rows if u.kind in _FIRM and value < GOOD]
    speakers, figures = other_speaker(a), _open_figures(a)
    doubted, planned = hedged(a), ahead(a)
    found = (
        speakers and f"said by {speakers[1]}, not by {speakers[0]}",
        figures and f"the report says less exactly than “{figures[0]}”",
        firm and f"not found: {_listed(firm)}",
        not _is_full(a, bar) and _doubts(a),
        doubted and f"not certain in the report: {_listed(doubted)}",
        planned and f"only planned in the report: {_listed(planned)}",
    )
    return next((reason for reason in found if reason), None)


def _is_full(a: Alignment, bar: Bar) -> bool:
    """Tell whether enough is found, by words near enough, to call a sentence carried."""
    good = [value >= GOOD for value in a.wide]
    if a.share([float(one) for one in good]) < bar.full or sum(good) < min(FEWEST, len(good)):
        return False
    rows = zip(a.said.units, a.matches, strict=True)
    verbs = [m for u, m in rows if u.token.dep == "ROOT" and u.kind is Kind.VERB]
    return not bar.verb or all(m is not None and m.likeness >= GOOD for m in verbs)


def _open_figures(a: Alignment) -> list[str]:
    return [
        f.text for f in a.said.figures if amount_relation(a, f) in (Relation.OPEN, Relation.DENIES)
    ]


def _doubts(a: Alignment) -> str:
    rows = zip(a.said.units, a.wide, strict=True)
    words = [u.token.text for u, value in rows if value < GOOD]
    return f"not found in these words: {_listed(words)}" if words else "put together otherwise"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _proofs(a: Alignment, *, supports: bool) -> tuple[Proof, ...]:
    first = Proof(a.best.report_id, a.best.span, supports)
    if not supports:
        return (first,)
    return (first, *(Proof(p.report_id, p.span, True) for p in a.beside))
