"""Times of day become the part of a formula behind its T (see `extract.times`)."""

from __future__ import annotations

import re

from vedette.extract.times.rules import TimeWords

_IN_BRACKETS = re.compile(r"\(\s*(\d\d):?(\d\d)\s")
_DIGITS = re.compile(r"\d+")
_AFTERNOON = re.compile(r"\d\s*p\.?\s?m|afternoon|evening")
_MORNING = re.compile(r"\d\s*a\.?\s?m|morning")
_HALF_A_DAY = 12 * 60
_DAY = 24 * 60


def clock_part(words: TimeWords, text: str) -> str:
    """Return a time of day as "09:30", with its distance from UTC where the words fix one."""
    lowered = " ".join(text.lower().split())  # with its zone, or the time in UTC in brackets
    hour, minute = _hour_and_minute(lowered)
    in_brackets = _IN_BRACKETS.search(lowered)
    if in_brackets:
        utc = int(in_brackets[1]) * 60 + int(in_brackets[2])
        return f"{hour:02d}:{minute:02d}{_distance(hour * 60 + minute - utc)}"
    return f"{hour:02d}:{minute:02d}{_zone(words, lowered)}"


def _hour_and_minute(lowered: str) -> tuple[int, int]:
    if lowered.startswith(("noon", "12 noon", "midday")):
        return 12, 0
    if "midnight" in lowered:
        return 24, 0
    digits = _DIGITS.findall(lowered)
    if len(digits[0]) == 4:
        return int(digits[0][:2]), int(digits[0][2:])
    hour = int(digits[0])
    minute = int(digits[1]) if re.match(r"\d{1,2}[:.]\d\d", lowered) else 0
    if _AFTERNOON.search(lowered) and hour < 12:
        return hour + 12, minute
    return (0 if hour == 12 and _MORNING.search(lowered) else hour), minute


def _zone(words: TimeWords, lowered: str) -> str:
    if re.match(r"\d{4}z", lowered):
        return "Z"
    zones = words.codes["clock_zones"]
    found = (code for zone, code in zones.items() if re.search(rf"\b{zone}\b", lowered))
    code = next(found, "local")
    return "" if code == "local" else code


def _distance(minutes: int) -> str:
    """Write how far a local time is ahead of the same moment in UTC: "+03:00", "-05:00"."""
    near = (minutes + _HALF_A_DAY) % _DAY - _HALF_A_DAY
    if not near:
        return "Z"
    return f"{'-' if near < 0 else '+'}{abs(near) // 60:02d}:{abs(near) % 60:02d}"
