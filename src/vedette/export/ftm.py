"""FollowTheMoney: JSON lines of statements, as `ftm` and Aleph's tools read them.

A report is an Article; who speaks is a Person, a PublicBody, an Organization; a place is an
Address; an exercise is an Event; a claim is a Note with the exact words, its report as proof; a
Mention ties a name in an article to whom it names. What FollowTheMoney has no pointer for, the
place in the document, stands in `origin`: the report's id and the offsets in code points, in the
form of RFC 5147 (`rep-…#char=12,40`).

A group ("officials") or an unknown voice is no entity: its words stand in the note alone.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from hashlib import sha1
from typing import Any

from vedette.export.agents import Agent, Seen, outlet, speaker_of
from vedette.export.records import Extract, Page, Record
from vedette.export.text import encodable, json_line
from vedette.model import (
    Claim,
    EntityKind,
    Figure,
    PlaceMention,
    Ref,
    Report,
    Span,
    When,
    Where,
    make_id,
)
from vedette.model.words import carrier as carrier_words
from vedette.model.words import modality

DATASET = "vedette"
_WORDS = "description"  # the property that holds exact words; the others are put on one line
Properties = Iterable[tuple[str, str | None]]
_SCHEMATA = {
    EntityKind.PERSON: "Person",
    EntityKind.STATE: "PublicBody",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.FORCE: "Organization",
    EntityKind.PUBLISHER: "Organization",
    EntityKind.EXERCISE: "Event",
}
# ISO 639-1 to the ISO 639-3 codes that FollowTheMoney keeps.
_LANGUAGES = {
    "en": "eng",
    "ru": "rus",
    "pl": "pol",
    "uk": "ukr",
    "be": "bel",
    "lt": "lit",
    "lv": "lav",
    "et": "est",
    "de": "deu",
    "fr": "fra",
    "es": "spa",
    "fi": "fin",
}
_ADDRESS = re.compile(r"https?://[^\s/?#\x00-\x1f\"<>\\^`{|}]+\.[^\s\x00-\x1f\"<>\\^`{|}]+")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
_COUNTRY = re.compile(r"[A-Z]{2}")


def write(extract: Extract) -> Iterator[str]:
    """Yield one statement a line."""
    seen = Seen()
    for page in extract.pages:
        for statement in _page(page, seen):
            yield json_line(statement) + "\n"


def _page(page: Page, seen: Seen) -> Iterator[dict[str, Any]]:
    report = page.report
    yield from _entity("Article", report.id, _article(report), report.id)
    publisher = outlet(report)
    if report.publisher.strip():
        yield from _agent(publisher, report.id, seen)
    for place in page.places:
        yield from _place(place.where, report.id, seen)
        yield from _located(report, place)
    for claim in page.claims:
        yield from _claim(page.said(claim), seen)
    for figure in page.figures:
        yield from _note(page.said(figure), figure.span, _figure_words(figure), None, seen)


def _article(report: Report) -> Properties:
    yield "title", report.headline
    yield "publisher", report.publisher
    yield "author", report.byline
    yield "language", _LANGUAGES.get(report.language)
    yield "sourceUrl", report.url if _ADDRESS.fullmatch(report.url) else None
    yield "publishedAt", _date(report.published)
    if report.retrieved_at is not None:
        yield "retrievedAt", report.retrieved_at.strftime("%Y-%m-%dT%H:%M:%S")


def _claim(record: Record, seen: Seen) -> Iterator[dict[str, Any]]:
    claim: Claim = record.noun
    about = yield from _subject(record.report, claim, seen)
    if claim.where is not None:
        yield from _place(claim.where, _origin(record.report, claim.evidence), seen)
    words = f"{claim.predicate} of {claim.subject.name}: {claim.value.text}"
    yield from _note(record, claim.evidence, words, about, seen)


def _subject(
    report: Report, claim: Claim, seen: Seen
) -> Generator[dict[str, Any], None, str | None]:
    """Yield the entity that a claim is about, and return its id; None for what is no entity."""
    subject: Ref = claim.subject
    schema = _SCHEMATA.get(subject.kind)
    named = subject.id or subject.kind is EntityKind.EXERCISE
    if schema is None or not named:
        return None
    key = make_id("agt", subject.kind, subject.id or f"{subject.name.casefold()}|", None)
    if seen.is_new(key):
        yield from _entity(schema, key, [("name", subject.name)], _origin(report, claim.evidence))
    return key


def _note(
    record: Record, span: Span, words: str, about: str | None, seen: Seen
) -> Iterator[dict[str, Any]]:
    report, carrier, noun = record.report, record.carrier, record.noun
    speaker = speaker_of(report, carrier)
    origin = _origin(report, span)
    known = speaker.kind in _SCHEMATA and (carrier is not None or report.publisher.strip())
    if known:
        yield from _agent(speaker, origin, seen)
        if carrier is not None and carrier.source:
            yield from _mention(report, speaker, carrier.source[0])
    properties = [
        ("description", span.quote),
        ("summary", f"{carrier_words(carrier)}: {words}"),
        ("notes", "; ".join(modality(noun.modality)) or None),
        ("keywords", noun.predicate if isinstance(noun, Claim) else "figure"),
        ("entity", about),
        ("entity", speaker.id if known else None),
        ("proof", report.id),
        ("publisher", report.publisher or None),
    ]
    yield from _entity("Note", noun.id, properties, origin)


def _mention(report: Report, agent: Agent, span: Span) -> Iterator[dict[str, Any]]:
    key = make_id("men", report.id, span.start, span.end, agent.id)
    properties = [
        ("document", report.id),
        ("name", span.quote),
        ("resolved", agent.id),
        ("detectedSchema", _SCHEMATA[agent.kind]),
        *(("contextCountry", code) for code in _countries(agent.state)),
    ]
    yield from _entity("Mention", key, properties, _origin(report, span))


def _located(report: Report, place: PlaceMention) -> Iterator[dict[str, Any]]:
    key = make_id("men", report.id, place.span.start, place.span.end, "place")
    properties = [
        ("document", report.id),
        ("name", place.span.quote),
        ("resolved", _place_id(place.where)),
        ("detectedSchema", "Address"),
        *(("contextCountry", code) for code in _countries(place.where.country)),
    ]
    yield from _entity("Mention", key, properties, _origin(report, place.span))


def _agent(agent: Agent, origin: str, seen: Seen) -> Iterator[dict[str, Any]]:
    if not seen.is_new(agent.id, agent.home):
        return
    properties = [
        ("name", agent.name),
        *(("country", code) for code in _countries(agent.state)),
        ("position" if agent.kind is EntityKind.PERSON else "notes", agent.role),
    ]
    yield from _entity(_SCHEMATA[agent.kind], agent.id, properties, origin)


def _place(where: Where, origin: str, seen: Seen) -> Iterator[dict[str, Any]]:
    key = _place_id(where)
    if not seen.is_new(key):
        return
    properties = [
        ("full", where.name),
        ("remarks", str(where.precision)),
        ("latitude", None if where.lat is None else repr(where.lat)),
        ("longitude", None if where.lon is None else repr(where.lon)),
        *(("country", code) for code in _countries(where.country)),
    ]
    yield from _entity("Address", key, properties, origin)


def _place_id(where: Where) -> str:
    return make_id("plc", where.geonameid or where.name, where.country, where.precision)


def _entity(schema: str, key: str, properties: Properties, origin: str) -> Iterator[dict[str, Any]]:
    for name, text in dict.fromkeys(properties):
        value = encodable(text or "")
        if name != _WORDS:
            value = " ".join(_CONTROL.sub(" ", value).split())
        if value:
            yield _statement(schema, key, name, value, origin)


def _statement(schema: str, key: str, name: str, value: str, origin: str) -> dict[str, Any]:
    digest = sha1(f"{DATASET}.{key}.{name}.{value}".encode(), usedforsecurity=False)
    return {
        "canonical_id": key,
        "entity_id": key,
        "prop": name,
        "schema": schema,
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": origin,
        "id": digest.hexdigest(),  # as FollowTheMoney makes it (Statement.make_key)
    }


def _origin(report: Report, span: Span) -> str:
    return f"{report.id}#char={span.start},{span.end}"


def _countries(state: str | None) -> list[str]:
    return [code.lower() for code in _COUNTRY.findall(state or "")]


def _date(when: When) -> str | None:
    """Return a day, a month or a year, as far as the time is one of them."""
    if when.start is None or when.end is None:
        return None
    start, end = when.start.isoformat(), when.end.isoformat()
    for length in (len("2025-09-16"), len("2025-09"), len("2025")):
        if start[:length] == end[:length]:
            return start[:length]
    return None


def _figure_words(figure: Figure) -> str:
    return f"{figure.text} ({figure.bound} {figure.counted})"
