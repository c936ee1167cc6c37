"""STIX by stix2, and by the OASIS validator with its JSON schemas and its rules."""

import json
import re

import pytest
import stix2
from export_samples import (
    DRILL,
    NASTY,
    claim,
    everything,
    extract,
    nasty_page,
    plain_page,
    report,
    said,
)
from stix2validator import ValidationOptions, validate_string

from vedette.export import stix
from vedette.export.records import Page
from vedette.export.text import encodable
from vedette.model import EntityKind, Speaker

RANDOM_IDS, HASHED_URLS = "uuid-check", "external-reference-hash"  # advice we do not follow


@pytest.fixture
def bundle():
    return bundle_of(everything())


def bundle_of(wanted):
    text = "".join(stix.write(wanted))
    stix2.parse(text, allow_custom=False)
    options = ValidationOptions(version="2.1", disabled=f"{RANDOM_IDS},{HASHED_URLS}")
    result = validate_string(text, options)
    assert result.is_valid, result.as_dict()
    found = json.loads(text)
    ids = [one["id"] for one in found["objects"]]
    assert len(ids) == len(set(ids))
    for one in found["objects"]:
        assert set(one.get("object_refs", ())) <= set(ids)
    return found


def of_type(bundle, name):
    return [one for one in bundle["objects"] if one["type"] == name]


def columns(one):
    (found,) = one["extensions"].values()
    return found


def test_a_note_says_who_and_in_which_words(bundle):
    note = of_type(bundle, "note")[0]
    assert note["content"] == "Ann Petrova: “4,000 soldiers came to Brest in Belarus”"
    assert columns(note)["polarity"] == "denied"
    text = plain_page().report.text
    assert text[columns(note)["start"] : columns(note)["end"]] == columns(note)["quote"]


def test_a_report_refers_to_its_notes_and_places(bundle):
    (found,) = of_type(bundle, "report")
    notes = {one["id"] for one in of_type(bundle, "note")}
    assert len(notes & set(found["object_refs"])) == 4
    assert found["published"] == "2025-09-16T00:00:00.000Z"


def test_a_report_without_a_certain_day_is_a_grouping(bundle):
    (found,) = of_type(bundle, "grouping")
    assert "published" not in found
    assert columns(found)["published_precision"] == "year"
    assert found["name"] == encodable(NASTY)


def test_a_country_has_a_code_and_no_coordinates(bundle):
    country, settlement = (
        next(one for one in of_type(bundle, "location") if one["name"] == name)
        for name in ("Belarus", "Brest")
    )
    assert country["country"] == "BY"
    assert "latitude" not in country
    assert (settlement["latitude"], settlement["longitude"]) == (52.09, 23.68)
    assert columns(settlement)["precision"] == "settlement"


def test_what_nobody_could_place_is_no_location(bundle):
    names = {one["name"] for one in of_type(bundle, "location")}
    assert "Granite Valley" not in names
    assert any(
        columns(n).get("place_reason") == "not in the gazetteer" for n in of_type(bundle, "note")
    )


def test_an_opinion_says_how_two_figures_stand_and_not_who_is_right(bundle):
    (opinion,) = of_type(bundle, "opinion")
    assert opinion["opinion"] == "strongly-disagree"
    assert "not which of them is right" in opinion["explanation"]
    assert columns(opinion)["apart"] == 20
    assert len(opinion["object_refs"]) == 2


def test_an_outlet_shows_its_grade(bundle):
    (outlet,) = [one for one in of_type(bundle, "identity") if one["name"] == "Example Wire"]
    assert columns(outlet)["reliability"] == "F"


def test_the_same_store_gives_the_same_bytes():
    once, twice = ("".join(stix.write(everything())) for _ in range(2))
    assert once == twice
    ids = re.findall(r'"id":"[a-z-]+--([0-9a-f-]{36})"', once)
    assert {key[14] for key in ids} == {"5"}


def test_other_contents_are_another_bundle():
    a, b = (json.loads("".join(stix.write(extract(page)))) for page in (plain_page(), nasty_page()))
    assert a["id"] != b["id"]


def test_persons_of_one_name_in_two_reports_are_two_without_an_id():
    pages = []
    for number in (1, 2):
        its = report(f"Jan said that {number} tanks came.", url=f"https://example.org/{number}")
        carrier = said(its, "tanks came", Speaker("Jan", EntityKind.PERSON))
        one = claim(its, "tanks came", carrier=carrier, subject=DRILL)
        pages.append(Page(its, (one,), carriers={carrier.id: carrier}))
    bundle = bundle_of(extract(*pages))
    assert len([one for one in of_type(bundle, "identity") if one["name"] == "Jan"]) == 2


def test_nothing_said_is_a_bundle_of_its_own_terms():
    bundle = bundle_of(extract())
    assert [one["type"] for one in bundle["objects"]] == ["identity", "extension-definition"]
