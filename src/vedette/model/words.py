"""Nouns in words: how tables, pages and briefs write times, numbers, scopes and modalities."""

from __future__ import annotations

import math
from datetime import date, timedelta

from vedette.model.figure import Bound, Figure, Nearness
from vedette.model.speech import (
    Act,
    Anonymity,
    Attribution,
    Certainty,
    Commitment,
    Modality,
    Polarity,
    Speaker,
    Tense,
)
from vedette.model.when import When

OWN_VOICE = "own voice"
UNRESOLVED = "speaker not resolved"
_SIGNS = {
    Bound.EXACT: "= ",
    Bound.ABOUT: "≈ ",
    Bound.AT_LEAST: "≥ ",
    Bound.MORE_THAN: "> ",
    Bound.AT_MOST: "≤ ",
    Bound.FEWER_THAN: "< ",
    Bound.BETWEEN: "",
    Bound.VAGUE: "",
}
_NEAR = {Nearness.BELOW: "just under ", Nearness.ABOVE: "just over ", Nearness.NONE: ""}


def plain(value: float | None) -> int | float | None:
    """Return a whole number as an int, so that JSON shows 13000 and not 13000.0."""
    return int(value) if value is not None and value == int(value) else value


def number(value: float | None) -> str:
    """Write a number with thousands separators; whole numbers without decimals."""
    if value is None or math.isinf(value):
        return "∞"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.10g}"


def signed(figure: Figure) -> str:
    """Write a figure as a sign and the numbers somebody gave ("≤ 7,000"); "" without numbers.

    A vague figure ("dozens") has no number that anybody said.
    """
    low, high = figure.low, figure.high
    if figure.bound is Bound.VAGUE or (low is None and high is None):
        return ""
    sign = _NEAR[figure.nearness] or _SIGNS[figure.bound]
    if low is not None and high is not None and low != high:
        return f"{sign}{number(low)}–{number(high)}"
    return f"{sign}{number(low if low is not None else high)}"


def bound(figure: Figure) -> str:
    """Name how a figure is bounded: "at most", "just under", "a change"."""
    if figure.low is None and figure.high is None:
        return "a change"
    if figure.nearness is not Nearness.NONE:
        return _NEAR[figure.nearness].strip()
    return str(figure.bound)


def day(when: When | None) -> str:
    """Write an interval of days: one day, both ends, an open end, or "undated"."""
    if when is None or not when.is_known:
        return "undated"
    if when.start and when.end:
        return _days(when.start, when.end)
    if when.start:
        return f"from {when.start.isoformat()}"
    return f"until {when.end.isoformat()}" if when.end else "undated"


def _days(start: date, end: date) -> str:
    """Write whole years and whole months short: "2021", "2025-09"."""
    if start == end:
        return start.isoformat()
    after = end + timedelta(days=1)
    if (start.month, start.day, after.month, after.day) == (1, 1, 1, 1):
        last = "" if start.year == end.year else f" to {end.year}"
        return f"{start.year}{last}"
    if start.day == after.day == 1:
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return first if first == last else f"{first} to {last}"
    return f"{start.isoformat()} to {end.isoformat()}"


def machine_day(when: When | None) -> str:
    """Return the value for a `datetime` attribute; "" where there is no single day."""
    if when is not None and when.start is not None and when.start == when.end:
        return when.start.isoformat()
    return ""


def modality(noun: Modality) -> list[str]:
    """List what is out of the plain in a modality: denied, possible, planned, a condition."""
    words: list[str] = []
    if noun.polarity is Polarity.DENIED:
        words.append("denied")
    if noun.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE):
        words.append(str(noun.certainty))
    if noun.tense in (Tense.PLANNED, Tense.HYPOTHETICAL):
        words.append(str(noun.tense))
    if noun.commitment is not Commitment.ASSERTS:
        words.append(str(noun.commitment))
    if noun.act is not Act.STATES:
        words.append(str(noun.act))
    if noun.condition:
        words.append(f"if: {noun.condition}")
    return words


def speaker(noun: Speaker | None) -> str:
    """Name a speaker; one that nobody could tell is said to be so."""
    return noun.name if noun is not None else UNRESOLVED


def speaker_detail(noun: Speaker | None) -> str:
    """Say role, body and state of a speaker, as far as they add to the name."""
    if noun is None:
        return ""
    parts = [noun.role, noun.body, noun.state]
    shown = [part for part in parts if part and part != noun.name]
    if noun.candidates:
        shown.append(f"could be {' or '.join(noun.candidates)}")
    return ", ".join(dict.fromkeys(shown))


def carrier(attribution: Attribution | None) -> str:
    """Name who speaks in a claim: a speaker, the source's words, or the outlet itself."""
    if attribution is None:
        return OWN_VOICE
    if attribution.speaker is not None:
        return attribution.speaker.name
    written = " ".join(span.quote for span in attribution.source).strip()
    if written:
        return written
    anonymous = attribution.anonymity is Anonymity.ANONYMOUS
    return "unnamed source" if anonymous else UNRESOLVED


def folded(text: str, width: int = 90) -> str:
    """Write a text on one line, cut at a word with an ellipsis when longer than `width`."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    head = line[:width].rsplit(" ", 1)[0] if " " in line[:width] else line[: width - 1]
    return head.rstrip(" ,;:") + "…"


def short_id(identifier: str) -> str:
    """Return the part of an id that people can read and type."""
    kind, mark, digits = identifier.partition("-")
    return f"{kind}-{digits[:8]}" if mark else identifier[:12]


def count(n: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 report", "3 reports"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
