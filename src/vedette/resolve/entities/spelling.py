"""One name in many spellings: accents, scripts and ways to transcribe."""

from __future__ import annotations

from functools import lru_cache

from vedette.data.matcher import fold_name

_CYRILLIC = {
    **dict(zip("абвгґдеєзиіїйклмнопрстуўфхцъыьэ", "abvggdeeziiiiklmnoprstuufhc_i_e", strict=True)),
    "ж": "zh",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "iu",
    "я": "ia",
    "ъ": "",
    "ь": "",
}
# What different transcriptions write for one sound, longest first.
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "c"),
    ("cz", "c"), ("sz", "s"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ph", "f"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("iy", "i"), ("yi", "i"), ("yy", "i"), ("y", "i"), ("j", "i"),
    ("ie", "e"), ("dz", "z"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """Return what all usual spellings of a word have in common, in Latin letters.

    "Valeriy", "Valery" and "Валерий" give the same; so do "Zelensky" and "Zelenskyy".
    """
    folded = "".join(_CYRILLIC.get(letter, letter) for letter in fold_name(word))
    for sound, letter in _SOUNDS:
        folded = folded.replace(sound, letter)
    return "".join(c for i, c in enumerate(folded) if i == 0 or c != folded[i - 1])


def likeness(a: str, b: str) -> float:
    """Return how alike two words are, from 0 to 1, whatever the transcription.

    One changed letter in a word of seven gives 0.86.
    """
    from rapidfuzz.distance import Levenshtein

    plain = Levenshtein.normalized_similarity(fold_name(a), fold_name(b))
    return float(max(plain, Levenshtein.normalized_similarity(skeleton(a), skeleton(b))))
