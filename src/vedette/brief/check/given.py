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
from vedette.brief.check.amounts import Amount, Relation, amount_of, compare, widened
from vedette.brief.check.passages import Passage
from vedette.brief.check.values import counts_same
from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.data.meanings import NEAR, is_kind_of, likeness
from vedette.model import CheckedPart, Figure, Finding, Proof, Span

_ITEM = re.compile(r"(\d[\d,.]*\d|\d) \((?:the )?([^()]+)\)")
_JOIN = re.compile(r"(?:\s|,|\band\b)*")
_HALF, _TWICE = 0.5, 2.0  # how far below or above a bound a speaker means


@dataclass(frozen=True, slots=True)
class Given:
    """Hold one figure of a sentence with the name in brackets behind it."""

    figure: Figure
    name: str
    span: Span


def squared(said: Passage, pool: Pool) -> CheckedPart | None:
    """Judge a sentence that sets figures of named speakers against each other; None for others."""
    found = _given(said)
    relation = _relation(said, found)
    if relation is None:
        return None
    proofs: list[Proof] = []
    first_there: Figure | None = None
    for one in found:
        there = next(_carrying(one, pool, first_there), None)
        if there is None:
            reason = f"not found as given: “{one.span.quote}”"
            return CheckedPart(said.span, Finding.PARTLY, reason, tuple(proofs))
        first_there = first_there or there[1]
        proofs.append(there[0])
    first = amount_of(found[0].figure)
    others = [amount_of(one.figure) for one in found[1:]]
    if first and all(one and _stand(first, one) == relation for one in others):
        return CheckedPart(said.span, Finding.SUPPORTED, "the words carry it", tuple(proofs))
    reason = "the figures stand otherwise to each other"
    return CheckedPart(said.span, Finding.PARTLY, reason, tuple(proofs))


def _given(said: Passage) -> list[Given]:
    """Return the figures with a name in brackets, in order."""
    base, text = said.span.start, said.span.quote
    found = []
    for match in _ITEM.finditer(text):
        at = base + match.start()
        figure = next((f for f in said.figures if f.number.start <= at < f.number.end), None)
        if figure is not None:
            start = min(figure.span.start, at)
            span = said.reading.span(start, base + match.end())
            found.append(Given(figure, match[2], span))
    return found


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


def _carrying(one: Given, pool: Pool, other: Figure | None) -> Iterator[tuple[Proof, Figure]]:
    """Yield the words that let the speaker of that name give it, of what `other` counts."""
    said = amount_of(one.figure)
    for passage in pool.passages:
        for figure in passage.figures:
            there = amount_of(figure)
            if not (said and there and compare(said, there) is Relation.CARRIES):
                continue
            if _is_of(one.name, passage, figure) and (other is None or _count_alike(figure, other)):
                yield Proof(passage.report_id, passage.span, True), figure


def _count_alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures count the same, or both count people: troops, participants."""
    if counts_same(a, b):
        return True
    words = [(f.counted_text or f.counted).lower().split()[-1:] for f in (a, b)]
    heads = [word[0].removesuffix("s") for word in words if word]
    return a.unit == b.unit and len(heads) == 2 and all(map(_is_people, heads))


def _is_people(word: str) -> bool:
    return is_kind_of(word, "person") or likeness(word, "soldier") >= NEAR or word == "people"


def _is_of(name: str, passage: Passage, figure: Figure) -> bool:
    """Tell whether the speaker of a figure is called by a name: one of his, or its last word."""
    for act in passage.carriers:
        around = any(s.start <= figure.number.start < s.end for s in act.content)
        if not around or act.speaker is None:
            continue
        speaker = act.speaker
        names = (speaker.name, speaker.body, speaker.as_written)
        wanted = _bare(name)
        if any(n and wanted in (_bare(n), _bare(n.split()[-1])) for n in names):
            return True
    return False


def _bare(name: str) -> str:
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
