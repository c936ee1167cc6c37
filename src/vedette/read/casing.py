"""Restore the case of text printed in capitals only, so that names can be told from words.

Wire copy and statements of ministries come in capitals. Their paragraphs are parsed on a copy of
the same length in which words stand as running text writes them; every offset counts in both.
Four witnesses decide on a word: the catalogues, the tagger on a copy in small letters, the word
lists of the language model, and how the word is read in most of its places in the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import matcher, spellings
from vedette.data.matcher import Entry, Matcher, cut, fold_name
from vedette.model import EntityKind

FILE = "languages/en/casing.toml"
_SMALL_SHARE = 20  # one small letter in twenty is a slip ("McDONALD"), more is running text
_LEAST_WORDS = 4  # "READ MORE" and "NATO" are no text in capitals
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:\b[^\W\d_]\.){2,}")
# What stands before the first word of a sentence; brackets and a dateline open a report.
_OPENING = re.compile(
    r"(?:^|[.!?]['\")\]]*\s+|--\s+(?:\[[^\[\]]*\]\s*)*|^(?:\[[^\[\]]*\]\s*)+|[:.!?]\s*[\"“])\W*\Z"
)
_LONGEST_ACRONYM = 6
_NEAR = 200  # brackets at the head of a report reach this far
_HOURS = frozenset({"a.m.", "p.m."})
_SURE_ACRONYM = 4  # as short a word alone in brackets is one, whatever else it means
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Lowered:
    """Hold a word of the copy in small letters: its place, tag, and whether a list has it."""

    start: int
    end: int
    text: str
    tag: str
    known: bool
    upper: bool = False  # an acronym; set from the start where the model's vocabulary has it
    title: bool = False  # a name, or part of one
    fixed: bool = False  # settled by a catalogue or a rule that needs no vote


def is_capitals(text: str) -> bool:
    """Tell whether a paragraph is printed in capitals only."""
    head = text[:80]
    if sum(map(str.islower, head)) * _SMALL_SHARE > len(head):
        return False
    small, large = sum(map(str.islower, text)), sum(map(str.isupper, text))
    return small * _SMALL_SHARE <= large and len(_WORD.findall(text)) >= _LEAST_WORDS


def lowered(text: str) -> str:
    """Return a paragraph in small letters, every offset kept."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_small, text))


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def restored(paragraphs: list[str], words: list[list[Lowered]]) -> list[str]:
    """Return the paragraphs of one report with their case restored.

    `words` holds the tagged words of each paragraph's copy in small letters.
    """
    bracketed = frozenset(w for text in paragraphs for w in _bracketed(text))
    read = [_read(text, row, bracketed) for text, row in zip(paragraphs, words, strict=True)]
    votes: Counter[str] = Counter()
    for row in read:
        votes.update({w.text: 0 for w in row})
        for word in row:
            votes[word.text] += 1 if word.title or word.upper else -1
    return [
        _written(text, [_voted(w, votes) for w in row])
        for text, row in zip(paragraphs, read, strict=True)
    ]


@cache
def lexicon_words() -> frozenset[str]:
    """Return the words that we list ourselves."""
    return frozenset(read_toml(FILE)["words"])


# Endings that a listed word may bear, and what the listed form has instead.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("ies", "ie"), ("'s", ""),
    ("ied", "y"), ("men", "man"), ("ness", ""), ("ves", "f"), ("'", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "over", "anti", "counter", "pre", "sub", "co", "inter")


def is_listed(word: str, lexicon: frozenset[str]) -> bool:
    """Tell whether a word in small letters, or what it is formed from, is in a lexicon."""
    if word in lexicon or ("-" in word and all(p in lexicon for p in word.split("-") if p)):
        return True
    for end, instead in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) > 1:
            stem = word[: len(word) - len(end)]
            doubled = end in {"ed", "ing", "er"} and stem[-1:] == stem[-2:-1]
            if stem + instead in lexicon or (doubled and stem[:-1] in lexicon):
                return True
    return any(
        word.startswith(b) and len(word) - len(b) > 3 and is_listed(word[len(b) :], lexicon)
        for b in _BEGINNINGS
    )


def _voted(word: Lowered, votes: Counter[str]) -> Lowered:
    """Let the majority of a word's places decide where no rule has settled it."""
    if word.fixed or word.upper:
        return word
    return replace(word, title=votes[word.text] > 0)


def _bracketed(text: str) -> Iterator[str]:
    """Yield the words that stand alone in brackets, as acronyms do: "(FMLN)"."""
    for found in re.finditer(r"[(\[]([^\W\d_]{2,6})[)\]]", text):
        yield found[1].lower()


def _read(text: str, words: list[Lowered], bracketed: frozenset[str]) -> list[Lowered]:
    read = [_alone(word, bracketed) for word in words]
    read = _months(text, _america(words, read))
    read = _persons(text, _spelled_out(text, read))
    return _bodies(text, _openers(text, read))


