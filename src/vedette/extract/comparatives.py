"""Comparatives that move a number without naming one: "the real figure may be higher"."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.extract.changes import ChangeWords, change_words
from vedette.extract.noun_phrases import head_classes
from vedette.model import Direction, Reading, Token


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
        verb = reading.tokens[token.head]
        children = [reading.tokens[i] for i in reading.children[verb.i]]
        subjects = [child for child in children if child.dep in {"nsubj", "nsubjpass"}]
        open_modal = any(child.lower in _MODALS for child in children)
        if any(
            _measures(subject, words) or (open_modal and subject.lower in _PRONOUNS)
            for subject in subjects
        ):
            yield token, direction


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


_PREDICATES = frozenset({"acomp", "attr", "oprd", "advmod", "dobj", "ROOT"})


_MODALS = frozenset({"may", "might", "could"})


_PRONOUNS = frozenset({"it", "that", "this"})


def _measures(subject: Token, words: ChangeWords) -> bool:
    return subject.lemma in words.measures or subject.lemma in head_classes()
