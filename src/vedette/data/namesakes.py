"""Tell whether two names are one person's, and say why.

A surname alone joins nobody. First names, initials, patronymics, sex and offices can forbid; an
office that one person holds at a time can support. The outcome is by rule, not by a sum: each part
is compared in its own way (as in nomenklatura's name matching), and what was seen is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from vedette.data.offices import Office, office_of
from vedette.data.personal import (
    PersonalName,
    first_names,
    initials_of,
    parse_name,
    sexless,
    short_for,
)
from vedette.data.spelling import frames, latin, likeness, plain, readings, skeleton, spelt_alike
from vedette.model import Feature, Likeness, Sameness

SHORTEST_CHANGED = 6  # letters; one changed vowel in a shorter surname makes another surname
ALIKE = 0.75  # first names less alike than this are two names; between, nobody can tell


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a person as named somewhere, with what is told of him there."""

    name: str
    state: str | None = None
    role: str | None = None
    body: str | None = None


class Fit(Enum):
    """Name how two parts of a name stand to each other, and what that weighs."""

    EQUAL = 1.0
    CLOSE = 0.5  # one letter apart, a short form, an initial
    OPEN = 0.0  # missing on one side
    APART = -1.0


_Part = tuple[Fit, str]


@lru_cache(maxsize=16_384)
def compare_persons(a: Named, b: Named) -> Likeness:
    """Compare two persons as named, with their states, roles and bodies.

    "same": full names fit, or parts of them do and an office that one person holds. "not same":
    first names, initials, patronymics or states conflict. Else "unsure", with the reason.
    """
    one, two = parse_name(a.name), parse_name(b.name)
    if not one.surname or not two.surname:
        return Likeness(Sameness.UNSURE, "one of them is no person's name")
    if one.given and two.given and latin(plain(a.name)) == latin(plain(b.name)):
        two = one  # Ki-moon, Ki Moon
    office = _office(a, b)
    best = max((_judged(x, y, office) for x, y in _orders(one, two)), key=_rank)
    if best.sameness is Sameness.NOT_SAME and (doubt := _doubted(one, two, best)):
        return Likeness(Sameness.UNSURE, doubt, best.evidence)
    return best


def _doubted(a: PersonalName, b: PersonalName, found: Likeness) -> str:
    """Return why parts that conflict need not be two persons' all the same, "" where they are."""
    against = {one.name for one in found.evidence if one.score == Fit.APART.value}
    if not against <= {"surname", "first name"}:
        return ""
    if _shares_words(a, b):
        return "the same words in another order or number"
    known = a.given and b.given and first_names(a.given[0]) and first_names(b.given[0])
    if _script(a) != _script(b) and not (known and "first name" in against):
        return "told in two scripts, and not by sound alone"  # Trump, Трамп
    return ""


def _script(name: PersonalName) -> str:
    return unicodedata.name(name.surname[0], "").partition(" ")[0]


def _rank(found: Likeness) -> tuple[bool, float]:
    return found.sameness is Sameness.SAME, found.score


def _shares_words(a: PersonalName, b: PersonalName) -> bool:
    """Tell whether all words of the shorter name stand in the longer one."""
    few, many = sorted((a.words, b.words), key=len)
    if any(len(latin(word)) == 1 for word in (*few, *many)):
        return False  # initials are no words
    return all(any(spelt_alike(word, other) for other in many) for word in few)


def _orders(a: PersonalName, b: PersonalName) -> tuple[tuple[PersonalName, PersonalName], ...]:
    """Return the pair, also without the endings that Lithuanian and Latvian put to names."""
    bare = (_unadapted(a, b), b), (a, _unadapted(b, a))
    return ((a, b), *(pair for pair in bare if pair != (a, b)))


_ADAPTED = ("as", "is", "us", "s")


def _unadapted(name: PersonalName, other: PersonalName) -> PersonalName:
    """Return "Vladimiras Putinas" as Vladimir Putin, where the other first name says so."""
    if not name.given or not other.given or _given(name, other)[0] is Fit.APART:
        return name
    if not latin(name.given[0]).endswith("s") or latin(other.given[0]).endswith("s"):
        return name
    surname = latin(name.surname)
    ending = next((e for e in _ADAPTED if surname.endswith(e) and len(surname) > len(e) + 3), "")
    bare = surname.removesuffix(ending)
    return PersonalName(bare, name.given, name.patronymic, name.suffix) if ending else name


