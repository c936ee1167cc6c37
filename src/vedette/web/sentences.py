"""A checked sentence made ready to be shown: what of it is carried, which words are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.export.findings import SIGNS
from vedette.model import Checked, CheckedPart, Finding

# The worse one shows where two statements share words ("Minsk said and showed that ...").
_ORDER = (
    Finding.SUPPORTED,
    Finding.PARTLY,
    Finding.NOT_FOUND,
    Finding.DISPUTED,
    Finding.CONTRADICTED,
)
_MISSING = "not found in these words"
_QUOTED = re.compile("“([^”]{1,80})”")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold words of a sentence: how they were found, "" for no statement, and whether missing."""

    text: str
    finding: str
    is_missing: bool

    @property
    def css(self) -> str:
        """Return the classes that show it; what is carried is shown plain."""
        if not self.finding or self.finding == Finding.SUPPORTED:
            return ""
        name = f"part-{self.finding.replace(' ', '-')}"
        return f"{name} missing" if self.is_missing else name


def css_of(finding: str) -> str:
    """Return the class of a finding."""
    return f"finding-{finding.replace(' ', '-')}"


def sign_of(finding: Finding) -> str:
    """Return the sign of a finding; it stands beside the word and the colour."""
    return SIGNS[finding]


def stretches(one: Checked) -> list[Stretch]:
    """Cut a sentence where what is found of it changes."""
    words = one.sentence.quote
    shift = one.sentence.start
    parts = [(p.span.start - shift, p.span.end - shift, p) for p in one.parts]
    missing = [each for part in one.parts for each in _missing(part, shift)]
    edges = {0, len(words)}.union(*((s, e) for s, e, _ in parts), *missing)
    bounds = sorted(edge for edge in edges if 0 <= edge <= len(words))
    made = []
    for start, end in pairwise(bounds):
        over = [p.finding for s, e, p in parts if s <= start and end <= e]
        found = max(over, key=_ORDER.index) if over else ""
        gone = any(s <= start and end <= e for s, e in missing)
        made.append(Stretch(words[start:end], str(found), gone))
    return made


def _missing(part: CheckedPart, shift: int) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that the reason names as missing; all of it where it names none.

    What is denied is shown whole: there no single word is at fault.
    """
    start, end = part.span.start - shift, part.span.end - shift
    if part.finding is Finding.SUPPORTED:
        return
    named = _named(part) if _MISSING in part.reason else []
    places = [
        found.span()
        for word in named
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", part.span.quote)
    ]
    for first, last in places or [(0, end - start)]:
        yield start + first, start + last


def _named(part: CheckedPart) -> Sequence[str]:
    """Return the words that a reason says are missing; behind a colon it repeats the statement."""
    told = part.reason.split(_MISSING, 1)[1].split("”:", 1)[0]
    return _QUOTED.findall(f"{told}”")
