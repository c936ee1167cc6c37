"""Words of statements: what is named, counted and said, under keys that several forms share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from vedette.compare.statements.lexicon import STATE, key_of, lexicon, number_words
from vedette.data.matcher import fold, fold_name
from vedette.model import Analysis, EntityKind, Figure, Mention, Ref, Report, Span
from vedette.model.words import plain

NAME = "@"  # before the id of a thing in the key of the words that name it
NUMBER = "#"
FORMS = 65_536  # words kept, as written
_WORD = re.compile(r"\d[\d.,]*\d|\d+|\w+(?:[’']\w+)?|…|\.\.\.")
_ENDS = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-ZÀ-Þ0-9])")
# What a full stop stands behind without ending a sentence.
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Capt|Sgt|Adm|St|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep"
    r"|Oct|Nov|Dec|vs|approx|Inc|Corp|Co|Ltd)|\bU\.S|\bU\.K)\.$"
)
ELLIPSES = frozenset({"…", "..."})


class WordKind(StrEnum):
    """Name what a word does for a comparison."""

    NAME = "name"
    NUMBER = "number"
    CONTENT = "content"
    EMPTY = "empty"
    ELLIPSIS = "ellipsis"


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word (or the words of one name or number) where it stands, with its key."""

    start: int
    end: int
    folded: str
    key: str
    kind: WordKind
    negates: bool = False
    hedges: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Hold the names and figures of a report in text order, each once."""

    language: str
    names: tuple[Mention, ...]
    figures: tuple[Figure, ...]


def language_of(report: Report) -> str:
    """Return the language as which a report was read; English where it could not be told."""
    return "en" if report.language == "und" else report.language


def known_in(report: Report, analysis: Analysis) -> Known:
    """Return what a report's words are looked up in."""
    named = [m for m in analysis.mentions if not m.generic and _is_followed(m)]
    return Known(
        language_of(report),
        tuple(_apart(sorted(named, key=lambda m: (m.span.start, -m.span.end)))),
        tuple(sorted(analysis.figures, key=lambda f: f.number.start)),
    )


def _is_followed(mention: Mention) -> bool:
    """Tell names that mean one thing in all reports; an exercise does without a catalogue."""
    return bool(mention.ref.id) or mention.kind is EntityKind.EXERCISE


def thing_key(ref: Ref) -> str:
    """Return the key of a thing that is followed across reports."""
    return NAME + (ref.id or f"{ref.kind}/{fold_name(ref.name)}")


def _apart(mentions: Iterable[Mention]) -> Iterable[Mention]:
    end = -1
    for mention in mentions:
        if mention.span.start >= end:
            end = mention.span.end
            yield mention


def figures_within(known: Known, spans: Iterable[Span]) -> tuple[Figure, ...]:
    """Return the figures whose numbers stand in some spans."""
    found: list[Figure] = []
    for span in spans:
        place = bisect_left(known.figures, span.start, key=lambda f: f.number.start)
        while place < len(known.figures) and known.figures[place].number.end <= span.end:
            found.append(known.figures[place])
            place += 1
    return tuple(found)


def words_of(text: str, spans: Sequence[Span], known: Known) -> tuple[Word, ...]:
    """Cut some spans of a report's text into words."""
    words: list[Word] = []
    for span in spans:
        taken = _taken(span, known)
        at = span.start
        for start, end, word in taken:
            words += _plain(text, at, start, known.language)
            words.append(word)
            at = max(at, end)
        words += _plain(text, at, span.end, known.language)
    return tuple(_marked(words, known.language))


def _taken(span: Span, known: Known) -> list[tuple[int, int, Word]]:
    """Return the names and numbers inside a span; of two that overlap the first."""
    found: list[tuple[int, int, Word]] = []
    for figure in figures_within(known, [span]):
        one = figure.number
        key = f"{NUMBER}{_number(figure)}"
        found.append((one.start, one.end, _word(one, key, WordKind.NUMBER)))
    place = bisect_left(known.names, span.start, key=lambda m: m.span.start)
    while place < len(known.names) and known.names[place].span.end <= span.end:
        one = known.names[place].span
        key = _name_key(known.names[place], known.language)
        found.append((one.start, one.end, _word(one, key, WordKind.NAME)))
        place += 1
    kept: list[tuple[int, int, Word]] = []
    for each in sorted(found, key=lambda each: each[:2]):
        if not kept or kept[-1][1] <= each[0]:
            kept.append(each)
    return kept


