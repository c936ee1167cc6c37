"""What the words around a number tell of its speaker: taken back, corrected, repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from vedette.compare.world import World
from vedette.data import read_toml
from vedette.model import Analysis, EntityKind, Figure, Mention, Report, Span, Speaker, Step

_SPEAKING = frozenset(
    {EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.FORCE}
)
_END = re.compile(r"[.!?][”\"']?(?=\s|$)|\n")
_DIGITS = re.compile(r"\d")
_MOST_WORDS = 6  # of a subject that nobody resolved: "The ministry", "A spokesman for the army"


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a sentence says of a number, with its words and who does it, where it says so.

    `base` is the number that is corrected; `is_own` is false for a number of somebody else, called
    wrong.
    """

    step: Step
    words: Span
    by: Speaker | None = None
    base: float | None = None
    is_own: bool = True


def sentence_at(report: Report, span: Span) -> Span:
    """Return the sentence around a span, as far as full stops and paragraphs tell."""
    text = report.text
    first = text.rfind("\n", 0, span.start) + 1
    for stop in _END.finditer(text, first, span.start):
        first = stop.end()
    while first < span.start and text[first].isspace():
        first += 1
    end = _END.search(text, span.end)
    last = _without_space(text, first, end.end() if end else len(text))
    return Span.cut(text, first, last, span.zone)


def _without_space(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def tell(  # noqa: PLR0911 - one per thing told
    report: Report, analysis: Analysis, figure: Figure, world: World
) -> Told | None:
    """Return what the sentence around a figure says that its speaker does to a number of his."""
    patterns = _patterns(report.language)
    if patterns is None:
        return None
    sentence = sentence_at(report, figure.span)
    at = figure.number.start - sentence.start
    if found := patterns["withdrawn"].search(sentence.quote, 0, at):
        return _told(Step.WITHDRAWN, sentence, found, analysis, world)
    if found := patterns["corrected"].search(sentence.quote, 0, at):
        between = sentence.quote[found.end() : at]
        if not (between.rstrip().endswith(" to") or between.strip() == "to"):
            return _told(Step.WITHDRAWN, sentence, found, analysis, world)
        told = _told(Step.CORRECTED, sentence, found, analysis, world)
        return replace(told, base=_base(analysis, figure, sentence.start + found.end()))
    behind = sentence.quote[at:]
    before = sentence.quote[:at]
    if patterns["wrong"].match(_first_clause(behind)):
        if patterns["owned"].search(before):
            return Told(Step.WITHDRAWN, sentence)
        if patterns["anothers"].search(before):
            return Told(Step.WITHDRAWN, sentence, is_own=False)
    if patterns["repeated"].search(before):
        return Told(Step.REPEATED, sentence)
    return None


def _base(analysis: Analysis, figure: Figure, first: int) -> float | None:
    """Return the number between the word of correcting and the corrected number."""
    between = [
        one
        for one in analysis.figures
        if first <= one.number.start < figure.number.start and one.counted == figure.counted
    ]
    return between[-1].low if between and between[-1].low == between[-1].high else None


def _first_clause(words: str) -> str:
    return re.split(r"[;:]|,(?!\d)", words, maxsplit=1)[0]


def _told(
    step: Step, sentence: Span, found: re.Match[str], analysis: Analysis, world: World
) -> Told:
    cue = sentence.start + found.start()
    before = [
        one
        for one in analysis.mentions
        if sentence.start <= one.span.start and one.span.end <= cue and one.kind in _SPEAKING
    ]
    if before:
        return Told(step, sentence, _speaker(max(before, key=lambda one: one.span.end), world))
    subject = sentence.quote[: found.start()].strip(" ,")
    known = subject and len(subject.split()) <= _MOST_WORDS and not _DIGITS.search(subject)
    by = Speaker(subject, EntityKind.UNKNOWN, as_written=subject) if known else None
    return Told(step, sentence, by)


def _speaker(mention: Mention, world: World) -> Speaker:
    body = world.body_named(mention.ref.name)
    if body is not None:
        return body
    ref = mention.ref
    return Speaker(ref.name, ref.kind, ref.id, as_written=mention.span.quote)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]] | None:
    if language not in {"en", "und"}:  # the language of a few words is often not told
        return None
    table: dict[str, Any] = read_toml("languages/en/history.toml")
    nouns = _any(table["objects"]["nouns"])
    of_number = rf"\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})\s+of\s+(?:\w+\s+)?$"
    owners = f"(?:{_any(table['objects']['owners'])}|\\S+[’']s)"
    thing = rf"{owners}\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})\b"
    wrong = table["wrong"]
    flags = re.IGNORECASE
    return {
        "withdrawn": re.compile(rf"\b(?:{_any(table['withdrawn']['verbs'])})\s+{thing}", flags),
        "corrected": re.compile(rf"\b(?:{_any(table['corrected']['verbs'])})\s+{thing}", flags),
        "owned": re.compile(rf"\b(?:{_any(wrong['owners'])}){of_number}", flags),
        "anothers": re.compile(rf"(?:\bthe|\bthat|\S+[’']s){of_number}", flags),
        "wrong": re.compile(
            rf".{{0,60}}?\b(?:{_any(wrong['verbs'])})\s+(?:{_any(wrong['words'])})\b", flags
        ),
        "repeated": re.compile(rf"\b(?:{_any(table['repeated']['verbs'])})\b", flags),
    }


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
