"""The relevance gate of the name tagger: run it where there is a name to find.

The tagger takes two fifths of the parse. In a paragraph whose proper nouns are all in the
catalogues, or are titles, months and weekdays, it can tell nothing that the catalogues do not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vedette.data import read_toml
from vedette.data.calendar import calendar_words
from vedette.data.catalogue import names
from vedette.data.matcher import fold, fold_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

PROPER = ("NNP", "NNPS")
_MOST_WORDS = 8  # longer names are pieced together from shorter ones


def has_unknown_name(doc: Doc) -> bool:
    """Tell whether a paragraph has proper nouns that no catalogue name covers.

    Every run of proper nouns must be made of whole names of the catalogues ("Viktor Khrenin",
    "Belarus") and of single words that are no names ("Minister", "September").
    """
    run: list[str] = []
    is_glued = False
    for token in doc:
        text = token.text
        if token.tag_ in PROPER or is_glued:
            run.extend((fold(text),) if text.isalpha() else fold_name(text).split())
            is_glued = False
        elif run and text == "-":
            is_glued = True  # "Sang-min", "Iskander-M": what follows belongs to the name
        elif run:
            if not _is_covered(tuple(run)):
                return True
            run = []
    return bool(run) and not _is_covered(tuple(run))


@cache
def _known() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    whole = frozenset(tuple(name.split()) for name in names())
    words = {fold(word) for word in read_toml("languages/en/mentions.toml")["titles"]["words"]}
    return whole, frozenset(words) | calendar_words()


def _is_covered(run: tuple[str, ...]) -> bool:
    """Cover a run from the left with the longest names that fit."""
    whole, words = _known()
    at = 0
    while at < len(run):
        sizes = range(min(_MOST_WORDS, len(run) - at), 0, -1)
        size = next((n for n in sizes if run[at : at + n] in whole), 0)
        if not size and run[at] in words:
            size = 1
        if not size:
            return False
        at += size
    return True
