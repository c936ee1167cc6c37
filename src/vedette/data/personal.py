"""Persons' names taken apart: first names, initials, patronymic, surname, whatever the order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vedette.data import read_toml
from vedette.data.spelling import latin, plain, readings, skeleton

LONGEST_NAME = 120  # characters; what is longer is no person's name
_FILE = "names/personal.toml"
_PATRONYMIC = re.compile(
    r"(?:ov|ev|iev|[ie])(?:ich|ych|yc|ic|ics)$|(?:ov|ev|iev|ich|in)(?:n|i?ch)?n[ay]$"
)
_FEMALE = (
    ("skaia", "ski"),
    ("ckaia", "cki"),
    ("ska", "ski"),
    ("cka", "cki"),
    ("naia", "ni"),
    ("na", "ni"),
)
_BOTH_ENDS = re.compile(r"^[^\w]+|[^\w]+$")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")


@dataclass(frozen=True, slots=True)
class PersonalName:
    """Hold a person's name in parts, each in Latin or its own letters, without marks.

    `given` are first names and initials in order; `surname` is "" where none could be told.
    """

    surname: str
    given: tuple[str, ...] = ()
    patronymic: str = ""
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return all parts but the suffix."""
        parts = (*self.given, self.patronymic, self.surname)
        return tuple(part for part in parts if part)


NOBODY = PersonalName("")


@lru_cache(maxsize=16_384)
def parse_name(name: str) -> PersonalName:
    """Take a person's name apart; one that is empty, without letters or too long has no parts.

    "Путин Владимир Владимирович", "Putin, Vladimir", "Kim Jong-un" and "J.D. Vance" are read in
    the order of their own customs.
    """
    if len(name) > LONGEST_NAME:
        return NOBODY
    before, comma, behind = plain(name).partition(",")
    words, suffix = _unsuffixed(_words(before))
    more = _words(behind)
    if comma and more:
        if _is_suffix(behind):
            suffix = latin(more[0])
        else:
            words = [*more, *words]
    return _in_parts(words, suffix, told=bool(comma and more and not _is_suffix(behind)))


def _is_suffix(text: str) -> bool:
    return latin(text) in _part("suffixes")


def _words(text: str) -> list[str]:
    """Return the words of a name: initials apart, hyphens and apostrophes inside words left out."""
    found: list[str] = []
    for raw in text.split():
        word = _BOTH_ENDS.sub("", raw)
        if _IDEOGRAPHS.match(word):
            found += [word[:1], word[1:]]
        elif _INITIALS.match(raw) and "." in raw:
            found += [letter for letter in raw if letter.isalpha()]
        elif latin(word):
            found += _undivided(word)
    return found


def _undivided(word: str) -> list[str]:
    head, hyphen, rest = word.partition("-")
    if hyphen and latin(head) in _part("particles") and latin(rest):
        return [rest]  # al-Assad
    return [word.replace("-", "")]


def _unsuffixed(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and latin(words[-1]) in _part("suffixes"):
        return words[:-1], latin(words[-1])
    return words, ""


def _in_parts(words: list[str], suffix: str, *, told: bool) -> PersonalName:
    while len(words) > 1 and latin(words[0]) in _part("honours"):
        words = words[1:]
    kept = [word for i, word in enumerate(words) if not _is_particle(word, first=i == 0)] or words
    if not kept:
        return NOBODY
    if len(kept) == 1:
        return PersonalName(kept[0], suffix=suffix)
    kept = kept if told else _surname_last(kept)
    given, patronymic = _without_patronymic(_spread(kept[:-1]))
    return PersonalName(kept[-1], tuple(given), patronymic, suffix)


def _is_particle(word: str, *, first: bool) -> bool:
    """Tell "der" in "von der Leyen" from "Ben" in "Ben Hodges"."""
    small = latin(word)
    if small not in _part("particles"):
        return False
    return not (first and word[:1].isupper() and small in _part("also_first_names"))


def _surname_last(words: list[str]) -> list[str]:
    if len(words) < 4 and latin(words[0]) in _family_first():
        return ["".join(words[1:]), words[0]]
    if len(words) == 3 and is_patronymic(words[2]) and first_names(words[1]):
        return [words[1], words[2], words[0]]
    return words


def _spread(words: list[str]) -> list[str]:
    """Write "JD" as two initials."""
    spread: list[str] = []
    for word in words:
        spread += list(word) if len(word) == 2 and word.isupper() else [word]
    return spread


def _without_patronymic(given: list[str]) -> tuple[list[str], str]:
    if len(given) == 2 and is_patronymic(given[1]):
        return given[:1], given[1]
    return given, ""


def is_patronymic(word: str) -> bool:
    """Tell whether a word ends as a father's name does: "Ivanovich", "Ивановна", "Petrowitsch"."""
    if word.endswith("ć"):
        return False  # Serbian surnames: Jovanović
    ending = latin(word).replace("tsch", "ch").replace("tch", "ch").replace("w", "v")
    return len(ending) > 6 and _PATRONYMIC.search(ending) is not None


def sexless(reading: str) -> str:
    """Return the male form of a Slavic surname's reading: "zelenska" gives "zelenski"."""
    for female, male in _FEMALE:
        if reading.endswith(female) and len(reading) > len(female) + 2:
            return reading[: -len(female)] + male
    if reading.endswith(("ova", "eva", "ina")) and len(reading) > 5:
        return reading[:-1]
    return reading


@lru_cache(maxsize=8192)
def first_names(word: str) -> frozenset[int]:
    """Return the numbers of the first names that a word is a spelling of."""
    return frozenset(n for reading in readings(word) for n in _first_names().get(reading, ()))


@lru_cache(maxsize=8192)
def short_for(word: str) -> frozenset[int]:
    """Return the numbers of the first names that a word is short for."""
    return frozenset(n for reading in readings(word) for n in _short().get(reading, ()))


@lru_cache(maxsize=8192)
def initials_of(word: str) -> frozenset[str]:
    """Return the letters that a first name can be cut to, in whatever language it is told."""
    own = {reading[0] for reading in readings(word)} | {latin(word)[:1]}
    return frozenset(own).union(*(_initials()[number] for number in first_names(word)))


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    table = read_toml(_FILE)
    listed = [tuple(group) for group in table["first_names"]["spellings"]]
    known = {skeleton(name) for group in listed for name in group}
    more = {name for names in table["short"].values() for name in names}
    return (*listed, *((name,) for name in sorted(more) if skeleton(name) not in known))


@cache
def _first_names() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_groups()):
        for name in group:
            for reading in readings(name):
                found.setdefault(reading, set()).add(number)
    return {reading: frozenset(numbers) for reading, numbers in found.items()}


@cache
def _short() -> dict[str, frozenset[int]]:
    return {
        skeleton(short): frozenset(
            number for name in names for number in _first_names().get(skeleton(name), ())
        )
        for short, names in read_toml(_FILE)["short"].items()
    }


@cache
def _initials() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(letter for name in group for letter in (skeleton(name)[0], latin(name)[0]))
        for group in _groups()
    )


@cache
def _part(key: str) -> frozenset[str]:
    return frozenset(latin(word) for word in read_toml(_FILE)["parts"][key])


@cache
def _family_first() -> frozenset[str]:
    return frozenset(latin(word) for word in read_toml(_FILE)["parts"]["family_first"])
