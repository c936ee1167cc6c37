"""Nouns taken out of the store: fetched by number, decoded as far as asked, kept for a while."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.model import Analysis, Attribution, Claim, Figure, Report, Where, codec
from vedette.store.intake import chunks
from vedette.store.rows import fold, read_report
from vedette.store.tables import analysis, report

KEPT = 512  # about 20 kB each
Held = TypeVar("Held")
Noun = TypeVar("Noun", Attribution, Claim, Figure)


class Leaf:
    """Hold one stored analysis; its nouns are built on demand, since most readers want few."""

    def __init__(self, payload: str) -> None:
        self._data: dict[str, Any] = json.loads(payload)
        self._built: dict[tuple[str, int], Any] = {}
        self._places: dict[str, int] | None = None

    def whole(self, parts: Collection[str] = ()) -> Analysis:
        """Return the whole analysis, or with only these of its parts, which costs less."""
        if not parts:
            return codec.from_data(Analysis, self._data)
        kept = {name: self._data[name] for name in ("report_id", *parts) if name in self._data}
        return codec.from_data(Analysis, kept)

    def figure(self, ordinal: int) -> Figure:
        """Return a figure by its place."""
        return self._noun(Figure, "figures", ordinal)

    def claim(self, ordinal: int) -> Claim:
        """Return a claim by its place."""
        return self._noun(Claim, "claims", ordinal)

    def claims(self) -> Iterator[Claim]:
        """Return all claims in their order."""
        yield from map(self.claim, range(len(self._data.get("claims", ()))))

    def figures(self) -> Iterator[Figure]:
        """Return all figures in their order."""
        yield from map(self.figure, range(len(self._data.get("figures", ()))))

    def claims_of(self, figure_id: str) -> list[str]:
        """Return the ids of the claims whose value is a figure."""
        claims = self._data.get("claims", ())
        return [each["id"] for each in claims if each["value"].get("id") == figure_id]

    def attribution(self, attribution_id: str | None) -> Attribution | None:
        """Return an attribution by its id; None is the outlet's own voice."""
        if self._places is None:
            written = self._data.get("attributions", ())
            self._places = {each["id"]: i for i, each in enumerate(written)}
        place = self._places.get(attribution_id or "")
        return None if place is None else self._noun(Attribution, "attributions", place)

    def statement_of(self, speaker_id: str) -> Attribution | None:
        """Return the first attribution to a speaker with this id."""
        written = self._data.get("attributions", ())
        ids = ((each.get("speaker") or {}).get("id") for each in written)
        place = next((place for place, own in enumerate(ids) if own == speaker_id), None)
        return None if place is None else self._noun(Attribution, "attributions", place)

    def where_of(self, key: str) -> Where | None:
        """Return where a place is, by its folded name: as a claim has it, else a mention."""
        told = (each.get("where") for part in ("claims", "places") for each in self._part(part))
        found = next((one for one in told if one and fold(one["name"]) == key), None)
        return None if found is None else codec.from_data(Where, found)

    def _part(self, name: str) -> Sequence[dict[str, Any]]:
        found: Sequence[dict[str, Any]] = self._data.get(name, ())
        return found

    def _noun(self, cls: type[Noun], group: str, place: int) -> Noun:
        noun: Noun | None = self._built.get((group, place))
        if noun is None:
            noun = codec.from_data(cls, self._data[group][place])
            self._built[group, place] = noun
        return noun


class _Kept(Generic[Held]):
    """Keep the last things taken out, by number."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Held] = OrderedDict()

    def missing(self, numbers: Collection[int]) -> list[int]:
        return sorted({no for no in numbers if no not in self._held})

    def put(self, no: int, thing: Held) -> None:
        self._held[no] = thing

    def take(self, numbers: Collection[int]) -> dict[int, Held]:
        taken = {no: self._held[no] for no in numbers}
        for no in taken:
            self._held.move_to_end(no)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        return taken


class Shelf:
    """Fetch reports and analyses by number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reports: _Kept[Report] = _Kept()
        self._leaves: _Kept[Leaf] = _Kept()

    def reports(self, numbers: Collection[int]) -> dict[int, Report]:
        """Return reports by number."""
        statement = sa.select(report.c.no, report.c.payload, report.c.text)
        for chunk in chunks(self._reports.missing(numbers)):
            for no, payload, text in self._connection.execute(
                statement.where(report.c.no.in_(chunk))
            ):
                self._reports.put(no, read_report(payload, text))
        return self._reports.take(numbers)

    def leaves(self, numbers: Collection[int]) -> dict[int, Leaf]:
        """Return analyses by number."""
        statement = sa.select(analysis.c.no, analysis.c.payload)
        for chunk in chunks(self._leaves.missing(numbers)):
            for no, payload in self._connection.execute(statement.where(analysis.c.no.in_(chunk))):
                self._leaves.put(no, Leaf(payload))
        return self._leaves.take(numbers)