def _alone(word: Lowered, bracketed: frozenset[str]) -> Lowered:
    """Read one word by itself."""
    text = word.text
    if word.upper or text in _listed("directions"):
        return replace(word, fixed=not word.upper)
    if text in _listed("names"):
        return replace(word, title=True, fixed=True)
    if not text.isalpha() or (word.known and text not in bracketed):
        return replace(word, title=word.tag in _PROPER)
    stands_alone = text in bracketed and (not word.known or len(text) <= _SURE_ACRONYM)
    spoken = bool(_VOWELS & {*text})
    if stands_alone or (not word.known and 1 < len(text) <= _LONGEST_ACRONYM and not spoken):
        return replace(word, upper=True)
    is_name = word.tag in _PROPER if word.known else word.tag not in _NEVER_NAMES
    return replace(word, title=is_name)


_PROPER = frozenset({"NNP", "NNPS"})
_NEVER_NAMES = frozenset({"VBD", "VBZ", "VBG", "VBN", "VBP", "VB", "RB", "MD", "IN", "DT", "CC"})


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(read_toml(FILE)[key])


def _america(words: list[Lowered], read: list[Lowered]) -> list[Lowered]:
    """Tell "US troops" from "told us": the country stands before what is its own."""
    found = list(read)
    for i, word in enumerate(words[:-1]):
        if word.text == "us" and words[i + 1].tag in {"NN", "NNS", "NNP", "JJ"}:
            is_object = i > 0 and words[i - 1].tag.startswith("VB")
            found[i] = replace(word, upper=not is_object)
    return found


def _months(text: str, words: list[Lowered]) -> list[Lowered]:
    """Tell the month from the verb: "3 MAY" from "they may"."""
    months = _listed("shy_months")
    found = list(words)
    for i, word in enumerate(words):
        if word.text not in months:
            continue
        before, after = text[: word.start].rstrip(), text[word.end :].lstrip(" ,")
        beside = before[-1:].isdigit() or after[:1].isdigit()
        said = i > 0 and words[i - 1].text in _listed("before_months")
        found[i] = replace(word, title=beside or said, fixed=True)
    return found


def _persons(text: str, words: list[Lowered]) -> list[Lowered]:
    """Write a name that is a word too large beside a name: "Hector Oqueli"."""
    shy = _listed("shy_names")
    found = list(words)
    for i, word in enumerate(words):
        if word.text not in shy:
            continue
        beside = (
            other
            for other in (found[i - 1 : i] + words[i + 1 : i + 2])
            if text[min(word.end, other.end) : max(word.start, other.start)] == " "
        )
        if any(_is_unusual(other) for other in beside):
            found[i] = replace(word, title=True, fixed=True)
    return found


def _is_unusual(word: Lowered) -> bool:
    """Tell whether a word is surely a name: in no list, and not an adjective of a state."""
    return word.title and word.tag != "JJ" and (not word.known or word.tag == "NNP")


def _spelled_out(text: str, words: list[Lowered]) -> list[Lowered]:
    """Write what an acronym stands for as a name: "ERP [PEOPLE'S REVOLUTIONARY ARMY]"."""
    found = list(words)
    starts = {word.start: i for i, word in enumerate(words)}
    for bracket in re.finditer(r"[(\[]([^()\[\]]+)[)\]]", text):
        inside = [i for i, w in enumerate(words) if bracket.start() < w.start < bracket.end()]
        first = starts.get(bracket.start(1))
        if first is None:
            continue
        if len(inside) == 1:
            _name(found, range(first - 1, max(-1, first - 12), -1), words[first].text)
        elif first:
            _name(found, inside, words[first - 1].text)
    return found


def _name(words: list[Lowered], places: Iterable[int], acronym: str) -> None:
    """Mark the words at the places as a name if their initials make up the acronym.

    Their order may differ: many acronyms keep the order of another language.
    """
    taken: list[int] = []
    for i in places:
        if len(taken) == len(acronym):
            break
        if words[i].text not in _listed("particles"):
            taken.append(i)
    initials = sorted(words[i].text[0] for i in taken)
    if len(taken) > 1 and initials == sorted(acronym):
        for i in taken:
            words[i] = replace(words[i], title=True, fixed=True)


def _openers(text: str, words: list[Lowered]) -> list[Lowered]:
    """Write "San" and "El" large before a name, "de la" small inside one."""
    found = list(words)
    small = _listed("particles") | _listed("openers")
    for i in range(len(words) - 2, -1, -1):
        word, behind = found[i], found[i + 1]
        joined = text[word.end : behind.start] in {" ", "\n", "-"}
        if word.text not in small or not joined:
            continue
        before = found[i - 1] if i else word
        inside = i and (before.title or before.text in small) and _runs_on(text, before, word)
        opens = word.text in _listed("openers") and (behind.title or behind.text in small)
        if inside and word.text in _listed("particles") and _names_begin(found, i):
            found[i] = replace(word, title=False, fixed=True)
        elif opens and behind.title:
            found[i] = replace(word, title=True, fixed=True)
    return found


