"""Who speaks and who publishes, as agents with ids that are the same in every export.

A name stands for one agent across reports only where that is safe: with an id of the catalogue,
or for bodies, states and outlets, together with their state. A person, a group or an unknown voice
without an id stays inside the report that names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Attribution, EntityKind, Report, Speaker, make_id
from vedette.model.words import carrier as carrier_words

_ACROSS = frozenset(
    {EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.FORCE, EntityKind.PUBLISHER}
)


@dataclass(frozen=True, slots=True)
class Agent:
    """Hold an agent; `home` is the report that it stays inside, None for one known across."""

    id: str
    kind: EntityKind
    name: str
    state: str | None = None
    body: str | None = None
    role: str | None = None
    catalogue_id: str | None = None
    home: str | None = None


def outlet(report: Report) -> Agent:
    """Return the outlet of a report; one that nobody names stays inside the report."""
    name = report.publisher.strip()
    home = None if name else report.id
    key = make_id("agt", EntityKind.PUBLISHER, name.casefold(), home)
    return Agent(key, EntityKind.PUBLISHER, name or "unknown outlet", home=home)


def speaker_of(report: Report, carrier: Attribution | None) -> Agent:
    """Return who says something: the speaker, the outlet itself, or a voice nobody could tell."""
    if carrier is None:
        return outlet(report)
    speaker = carrier.speaker
    if speaker is None:
        speaker = Speaker(carrier_words(carrier), EntityKind.UNKNOWN)
    home = None if speaker.id or speaker.kind in _ACROSS else report.id
    known_by = speaker.id or f"{speaker.name.casefold()}|{speaker.state or ''}"
    return Agent(
        make_id("agt", speaker.kind, known_by, home),
        speaker.kind,
        speaker.name,
        state=speaker.state,
        body=speaker.body,
        role=speaker.role,
        catalogue_id=speaker.id,
        home=home,
    )


class Seen:
    """Remember which ids were written; those that stay inside a report only as long as it lasts."""

    def __init__(self) -> None:
        self._across: set[str] = set()
        self._inside: set[str] = set()
        self._report = ""

    def is_new(self, key: str, home: str | None = None) -> bool:
        """Tell whether an id was not written yet, and count it as written."""
        if home is not None and home != self._report:
            self._report = home
            self._inside.clear()
        known = self._across if home is None else self._inside
        if key in known:
            return False
        known.add(key)
        return True
