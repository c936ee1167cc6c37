"""RDF as Turtle: PROV-O says from which report and by whom, Web Annotation in which exact words.

A claim is a `prov:Entity`, derived from its report and attributed to its speaker. It is never
stated as a fact of its own: its subject, predicate and value are properties of the claim, with its
polarity and certainty beside them. An annotation leads from the claim to offsets and words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from vedette.export.agents import Agent, Seen, outlet, speaker_of
from vedette.export.columns import CLAIMS, FIGURES, Cell, Kind
from vedette.export.records import Compared, Extract, Page, Record
from vedette.export.text import turtle
from vedette.model import EntityKind, Report, Span, Where, make_id

CONTEXT = 32  # code points before and after a quote, to find it again in an edited text
_SHARED = {  # columns that stand in the report, the speaker, the place, or the annotation
    *("report", "publisher", "url", "headline", "language", "quote", "start", "end", "zone"),
    *("published_start", "published_end", "published_precision"),
    *("speaker", "speaker_kind", "speaker_id", "speaker_body", "speaker_role", "speaker_state"),
    *("place", "place_precision", "place_reason", "country", "geonameid", "lat", "lon"),
}
_PREFIXES = """\
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix v: <urn:vedette:term:> .

"""
_AGENTS = {
    EntityKind.PERSON: "prov:Person",
    EntityKind.ORGANISATION: "prov:Organization",
    EntityKind.PUBLISHER: "prov:Organization",
    EntityKind.STATE: "prov:Organization",
    EntityKind.FORCE: "prov:Organization",
}


def write(extract: Extract) -> Iterator[str]:
    """Yield a Turtle document."""
    yield _PREFIXES
    seen = Seen()
    for page in extract.pages:
        yield from _page(page, seen)
    for number, compared in enumerate(extract.verdicts(), 1):
        yield _comparison(compared, number)


def _page(page: Page, seen: Seen) -> Iterator[str]:
    publisher = outlet(page.report)
    yield from _agent(publisher, seen)
    yield _report(page.report, publisher)
    for place in page.places:
        yield from _place(place.where, seen)
        yield f"{iri(page.report.id)} v:mentions {_place_iri(place.where)} .\n"
    for claim in page.claims:
        yield from _said(CLAIMS, "v:Claim", page.said(claim), claim.evidence, seen)
        if claim.where is not None:
            yield from _place(claim.where, seen)
            yield f"{iri(claim.id)} prov:atLocation {_place_iri(claim.where)} .\n"
    for figure in page.figures:
        yield from _said(FIGURES, "v:Figure", page.said(figure), figure.span, seen)


def iri(key: str) -> str:
    """Return the IRI of an id, written for Turtle."""
    return f"<urn:vedette:{key}>"


def _report(report: Report, publisher: Agent) -> str:
    published = report.published
    one_day = published.start is not None and published.start == published.end
    properties = [
        ("a", "prov:Entity, v:Report"),
        ("dcterms:identifier", turtle(report.id)),
        ("dcterms:publisher", iri(publisher.id)),
        ("prov:wasAttributedTo", iri(publisher.id)),
        ("dcterms:title", _text(report.headline)),
        ("dcterms:language", None if report.language == "und" else _text(report.language)),
        ("v:url", _typed(report.url, "xsd:anyURI") if report.url else None),
        ("dcterms:issued", _cell(published.start) if one_day else None),
        ("v:publishedFrom", None if one_day else _cell(published.start)),
        ("v:publishedTo", None if one_day else _cell(published.end)),
        ("v:characters", str(len(report.text))),
    ]
    return _subject(iri(report.id), properties)


def _said(kind: Kind, name: str, record: Record, span: Span, seen: Seen) -> Iterator[str]:
    speaker = speaker_of(record.report, record.carrier)
    yield from _agent(speaker, seen)
    noun, report = iri(record.noun.id), iri(record.report.id)
    properties: list[tuple[str, str | None]] = [
        ("a", f"prov:Entity, {name}"),
        ("prov:wasDerivedFrom", report),
        ("prov:wasAttributedTo", iri(speaker.id)),
        *_columns(kind, record),
    ]
    yield _subject(noun, properties)
    yield _annotation(record, span)


def _columns(kind: Kind, record: Record) -> Iterator[tuple[str, str | None]]:
    for column in kind.columns:
        if column.name in _SHARED or column.name == "id":
            continue
        value = column.take(record)
        if isinstance(value, list):  # in order, as a chain of speakers is
            if value:
                yield f"v:{column.name}", f"( {' '.join(map(turtle, value))} )"
        elif value is not None:
            yield f"v:{column.name}", _cell(value)


def _annotation(record: Record, span: Span) -> str:
    text = record.report.text
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    position = f"[ a oa:TextPositionSelector ; oa:start {span.start} ; oa:end {span.end} ]"
    around = "".join(
        f" ; oa:{name} {turtle(words)}"
        for name, words in (("prefix", before), ("suffix", after))
        if words
    )
    quoted = f"[ a oa:TextQuoteSelector ; oa:exact {turtle(span.quote)}{around} ]"
    target = f"[ a oa:SpecificResource ; oa:hasSource {iri(record.report.id)} ;\n"
    target += f"    oa:hasSelector {position},\n      {quoted} ]"
    properties = [
        ("a", "oa:Annotation"),
        ("oa:motivatedBy", "oa:identifying"),
        ("oa:hasBody", iri(record.noun.id)),
        ("oa:hasTarget", target),
    ]
    return _subject(iri(f"words:{record.noun.id}"), properties)


def _agent(agent: Agent, seen: Seen) -> Iterator[str]:
    if not seen.is_new(agent.id, agent.home):
        return
    kind = _AGENTS.get(agent.kind)
    properties = [
        ("a", f"prov:Agent, {kind}" if kind else "prov:Agent"),
        ("foaf:name", turtle(agent.name)),
        ("v:kind", turtle(agent.kind)),
        ("v:state", _text(agent.state)),
        ("v:body", _text(agent.body)),
        ("v:role", _text(agent.role)),
        ("dcterms:identifier", _text(agent.catalogue_id)),
        ("v:namedIn", iri(agent.home) if agent.home else None),
    ]
    yield _subject(iri(agent.id), properties)


def _place(where: Where, seen: Seen) -> Iterator[str]:
    key = _place_iri(where)
    if not seen.is_new(key):
        return
    properties = [
        ("a", "prov:Location"),
        ("rdfs:label", turtle(where.name)),
        ("v:precision", turtle(where.precision)),
        ("geo:lat", _cell(where.lat)),
        ("geo:long", _cell(where.lon)),
        ("v:country", _text(where.country)),
        ("v:geonameid", _cell(where.geonameid)),
        ("v:reason", _text(where.reason)),
    ]
    yield _subject(key, properties)


def _place_iri(where: Where) -> str:
    known_by = where.geonameid or f"{where.name}|{where.country}"
    return iri(make_id("plc", str(known_by), where.precision, where.reason))


def _comparison(compared: Compared, number: int) -> str:
    judgement = compared.judgement
    properties = [
        ("a", "prov:Entity, v:Comparison"),
        ("v:activity", turtle(compared.activity)),
        ("v:a", iri(compared.a.carriers[0].figure_id)),
        ("v:b", iri(compared.b.carriers[0].figure_id)),
        ("v:verdict", _text(judgement.verdict)),
        ("v:force", _text(judgement.force)),
        ("v:code", turtle(judgement.code)),
        ("rdfs:comment", turtle(judgement.reason)),
    ]
    return _subject(f"_:c{number}", properties)


# ---- writing -----------------------------------------------------------------------------------


def _subject(subject: str, properties: Sequence[tuple[str, str | None]]) -> str:
    said = " ;\n  ".join(f"{name} {value}" for name, value in properties if value is not None)
    return f"{subject} {said} .\n"


def _text(text: str | None) -> str | None:
    return None if text is None else turtle(text)


def _typed(text: str, kind: str) -> str:
    return f"{turtle(text)}^^{kind}"


def _cell(value: Cell) -> str | None:
    written: str | None = None
    if isinstance(value, bool):
        written = "true" if value else "false"
    elif isinstance(value, float):
        written = _typed(repr(value), "xsd:double") if math.isfinite(value) else None
    elif isinstance(value, int):
        written = str(value)
    elif isinstance(value, date):
        written = _typed(value.isoformat(), "xsd:date")
    elif isinstance(value, str):
        written = turtle(value)
    return written