def _runs_on(text: str, before: Lowered, word: Lowered) -> bool:
    return text[before.end : word.start] in {" ", "\n"}


def _names_begin(words: list[Lowered], i: int) -> bool:
    """Tell whether a name stands before a run of particles."""
    small = _listed("particles")
    while i and words[i].text in small:
        i -= 1
    return words[i].title and words[i].text not in small


def _bodies(text: str, words: list[Lowered]) -> list[Lowered]:
    """Write the words between a name and the head of a body's name large."""
    found = list(words)
    for i, word in enumerate(words):
        if word.text not in _listed("heads"):
            continue
        first = i
        while first and _is_joined(text, found[first - 1], found[first], i - first):
            first -= 1
            if found[first].title:
                break
        if first < i and found[first].title and not _is_adjective(found[first]):
            for j in range(first, i + 1):
                found[j] = replace(found[j], title=True, fixed=True)
    return found


def _is_joined(text: str, before: Lowered, word: Lowered, distance: int) -> bool:
    named = before.title or before.tag in {"JJ", "NN", "NNS", "NNP"}
    return distance < 3 and named and text[before.end : word.start] in {" ", "\n"}


def _is_adjective(word: Lowered) -> bool:
    """Tell "the Salvadoran army", which is no name, from "the Sandinist Army"."""
    return word.tag == "JJ"


def _written(text: str, words: list[Lowered]) -> str:
    letters = list(lowered(text))
    for word in words:
        if word.upper:
            letters[word.start : word.end] = text[word.start : word.end]
        elif (
            word.title
            or word.text == "i"
            or _OPENING.search(text, max(0, word.start - _NEAR), word.start)
        ):
            _raise(letters, text, word)
    for found in _DOTTED.finditer(text):
        if found[0].lower() in _HOURS:
            continue
        letters[found.start() : found.end()] = found[0]
    _write_groups(letters, text)
    _write_catalogued(letters, text, words)
    return "".join(letters)


def _raise(letters: list[str], text: str, word: Lowered) -> None:
    """Write the first letter large, and those behind a hyphen or "O'" where they open a name."""
    letters[word.start] = text[word.start]
    for i in range(word.start + 1, word.end - 2):
        if word.title and text[i] in "'’" and i == word.start + 1:
            letters[i + 1] = text[i + 1]


def _write_catalogued(letters: list[str], text: str, words: list[Lowered]) -> None:
    """Write the names of the catalogues as they have them, the longest first."""
    tags = {word.start: word for word in words}
    hits = sorted(matcher().find(cut(text)), key=lambda hit: (hit.start, -hit.end))
    machines = {h.start for h in hits if h.entry.generic and h.entry.kind is EntityKind.EQUIPMENT}
    end = 0
    for hit in hits:
        if hit.start < end or hit.entry.generic:
            continue
        written = spellings().get(fold_name(text[hit.start : hit.end]))
        alone = tags.get(hit.start) if hit.pieces == 1 else None
        before_machine = hit.entry.kind is EntityKind.EQUIPMENT and hit.end + 1 in machines
        doubtful = alone is not None and not before_machine
        if written is None or (doubtful and alone is not None and not _is_name(alone, hit.entry)):
            continue
        end = hit.end
        _transfer(letters, text, (hit.start, hit.end), written)


@cache
def _armed_groups() -> Matcher:
    names = read_toml("languages/en/mentions.toml")["armed_groups"]["names"]
    long = (name for name in names if len(name.split()) > 1 or (name.isupper() and len(name) > 2))
    return Matcher((name, Entry(EntityKind.UNKNOWN, name, name, name)) for name in long)


def _write_groups(letters: list[str], text: str) -> None:
    """Write the names of armed groups, which look like words: "Shining Path"."""
    for hit in _armed_groups().find(cut(text)):
        _transfer(letters, text, (hit.start, hit.end), hit.entry.name)


def _is_name(word: Lowered, entry: Entry) -> bool:
    """Tell whether a catalogue name that may be another word is read as the name here.

    A state, its people and their adjective are; "polish" as a verb is not.
    """
    if word.upper or word.title:
        return True
    if entry.weak:
        return False
    if not word.known:
        return True
    if entry.kind is EntityKind.STATE:
        return word.tag in {"JJ", "NN", "NNS"}
    return word.tag == "JJ"


def _transfer(letters: list[str], text: str, ends: tuple[int, int], written: str) -> None:
    """Give the letters of a stretch the case of a written name, letter by letter if they match."""
    places = [i for i in range(*ends) if text[i].isalpha()]
    model = [c for c in written if c.isalpha()]
    if len(places) == len(model):
        for i, c in zip(places, model, strict=True):
            letters[i] = text[i] if c.isupper() else _small(text[i])
