"""Tell the language of a text from its script and function words."""

from __future__ import annotations

import re
from functools import cache

from vedette.data import read_toml

UNDETERMINED = "und"
SAMPLE = 4_000  # code points: function words settle within a few sentences
MIN_SHARE = 0.08  # in running text of a known language at least one word in twelve is listed
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words() -> dict[str, frozenset[str]]:
    table = read_toml("languages/stopwords.toml")
    return {code: frozenset(words) for code, words in table["words"].items()}


def detect_language(text: str) -> str:
    """Return an ISO 639-1 code, or "und" when no listed language fits.

    The share of listed function words decides, and between Russian, Ukrainian and Belarusian
    the letters that each of them writes.
    """
    words = _WORD.findall(text[:SAMPLE].casefold())
    if not words:
        return UNDETERMINED
    scores = {code: sum(w in listed for w in words) for code, listed in _words().items()}
    letters = "".join(words)
    for code, own in read_toml("languages/stopwords.toml")["letters"].items():
        scores[code] += sum(letters.count(letter) for letter in own)
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= max(1.0, MIN_SHARE * len(words)) else UNDETERMINED
