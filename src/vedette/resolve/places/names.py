"""Names of places as they stand in the text: cleaned, with what stands behind and before them."""

from __future__ import annotations

import re
import unicodedata

from vedette.resolve.places import gazetteer
from vedette.resolve.places.known import country_names, folded

# Country and first division that stand right behind a name: ("US", "TX"), ("BY", None).
Behind = tuple[str, str | None]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['\u2019]s?|[\s,;:!?\"\u201d\u201c)\]]+)$")
_AFTER = re.compile(r"^(?:,\s+\(?|\s+\(|\s+in\s+(?:the\s+)?)((?:[A-Z][\w.]*\s?){1,3})")
_LONGEST = 48  # "Papua New Guinea" and more stand behind a comma


def clean(quote: str) -> str:
    """Return a name without article, possessive, line breaks and invisible characters."""
    name = " ".join(_INVISIBLE.sub("", quote).split())
    name = _TAIL.sub("", _ARTICLE.sub("", name))
    return name.removeprefix("city of ").removeprefix("City of ")


def mixed_scripts(name: str) -> bool:
    """Tell whether one word of a name mixes Latin with Cyrillic or Greek letters."""
    return any(len(_scripts(word)) > 1 for word in re.split(r"[\s-]+", name))


def _scripts(word: str) -> set[str]:
    if word.isascii():
        return set()
    named = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    return {script for script in named if script in {"LATIN", "CYRILLIC", "GREEK"}}


def behind(text: str, end: int) -> Behind | None:
    """Return country and division right behind a name: "Brest, Belarus", "Donetsk in Russia"."""
    match = _AFTER.match(text[end : end + _LONGEST])
    if not match:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):
        found = division_of(" ".join(words[:count]))
        if found is not None:
            return found
    return None


def division_of(written: str) -> Behind | None:
    """Return country and division that words name: "Belarus", "Texas", "La.", "VA"."""
    key = folded(written)
    if area := gazetteer.areas().get(key):
        return (area.country, area.admin1) if area.country else None
    if iso := country_names().get(key):
        return iso, None
    if code := gazetteer.us_codes().get(written.rstrip(".")):
        return "US", code.admin1
    return None


def split_off(name: str) -> tuple[str, Behind | None]:
    """Cut "Washington, D.C." into the name and what stands behind its comma."""
    head, comma, rest = name.partition(",")
    found = division_of(rest.strip()) if comma else None
    return (head.strip(), found) if found else (name, None)
