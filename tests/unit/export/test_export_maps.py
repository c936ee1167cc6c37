"""GeoJSON by geojson-pydantic, KML by the schema of the OGC that fastkml ships."""

import html
import json
from pathlib import Path

import pytest
from export_samples import everything, extract
from fastkml import KML
from fastkml.validator import validate
from geojson_pydantic import FeatureCollection
from lxml import etree

from vedette.export import geojson, kml

NAMESPACE = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture
def features():
    text = "".join(geojson.write(everything()))
    FeatureCollection.model_validate_json(text)
    return json.loads(text)["features"]


def test_a_place_that_nobody_could_resolve_has_no_geometry(features):
    nowhere = [f for f in features if f["properties"]["place"] == "Granite Valley"]
    assert {f["properties"]["layer"] for f in nowhere} == {"claim", "place"}
    for feature in nowhere:
        assert feature["geometry"] is None
        assert feature["properties"]["place_precision"] == "unplaced"
        assert feature["properties"]["place_reason"] == "not in the gazetteer"


def test_a_country_says_that_it_is_one(features):
    (country,) = [f for f in features if f["properties"]["place"] == "Belarus"]
    assert country["properties"]["place_precision"] == "country"
    assert country["geometry"]["coordinates"] == [28.0, 53.0]


def test_a_claim_on_a_map_keeps_its_denial_and_its_words(features):
    claim = features[0]["properties"]
    assert (claim["layer"], claim["polarity"]) == ("claim", "denied")
    assert claim["quote"] == "4,000 soldiers came to Brest in Belarus"


def test_a_place_leads_to_the_claims_around_it(features):
    (brest,) = [
        f for f in features if f["id"].startswith("rep-") and f["properties"]["place"] == "Brest"
    ]
    assert brest["properties"]["claims"] == [features[0]["id"]]
    assert brest["properties"]["words"] == "4,000 soldiers came to Brest in Belarus"


def test_nothing_said_is_an_empty_collection():
    assert json.loads("".join(geojson.write(extract()))) == {
        "type": "FeatureCollection",
        "features": [],
    }


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "a.kml"
    path.write_bytes("".join(kml.write(everything())).encode())
    assert validate(file_to_validate=Path(path))
    return path


def placemarks(path):
    return etree.parse(path).findall(".//k:Placemark", NAMESPACE)


def test_kml_holds_the_same_features(document, features):
    assert len(list(KML.parse(document).features[0].features)) == len(features)
    assert len(placemarks(document)) == len(features)


def test_an_unplaced_placemark_has_no_point(document):
    for one in placemarks(document):
        unplaced = one.findtext("k:styleUrl", namespaces=NAMESPACE) == "#unplaced"
        assert unplaced == (one.find("k:Point", NAMESPACE) is None)


def test_a_balloon_shows_words_and_runs_none(document):
    *_, claim, _ = placemarks(document)
    shown = claim.findtext("k:description", namespaces=NAMESPACE)
    assert "<script" not in shown
    assert "<script>alert(1)</script>" in html.unescape(shown)


def test_an_empty_document_is_one(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text("".join(kml.write(extract())), encoding="utf-8")
    assert validate(file_to_validate=Path(path))
