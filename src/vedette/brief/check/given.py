"""Figures that a sentence names with who gave them: "100,000 (the president)", "given by X too".

Each is compared by value with what a report lets that speaker say. Whether two of them can both
be true is reckoned from their bounds: what cannot be squared shares no number; what fits only at a
stretch shares one, but none of those that the speakers mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vedette.brief.check.align import Pool
from vedette.brief.check.amounts import Amount, Relation, amount_of, compare, is_quoted, widened
from vedette.brief.check.numbers import value_at
from vedette.brief.check.passages import Passage
from vedette.brief.check.values import counts_same
from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.data.meanings import NEAR, is_kind_of, likeness
from vedette.model import Bound, CheckedPart, Figure, Finding, Proof, Span, Speaker

_BRACKET = re.compile(r"(?: [a-z]+)? \((?:the )?([^()]+)\)")
_JOIN = re.compile(r"(?:\s|,|\band\b)*")
_REMARK = re.compile(r"\s*\([^()]*\)$")  # "Herald (archive)"
_PERSONNEL = "personnel"
_HALF, _TWICE = 0.5, 2.0  # how far below or above a bound a speaker means


@dataclass(frozen=True, slots=True)
class Given:
    """Hold one figure of a sentence with the name in brackets behind it; "" where there is none."""

    figure: Figure
    name: str
    span: Span


def squared(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge a sentence that sets figures of named speakers against each other; None for others."""
    found = given(said)
    relation = _relation(said, found)
    if relation is None or not any(one.name for one in found):
        return None
    proofs = proofs_of(said, found, pool)
    if isinstance(proofs, CheckedPart):
        return proofs
    if stand_so(found, relation):
        return CheckedPart(said.span, Finding.SUPPORTED, "the words carry it", tuple(proofs))
    reason = "the figures stand otherwise to each other"
    return CheckedPart(said.span, Finding.PARTLY, reason, tuple(proofs))


def proofs_of(
    said: Passage, found: Sequence[Given], pool: Pool, *, alike: bool = True
) -> list[Proof] | CheckedPart:
    """Return the words that give each figure, or the finding that one is not given so.

    `alike` asks that all count the same.
    """
    proofs: list[Proof] = []
    first_there: Figure | None = None
    for one in found:
        there = next(carrying(one.figure, one.name, pool, first_there), None)
        if there is None:
            reason = f"not found as given: “{one.span.quote}”"
            return CheckedPart(said.span, Finding.PARTLY, reason, tuple(proofs))
        first_there = first_there or (there[1] if alike else None)
        proofs.append(there[0])
    return proofs


def stand_so(found: Sequence[Given], relation: str) -> bool:
    """Tell whether the first figure stands so to all others: apart, at a stretch, together."""
    first = amount_of(found[0].figure)
    others = [amount_of(one.figure) for one in found[1:]]
    return first is not None and all(one and _stand(first, one) == relation for one in others)


def given(said: Passage) -> list[Given]:
    """Return the figures of a sentence with the names in brackets, in order."""
    text = said.reading.report.text
    found = []
    for figure in _figures(said):
        bracket = _BRACKET.match(text, figure.number.end, said.sentence.end)
        end = bracket.end() if bracket else figure.number.end
        start = min(figure.span.start, figure.number.start)
        name = bracket[1] if bracket else ""
        found.append(Given(figure, name, said.reading.span(start, end)))
    return found


def _figures(said: Passage) -> list[Figure]:
    """Return the figures, and numbers that count nothing beside them: "100,000 cannot be"."""
    inside = [f.number for f in said.figures]
    bare = [
        (said.reading.span(token.start, token.end), value)
        for token in said.tokens
        if token.pos == "NUM" and not any(s.start <= token.start < s.end for s in inside)
        if (value := value_at(said.reading.tokens, token.i)[0]) is not None
        and not said.is_timed(token)
    ]
    more = [
        Figure(Figure.make_id(said.report_id, span), span, span, value, value, Bound.EXACT, "")
        for span, value in bare
    ]
    return sorted((*said.figures, *more), key=lambda f: f.number.start)


@cache
def _relations() -> dict[str, str]:
    rows = read_toml(FILE)["squared"]
    return {words: str(row["name"]) for row in rows for words in row["words"]}


