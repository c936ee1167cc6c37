"""Judge one statement by the sentence of a report that is nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.brief.check.align import GOOD, Alignment, Match, Pool, align, tied
from vedette.brief.check.amounts import Relation
from vedette.brief.check.beside import gap_beside
from vedette.brief.check.differences import (
    Clash,
    ahead,
    clashes,
    hedged,
    only_of_part,
    shared_by,
)
from vedette.brief.check.features import arcs, is_tied
from vedette.brief.check.gaps import value_gaps
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.rivals import answers
from vedette.brief.check.values import (
    figure_relation,
    frame_gaps,
    is_support,
    misquoted,
    time_gaps,
    valued,
)
from vedette.brief.check.verbs import light_pairs
from vedette.brief.check.voices import (
    agrees,
    carriers_there,
    is_denial,
    name_of,
    told_of,
    voice_gap,
)
from vedette.brief.check.words import listed
from vedette.data.meanings import MADE
from vedette.model import CheckedPart, Finding, Proof

SAME_MATTER = 0.5  # share of a statement that a passage must have to deny it
SAME = 0.7  # share of its other words that must be there too
RELATED = 0.35  # below it, nothing in the reports is about the statement
NOTHING = "nothing on this"
FEWEST = 3  # words that must be found
MOSTLY = 0.6  # share of a statement that one sentence must carry where many reports are searched
LOOSE = 0.3  # share of ties below which words only happen to stand together
TIED = 0.5  # share of the ties between words that must be there too
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
    """Hold what support asks: how much is found, whether the main verb is, how sure it is.

    Where it is not `strict`, the reports are about the text: how much is found of it is asked of
    a whole sentence, not of each statement, and any of their sentences may help out.
    """

    full: float
    verb: bool
    sure: float
    strict: bool = True
    considered: int = 16  # passages looked at for and against


def judge(said: Passage, pool: Pool, bar: Bar) -> CheckedPart:
    """Judge a statement: by what carries it, else by what denies it, else by the nearest words."""
    nearest = align(said, pool, most=bar.considered, strict=bar.strict)
    found = [valued(a) for a in nearest]
    found = [a for a in found if a.cover_wide >= RELATED]
    if not found:
        return CheckedPart(said.span, Finding.NOT_FOUND, NOTHING)
    found.sort(key=lambda a: -(a.cover + (arcs(a)["arcs"] if bar.strict else 0.0)))
    judged = [(a, _judge(a, bar)) for a in found]
    alignment, best = min(judged, key=lambda pair: _preference(pair[1]))
    denials = [(a, one) for a, one in judged if one.finding is Finding.CONTRADICTED]
    if best.finding is Finding.SUPPORTED or best.as_said:
        # What a report says in these very words, it does not dispute by another number elsewhere.
        near = not bar.strict and not alignment.is_verbatim
        rivals = (one for a, one in denials if near or answers(alignment, a))
        against = next(rivals, None)
        if against is None or against.evidence[0].span in {p.span for p in best.evidence}:
            return best
        both = (*best.evidence, *against.evidence)
        return CheckedPart(said.span, Finding.DISPUTED, against.reason, both)
    nearest_one = judged[0][1]
    return nearest_one if nearest_one.finding is Finding.CONTRADICTED else best


def _preference(one: CheckedPart) -> tuple[int, int]:
    """Order findings: what supports comes first, then what is only said; else the nearest words.

    One sentence that carries all is better than several.
    """
    if one.finding is Finding.SUPPORTED:
        return 0, len(one.evidence)
    return (1, len(one.evidence)) if one.as_said else (2, 0)


def _judge(a: Alignment, bar: Bar) -> CheckedPart:
    """Judge a statement by one alignment."""
    words, gap = a.said.span, voice_gap(a) or (gap_beside(a) if bar.strict else None)
    if (reason := _denial(a)) is not None:
        return CheckedPart(words, Finding.CONTRADICTED, reason, _proofs(a, supports=False))
    proofs = _proofs(a, supports=True)
    lacks = next(_lacks(a, bar), None)
    if lacks is not None:
        if a.cover_wide < SAME_MATTER or (bar.strict and _is_chance(a)):
            return CheckedPart(words, Finding.NOT_FOUND, doubts(a))
        return CheckedPart(words, Finding.PARTLY, lacks, proofs[:1])
    if gap is not None:
        return CheckedPart(words, Finding.PARTLY, gap.reason, proofs, as_said=gap.as_said)
    if unframed := frame_gaps(a):
        return CheckedPart(words, Finding.PARTLY, f"not found: {listing(unframed)}", proofs)
    return CheckedPart(words, Finding.SUPPORTED, "the words carry it", proofs)


def _denial(a: Alignment) -> str | None:
    """Return why the best passage denies a statement, None where it does not.

    Who names a speaker is denied by that speaker's words alone: another one's other number is
    another answer.
    """
    told, found = told_of(a.said), carriers_there(a)
    speaker = told[0].speaker if told else None
    if speaker and not any(one.speaker and agrees(speaker, one.speaker) for one in found):
        return None
    for clash in clashes(a):
        if _is_same_matter(a, clash):
            return _SAYS[clash.kind].format(said=clash.said, found=clash.found)
    if not told and found and is_denial(found[0]) and _is_same_matter(a, None):
        return f"denied by {name_of(found[0])}"
    return None


def _is_same_matter(a: Alignment, clash: Clash | None) -> bool:
    """Tell whether all but the words that clash is found in one sentence, and tied as here."""
    rows = [
        (u.weight, m is not None and m.likeness >= GOOD)
        for u, m in zip(a.said.units, a.matches, strict=True)
        if clash is None or not _is_in(u, clash)
    ]
    if sum(good for _, good in rows) + len(list(light_pairs(a, empty=True))) < FEWEST - 1:
        return False
    if sum(weight for weight, _ in rows) * SAME > sum(weight for weight, good in rows if good):
        return False
    broken = arcs(a)
    return broken["arcs_broken"] <= max(1.0, broken["arcs"] * len(rows))


def _is_in(unit: Unit, clash: Clash) -> bool:
    """Tell whether a word is one of those that clash; what is counted stays the same."""
    if clash.kind == "amount":
        return unit.kind is Kind.NUMBER and unit.token.text in clash.said
    return unit.token.text in clash.said


def _lacks(a: Alignment, bar: Bar) -> Iterator[str]:
    """Yield what the passages lack of a statement, the weightiest first."""
    rows = zip(a.said.units, a.wide, strict=True)
    firm = [u.token.text for u, value in rows if value < _asked(u)]
    if part := only_of_part(a):
        yield f"the report counts {part} alone"
    if sharers := shared_by(a):
        yield f"the report says it of {sharers} together"
    yield from _otherwise_counted(a)
    if firm:
        yield f"not found: {listing(firm)}"
    yield from time_gaps(a)
    if bar.strict and not is_full(a, bar):
        yield doubts(a)
    if bar.strict and not _hangs_together(a):
        yield _loose(a)
    if doubted := hedged(a):
        yield f"not certain in the report: {listing(doubted)}"
    if planned := ahead(a):
        yield f"only planned in the report: {listing(planned)}"
    if bar.strict:
        yield from value_gaps(a)


def _otherwise_counted(a: Alignment) -> Iterator[str]:
    if figures := misquoted(a):
        yield f"the speaker gives another number than “{figures[0]}”"
    if figures := _open_figures(a):
        yield f"the report says less exactly than “{figures[0]}”"


def _asked(unit: Unit) -> float:
    """Return how near a word must be found; a rank ("first") is only itself."""
    if unit.lemma in listed("ranks"):
        return MADE
    return GOOD if unit.kind in _FIRM or unit.token.tag in ("JJS", "RBS") else 0.0


def is_full(a: Alignment, bar: Bar) -> bool:
    """Tell whether enough is found, by words near enough, to call a statement carried."""
    good = [value >= GOOD for value in a.wide]
    if a.share([float(one) for one in good]) < bar.full or sum(good) < min(FEWEST, len(good)):
        return False
    if not bar.verb:
        return True
    rows = zip(a.said.units, a.matches, a.wide, strict=True)
    return all(
        (m is not None and m.likeness >= GOOD) or is_support(a, u) or (w >= GOOD and not verb)
        for u, m, w in rows
        if (verb := u.kind is Kind.VERB and _is_top(a.said, u)) or _is_predicate(a.said, u)
    )


def _is_predicate(said: Passage, unit: Unit) -> bool:
    """Tell whether an adjective is all that a statement says of its subject: "it is unlikely"."""
    head = said.reading.tokens[unit.token.head]
    inside = {t.i for t in said.tokens}
    is_top = head.dep == "ROOT" or head.head not in inside
    return unit.token.dep == "acomp" and head.lemma.lower() == "be" and is_top


def _is_top(said: Passage, unit: Unit) -> bool:
    """Tell whether a word heads its statement."""
    inside = {t.i for t in said.tokens}
    return unit.token.dep == "ROOT" or unit.token.head not in inside


def _is_chance(a: Alignment) -> bool:
    """Tell whether words only happen to stand together: many are missing, few are tied.

    Or they are gathered from several reports, and no sentence has half of them.
    """
    if a.beside and a.cover < SAME_MATTER:
        return True
    good = a.share([float(value >= GOOD) for value in a.wide])
    return good < MOSTLY and arcs(a)["arcs"] < LOOSE


def _hangs_together(a: Alignment) -> bool:
    """Tell whether one sentence carries most of a statement, and its words hang together there."""
    found = [max(w if m is None else m.likeness, v) for m, w, v in _best(a)]
    if a.share([float(one >= GOOD) for one in found]) < MOSTLY or _is_mosaic(a):
        return False
    ties = list(_ties(a))
    return not ties or sum(ties) >= TIED * len(ties)


def _is_mosaic(a: Alignment) -> bool:
    """Tell whether what is done is found only in another report than who does it."""
    rows = zip(a.said.units, a.matches, strict=True)
    verbs = [match for unit, match in rows if unit.kind is Kind.VERB]
    apart = any(p.report_id != a.best.report_id for p in a.beside)
    return apart and bool(verbs) and all(match is None for match in verbs)


def _ties(a: Alignment) -> Iterator[bool]:
    """Yield for each two words that hang together whether they do in the report.

    What value alone carries stands where it stands here.
    """
    there = {u.token.i: (u, w) for u, w in zip(a.said.units, a.wide, strict=True)}
    for unit, wide in there.values():
        head, _ = a.said.governor(unit.token)
        if head.i == unit.token.i or head.i not in there:
            continue
        above, worth = there[head.i]
        pair = (a.by_token.get(unit.token.i), a.by_token.get(head.i))
        one_number = unit.kind is above.kind is Kind.NUMBER and unit.lemma == above.lemma
        if (pair[0] is None and wide >= GOOD) or (pair[1] is None and worth >= GOOD) or one_number:
            yield True
        else:
            yield any(is_tied(a, p, unit, above) for p in (a.best, *a.beside))


def _loose(a: Alignment) -> str:
    """Say which words of a statement are not tied in the report as they are here."""
    for unit in a.said.units:
        head, _ = a.said.governor(unit.token)
        match, above = a.by_token.get(unit.token.i), a.by_token.get(head.i)
        if head.i == unit.token.i or head.i not in {u.token.i for u in a.said.units}:
            continue
        if match is None or above is None or not tied(a.best, match.other, above.other):
            words = sorted((unit.token, head), key=lambda t: t.i)
            return f"not found together: {listing([t.text for t in words])}"
    return "put together otherwise"


def _best(a: Alignment) -> Iterator[tuple[Match | None, float, float]]:
    """Yield for each unit its match, and what value alone carries of it."""
    for unit, match, wide in zip(a.said.units, a.matches, a.wide, strict=True):
        by_value = unit.kind in (Kind.NAME, Kind.NOUN, Kind.NUMBER) and not a.beside
        yield match, 0.0, wide if by_value else 0.0


def _open_figures(a: Alignment) -> list[str]:
    return [
        f.text for f in a.said.figures if figure_relation(a, f) in (Relation.OPEN, Relation.DENIES)
    ]


def doubts(a: Alignment) -> str:
    """Say which words are not found."""
    rows = zip(a.said.units, a.wide, strict=True)
    words = [u.token.text for u, value in rows if value < GOOD]
    return f"not found in these words: {listing(words)}" if words else "put together otherwise"


def listing(words: Sequence[str]) -> str:
    """Return words in quotation marks, each once."""
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _proofs(a: Alignment, *, supports: bool) -> tuple[Proof, ...]:
    first = Proof(a.best.report_id, a.best.span, supports)
    if not supports:
        return (first,)
    return (first, *(Proof(p.report_id, p.span, True) for p in a.beside))
