"""STIX 2.1: reports, notes on what they say, opinions on pairs of figures, places, identities.

One note holds one claim or one figure: its content is who says so and the exact words, and an
extension holds every column of the claim or figure, the offsets of the words among them. A report
without a certain day of publication is a grouping, because a STIX report must have one. A country
is given by its code and without coordinates.

Ids are name-based (UUID version 5) in a namespace of our own, as STIX asks of all who do not draw
them at random, and `created` is the day of publication: the same store gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid5

from vedette.export.agents import Agent, Seen, outlet, speaker_of
from vedette.export.columns import CLAIMS, FIGURES, VERDICTS, Kind
from vedette.export.records import Compared, Extract, Page, Record
from vedette.export.tabular import json_cell
from vedette.export.text import encodable, json_line
from vedette.model import (
    EntityKind,
    Force,
    PlacePrecision,
    Publisher,
    Report,
    Verdict,
    When,
    Where,
)
from vedette.model.words import carrier as carrier_words

Object = dict[str, Any]
_NAMESPACE = UUID("9d2b1d0e-6f0c-4a3b-9a55-1f3c8e5f7a21")
_FIRST = "2025-01-01T00:00:00.000Z"  # when this mapping was made: for what has no time of its own
_CLASSES = {
    EntityKind.PERSON: "individual",
    EntityKind.ORGANISATION: "organization",
    EntityKind.PUBLISHER: "organization",
    EntityKind.STATE: "organization",
    EntityKind.FORCE: "organization",
    EntityKind.GROUP: "class",
}
_OPINIONS = {
    Verdict.AGREE: "agree",
    Verdict.REFINES: "agree",
    Verdict.PART_OF: "neutral",
    Verdict.CONFLICT: "disagree",
}
_VAGUE = {PlacePrecision.COUNTRY, PlacePrecision.REGION}


def stix_id(kind: str, key: str) -> str:
    """Return the id of an object: the same for the same key, everywhere."""
    return f"{kind}--{uuid5(_NAMESPACE, f'{kind}|{encodable(key)}')}"


_TOOL = stix_id("identity", "vedette")
_EXTENSION = stix_id("extension-definition", "columns")


def write(extract: Extract) -> Iterator[str]:
    """Yield a bundle; its id, a digest of all it holds, comes last."""
    digest = blake2b()
    yield '{"type":"bundle","objects":[\n'
    mark = ""
    for each in _Writer(extract).objects():
        line = json_line(each)
        digest.update(line.encode())
        yield mark + line
        mark = ",\n"
    yield f'\n],"id":"{stix_id("bundle", digest.hexdigest())}"}}\n'


class _Writer:
    """Turn reports into objects, each identity and place once."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._seen = Seen()
        self._figures: set[str] = set()

    def objects(self) -> Iterator[Object]:
        yield _made("identity", _TOOL, _FIRST, name="Vedette", identity_class="system")
        yield _extension_definition()
        for page in self._extract.pages:
            yield from self._page(page)
        for compared in self._extract.verdicts():
            yield from self._opinion(compared)

    def _page(self, page: Page) -> Iterator[Object]:
        publisher = outlet(page.report)
        refs: dict[str, None] = {identity_id(publisher): None}
        yield from self._identity(publisher, self._extract.publishers.get(page.report.publisher))
        for place in page.places:
            yield from self._location(place.where, refs)
        for kind, records in (
            (CLAIMS, map(page.said, page.claims)),
            (FIGURES, map(page.said, page.figures)),
        ):
            for record in records:
                yield from self._note(kind, record, refs)
        yield _report(page.report, list(refs))

    def _identity(self, agent: Agent, publisher: Publisher | None = None) -> Iterator[Object]:
        key = identity_id(agent)
        if not self._seen.is_new(key, agent.home):
            return
        more: Object = {"state": agent.state, "body": agent.body, "role": agent.role}
        more |= {"kind": str(agent.kind), "catalogue_id": agent.catalogue_id}
        if agent.kind is EntityKind.PUBLISHER:
            more["reliability"] = str(publisher.reliability) if publisher else "F"
        if publisher is not None:
            more |= {"outlet": str(publisher.kind), "country": publisher.country}
            more["state_affiliated"] = publisher.state_affiliated
        yield _made(
            "identity",
            key,
            _FIRST,
            name=encodable(agent.name),
            identity_class=_CLASSES.get(agent.kind, "unknown"),
            extensions=_extension(more),
        )

    def _location(self, where: Where, refs: dict[str, None]) -> Iterator[Object]:
        place = _location_parts(where)
        if place is None:
            return
        key = stix_id(
            "location", f"{where.geonameid or where.name}|{where.precision}|{where.country}"
        )
        refs[key] = None
        if self._seen.is_new(key):
            more: Object = {"precision": str(where.precision), "geonameid": where.geonameid}
            yield _made(
                "location",
                key,
                _FIRST,
                name=encodable(where.name),
                **place,
                extensions=_extension(more),
            )

    def _note(self, kind: Kind, record: Record, refs: dict[str, None]) -> Iterator[Object]:
        speaker = speaker_of(record.report, record.carrier)
        yield from self._identity(speaker)
        ours: dict[str, None] = {identity_id(speaker): None}
        if kind is CLAIMS and record.noun.where is not None:
            yield from self._location(record.noun.where, ours)
        noun = record.noun
        if kind is FIGURES and noun.scope.activity:
            self._figures.add(noun.id)
        key = note_id(noun.id)
        refs.update(ours)
        refs[key] = None
        yield _made(
            "note", key, _moment(record.report), **_note_parts(kind, record), object_refs=list(ours)
        )

    def _opinion(self, compared: Compared) -> Iterator[Object]:
        verdict = compared.judgement.verdict
        ids = [row.carriers[0].figure_id for row in (compared.a, compared.b)]
        if verdict not in _OPINIONS or not self._figures.issuperset(ids) or ids[0] == ids[1]:
            return
        word = _OPINIONS[verdict]
        if compared.judgement.force is Force.HARD:
            word = "strongly-disagree"
        dates = [_day(row.carriers[0].published) or _FIRST for row in (compared.a, compared.b)]
        yield _made(
            "opinion",
            stix_id("opinion", "|".join([compared.activity, *ids])),
            max(dates),
            opinion=word,
            explanation=encodable(
                "Says how two figures stand to each other, not which of them is right. "
                f"{verdict}: {compared.judgement.reason}"
            ),
            object_refs=[note_id(one) for one in ids],
            extensions=_extension(_columns(VERDICTS, compared)),
        )


