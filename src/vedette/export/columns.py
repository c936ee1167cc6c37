"""The columns of every kind of table, written once: for files, for Python, for the manual.

A column has a type, which says what a cell holds and how formats write it. An empty cell is None:
not stated, not known, or without meaning for this row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vedette.errors import BadArgumentError
from vedette.export.records import (
    Compared,
    Extract,
    claims_of,
    figures_of,
    places_of,
    reports_of,
)
from vedette.export.text import encodable
from vedette.model import Attribution, Change, Figure, Modality, Row, Scope, Speaker, When, Where

Cell = str | int | float | bool | date | datetime | list[str] | None


class ColumnType(StrEnum):
    """Name what a cell holds."""

    TEXT = "text"
    TEXTS = "list of texts"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "true or false"
    DAY = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its name, what a cell holds, what it means, and how a record gives it."""

    name: str
    type: ColumnType
    meaning: str
    take: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold a kind of table: its name, what a row is, its columns, those shown first, its rows."""

    name: str
    row: str
    columns: tuple[Column, ...]
    shown: tuple[str, ...]
    rows: Callable[[Extract], Iterable[Any]]

    def record(self, noun: Any) -> dict[str, Cell]:
        """Return one row as plain values by column."""
        return {column.name: column.take(noun) for column in self.columns}

    def described(self) -> str:
        """Return what the columns are, one a line."""
        lines = (f"    {c.name}: {c.type}; {c.meaning}" for c in self.columns)
        return "\n".join((f"One row is {self.row}. Columns:", "", *lines))


def _text(name: str, meaning: str, take: Callable[[Any], str | None]) -> Column:
    def taken(record: Any) -> str | None:
        text = take(record)
        return None if text is None else encodable(text)

    return Column(name, ColumnType.TEXT, meaning, taken)


def _texts(name: str, meaning: str, take: Callable[[Any], Iterable[str]]) -> Column:
    return Column(name, ColumnType.TEXTS, meaning, lambda r: [encodable(t) for t in take(r)])


def _integer(name: str, meaning: str, take: Callable[[Any], int | None]) -> Column:
    return Column(name, ColumnType.INTEGER, meaning, take)


def _number(name: str, meaning: str, take: Callable[[Any], float | None]) -> Column:
    def taken(record: Any) -> float | None:
        number = take(record)
        return number if number is not None and math.isfinite(number) else None

    return Column(name, ColumnType.NUMBER, meaning, taken)


def _flag(name: str, meaning: str, take: Callable[[Any], bool | None]) -> Column:
    return Column(name, ColumnType.FLAG, meaning, take)


def _day(name: str, meaning: str, take: Callable[[Any], date | None]) -> Column:
    return Column(name, ColumnType.DAY, meaning, take)


# ---- groups of columns that several kinds share ------------------------------------------------


def _when(prefix: str, what: str, take: Callable[[Any], When | None]) -> Iterator[Column]:
    def part(record: Any, name: str) -> Any:
        when = take(record)
        return None if when is None else getattr(when, name)

    yield _day(
        f"{prefix}_start", f"first day of {what}, included", lambda record: part(record, "start")
    )
    yield _day(f"{prefix}_end", f"last day of {what}, included", lambda record: part(record, "end"))
    yield _text(
        f"{prefix}_precision",
        f"how finely {what} is known",
        lambda record: part(record, "precision"),
    )


def _where(take: Callable[[Any], Where | None]) -> Iterator[Column]:
    def part(record: Any, name: str) -> Any:
        where = take(record)
        return None if where is None else getattr(where, name)

    yield _text("place", "canonical name of the place", lambda r: part(r, "name"))
    yield _text(
        "place_precision",
        "what the coordinates may be used for: point, vicinity, settlement, region, country, sea; "
        "unplaced has none",
        lambda r: part(r, "precision"),
    )
    yield _text("place_reason", "why it stayed unplaced", lambda r: part(r, "reason"))
    yield _text("country", "ISO 3166 code of the place", lambda r: part(r, "country"))
    yield _integer("geonameid", "id in GeoNames", lambda r: part(r, "geonameid"))
    yield _number("lat", "latitude in degrees, WGS 84", lambda r: part(r, "lat"))
    yield _number("lon", "longitude in degrees, WGS 84", lambda r: part(r, "lon"))


def _words(take: Callable[[Any], Any]) -> Iterator[Column]:
    yield _text("quote", "the words, exactly as they stand in the report", lambda r: take(r).quote)
    yield _integer(
        "start", "where they begin, in code points of the report's text", lambda r: take(r).start
    )
    yield _integer("end", "where they end, excluded", lambda r: take(r).end)
    yield _text("zone", "the part of the report: headline, deck, body …", lambda r: take(r).zone)


_REPORT: tuple[Column, ...] = (
    _text("report", "id of the report", lambda r: r.report.id),
    _text("publisher", "the outlet", lambda r: r.report.publisher or None),
    _text("url", "address of the report", lambda r: r.report.url or None),
    _text("headline", "headline of the report", lambda r: r.report.headline),
    _text(
        "language", "its language, a code of ISO 639; und is unknown", lambda r: r.report.language
    ),
    *_when("published", "publication", lambda r: r.report.published),
)


def _speaker(record: Any) -> Speaker | None:
    carrier: Attribution | None = record.carrier
    return None if carrier is None else carrier.speaker


def _of_speaker(name: str) -> Callable[[Any], Any]:
    def take(record: Any) -> Any:
        speaker = _speaker(record)
        return None if speaker is None else getattr(speaker, name)

    return take


def _of_carrier(name: str) -> Callable[[Any], Any]:
    def take(record: Any) -> Any:
        return None if record.carrier is None else getattr(record.carrier, name)

    return take


def _as_written(record: Any) -> str | None:
    speaker = _speaker(record)
    if speaker is not None and speaker.as_written:
        return speaker.as_written
    source = () if record.carrier is None else record.carrier.source
    return " ".join(span.quote for span in source) or None


_SPEAKER: tuple[Column, ...] = (
    _flag("own_voice", "whether the outlet speaks itself", lambda r: r.carrier is None),
    _text(
        "speaker",
        "who says so; empty for the outlet's own voice, and where nobody could tell",
        _of_speaker("name"),
    ),
    _text("speaker_kind", "person, organisation, state, group …", _of_speaker("kind")),
    _text("speaker_id", "id in the catalogue", _of_speaker("id")),
    _text("speaker_body", "the body spoken for", _of_speaker("body")),
    _text("speaker_role", "the office", _of_speaker("role")),
    _text("speaker_state", "ISO 3166 code; several are parted by commas", _of_speaker("state")),
    _text("speaker_as_written", "the report's words for the speaker", _as_written),
    _texts(
        "speaker_candidates",
        "the names that an ambiguous reference could mean",
        lambda r: _of_speaker("candidates")(r) or (),
    ),
    _text("anonymity", "how far the speaker is identified", _of_carrier("anonymity")),
    _text("rendering", "original, translated, paraphrase or headline", _of_carrier("rendering")),
    _texts(
        "chain",
        "from the outlet to the speaker, as far as the report tells",
        lambda r: _of_carrier("chain")(r) or (),
    ),
    *_when("uttered", "the act of speech", _of_carrier("uttered")),
    _text("attribution", "id of the attribution; empty for the own voice", _of_carrier("id")),
)


def _modality(record: Any) -> Modality:
    modality: Modality = record.noun.modality
    return modality


_MODALITY: tuple[Column, ...] = (
    _text("polarity", "affirmed or denied", lambda r: _modality(r).polarity),
    _text("certainty", "certain, probable, possible, unstated", lambda r: _modality(r).certainty),
    _text("tense", "past, ongoing, planned, hypothetical", lambda r: _modality(r).tense),
    _text(
        "commitment", "what the speaker does with it: asserts …", lambda r: _modality(r).commitment
    ),
    _text("act", "the speech act: states, claims, denies, warns …", lambda r: _modality(r).act),
    _text("evidential", "how the report knows", lambda r: _modality(r).evidential),
    _text("condition", "the words of the condition", lambda r: _modality(r).condition),
)


# ---- the kinds ---------------------------------------------------------------------------------

CLAIMS = Kind(
    "claims",
    "one claim: what one speaker says in one report",
    (
        _text("id", "id of the claim: a digest, the same on every machine", lambda r: r.noun.id),
        _text("subject", "what it is about", lambda r: r.noun.subject.name),
        _text("subject_kind", "exercise, state, person …", lambda r: r.noun.subject.kind),
        _text("subject_id", "id in the catalogue", lambda r: r.noun.subject.id),
        _text("predicate", "a predicate of the codebook, or statement", lambda r: r.noun.predicate),
        _text("value", "what is claimed, readable", lambda r: r.noun.value.text),
        _text(
            "value_kind", "figure, place, time, entity, text, claim", lambda r: r.noun.value.kind
        ),
        _text("value_id", "id of the noun behind it: figures.id …", lambda r: r.noun.value.id),
        *_SPEAKER,
        *_MODALITY,
        *_when("event", "the event", lambda r: r.noun.when),
        *_where(lambda r: r.noun.where),
        *_words(lambda r: r.noun.evidence),
        *_REPORT,
        _text("made_by", "name@version of the code that made the claim", lambda r: r.noun.stage),
    ),
    ("speaker", "predicate", "subject", "quote", "publisher", "published_start"),
    lambda extract: claims_of(extract.pages),
)


def _scope(record: Any) -> Scope:
    scope: Scope = record.noun.scope
    return scope


def _change(name: str) -> Callable[[Any], Any]:
    def take(record: Any) -> Any:
        change: Change | None = record.noun.change
        return None if change is None else getattr(change, name)

    return take


_SCOPE: tuple[Column, ...] = (
    _text("activity", "what it is a figure of (Zapad-2025)", lambda r: _scope(r).activity),
    _text("scope_place", "where; empty is the whole", lambda r: _scope(r).place),
    _texts("scope_force", "whose; empty is everybody's", lambda r: _scope(r).force),
    _text("scope_component", "empty is everything of the class", lambda r: _scope(r).component),
    _text("scope_role", "empty is taking part", lambda r: _scope(r).role),
    _texts("scope_assumed", "parts that the report does not state", lambda r: _scope(r).assumed),
    _text("stage", "announced, forecast, during, after", lambda r: r.noun.stage),
    _text("basis", "stated, notified, estimated, counted, seen …", lambda r: r.noun.basis),
    *_when("as_of", "the time for which the number holds", lambda r: r.noun.as_of),
)
_CHANGE: tuple[Column, ...] = (
    _text("change_direction", "raised, cut, unchanged", _change("direction")),
    _number("change_factor", "what is left, as a factor: 0.5 for halved", _change("factor")),
    _number("change_amount", "by how much, in the unit", _change("amount")),
    _number("change_from", "the number before, in the unit", _change("from_value")),
    _number("change_to", "the number after, in the unit", _change("to_value")),
    _text("change_nearness", "below for nearly halved, above for more than", _change("nearness")),
)
FIGURES = Kind(
    "figures",
    "one quantity as written in one report",
    (
        _text("id", "id of the figure: a digest, the same on every machine", lambda r: r.noun.id),
        _number("low", "the number as written, lower end, in the unit", lambda r: r.noun.low),
        _number("high", "the number as written, upper end, in the unit", lambda r: r.noun.high),
        _text("bound", "exact, about, at least, more than, at most …", lambda r: r.noun.bound),
        _text("nearness", "below for nearly, above for just over", lambda r: r.noun.nearness),
        _text(
            "unit", "unit of measure or currency; empty is a plain number", lambda r: r.noun.unit
        ),
        _text("counted", "class of the codebook, else the head noun", lambda r: r.noun.counted),
        _text("counted_as_written", "the report's word for it", lambda r: r.noun.counted_text),
        _text("of_whom", "whose, as written", lambda r: r.noun.of),
        _flag("strength", "whether it belongs on a board", lambda r: r.noun.is_strength),
        *_SCOPE,
        *_CHANGE,
        _text("part_of", "id of the figure it is a part of", lambda r: r.noun.part_of),
        _text("compared_to", "id of the figure it is compared to", lambda r: r.noun.compared_to),
        _flag(
            "gloss", "whether it is the reporter's word in a quotation", lambda r: r.noun.is_gloss
        ),
        *_SPEAKER,
        *_MODALITY,
        *_words(lambda r: r.noun.span),
        *_REPORT,
    ),
    ("activity", "counted", "low", "high", "bound", "speaker", "quote", "publisher"),
    lambda extract: figures_of(extract.pages),
)
PLACES = Kind(
    "places",
    "one mention of a place where something is",
    (
        *_where(lambda r: r.noun.where),
        _text(
            "source", "where the facts stand; recalled is unchecked", lambda r: r.noun.where.source
        ),
        *_words(lambda r: r.noun.span),
        *_REPORT,
    ),
    ("place", "place_precision", "lat", "lon", "quote", "publisher", "published_start"),
    lambda extract: places_of(extract.pages),
)


def _dateline(name: str) -> Callable[[Any], Any]:
    def take(record: Any) -> Any:
        dateline = record.report.dateline
        return None if dateline is None else getattr(dateline, name)

    return take


REPORTS = Kind(
    "reports",
    "one report; its text stays in the store, where offsets lead into it",
    (
        *_REPORT,
        _text("deck", "the line beneath the headline", lambda r: r.report.deck),
        _text("byline", "author line", lambda r: r.report.byline),
        _text("dateline_place", "place of the dateline", _dateline("place")),
        _text("dateline_agency", "agency of the dateline", _dateline("agency")),
        _text("credit", "the agency a text comes from", lambda r: r.report.credit),
        Column(
            "retrieved",
            ColumnType.INSTANT,
            "when it was fetched, in UTC, where the report says so",
            lambda r: r.report.retrieved_at,
        ),
        _integer("characters", "length of its text, in code points", lambda r: len(r.report.text)),
    ),
    ("published_start", "publisher", "headline", "language", "report"),
    lambda extract: reports_of(extract.pages),
)


def _figure_id(row: Row) -> str:
    return row.carriers[0].figure_id


def _side(name: str, take: Callable[[Compared], Row]) -> Iterator[Column]:
    def figure(noun: Compared) -> Figure:
        return take(noun).figure

    yield _text(f"{name}_row", f"id of row {name} of the board", lambda r: take(r).id)
    yield _text(
        f"{name}_figure", "the figure it is read from: figures.id", lambda r: _figure_id(take(r))
    )
    yield _text(f"{name}_speaker", "who says so", lambda r: take(r).speaker.name)
    yield _text(f"{name}_words", "the words of the figure", lambda r: figure(r).text)
    yield _number(f"{name}_low", "lower end as written", lambda r: figure(r).low)
    yield _number(f"{name}_high", "upper end as written", lambda r: figure(r).high)
    yield _text(f"{name}_bound", "how it is bounded", lambda r: figure(r).bound)
    yield _text(
        f"{name}_report",
        "id of the report that carries it",
        lambda r: take(r).carriers[0].report_id,
    )


VERDICTS = Kind(
    "verdicts",
    "one pair of rows of the board of an activity; for `refines` a is the narrower, for `part of` "
    "the part",
    (
        _text("activity", "whose board", lambda r: r.activity),
        _text(
            "verdict",
            "agree, refines, conflict, part of, different question",
            lambda r: r.judgement.verdict,
        ),
        _text("force", "hard or soft; of a conflict only", lambda r: r.judgement.force),
        _text("code", "the rule that decided", lambda r: r.judgement.code),
        _text("reason", "why, in words", lambda r: r.judgement.reason),
        _number("apart", "distance, in per cent of the larger number", lambda r: r.judgement.apart),
        *_side("a", lambda r: r.a),
        *_side("b", lambda r: r.b),
    ),
    ("verdict", "a_speaker", "a_words", "b_speaker", "b_words", "reason"),
    lambda extract: extract.verdicts(),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CLAIMS, FIGURES, PLACES, REPORTS, VERDICTS)}


def kind_of(name: str) -> Kind:
    """Return a kind by its name; raises BadArgumentError with the names there are."""
    if name not in KINDS:
        raise BadArgumentError(
            f"no table is called {name!r}", next_step=f"Tables: {', '.join(KINDS)}"
        )
    return KINDS[name]
