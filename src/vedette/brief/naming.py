"""People, outlets and days in words: in full at first mention, short after."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from vedette.brief.lexicon import listed
from vedette.data.catalogue import state_by_iso
from vedette.model import EntityKind, Publisher, PublisherKind, Report, Speaker, When

_ALIKE = frozenset({EntityKind.ORGANISATION, EntityKind.FORCE, EntityKind.UNKNOWN})
_KINDS = {
    PublisherKind.STATE_AGENCY: "news agency",
    PublisherKind.WIRE: "news agency",
    PublisherKind.BROADCASTER: "broadcaster",
    PublisherKind.NEWSPAPER: "outlet",
    PublisherKind.MAGAZINE: "magazine",
    PublisherKind.AGGREGATOR: "aggregator",
    PublisherKind.THINK_TANK: "think tank",
}
_DIGITS = re.compile(r"\d+")
_MOST_WORDS = 4  # of a title before a name


def speaker_name(speaker: Speaker) -> str:
    """Return a speaker's full name with the article that it needs."""
    name = speaker.name
    if speaker.kind in _ALIKE:
        return f"the {name}" if _needs_article(name) else name
    if speaker.kind in {EntityKind.GROUP, EntityKind.DOCUMENT}:
        words = name.split()
        if len(words) > 1 and words[0].lower() in listed("determiners"):
            return name
        plural = any(w.lower().endswith("s") and not w.lower().endswith("ss") for w in words)
        return name if plural or " and " in name else f"{_a(name)} {name}"
    if is_description(speaker):
        return f"{_a(name)} {name}"
    return name


def is_description(speaker: Speaker) -> bool:
    """Tell whether a person is called by what he is ("Navy spokesperson"), not by a name."""
    return speaker.kind is EntityKind.PERSON and speaker.name.split()[-1].islower()


def _a(name: str) -> str:
    return "an" if name[:1].lower() in "aeiou" else "a"


def with_article(name: str) -> str:
    """Return the name of a body with the article that it needs, others as they are."""
    return f"the {name}" if _needs_article(name) else name


def _needs_article(name: str) -> bool:
    words = name.split()
    if words[0].lower() in listed("determiners"):
        return False
    return name[:1].islower() or any(word.lower() in listed("bodies") for word in words)


def short_name(speaker: Speaker) -> str:
    """Return how somebody is called after the first mention."""
    named = speaker.kind is EntityKind.PERSON and not is_description(speaker)
    if named and speaker.name.count(" ") in {1, 2}:
        return speaker.name.rsplit(" ", 1)[-1]
    return speaker_name(speaker)


def demonym(iso: str | None) -> str:
    """Return the adjective of a state, "" where there is none."""
    state = state_by_iso(iso) if iso else None
    return state.demonyms[0] if state and state.demonyms else ""


def title(speaker: Speaker) -> str:
    """Return a title that stands before a person's name ("Polish Prime Minister"), "" for none.

    A role in other words than an office's own ("hard-line defence chief") is the report's colour.
    """
    if speaker.kind is not EntityKind.PERSON or not speaker.role:
        return ""
    role = speaker.role
    words = role.split()
    office = next((o for o in listed("offices") if role.lower().endswith(o)), None)
    before = role[: -len(office)].strip() if office else ""
    known = {
        demonym(speaker.state),
        "Kremlin",
        "Pentagon",
        "Deputy",
        "deputy",
        "Vice",
        "U.S.",
        "US",
    }
    if office is None or len(words) > _MOST_WORDS or not set(before.split()) <= known:
        return ""
    own = demonym(speaker.state)
    if before in {"U.S.", "US"} or any(w in known - {"Deputy", "deputy", "Vice"} for w in words):
        return role
    return f"{own} {role}".strip()


def body(speaker: Speaker) -> str:
    """Return the body that a person speaks for, as it follows the name; "" for none."""
    if speaker.kind is not EntityKind.PERSON or not speaker.body:
        return ""
    if any(word in speaker.body for word in ("Presidential Administration", "Office of the Pres")):
        return ""  # nobody calls a president's office his employer
    named = speaker.body
    return f"of the {named}" if _needs_article(named) else f"of {named}"


def role_frame(speaker: Speaker) -> tuple[str, str]:
    """Return what stands before and behind a name at first mention; one of the two at most."""
    if is_description(speaker):
        return "", ""
    before = title(speaker)
    if before:
        return f"{before} ", ""
    behind = body(speaker)
    return "", f", {behind}," if behind else ""


def outlet(publisher: Publisher) -> str:
    """Return an outlet's name."""
    name = publisher.name
    if publisher.kind is PublisherKind.MINISTRY and _needs_article(name):
        return f"the {name}"
    return name


def outlet_in_full(publisher: Publisher) -> str:
    """Return an outlet's name with what is known of its state: told at first mention."""
    if not publisher.state_affiliated or publisher.kind is PublisherKind.MINISTRY:
        return outlet(publisher)
    kind = _KINDS.get(publisher.kind, "outlet")
    own = demonym(publisher.country)
    known = (
        f"the {own} state {kind}"
        if publisher.kind in _STATES
        else f"the state-affiliated {own} {kind}"
    )
    return f"{' '.join(known.split())} {publisher.name}"


_STATES = frozenset({PublisherKind.STATE_AGENCY, PublisherKind.BROADCASTER})


# ---- days --------------------------------------------------------------------------------------


@cache
def _months() -> tuple[str, ...]:
    return (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )


def day_words(day: date, now: date | None) -> str:
    """Write a day as a newspaper does; the year where it is another one than the picture's."""
    year = f" {day.year}" if now is None or now.year != day.year else ""
    return f"{day.day} {_months()[day.month - 1]}{year}"


NIGHTLY = frozenset({"overnight"})


def dated_words(written: str, when: When, now: date | None) -> str:
    """Return the day to print for a time that counts from its report's day; "" where none is sure.

    "Friday" is a day, "overnight" the night to one, "September 12 to 16" has its first and last;
    "Friday's" cannot be put so.
    """
    if when.start is None or when.end is None or written.lower().endswith(("'s", "’s")):
        return ""
    if when.start == when.end:
        return day_words(when.start, now)
    if written.lower() in NIGHTLY and (when.end - when.start).days == 1:
        return f"in the night to {day_words(when.end, now)}"
    if {str(when.start.day), str(when.end.day)} <= set(_DIGITS.findall(written)):
        return days_words(when.start, when.end, now)
    return ""


def days_words(start: date, end: date, now: date | None) -> str:
    """Write a stretch of days: "12 to 16 September", "30 August to 2 September"."""
    if start == end:
        return day_words(start, now)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_words(end, now)}"
    return f"{day_words(start, end if now else None)} to {day_words(end, now)}"


def on_day(when: When, now: date | None) -> str:
    """Return "on 15 September", "in August", "" where a time is not known so well."""
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return f"on {day_words(when.start, now)}"
    same = (when.start.year, when.start.month) == (when.end.year, when.end.month)
    if same and when.start.day == 1 and (when.end.day >= 28):
        year = f" {when.start.year}" if now is None or now.year != when.start.year else ""
        return f"in {_months()[when.start.month - 1]}{year}"
    return ""


def published_day(report: Report, now: date | None) -> str:
    """Return the day of a report in words, "" for an undated one."""
    return on_day(report.published, now)