def _name_key(mention: Mention, language: str) -> str:
    """Return the key of a name; a state's is the same for its capital and its adjective."""
    key = key_of(fold(mention.span.quote), language)
    return key if key.startswith(STATE) else thing_key(mention.ref)


def _number(figure: Figure) -> str:
    ends = [plain(one) for one in (figure.low, figure.high) if one is not None]
    return "-".join(dict.fromkeys(map(str, ends))) or figure.number.quote.casefold()


def _word(span: Span, key: str, kind: WordKind) -> Word:
    return Word(span.start, span.end, fold(span.quote), key, kind)


def _plain(text: str, start: int, end: int, language: str) -> Iterable[Word]:
    for match in _WORD.finditer(text, start, end):
        raw = match[0]
        if raw in ELLIPSES:
            yield Word(match.start(), match.end(), raw, "", WordKind.ELLIPSIS)
        elif raw[0].isdigit():
            key = NUMBER + raw.replace(",", "")
            yield Word(match.start(), match.end(), raw, key, WordKind.NUMBER)
        else:
            yield _of_letters(raw, match.start(), match.end(), language)


def _of_letters(raw: str, start: int, end: int, language: str) -> Word:
    return Word(start, end, *_letters(raw, language))


@lru_cache(maxsize=FORMS)
def _letters(raw: str, language: str) -> tuple[str, str, WordKind]:
    """Return a word folded, with its key and kind: reports say most words again and again."""
    folded = fold(raw.replace("’", "'"))
    bare = folded.removesuffix("'s")
    if digits := number_words(language).get(bare):
        return folded, NUMBER + digits, WordKind.NUMBER
    key = key_of(bare, language)
    kind = WordKind.CONTENT if key else WordKind.EMPTY
    return folded, key, WordKind.NAME if key.startswith(STATE) else kind


def _marked(words: list[Word], language: str) -> Iterable[Word]:
    """Mark the words that deny or hedge."""
    rules = lexicon(language)
    for place, word in enumerate(words):
        following = words[place + 1].folded if place + 1 < len(words) else ""
        negates = rules.is_negation(word.folded, following)
        hedges = word.folded in rules.hedges and not _is_month(words, place)
        if not (negates or hedges):
            yield word
            continue
        yield Word(word.start, word.end, word.folded, word.key, word.kind, negates, hedges)


def _is_month(words: Sequence[Word], place: int) -> bool:
    """Tell "in May" and "May 9" from the auxiliary."""
    if words[place].folded != "may":
        return False
    before = words[place - 1].folded if place else ""
    behind = words[place + 1] if place + 1 < len(words) else None
    dated = behind is not None and behind.kind is WordKind.NUMBER
    return dated or before in {"in", "by", "until", "since", "last", "from", "of"}


def sentences_of(spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Cut what stands in some spans into sentences, each as the spans it takes."""
    found: list[tuple[Span, ...]] = []
    open_: list[Span] = []
    for span in spans:
        pieces = _cut(span)
        for piece in pieces[:-1]:
            found.append((*open_, piece))
            open_ = []
        open_.append(pieces[-1])
        if re.search(r"[.!?][”\"’')\]]*$", span.quote):
            found.append(tuple(open_))
            open_ = []
    if open_:
        found.append(tuple(open_))
    return found


def _cut(span: Span) -> list[Span]:
    ends = [
        match
        for match in _ENDS.finditer(span.quote)
        if not _SHORT.search(span.quote[: match.start() + 1])
    ]
    edges = [0, *(match.end() for match in ends), len(span.quote)]
    pieces = []
    for first, last in pairwise(edges):
        quote = span.quote[first:last]
        bare = quote.rstrip()
        if bare:
            start = span.start + first
            pieces.append(Span(start, start + len(bare), bare, span.zone))
    return pieces or [span]
