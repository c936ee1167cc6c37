"""Short forms and what they stand for: "GM" is "General Motors" where the report says so.

A name's words bear the key of the whole name, and of its initials; an acronym bears the key of
what the report says that it stands for. Titles and terms that need no explaining are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from vedette.brief.check.words import FILE
from vedette.data import read_toml
from vedette.model import Token

Keys = dict[int, tuple[str, ...]]
_SMALL = frozenset({"of", "and", "for", "the", "&"})
_EXPLAINED = re.compile(r"((?:[A-Z][\w’'&-]*(?: of| and| for| the| &)? ){2,7})\(([A-Z]{2,6})\)")
_LONGEST = 6  # words that a listed term has at most
_SURE = 2  # initials that speak for themselves


def also_called(tokens: Sequence[Token], explained: Mapping[str, str]) -> Keys:
    """Return by token what else it may be called; `explained` are short forms and their names."""
    found: dict[int, list[str]] = {}
    for token in tokens:
        for key in _of_acronym(token, explained):
            found.setdefault(token.i, []).append(key)
    for run in (*_runs(tokens), *_terms(tokens)):
        for key in _of_name([t.text for t in run], explained):
            for token in run:
                found.setdefault(token.i, []).append(key)
    return {i: tuple(dict.fromkeys(keys)) for i, keys in found.items()}


@lru_cache(maxsize=1024)
def explanations(text: str) -> dict[str, str]:
    """Return what the brackets of a text explain: {"gm": "general motors"}."""
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        words, short = match[1].split(), match[2].lower()
        for start in range(len(words)):
            if _initials(words[start:]) == short:
                found.setdefault(short, " ".join(words[start:]).lower())
                break
    return found


@cache
def _listed() -> dict[str, str]:
    rows = read_toml(FILE)["short"]
    return {str(row["short"]).lower(): str(row["long"]) for row in rows}


def _acronym(token: Token) -> str | None:
    bare = token.text.replace(".", "").removesuffix("s")
    return bare.lower() if bare.isalpha() and bare.isupper() and len(bare) > 1 else None


def _of_acronym(token: Token, explained: Mapping[str, str]) -> Iterator[str]:
    short = _acronym(token)
    if short is None:
        return
    yield f"short:{short}"
    for table in (explained, _listed()):
        if short in table:
            yield f"long:{table[short]}"


def without_ending(name: str) -> str:
    """Return a name in small letters without what ends a firm's."""
    words = name.split()
    while len(words) > 2 and words[-1].strip(".,") in read_toml(FILE)["firm_endings"]:
        words.pop()
    return " ".join(words)


def _of_name(words: list[str], explained: Mapping[str, str]) -> Iterator[str]:
    name, short = " ".join(words).lower(), _initials(words)
    yield f"long:{name}"
    if explained.get(short) == name or len(short) >= _SURE or name in _listed().values():
        yield f"short:{short}"


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w.lower() not in _SMALL).lower()


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield names of several words: capitalised ones in a row, and without what ends a firm's."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ"):
            run.append(token)
            continue
        if token is not None and run and token.lower in _SMALL and token.i == run[-1].i + 1:
            run.append(token)
            continue
        yield from _trimmed(run)
        run = []


def _trimmed(run: list[Token]) -> Iterator[list[Token]]:
    while run and run[-1].lower in _SMALL:
        run = run[:-1]
    if len(run) > 1:
        yield run
        yield from _joined(run)
    endings = read_toml(FILE)["firm_endings"]
    while len(run) > 2 and run[-1].lower.strip(".") in endings:
        run = run[:-1]
        yield run


def _joined(run: list[Token]) -> Iterator[list[Token]]:
    """Yield the names that "and" joins: "Japan and the Middle East"."""
    places = [n for n, token in enumerate(run) if token.lower == "and"]
    for start, end in zip([-1, *places], [*places, len(run)], strict=True) if places else ():
        part = [t for t in run[start + 1 : end] if t.lower != "the"]
        if len(part) > 1:
            yield part


def _terms(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield terms of several words that have a listed short form."""
    terms = set(_listed().values())
    lowered = [t.lower for t in tokens]
    for length in range(2, _LONGEST):
        for n in range(len(tokens) - length + 1):
            words = lowered[n : n + length]
            if {" ".join(words), _singular(words)} & terms:
                yield list(tokens[n : n + length])


def _singular(words: Sequence[str]) -> str:
    return " ".join((*words[:-1], words[-1].removesuffix("s")))