def _judged(a: PersonalName, b: PersonalName, office: Feature) -> Likeness:
    surname, given = _surname(a, b), _given(a, b)
    patronymic, suffix = _patronymic(a, b), _suffix(a, b)
    parts = {"surname": surname, "first name": given, "patronymic": patronymic, "suffix": suffix}
    evidence = (
        *(Feature(name, detail, fit.value) for name, (fit, detail) in parts.items() if detail),
        office,
    )
    for name, (fit, detail) in parts.items():
        if fit is Fit.APART:
            return Likeness(Sameness.NOT_SAME, f"{name}s conflict: {detail}", evidence)
    if office.score == -1:
        return Likeness(Sameness.NOT_SAME, office.detail, evidence)
    doubt = _doubt(surname[0], given[0], suffix[0] if suffix[1] else Fit.EQUAL, office)
    if doubt:
        return Likeness(Sameness.UNSURE, doubt, evidence)
    said = [detail for _, detail in (surname, given, patronymic) if detail]
    if office.score > 0:
        said.append(office.detail)
    return Likeness(Sameness.SAME, "; ".join(said), evidence)


def _doubt(surname: Fit, given: Fit, suffix: Fit, office: Feature) -> str:
    """Return why parts that do not conflict join nobody yet, "" where they do."""
    if suffix is Fit.OPEN:
        return "only one of them is told as junior or senior"
    if surname is Fit.EQUAL and given is Fit.EQUAL:
        return "" if office.score >= 0 else office.detail
    if office.score == 1 and Fit.EQUAL in (surname, given) and Fit.OPEN is not surname:
        return ""
    if given is Fit.OPEN:
        return "a surname alone joins nobody"
    if surname is Fit.CLOSE:
        return "surnames nearly alike, and no office of one person beside them"
    return "first names nearly alike, and no office of one person beside them"


def _surname(a: PersonalName, b: PersonalName) -> _Part:
    x, y = a.surname, b.surname
    if latin(x) == latin(y):
        return Fit.EQUAL, x
    if spelt_alike(x, y):
        told = _is_one_spelling(a, b)
        return (Fit.EQUAL if told else Fit.CLOSE), f"{x} and {y} are spellings of one"
    if {sexless(r) for r in readings(x)} & {sexless(r) for r in readings(y)}:
        return _sexed(a, b)
    if not frames(x).isdisjoint(frames(y)) and _shortest(x, y) >= SHORTEST_CHANGED:
        return Fit.CLOSE, f"{x} and {y} differ in vowels"
    return Fit.APART, f"{x}, {y}"


_EASTERN = re.compile(
    r"(?:[oe]v|in|[sc]ki|enka|[aeiou]k|ic|ec|ni|ova|eva|ina|a[iu]|oi|ei|[aiu]s|ian|vili|ze)$"
)


def _is_one_spelling(a: PersonalName, b: PersonalName) -> bool:
    """Tell whether spellings that can be one surname are: Lawrow and Lavrov, not Warner and Varner.

    Letters that only some languages use so need a second sign: two scripts, an ending that such
    surnames have, or first names that differ in the same way.
    """
    x, y = a.surname, b.surname
    if skeleton(x) == skeleton(y) and ("w" in latin(x)) == ("w" in latin(y)):
        return True
    if _script(a) != _script(b):
        return True
    if any(_EASTERN.search(reading) for reading in {*readings(x)} & {*readings(y)}):
        return True
    fit, detail = _given(a, b)
    return fit is Fit.EQUAL and detail != a.given[0] and _shortest(x, y) > 4


def _sexed(a: PersonalName, b: PersonalName) -> _Part:
    detail = f"{a.surname} and {b.surname} are a woman's and a man's form"
    alike = a.given and b.given and _given(a, b)[0] is not Fit.APART
    return (Fit.CLOSE if alike else Fit.APART), detail


def _shortest(a: str, b: str) -> int:
    return min(len(latin(a)), len(latin(b)))


def _given(a: PersonalName, b: PersonalName) -> _Part:
    if not a.given or not b.given:
        return Fit.OPEN, ""
    if len(a.given) > 1 and [*map(latin, a.given)] == [*map(latin, b.given)]:
        return Fit.EQUAL, " ".join(a.given)  # J. D.
    joined = "".join(a.given), "".join(b.given)
    if len(a.given) != len(b.given) and spelt_alike(*joined):
        return Fit.EQUAL, f"{' '.join(a.given)}"  # Jens-Uwe, Jens Uwe
    fits = [_first_name(x, y) for x, y in zip(a.given, b.given, strict=False)]
    worst = min(fits, key=lambda part: part[0].value)
    if worst[0] is Fit.APART:
        return worst
    more = max(a.given, b.given, key=len)[len(fits) :]
    if any(len(latin(name)) > 1 for name in more) and fits[0][0] is Fit.EQUAL:
        # A first name, or the first of two surnames: nobody can tell.
        return Fit.CLOSE, f"{fits[0][1]}, on one side with {' '.join(more)}"
    return fits[0]  # a second initial on one side says nothing


