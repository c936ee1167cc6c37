"""What an alignment tells, as numbers: how much is found, what is missing, what has changed."""

from __future__ import annotations

from itertools import pairwise

from vedette.brief.check.align import FOUND, GOOD, Alignment
from vedette.brief.check.amounts import Relation
from vedette.brief.check.differences import (
    ahead,
    clashes,
    hedged,
    mood_changes,
    swapped,
)
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.values import figure_relation
from vedette.data.meanings import OPPOSITE, is_known, likeness

NAMES = (
    "cover",
    "cover_wide",
    "missing_name",
    "missing_number",
    "missing_noun",
    "missing_verb",
    "missing_adjective",
    "missing_adverb",
    "missing_weight",
    "missing_unknown",
    "far_name",
    "far_number",
    "far_noun",
    "far_verb",
    "far_other",
    "near_only",
    "clashes",
    "opposite_loose",
    "negations",
    "arcs",
    "arcs_broken",
    "arcs_lost",
    "pairs",
    "amount_open",
    "amount_denied",
    "hedged",
    "ahead",
    "exact",
    "length",
    "beside",
    "swapped_firm",
    "swapped_noun",
    "swapped_verb",
    "swapped_other",
    "mood",
    "lost_best",
    "verbatim",
)


def features(a: Alignment) -> dict[str, float]:
    """Return the features of an alignment by name, in the order of `NAMES`."""
    missing, far = a.missing, a.far
    found = {
        "cover": a.cover,
        "cover_wide": a.cover_wide,
        **{f"missing_{kind}": float(_count(missing, kind)) for kind in Kind},
        "missing_weight": sum(u.weight for u in missing),
        "missing_unknown": float(
            sum(not is_known(u.lemma) for u in missing if u.kind is not Kind.NAME)
        ),
        **_far(far),
        "near_only": float(len(a.changed)),
        "clashes": float(len(clashes(a))),
        "opposite_loose": float(_loose_opposites(a)),
        "negations": float(abs(_negations(a.said) - _negations(a.best))),
        **arcs(a),
        "pairs": _pairs(a),
        **_amounts(a),
        "hedged": float(len(hedged(a))),
        "ahead": float(len(ahead(a))),
        "exact": a.share([float(v == 1.0) for v in a.wide]),
        "length": float(len(a.said.units)),
        "beside": float(len(a.beside)),
        **_swapped(a),
        "mood": float(mood_changes(a)),
        "lost_best": sum(u.weight for u, m in zip(a.said.units, a.matches, strict=True) if not m),
        "verbatim": float(a.is_verbatim),
    }
    return {name: found[name] for name in NAMES}


def _count(units: tuple[Unit, ...], *kinds: Kind) -> int:
    return sum(u.kind in kinds for u in units)


def _far(far: tuple[Unit, ...]) -> dict[str, float]:
    kinds = (Kind.NAME, Kind.NUMBER, Kind.NOUN, Kind.VERB)
    counted = {f"far_{kind}": float(_count(far, kind)) for kind in kinds}
    return {**counted, "far_other": float(_count(far, Kind.ADJECTIVE, Kind.ADVERB))}


def _swapped(a: Alignment) -> dict[str, float]:
    units = tuple(unit for unit, _ in swapped(a))
    return {
        "swapped_firm": float(_count(units, Kind.NAME, Kind.NUMBER)),
        "swapped_noun": float(_count(units, Kind.NOUN)),
        "swapped_verb": float(_count(units, Kind.VERB)),
        "swapped_other": float(_count(units, Kind.ADJECTIVE, Kind.ADVERB)),
    }


def _loose_opposites(a: Alignment) -> int:
    """Count missing words whose opposite stands somewhere in the passages."""
    others = {u.lemma for p in (a.best, *a.beside) for u in p.units}
    rows = zip(a.said.units, a.wide, strict=True)
    return sum(
        any(likeness(u.lemma, other) == OPPOSITE for other in others)
        for u, value in rows
        if value < GOOD and u.kind is not Kind.NAME
    )


def _negations(passage: Passage) -> int:
    return sum(passage.is_negated(u.token) for u in passage.units if u.kind is Kind.VERB)


def arcs(a: Alignment) -> dict[str, float]:
    """Count how the pairs of words that hang together do in the passages.

    Kept: they hang together there too. Broken: both are found in the best passage, apart. Lost:
    one of them is not found.
    """
    kept = broken = lost = 0
    linked = [_linked(p) for p in (a.best, *a.beside)]
    found = {u.token.i: v >= FOUND for u, v in zip(a.said.units, a.wide, strict=True)}
    units = {u.token.i: u for u in a.said.units}
    for unit in a.said.units:
        head, _ = a.said.governor(unit.token)
        if head.i not in units or head.i == unit.token.i:
            continue
        if not (found[unit.token.i] and found[head.i]):
            lost += 1
        elif any(_holds(a, unit, units[head.i], pairs) for pairs in linked):
            kept += 1
        else:
            broken += 1
    whole = max(1, kept + broken + lost)
    return {"arcs": kept / whole, "arcs_broken": float(broken), "arcs_lost": float(lost)}


def is_tied(a: Alignment, passage: Passage, unit: Unit, head: Unit) -> bool:
    """Tell whether two words that hang together do so in a passage."""
    return _holds(a, unit, head, _linked(passage))


def _linked(passage: Passage) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for unit in passage.units:
        head, _ = passage.governor(unit.token)
        lemma = passage.lemma(head)
        found.add((unit.lemma, lemma))
        top, _ = passage.governor(head)
        if top.i != head.i:
            found.add((unit.lemma, passage.lemma(top)))
    return found


def _holds(a: Alignment, unit: Unit, head: Unit, pairs: set[tuple[str, str]]) -> bool:
    if {*unit.also} & {*head.also}:  # words of one name, which the report may give short
        return True
    firsts, seconds = a.pool.relatives(unit), a.pool.relatives(head)
    return any((x, y) in pairs or (y, x) in pairs for x in firsts for y in seconds)


def _pairs(a: Alignment) -> float:
    """Return the share of neighbouring words that are neighbours in one passage too."""
    units = a.said.units
    if len(units) < 2:
        return 1.0
    rows = [
        {(x.lemma, y.lemma) for n, x in enumerate(p.units) for y in p.units[n + 1 : n + 4]}
        for p in (a.best, *a.beside)
    ]
    kept = 0
    for x, y in pairwise(units):
        firsts, seconds = a.pool.relatives(x), a.pool.relatives(y)
        kept += any((f, s) in row or (s, f) in row for row in rows for f in firsts for s in seconds)
    return kept / (len(units) - 1)


def _amounts(a: Alignment) -> dict[str, float]:
    relations = [figure_relation(a, f) for f in a.said.figures]
    return {
        "amount_open": float(relations.count(Relation.OPEN)),
        "amount_denied": float(relations.count(Relation.DENIES)),
    }
