"""Comparatives that move a number without naming one: "the real figure may be higher"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.extract.figures.changes import ChangeWords, change_words
from vedette.extract.figures.noun_phrases import head_classes, head_table
from vedette.extract.figures.sizes import NO_BASE, STAGE
from vedette.model import (
    Abstention,
    Bound,
    Change,
    Direction,
    Figure,
    Reading,
    Span,
    Token,
)

THAN_REACH = 48  # code points behind "higher than" in which its number may stand


def comparative_figures(
    reading: Reading, tokens: tuple[Token, ...], figures: Sequence[Figure], earliest: int
) -> tuple[list[Figure], list[Abstention]]:
    """Return the comparatives of one sentence as figures that point to the number they move.

    `figures` are those of the paragraph so far; the number moved stands behind "than", or is the
    last one not before the offset `earliest`.
    """
    found: list[Figure] = []
    unsure: list[Abstention] = []
    for token, direction in find_comparatives(reading, tokens):
        if any(f.span.start <= token.start < f.span.end for f in figures):
            continue  # "greater than the declared 9,000" is a bound
        span = reading.span(token.start, token.end)
        base = _base(reading, token, figures, earliest)
        if base is None:
            unsure.append(Abstention(STAGE, span, NO_BASE))
            continue
        value = base.low if base.low is not None else base.high
        found.append(
            Figure(
                Figure.make_id(reading.report.id, span),
                _predicate_span(reading, token),
                span,
                None,
                None,
                Bound.MORE_THAN if direction is Direction.RAISED else Bound.FEWER_THAN,
                base.counted,
                counted_text=base.counted_text,
                of=base.of,
                change=Change(direction, from_value=value),
                compared_to=base.id,
                is_strength=base.is_strength,
            )
        )
    return found, unsure


def _base(
    reading: Reading, token: Token, figures: Sequence[Figure], earliest: int
) -> Figure | None:
    if reading.text.startswith(" than", token.end):
        behind = [f for f in figures if 0 < f.number.start - token.end < THAN_REACH]
        if behind:
            return min(behind, key=lambda f: f.number.start)
    for figure in sorted(figures, key=lambda f: -f.number.start):
        if figure.number.start < token.start and figure.unit is None and figure.change is None:
            return figure if figure.number.start >= earliest else None
    return None


def _predicate_span(reading: Reading, token: Token) -> Span:
    verb = reading.tokens[token.head]
    if verb.pos != "AUX" or not 0 < token.i - verb.i <= 3:
        return reading.token_span(token.i, token.i)
    modals = [i for i in reading.children[verb.i] if reading.tokens[i].dep == "aux" and i < verb.i]
    return reading.token_span(min([verb.i, *modals]), token.i)


def find_comparatives(
    reading: Reading, tokens: tuple[Token, ...]
) -> Iterator[tuple[Token, Direction]]:
    """Yield the comparatives that move a number without naming one ("may be higher")."""
    words = change_words(reading.language)
    for token in tokens:
        direction = words.comparatives.get(token.lower)
        if direction is None or token.tag not in {"JJR", "RBR"} or token.dep not in _PREDICATES:
            continue
        if not _compares_with_figure(reading, token):
            continue
        if any(_is_measured(reading, subject, words) for subject in _subjects(reading, token)):
            yield token, direction


def _subjects(reading: Reading, token: Token) -> list[Token]:
    """Return what a comparative is said of: "it may be higher", "they think the number larger"."""
    own = [reading.tokens[i] for i in reading.children[token.i]]
    of_verb = [reading.tokens[i] for i in reading.children[token.head]]
    labels = {"nsubj", "nsubjpass"}
    direct = [t for t in own if t.dep in labels]
    if direct or token.dep == "ccomp":
        return direct
    above = reading.tokens[token.head]
    if token.dep == "oprd" or above.lemma in head_table(reading.language)["opinion_verbs"]:
        return [t for t in of_verb if t.dep == "dobj"]
    return [t for t in of_verb if t.dep in labels]


def _is_measured(reading: Reading, subject: Token, words: ChangeWords) -> bool:
    if _measures(subject, words):
        return True
    return subject.lower in _PRONOUNS and _is_open(reading, subject)


def _is_open(reading: Reading, subject: Token) -> bool:
    # "it may be higher", "analysts believe it is higher": of a number, not of a hill
    verb = reading.tokens[subject.head]
    if any(reading.tokens[i].lower in _MODALS for i in reading.children[verb.i]):
        return True
    above = reading.tokens[verb.head]
    opinions = head_table(reading.language)["opinion_verbs"]
    return verb.lemma in opinions or (verb.dep == "ccomp" and above.lemma in opinions)


def _compares_with_figure(reading: Reading, token: Token) -> bool:
    # "higher than announced" names a figure of the report, "fewer than in the past" does not
    following = [t.lower for t in reading.tokens[token.i + 1 : token.i + 4]]
    if "than" not in following[:2]:
        return True
    rest = following[following.index("than") + 1 :]
    return any(word in _FIGURE_NAMES for word in rest)


_FIGURE_NAMES = frozenset(
    {
        "announced",
        "declared",
        "stated",
        "officially",
        "official",
        "reported",
        "that",
        "claimed",
        "notified",
    }
)


_PREDICATES = frozenset({"acomp", "attr", "oprd", "advmod", "dobj", "ROOT", "ccomp"})


_MODALS = frozenset({"may", "might", "could"})


_PRONOUNS = frozenset({"it", "that", "this"})


def _measures(subject: Token, words: ChangeWords) -> bool:
    return subject.lemma in words.measures or subject.lemma in head_classes()
