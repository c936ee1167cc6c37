"""Turtle by rdflib, and its shape by pyshacl."""

import pytest
import rdflib
from export_samples import NASTY, everything, extract, nasty_page, plain_page
from pyshacl import validate

from vedette.export import rdf
from vedette.export.text import encodable

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix v: <urn:vedette:term:> .

v:ClaimShape a sh:NodeShape ; sh:targetClass v:Claim, v:Figure ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:maxCount 1 ; sh:class v:Report ] ;
  sh:property [ sh:path prov:wasAttributedTo ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:class prov:Agent ] ;
  sh:property [ sh:path v:polarity ; sh:minCount 1 ; sh:in ( "affirmed" "denied" ) ] ;
  sh:property [ sh:path [ sh:inversePath oa:hasBody ] ; sh:minCount 1 ; sh:class oa:Annotation ] .
v:AnnotationShape a sh:NodeShape ; sh:targetClass oa:Annotation ;
  sh:property [ sh:path ( oa:hasTarget oa:hasSource ) ; sh:minCount 1 ; sh:class v:Report ] ;
  sh:property [ sh:path ( oa:hasTarget oa:hasSelector oa:start ) ; sh:minCount 1 ;
    sh:datatype xsd:integer ] ;
  sh:property [ sh:path ( oa:hasTarget oa:hasSelector oa:exact ) ; sh:minCount 1 ;
    sh:datatype xsd:string ] .
"""
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
V = rdflib.Namespace("urn:vedette:term:")
GEO = rdflib.Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
VED = "urn:vedette:"


def parsed(wanted):
    graph = rdflib.Graph()
    graph.parse(data="".join(rdf.write(wanted)), format="turtle")
    return graph


@pytest.fixture
def graph():
    return parsed(everything())


def test_every_claim_has_a_report_a_speaker_and_words(graph):
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, why = validate(graph, shacl_graph=shapes)
    assert conforms, why


@pytest.mark.parametrize("page", [plain_page(), nasty_page()], ids=["plain", "nasty"])
def test_the_selectors_lead_to_the_words(graph, page):
    report = rdflib.URIRef(VED + page.report.id)
    targets = list(graph.subjects(OA.hasSource, report))
    assert len(targets) == len(page.claims) + len(page.figures)
    text = page.report.text
    for target in targets:
        found = {}
        for selector in graph.objects(target, OA.hasSelector):
            found |= {name: value.toPython() for name, value in graph.predicate_objects(selector)}
        start, end = found[OA.start], found[OA.end]
        assert found[OA.exact] == encodable(text[start:end])
        before = encodable(text[max(0, start - rdf.CONTEXT) : start])
        assert found.get(OA.prefix, "") == before


def test_a_denied_claim_is_no_fact(graph):
    claim = rdflib.URIRef(VED + plain_page().claims[0].id)
    assert graph.value(claim, V.polarity).toPython() == "denied"
    speaker = graph.value(claim, PROV.wasAttributedTo)
    assert graph.value(speaker, V.role).toPython() == "spokeswoman"


def test_a_chain_of_speakers_keeps_its_order(graph):
    claim = rdflib.URIRef(VED + plain_page().claims[0].id)
    chain = rdflib.collection.Collection(graph, graph.value(claim, V.chain))
    assert [one.toPython() for one in chain] == ["Example Wire", "Ann Petrova"]


def test_an_unplaced_place_has_a_reason_and_no_coordinates(graph):
    claim = rdflib.URIRef(VED + plain_page().claims[1].id)
    place = graph.value(claim, PROV.atLocation)
    assert graph.value(place, V.reason).toPython() == "not in the gazetteer"
    assert graph.value(place, GEO.lat) is None


def test_a_report_without_a_certain_day_is_issued_on_none(graph):
    report = rdflib.URIRef(VED + nasty_page().report.id)
    assert graph.value(report, rdflib.DCTERMS.issued) is None
    assert str(graph.value(report, V.publishedTo)) == "2025-12-31"
    assert graph.value(report, rdflib.DCTERMS.title).toPython() == encodable(NASTY)


def test_a_comparison_leads_to_two_figures(graph):
    (one,) = graph.subjects(rdflib.RDF.type, V.Comparison)
    figures = {graph.value(one, V.a), graph.value(one, V.b)}
    assert figures == set(graph.subjects(rdflib.RDF.type, V.Figure))
    assert graph.value(one, V.verdict).toPython() == "conflict"


def test_nothing_said_is_an_empty_graph():
    assert len(parsed(extract())) == 0
