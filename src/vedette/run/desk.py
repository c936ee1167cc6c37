"""The desk of a brief: what is cited and composed is parsed here, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from vedette.brief.check.gate import Cited, Gate
from vedette.brief.check.passages import Passage
from vedette.brief.material import Item, Material
from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    Checked,
    Evidence,
    PlaceMention,
    PlaceRole,
    Reading,
    Span,
    When,
    Where,
)
from vedette.run.readers import reader_for

WHERE = frozenset({"in", "at", "near", "over", "into", "from", "to", "across", "off", "within"})


@dataclass
class Desk:
    """Parse what a brief cites and says, each once; a parse costs more than anything else here."""

    items: dict[str, Item]
    gate: Gate
    day: date | None
    _checked: dict[tuple[str, tuple[Evidence, ...]], list[Checked]] = field(default_factory=dict)

    def cited(self, evidence: Evidence) -> tuple[Passage, ...]:
        """Return the sentences of cited words, with what the store knows of their report."""
        return tuple(p for one in self._known((evidence,)) for p in self.gate.passages(one))

    def check(self, text: str, evidence: Sequence[Evidence]) -> list[Checked]:
        """Return what cited words, and nothing else, carry of a text of our own."""
        key = (text, tuple(evidence))
        if key not in self._checked:
            written = When.on(self.day) if self.day else UNKNOWN_WHEN
            self._checked[key] = self.gate.check(text, self._known(evidence), written=written)
        return self._checked[key]

    def _known(self, evidence: Sequence[Evidence]) -> list[Cited]:
        found = [(self.items.get(one.report_id), one) for one in evidence]
        return [Cited(*item, one.span) for item, one in found if item is not None]


_UNNEEDED = frozenset({"claims"})  # a check compares none


def _understand(reading: Reading, known: Mapping[str, Where]) -> Analysis:
    """Return what a check compares of a sentence of our own.

    Its places are those that its reports name: a gazetteer costs more than a second to load, and a
    place that no report names is carried by none.
    """
    from vedette.run.plan import PLAN  # takes a quarter of a second, and a server reads elsewhere

    analysis = Analysis(reading.report.id)
    for stage in PLAN if reading.sentences else ():
        if stage.name == "places":
            analysis = replace(analysis, places=tuple(_places(reading, known)))
        elif stage.name not in _UNNEEDED:
            analysis = stage.run(reading, analysis)
    return analysis


def _places(reading: Reading, known: Mapping[str, Where]) -> Iterator[PlaceMention]:
    """Yield the places of a sentence: a name behind a preposition says where, else who."""
    text = reading.report.text
    taken: list[Span] = []
    for name in sorted((n for n in known if n in text), key=lambda n: (-len(n), n)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = reading.span(found.start(), found.end())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            before = text[: span.start].split()
            there = bool(before) and before[-1].lower() in WHERE
            role = PlaceRole.LOCATION if there else PlaceRole.GOVERNMENT
            yield PlaceMention(span, known[name], role)


def _places_of(items: Iterable[Item]) -> dict[str, Where]:
    """Return the places that reports name, as written and by their own name."""
    found: dict[str, Where] = {}
    for _, analysis in items:
        for one in analysis.places:
            found.setdefault(one.span.quote, one.where)
            found.setdefault(one.where.name, one.where)
    return found


def desk_for(material: Material, model: str) -> Desk:
    """Return the desk for a picture; its language model is loaded with the first parse."""
    known = _places_of(material.items)
    gate = Gate(reader_for(model).read, partial(_understand, known=known))
    return Desk({item[0].id: item for item in material.items}, gate, material.day)
