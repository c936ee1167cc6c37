"""What a rule yields, and the word lists of the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import lemminflect

from quality.corruptions.texts import Document, Source
from vedette.model import Token

HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Made:
    """Hold a changed sentence, with the words that went and those that came."""

    text: str
    was: str
    now: str
    rule: str = ""


@dataclass(frozen=True)
class Texts:
    """Hold all documents, for what to put in the place of a name."""

    documents: tuple[Document, ...]


Rule = Callable[[Source, Texts], Iterator[Made]]


@cache
def words() -> dict[str, Any]:
    """Return the word lists."""
    return tomllib.loads((HOME / "words.toml").read_text(encoding="utf-8"))


def put(source: Source, first: Token, last: Token, new: str, rule: str = "") -> Made:
    """Replace the words from one token to another."""
    return Made(source.replace(first, last, new), source.words(first.i, last.i), new, rule)


def inflected(lemma: str, tag: str) -> str:
    """Return a word in the form that a tag of the Penn Treebank names."""
    if tag == "MD":
        return lemma
    found = lemminflect.getInflection(lemma, tag)
    return str(found[0]) if found else lemma


def like(old: str, new: str) -> str:
    """Return the new word with a capital where the old one has one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def vowel(word: str) -> bool:
    """Tell whether a word takes "an"."""
    return word[:1].lower() in "aeiou"
