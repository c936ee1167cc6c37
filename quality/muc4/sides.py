"""The sides of a happening: who did it, whom and what it was done to, in words and numbers."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vedette.data.codebook import counted_classes
from vedette.extract.carriers import Carriers
from vedette.extract.figures.numbers import find_numbers, number_words
from vedette.extract.responsibility import ACCUSED, CLAIMANT
from vedette.model import Activity, Analysis, EntityKind, Reading, Ref

_UNDERGOING = frozenset({"victim", "target"})
_BESIDE = frozenset({"equipment", ACCUSED, CLAIMANT})
_PLURALS = frozenset({"people", "men", "women", "children", "personnel", "clergy", "clergymen"})


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold a report's reading and analysis, and who carries what in it."""

    reading: Reading
    analysis: Analysis
    carriers: Carriers


@cache
def words_of(key: str) -> frozenset[str]:
    """Return one of the lists of words that the mapping uses."""
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[key])


def sides(group: list[Activity], *, doing: bool) -> list[Ref]:
    """Return who does it, or whom and what it is done to, over all its mentions, each once."""
    refs = (
        participant.ref
        for activity in group
        for participant in activity.participants
        if participant.role not in _BESIDE and (participant.role in _UNDERGOING) != doing
    )
    return list(dict.fromkeys(refs))


def particular(group: list[Activity]) -> list[Ref]:
    """Return whom or what it is done to, but for mere places and things that are no targets."""
    victims = {p.ref for a in group for p in a.participants if p.role == "victim"}
    return [
        ref
        for ref in sides(group, doing=False)
        if ref.kind not in (EntityKind.PLACE, EntityKind.STATE)
        and (ref.kind is not EntityKind.GROUP or is_people(ref) or is_target(ref) or ref in victims)
    ]


def head_of(ref: Ref) -> str:
    """Return the last word of a side, in the singular."""
    return ref.name.lower().rsplit(None, 1)[-1].removesuffix("s")


def is_target(ref: Ref) -> bool:
    """Tell whether a side is a thing that the task knows as a target."""
    word = ref.name.lower().rsplit(None, 1)[-1]
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & words_of("things"))


def is_bare_number(ref: Ref) -> bool:
    """Tell "four" and "more than 30", which count people and say nothing of them."""
    words = ref.name.lower()
    numbers = find_numbers(words, 0, len(words), number_words("en"))
    return any(number.end == len(words) for number in numbers)


@cache
def _people() -> frozenset[str]:
    classes = {"personnel", "border guards", "officials", "people", "civilians", "journalists"}
    heads = [head for c in counted_classes() if c.name in classes for head in c.heads]
    return frozenset((*heads, *words_of("people")))


def is_people(ref: Ref) -> bool:
    """Tell whether a side is a person or people."""
    if ref.kind is EntityKind.PERSON:
        return True
    if ref.kind is not EntityKind.GROUP:
        return False
    word = ref.name.lower().rsplit(None, 1)[-1]
    if word.removesuffix("s") in words_of("vague") or is_bare_number(ref):
        return True
    singular = word.removesuffix("s")
    menlike = re.sub(r"men$", "man", word)
    return bool({word, singular, menlike} & _people())


def words(ref: Ref) -> str:
    """Return the words of a side in capitals."""
    return " ".join(ref.name.upper().split())


def number_of(ref: Ref) -> str:
    """Return how many a side are, as the task writes it."""
    if ref.kind is EntityKind.PERSON:
        return "1"
    words = ref.name.lower()
    numbers = find_numbers(words, 0, len(words), number_words("en"))
    if numbers and words[numbers[0].end : numbers[0].end + 1] in {"", " "}:
        return str(int(numbers[0].low))
    word = ref.name.lower().rsplit(None, 1)[-1]
    return "PLURAL" if word in _PLURALS or word.endswith(("s", "men")) else "1"


def sentence_of(scene: Scene, activity: Activity) -> tuple[int, int]:
    """Return the ends of the sentence that tells of an activity."""
    for sentence in scene.reading.sentences:
        if sentence.start <= activity.span.start < sentence.end:
            return sentence.start, sentence.end
    return activity.span.start, activity.span.end