def _first_name(a: str, b: str) -> _Part:
    if len(latin(a)) == 1 or len(latin(b)) == 1:
        return _initial(a, b)
    if spelt_alike(a, b):
        same = latin(a) == latin(b)
        return Fit.EQUAL, a if same else f"{a} and {b} are spellings of one"
    mine, yours = first_names(a), first_names(b)
    if mine & yours:
        return Fit.EQUAL, f"{a} and {b} are one first name in two languages"
    if short_for(a) & yours or short_for(b) & mine:
        return Fit.EQUAL, f"{a} and {b}: one is short for the other"
    told = bool(mine and yours) or _shortest(a, b) < SHORTEST_CHANGED
    if not told and likeness(a, b) >= ALIKE:
        return Fit.CLOSE, f"{a} and {b} are nearly alike"
    return Fit.APART, f"{a}, {b}"


def _initial(a: str, b: str) -> _Part:
    if latin(a) == latin(b):
        return Fit.CLOSE, f"the initial {a}"
    fits = not initials_of(a).isdisjoint(initials_of(b))
    return (Fit.CLOSE if fits else Fit.APART), f"{a} and {b}"


def _patronymic(a: PersonalName, b: PersonalName) -> _Part:
    x, y = a.patronymic, b.patronymic
    if not x or not y:
        return Fit.OPEN, ""
    if spelt_alike(x, y) or not frames(x).isdisjoint(frames(y)):
        return Fit.EQUAL, f"{x} both"
    return Fit.APART, f"{x}, {y}"


def _suffix(a: PersonalName, b: PersonalName) -> _Part:
    if a.suffix == b.suffix:
        return Fit.OPEN, ""
    if a.suffix and b.suffix:
        return Fit.APART, f"{a.suffix}, {b.suffix}"
    return Fit.OPEN, f"{a.suffix or b.suffix} on one side"


def _office(a: Named, b: Named) -> Feature:
    """Weigh states, bodies and roles: -1 forbids, below 0 is doubt, 1 is one person's office."""
    if a.state and b.state and a.state != b.state:
        return Feature("office", f"of different states, {a.state} and {b.state}", -1)
    mine, yours = office_of(a.role), office_of(b.role)
    same_body = bool(a.body and b.body and _same_body(a.body, b.body))
    if mine and yours and a.state == b.state and _is_one_office(mine, yours, same_body=same_body):
        return Feature("office", f"both {a.role} ({a.state or a.body})", 1)
    if a.body and b.body and not same_body and mine and yours and not mine.meets(yours):
        return Feature("office", f"of different bodies, {a.body} and {b.body}", -0.5)
    if same_body:
        return Feature("office", f"both of {a.body}", 0.4)
    if a.state and a.state == b.state:
        return Feature("office", f"both of {a.state}", 0.2)
    return Feature("office", "nothing told on one side", 0)


def _is_one_office(a: Office, b: Office, *, same_body: bool) -> bool:
    if a.words != b.words:
        return False
    return a.is_single or a.is_telling or (bool(a.special) and same_body)


def _same_body(a: str, b: str) -> bool:
    return {*map(latin, a.split())} == {*map(latin, b.split())}


@lru_cache(maxsize=16_384)
def compare_bodies(a: Named, b: Named) -> Likeness:
    """Compare two bodies by the words of their names and their states."""
    mine, yours = a.name.split(), b.name.split()
    if a.state and b.state and a.state != b.state:
        detail = f"of different states, {a.state} and {b.state}"
        return Likeness(Sameness.NOT_SAME, detail, (Feature("state", detail, -1),))
    few, many = sorted((mine, yours), key=len)
    matched = [word for word in few if any(spelt_alike(word, other) for other in many)]
    share = len(matched) / max(1, len(many))
    features = (
        Feature("words", f"{len(matched)} of {len(many)} sound alike", 2 * share - 1),
        Feature("state", "both told" if a.state and b.state else "not told", 0.2),
    )
    if matched and share == 1:
        return Likeness(Sameness.SAME, "all words of the names sound alike", features)
    if matched and len(matched) == len(few):
        return Likeness(Sameness.UNSURE, "one name holds all words of the other", features)
    return Likeness(Sameness.UNSURE, "the names share too few words to decide", features)
