"""Attribution: who says what in a report, as spans with kind and modality.

Conventions. `source` is the noun phrase with its apposition, without clauses behind a comma; the
antecedent stands for a relative pronoun. `cue` is the verb with auxiliaries, negation and adverbs
directly before it and with its particle or preposition ("called for"). `content` leaves out the
word "that", the punctuation at its ends and, where whole quotations are the content, the outer
quotation marks and the comma that hands over to the cue; half-quoted content keeps its marks.
A reporter's brackets inside a quotation are `gloss` and no content. Speakers are not resolved
here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vedette.extract.modality import modality_of
from vedette.extract.speech.find import find
from vedette.extract.speech.scan import Found, Range
from vedette.model import (
    Abstention,
    Act,
    Attribution,
    Reading,
    Rendering,
    Span,
    SpeechKind,
    Zone,
)

# A bracket inside a quotation is the reporter's own, unless it only repeats a name as letters.
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&-]{1,9}$")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Hold the spans of one attribution before it has an id."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    gloss: tuple[Span, ...]


def find_attributions(
    reading: Reading,
) -> tuple[tuple[Attribution, ...], tuple[Abstention, ...]]:
    """Return the attributions of a report in text order, and what was seen but not decided.

    `speaker` is None everywhere; `continues` names the attribution whose speaker goes on in a
    quotation without a cue. Languages without a lexicon give nothing.
    """
    found, abstained = find(reading)
    parts = [_parts(reading, one) for one in found]
    ids = [
        Attribution.make_id(reading.report.id, p.source, p.cue, p.content) if p else ""
        for p in parts
    ]
    made: dict[str, Attribution] = {}
    for one, part, name in zip(found, parts, ids, strict=True):
        if part is not None and name not in made:
            follows = ids[one.follows] if one.follows is not None and one.follows >= 0 else ""
            made[name] = _attribution(reading, one, part, name, follows or None)
    attributions = sorted(_without_doubles(list(made.values())), key=_place)
    return tuple(attributions), tuple(sorted(abstained, key=lambda a: a.span.start))


def _parts(reading: Reading, one: Found) -> _Parts | None:
    content: list[Span] = []
    gloss: list[Span] = []
    for start, end in one.content:
        kept, glossed = _without_gloss(reading, start, end)
        content += kept
        gloss += glossed
    if not content and one.act is not Act.KEEPS_SILENT:
        return None
    source = tuple(reading.span(s, e) for s, e in one.source if s < e)
    return _Parts(source, _cue_spans(reading, one.cue), tuple(content), tuple(gloss))


def _cue_spans(reading: Reading, cue: tuple[int, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for k in cue:
        token = reading.tokens[k]
        near = spans and not reading.text[spans[-1].end : token.start].strip(" ")
        if near:
            spans[-1] = reading.span(spans[-1].start, token.end)
        else:
            spans.append(reading.span(token.start, token.end))
    return tuple(spans)


def _without_gloss(reading: Reading, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Split a content at the brackets that stand inside a quotation."""
    text = reading.text
    kept: list[Range] = []
    gloss: list[Range] = []
    at = start
    for match in _BRACKET.finditer(text, start, end):
        inner = match.group(1) if match.group(1) is not None else match.group(2)
        round_one = match.group(1) is not None
        if not inner.strip() or (round_one and _ACRONYM.match(inner)):
            continue
        if round_one and not _quoted(reading, match.start()):
            continue
        kept.append((at, match.start()))
        gloss.append((match.start() + 1, match.end() - 1))
        at = match.end()
    kept.append((at, end))
    spans = [s for a, b in kept if (s := _stripped(reading, a, b)) is not None]
    return spans, [reading.span(a, b) for a, b in gloss]


def _quoted(reading: Reading, offset: int) -> bool:
    return any(q.start <= offset < q.end for q in reading.quotations_near(offset, offset))


def _stripped(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return reading.span(start, end)


def _attribution(
    reading: Reading, one: Found, parts: _Parts, name: str, follows: str | None
) -> Attribution:
    kind = _kind(reading, one, parts.content)
    return Attribution(
        id=name,
        kind=kind,
        source=parts.source,
        cue=parts.cue,
        content=parts.content,
        rendering=_rendering(parts, kind),
        gloss=parts.gloss,
        modality=modality_of(
            reading,
            parts.content[0] if parts.content else parts.cue[0],
            act=one.act,
            said=True,
            cue=one.head if one.head >= 0 else None,
        ),
        continues=follows,
    )


def _kind(reading: Reading, one: Found, content: tuple[Span, ...]) -> SpeechKind:
    """Tell direct from mixed and indirect by how much of the content stands in quotation marks."""
    if one.quotes:
        return SpeechKind.DIRECT
    cue_at = reading.tokens[one.head].start if one.head >= 0 else -1
    places = {q.start: q for s in content for q in reading.quotations_near(s.start - 2, s.end + 2)}
    outer = [q for q in places.values() if not q.start <= cue_at < q.end]
    covered = [any(q.start - 2 <= s.start and s.end <= q.end + 2 for q in outer) for s in content]
    if content and all(covered):
        return SpeechKind.DIRECT
    overlaps = any(q.start < s.end and s.start < q.end for q in outer for s in content)
    return SpeechKind.MIXED if overlaps else SpeechKind.INDIRECT


def _rendering(parts: _Parts, kind: SpeechKind) -> Rendering:
    spans = parts.content or parts.cue
    if spans and spans[0].zone is Zone.HEADLINE:
        return Rendering.HEADLINE
    return Rendering.ORIGINAL if kind is SpeechKind.DIRECT else Rendering.PARAPHRASE


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    cue = attribution.cue or attribution.content
    return min(s.start for s in spans), cue[0].start


def _without_doubles(attributions: list[Attribution]) -> list[Attribution]:
    """Keep one attribution for each cue: the rules for nouns and verbs can meet on one."""
    seen: set[tuple[int, ...]] = set()
    kept = []
    for one in attributions:
        key = tuple(s.start for s in one.cue) or tuple(-s.start for s in one.content)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