def identity_id(agent: Agent) -> str:
    """Return the id of the identity of an agent."""
    return stix_id("identity", agent.id)


def note_id(noun_id: str) -> str:
    """Return the id of the note on a claim or a figure."""
    return stix_id("note", noun_id)


def _note_parts(kind: Kind, record: Record) -> Object:
    noun = record.noun
    claimed = kind is CLAIMS
    words = noun.evidence.quote if claimed else noun.span.quote
    about = f"{noun.predicate} of {noun.subject.name}" if claimed else f"figure: {noun.counted}"
    language = record.report.language
    return {
        "abstract": encodable(about),
        "content": encodable(f"{carrier_words(record.carrier)}: “{words}”"),
        "labels": [kind.name.removesuffix("s")],
        **({} if language == "und" else {"lang": language}),
        "extensions": _extension(_columns(kind, record)),
    }


def _report(report: Report, refs: list[str]) -> Object:
    published = _day(report.published)
    name = encodable(report.headline or report.url or report.id)
    reference: Object = {"source_name": encodable(report.publisher or "unknown outlet")}
    reference["external_id"] = report.id
    if report.url.startswith(("http://", "https://")):
        reference["url"] = encodable(report.url)
    shared: Object = {"name": name, "object_refs": refs, "external_references": [reference]}
    times = {
        "published_start": report.published.start and report.published.start.isoformat(),
        "published_end": report.published.end and report.published.end.isoformat(),
        "published_precision": str(report.published.precision),
    }
    shared["extensions"] = _extension({"report": report.id, **times})
    if published is None:
        key = stix_id("grouping", report.id)
        return _made("grouping", key, _moment(report), context="unspecified", **shared)
    key = stix_id("report", report.id)
    return _made(
        "report",
        key,
        _moment(report),
        published=published,
        report_types=["observed-data"],
        **shared,
    )


def _location_parts(where: Where) -> Object | None:
    """Return what STIX needs of a place; None for one that nobody could place."""
    country = (where.country or "").upper()
    if where.precision in _VAGUE and len(country) == 2:
        area = {"administrative_area": encodable(where.name)}
        return {"country": country, **(area if where.precision is PlacePrecision.REGION else {})}
    if where.lat is None or where.lon is None:
        return None
    at = {"latitude": where.lat, "longitude": where.lon}
    return {**at, "country": country} if len(country) == 2 else at


def _columns(kind: Kind, noun: Any) -> Object:
    return {name: json_cell(value) for name, value in kind.record(noun).items()}


def _extension(properties: Object) -> Object:
    kept = {name: value for name, value in properties.items() if value is not None and value != []}
    return {_EXTENSION: {"extension_type": "property-extension", **kept}}


def _extension_definition() -> Object:
    return _made(
        "extension-definition",
        _EXTENSION,
        _FIRST,
        name="Vedette columns",
        description="What Vedette keeps of a claim, a figure, an outlet, a place, a comparison",
        schema="\n\n".join(kind.described() for kind in (CLAIMS, FIGURES, VERDICTS)),
        version="1.0.0",
        extension_types=["property-extension"],
    )


def _made(kind: str, key: str, created: str, **properties: Any) -> Object:
    made: Object = {"type": kind, "spec_version": "2.1", "id": key}
    if key != _TOOL:
        made["created_by_ref"] = _TOOL
    return {**made, "created": created, "modified": created, **properties}


def _moment(report: Report) -> str:
    """Return when a report came to be, as far as anybody can tell."""
    published = _day(report.published)
    if published is None and report.retrieved_at is not None:
        return _stamp(report.retrieved_at)
    return published or _FIRST


def _day(when: When) -> str | None:
    """Return the instant of a publication, else the start of its day; None without one."""
    if when.instant is not None:
        return _stamp(when.instant)
    if when.start is None or when.start != when.end:
        return None
    return _stamp(datetime.combine(when.start, time(), UTC))


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
