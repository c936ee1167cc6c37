"""Thirteen things that editors do to an agency's text. Each is a function of the text and a number.

What a text becomes depends on nothing else, so that the set is the same wherever it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b

Sentences = Sequence[str]
Edit = Callable[[Sentences, int], str]

_TOWNS = ("Hallby", "Norring", "Vastholm", "Kirkenau", "Lindal", "Pelby")
_EXCHANGED = {
    "said": "stated", "says": "states", "about": "some", "will": "is going to", "also": "too",
    "after": "following", "before": "ahead of", "many": "numerous", "because": "since",
    "however": "still", "several": "a number of", "people": "persons", "announced": "made known",
    "began": "started", "large": "big", "near": "close to", "during": "in the course of",
    "company": "firm", "government": "cabinet", "country": "state", "new": "fresh",
    "killed": "left dead", "against": "in the face of", "today": "on the day", "reported": "wrote",
    "between": "among", "over": "more than", "should": "ought to", "part": "portion",
}  # fmt: skip
_DIGITS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "ten": "10",
}
_MILES = 0.62


def chosen(key: str, count: int) -> int:
    """Return a number below `count` that hangs on the key alone."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") % count


def paragraphs(sentences: Sentences, size: int = 2) -> str:
    """Set sentences as paragraphs."""
    parts = [" ".join(sentences[i : i + size]) for i in range(0, len(sentences), size)]
    return "\n\n".join(parts)


def furniture(sentences: Sentences, number: int) -> str:
    """Print the whole text with another page around it."""
    lines = paragraphs(sentences, 1 + number % 3).split("\n\n")
    lines.insert(1, "ADVERTISEMENT")
    return "\n\n".join([*lines, "Share this article on Facebook", "© All rights reserved."])


def retitled(sentences: Sentences, number: int) -> str:
    """Print the whole text behind another head."""
    return f"{_TOWNS[number % 6].upper()} - {paragraphs(sentences)}"


def head_cut(sentences: Sentences, number: int) -> str:
    """Leave the first sentence or two away."""
    return paragraphs(sentences[1 + number % 2 :])


def middle_cut(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Leave the middle away."""
    third = max(1, len(sentences) // 3)
    return paragraphs([*sentences[:third], *sentences[2 * third :]])


def brief(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Keep three sentences."""
    return " ".join(sentences[:3])


def copy_edit(sentences: Sentences, number: int) -> str:
    """Exchange words here and there."""
    return paragraphs([_exchange(one, f"{number}{i}") for i, one in enumerate(sentences)])


def _exchange(sentence: str, key: str) -> str:
    words = sentence.split(" ")
    for place, word in enumerate(words):
        if word in _EXCHANGED and chosen(f"{key}{place}", 3):
            words[place] = _EXCHANGED[word]
        elif place and place % 11 == 5 and chosen(f"{key}-{place}", 2) and word.islower():
            words[place] = f"{word} indeed"
    return " ".join(words)


def numbers(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Write numbers in another style, and kilometres as miles."""
    return paragraphs([_restyle(one) for one in sentences])


def _restyle(sentence: str) -> str:
    sentence = re.sub(r"\b(\d+) (?:km|kilomet(?:er|re)s)\b", _to_miles, sentence)
    sentence = re.sub(r"\b(\d{1,3}),000\b", r"\1 thousand", sentence)
    sentence = sentence.replace(" percent", "%").replace(" per cent", "%")
    return " ".join(_DIGITS.get(word, word) for word in sentence.split(" "))


def _to_miles(found: re.Match[str]) -> str:
    return f"{round(int(found[1]) * _MILES)} miles"


def quotes_moved(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Put the sentences with quotations at the end."""
    quoted = [one for one in sentences if "“" in one or '"' in one]
    plain = [one for one in sentences if one not in quoted]
    return paragraphs([*plain, *quoted])


def reordered(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Turn the order round behind the lead."""
    return paragraphs([sentences[0], *reversed(sentences[1:])])


def typography(sentences: Sentences, number: int) -> str:  # noqa: ARG001
    """Set the text with other marks, blanks and letters."""
    text = paragraphs(sentences)
    text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("é", "e")
    text = re.sub(r"(\w{4})(ing|tion|ment)\b", "\\1\u00ad\\2", text)
    return text.replace(" of ", "\u00a0of ").replace("...", "…")


def own_intro(sentences: Sentences, number: int, intros: Sentences) -> str:
    """Put sentences of one's own before the text."""
    intro = intros[number % len(intros)].format(town=_TOWNS[number % 6])
    return f"{intro}\n\n{paragraphs(sentences)}"


def own_background(sentences: Sentences, number: int, endings: Sentences) -> str:
    """Put a background of one's own behind most of the text."""
    kept = sentences[: max(4, 3 * len(sentences) // 4)]
    return f"{paragraphs(kept)}\n\n{endings[number % len(endings)].format(town=_TOWNS[number % 6])}"


def mixture(a: Sentences, b: Sentences) -> str:
    """Make one report of two agencies' texts."""
    return (
        f"{paragraphs(a[: max(4, 2 * len(a) // 3)])}\n\n{paragraphs(b[: max(4, 2 * len(b) // 3)])}"
    )


ALONE: dict[str, Edit] = {
    "furniture": furniture,
    "retitled": retitled,
    "head_cut": head_cut,
    "middle_cut": middle_cut,
    "brief": brief,
    "copy_edit": copy_edit,
    "numbers": numbers,
    "quotes_moved": quotes_moved,
    "reordered": reordered,
    "typography": typography,
}
