"""One word in many spellings: scripts, transcriptions, marks that nobody sees.

A word is brought to Latin letters (anyascii) and read sound by sound. Where one spelling stands for
several sounds ("ch" in Czech, English and French), it has several readings, as in the phonetic
keys of Daitch and Mokotoff; two words are spellings of one where they have a reading in common.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

LONGEST_WORD = 40  # letters; what is longer is no name, and is kept as it stands
MOST_READINGS = 48

# Letters of two scripts that look the same, Cyrillic first.
_CYRILLIC_LOOKS = "АВЕКМНОРСТУХаеорсухіјѕԁԛԝІЈЅ"
_LATIN_LOOKS = "ABEKMHOPCTYXaeopcyxijsdqwIJS"
_TO_LATIN = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)
_TO_CYRILLIC = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
_LETTERS = {"đ": "dj", "Đ": "Dj", "ə": "a", "Ə": "A"}  # Đoković is Djoković, Əliyev Aliyev
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Belarusian writes ц and дз before soft vowels where its neighbours write т and д.
_SOFT = re.compile(r"(ц|дз)(?=[іеёюя])")
_HARD = {"ц": "т", "дз": "д"}

# What is written, and the sounds that it stands for; the first that fits at a place holds.
_SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch|tschtsch|shtch|chtch|shch|szcz", ("sc",)),  # щ
    ("dz(?=i)", ("z", "d")),  # Belarusian дзі is its neighbours' ди
    ("dzh|dsch|dj|dz", ("z",)),
    ("tsch|tch|cz", ("c",)),
    ("sch", ("s", "z", "sc")),  # German writes ш and ж so
    ("sh|sz", ("s",)),
    ("zh", ("z",)),
    ("rz", ("rz", "z")),
    ("kh", ("h",)),
    ("ch", ("c", "h", "s")),  # English, German and Polish, French
    ("ck(?=[iay]+$)", ("k", "ck")),  # Polish
    ("ck", ("k",)),
    ("ts(?=i)", ("c", "t")),
    ("ts|tz", ("c",)),
    ("ph", ("f",)),
    ("th", ("t",)),
    ("gh", ("g",)),
    ("gu(?=[eiy])", ("g", "gu")),  # French
    ("qu", ("kv",)),
    ("x", ("ks",)),
    ("w", ("v",)),
    ("q", ("k",)),
    ("c(?=i)", ("c", "s", "t")),
    ("c(?=[ey])", ("c", "s")),
    ("c", ("k", "c")),
    ("j(?=[aeiou])", ("i", "z")),
    ("(?<![a-z])[jyi]o", ("io", "e")),  # ё, which Russian prints as е
    ("[jyi]+", ("i",)),
    ("h", ("h", "g")),  # Ukrainian and Belarusian г
    ("ou(?=[a-z])", ("u", "ou", "ov")),  # French, and Belarusian ў
    ("ou", ("u", "ou")),
    ("au(?=[^aeiouy])", ("au", "av")),
    ("oe", ("o", "oe")),
    ("ue", ("u", "ue")),
    ("ae", ("a", "ae")),
)
_GERMAN = re.compile(r"sch|w|[yi]j$")
_FRENCH = re.compile(r"ou|tch|gu[eiy]|j[aeiou]")
_VOICED = re.compile(r"(?:(?<=[aeiou])|^)s(?=[aeiou])")
_TOKEN = re.compile("|".join(f"(?P<s{i}>{p})" for i, (p, _) in enumerate(_SOUNDS)) + "|(?P<one>.)")
_TWICE = re.compile(r"(.)\1+")
_HUSHED = re.compile(r"([csz])(?:io|o)v")  # Gorbachyov, Gorbatschow
_VOWELS = str.maketrans("", "", "aeiou")


def plain(name: str) -> str:
    """Return a name without marks that nobody sees, each word in one script.

    Joiners and marks of direction go, compatibility forms become letters; in a word of Latin and
    Cyrillic letters that look alike, the few are read as the many.
    """
    shown = "".join(c for c in unicodedata.normalize("NFKC", name) if _is_shown(c))
    return " ".join(map(_one_script, shown.split()))


def _is_shown(letter: str) -> bool:
    return letter.isascii() or unicodedata.category(letter) not in {"Cf", "Cc", "Co", "Cs", "Cn"}


def _one_script(word: str) -> str:
    if word.isascii():
        return word
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic > latin else _TO_LATIN)


@lru_cache(maxsize=32_768)
def latin(word: str) -> str:
    """Return a word in small Latin letters: "Хренин" is "khrenin"."""
    if word.isascii():
        return "".join(filter(str.isalpha, word)).lower()
    from anyascii import anyascii

    letters = "".join(_LETTERS.get(c, c) for c in unicodedata.normalize("NFC", word) if c.isalpha())
    return "".join(filter(str.isalpha, anyascii(letters))).lower()


@lru_cache(maxsize=32_768)
def readings(word: str) -> tuple[str, ...]:
    """Return what a word can sound like, the likeliest first; nothing for a word without letters.

    "Schoigu", "Choïgou", "Szojgu" and "Шойгу" have "soigu" in common.
    """
    folded = plain(word).lower()
    found = _readings_of(latin(folded))
    if _CYRILLIC.search(folded) and "и" not in folded and _SOFT.search(folded):
        found += _readings_of(latin(_SOFT.sub(lambda m: _HARD[m[1]], folded)))
    return tuple(dict.fromkeys(found))


def _readings_of(word: str) -> tuple[str, ...]:
    if not word or len(word) > LONGEST_WORD:
        return (word,) if word else ()
    spelt = [word]
    if _GERMAN.search(word) and _VOICED.search(word):
        spelt.append(_VOICED.sub("z", word))  # Selenskyj
    if word.endswith("ine") and _FRENCH.search(word):
        spelt.append(word[:-1])  # Poutine
    if word.endswith(("off", "eff")):
        spelt.insert(0, word[:-2] + "v")
    found = [reading for each in spelt for reading in _sounded(each)]
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def _sounded(word: str) -> list[str]:
    parts = [
        _SOUNDS[int(m.lastgroup[1:])][1] if m.lastgroup != "one" else (m[0],)  # type: ignore[index]
        for m in _TOKEN.finditer(word)
    ]
    found: list[str] = []
    for sounds in product(*parts):
        found.append(_settled("".join(sounds)))
        if len(found) == MOST_READINGS:
            break
    return found


def _settled(sounds: str) -> str:
    """Even out what transcriptions differ in where the sound is told: "ie", doubles, "-ko"."""
    sounds = _TWICE.sub(r"\1", sounds).replace("ie", "e")
    sounds = _HUSHED.sub(r"\1ev", _TWICE.sub(r"\1", sounds))
    return sounds[:-1] + "a" if len(sounds) >= 5 and sounds.endswith("ko") else sounds


def skeleton(word: str) -> str:
    """Return the likeliest reading of a word, "" for one without letters."""
    return next(iter(readings(word)), "")


@lru_cache(maxsize=32_768)
def frames(word: str) -> frozenset[str]:
    """Return the consonants of the readings of a word, first vowel kept: what rarely changes."""
    return frozenset(frame(reading) for reading in readings(word))


def frame(reading: str) -> str:
    """Return the consonants of one reading behind its first letter."""
    return reading[:1] + reading[1:].translate(_VOWELS)


def spelt_alike(a: str, b: str) -> bool:
    """Tell whether two words can be spellings of one."""
    return not set(readings(a)).isdisjoint(readings(b))


def likeness(a: str, b: str) -> float:
    """Return how alike two words are, from 0 to 1, whatever the transcription.

    One changed letter in a word of seven gives 0.86.
    """
    from rapidfuzz.distance import Levenshtein

    pairs = [(latin(plain(a).lower()), latin(plain(b).lower()))]
    pairs += product(readings(a), readings(b))
    return max(float(Levenshtein.normalized_similarity(x, y)) for x, y in pairs)
