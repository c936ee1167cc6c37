"""The words of speech of one language, read once from `speech.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.model import Act


@dataclass(frozen=True, slots=True)
class Sense:
    """Hold one sense of a verb: its act, the frames it needs, limits on object and subject."""

    act: Act
    frames: tuple[str, ...]
    objects: frozenset[str] = frozenset()
    document: bool = False


@dataclass(frozen=True, slots=True)
class NounCue:
    """Hold a noun that reports speech ("claim") and how its content is linked to it."""

    act: Act
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberCue:
    """Hold a verb that states a number, and when it does.

    `link` is the preposition before the number ("" for none). `bare` wants a number without a
    noun, `figure` a noun like "figure" before it, `subjects` one of the nouns of that list.
    `passive` tells that "900 were announced" is speech too.
    """

    act: Act
    link: str
    bare: bool = False
    figure: bool = False
    passive: bool = False
    subjects: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the lexicon of one language; `words(table, key)` gives any other word list."""

    verbs: dict[str, tuple[Sense, ...]]
    phrasal: dict[str, frozenset[str]]
    nouns: dict[str, NounCue]
    numbers: dict[str, tuple[NumberCue, ...]]
    adverbs: dict[str, str]
    documents: frozenset[str]
    tables: dict[str, dict[str, frozenset[str]]]

    def words(self, table: str, key: str) -> frozenset[str]:
        """Return a word list by table and key."""
        return self.tables[table][key]


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language, None where none is shipped."""
    try:
        data = read_toml(f"languages/{language}/speech.toml")
    except FileNotFoundError:
        return None
    verbs = _verbs(data["verbs"])
    tables = {
        name: {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
        for name, table in data.items()
        if isinstance(table, dict)
    }
    return Lexicon(
        verbs=verbs,
        phrasal=_phrasal(verbs),
        nouns=_nouns(data["nouns"]),
        numbers=_numbers(data["numbers"]),
        adverbs=dict(data["adverbs"]),
        documents=frozenset(data["documents"]["film"]) | frozenset(data["documents"]["paper"]),
        tables=tables,
    )


def _verbs(rows: list[dict[str, Any]]) -> dict[str, tuple[Sense, ...]]:
    senses: dict[str, list[Sense]] = {}
    for row in rows:
        sense = Sense(
            Act(row["act"]),
            tuple(row["frames"]),
            frozenset(row.get("objects", ())),
            row.get("subjects") == "document",
        )
        for lemma in row["lemmas"]:
            senses.setdefault(lemma, []).append(sense)
    return {lemma: tuple(sorted(found, key=_breadth)) for lemma, found in senses.items()}


def _breadth(sense: Sense) -> bool:
    """Put "criticised X for Y" and "hailed X as Y" before "criticised X"."""
    return not any(f in ("as", "name") or f.startswith("object+") for f in sense.frames)


def _phrasal(verbs: dict[str, tuple[Sense, ...]]) -> dict[str, frozenset[str]]:
    """Map the verb of "point out" to its particles."""
    particles: dict[str, set[str]] = {}
    for lemma in verbs:
        verb, _, particle = lemma.partition(" ")
        if particle:
            particles.setdefault(verb, set()).add(particle)
    return {verb: frozenset(found) for verb, found in particles.items()}


def _nouns(rows: list[dict[str, Any]]) -> dict[str, NounCue]:
    return {
        lemma: NounCue(Act(row["act"]), frozenset(row["links"]))
        for row in rows
        for lemma in row["lemmas"]
    }


def _numbers(rows: list[dict[str, Any]]) -> dict[str, tuple[NumberCue, ...]]:
    cues: dict[str, list[NumberCue]] = {}
    for row in rows:
        limits = {k: row[k] for k in ("bare", "figure", "passive", "subjects") if k in row}
        for link in row["links"]:
            cue = NumberCue(Act(row["act"]), link, **limits)
            for lemma in row["lemmas"]:
                cues.setdefault(lemma, []).append(cue)
    return {lemma: tuple(found) for lemma, found in cues.items()}