def _relation(said: Passage, found: Sequence[Given]) -> str | None:
    """Return how the first figure is said to stand to the others, all that a sentence says."""
    if len(found) < 2:
        return None
    text, last, rest = said.span.quote, said.span.start, []
    for one in found:
        rest.append(text[last - said.span.start : one.span.start - said.span.start])
        last = one.span.end
    rest.append(text[last - said.span.start :])
    start, verb, *joins = rest
    *joins, end = joins
    if start.strip() or any(not _JOIN.fullmatch(one) for one in joins):
        return None
    words = " … ".join(filter(None, (verb.strip(), end.strip(" ."))))
    return _relations().get(words)


def carrying(
    figure_said: Figure, name: str, pool: Pool, other: Figure | None = None
) -> Iterator[tuple[Proof, Figure]]:
    """Yield the words that let the speaker of that name give a number, of what `other` counts."""
    said = amount_of(figure_said)
    for passage in pool.passages:
        for figure in passage.figures:
            there = amount_of(figure)
            if not (said and there and compare(said, there) is Relation.CARRIES):
                continue
            if not is_quoted(said, there):
                continue
            if is_called(name, passage, figure) and (other is None or _count_alike(figure, other)):
                yield Proof(passage.report_id, passage.span, True), figure


def _count_alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures count the same, or both count people: troops, participants."""
    if counts_same(a, b) or a.counted == b.counted == _PERSONNEL:
        return True
    words = [(f.counted_text or f.counted).lower().split()[-1:] for f in (a, b)]
    heads = [word[0].removesuffix("s") for word in words if word]
    return a.unit == b.unit and len(heads) == 2 and all(map(_is_people, heads))


def _is_people(word: str) -> bool:
    return is_kind_of(word, "person") or likeness(word, "soldier") >= NEAR or word == "people"


def is_called(name: str, passage: Passage, figure: Figure) -> bool:
    """Tell whether the speaker of a figure is called by a name; without a name it is anybody's."""
    if not name:
        return True
    at = figure.number.start
    around = [a for a in passage.carriers if any(s.start <= at < s.end for s in a.content)]
    if not around:  # the outlet says so itself
        outlet = passage.reading.report.publisher or ""
        return bare(name) in (bare(outlet), bare(_REMARK.sub("", outlet)))
    return any(act.speaker is not None and is_named(name, act.speaker) for act in around)


def is_named(name: str, speaker: Speaker) -> bool:
    """Tell whether a name is one of a speaker's: his own, its last word, his body's."""
    names = (speaker.name, speaker.body, speaker.as_written)
    return any(n and bare(name) in (bare(n), bare(n.split()[-1])) for n in names)


def names_in(listing: str, pool: Pool) -> list[str]:
    """Return the names of a row of them: "the army and Smith", but "the navy and army ministries".

    A row that the reports know for one speaker is one.
    """
    known = {
        bare(name)
        for p in pool.passages
        for act in p.carriers
        if act.speaker
        for name in (act.speaker.name, act.speaker.body)
        if name
    }
    if bare(listing) in known:
        return [listing]
    for joint in (", ", " and "):
        for n in range(listing.count(joint)):
            parts = listing.split(joint)
            first, rest = joint.join(parts[: n + 1]), joint.join(parts[n + 1 :])
            if bare(first) in known:
                return [first, *names_in(rest, pool)]
    return [listing]


def bare(name: str) -> str:
    """Return the letters and digits of a name, without its article."""
    return "".join(filter(str.isalnum, name.lower().removeprefix("the ")))


def _stand(a: Amount, b: Amount) -> str:
    """Return how two amounts stand to each other: apart, at a stretch, or together."""
    if not widened(a).meets(widened(b)):
        return "apart"
    return "together" if widened(_meant(a)).meets(widened(_meant(b))) else "stretch"


def _meant(a: Amount) -> Amount:
    """Return what a speaker means by a bound: up to 30,000 is hardly ten."""
    if a.low == 0.0:
        return Amount(a.high * _HALF, a.high)
    return Amount(a.low, a.low * _TWICE) if a.high == float("inf") else a
