"""FollowTheMoney by its own reader, model and property types."""

import io
from collections import defaultdict

import pytest
from export_samples import NASTY, everything, extract, nasty_page, plain_page
from followthemoney import model
from followthemoney.dataset import Dataset
from followthemoney.statement import StatementEntity
from followthemoney.statement.serialize import read_json_statements

from vedette.export import ftm
from vedette.export.text import encodable

DATASET = Dataset.make({"name": ftm.DATASET, "title": "Vedette"})


def entities_of(wanted):
    """Read statements back, check each, and put entities together from them."""
    data = "".join(ftm.write(wanted)).encode()
    groups = defaultdict(list)
    for statement in read_json_statements(io.BytesIO(data)):
        assert statement.id == statement.generate_key()
        prop = model.get(statement.schema).get(statement.prop)
        if prop.type.name not in {"entity", "text"}:
            assert prop.type.clean(statement.value) == statement.value
        groups[statement.entity_id].append(statement)
    entities = {key: StatementEntity.from_statements(DATASET, ours) for key, ours in groups.items()}
    for entity in entities.values():
        assert all(entity.has(name) for name in entity.schema.required)
        for prop, value in entity.itervalues():
            assert prop.type.name != "entity" or value in entities
    return entities


@pytest.fixture
def entities():
    return entities_of(everything())


def of_schema(entities, name):
    return [entity for entity in entities.values() if entity.schema.name == name]


def test_a_claim_is_a_note_with_its_words_and_its_report_as_proof(entities):
    claim = plain_page().claims[0]
    note = entities[claim.id]
    assert note.get("description") == ["4,000 soldiers came to Brest in Belarus"]
    assert note.get("proof") == [claim.report_id]
    assert note.get("notes") == ["denied"]
    named = {entities[key].caption for key in note.get("entity")}
    assert named == {"Ann Petrova", "Granite-2025"}


def test_the_origin_of_a_statement_leads_to_the_words(entities):
    page = plain_page()
    (statement,) = [s for s in entities[page.claims[0].id].statements if s.prop == "description"]
    report, _, offsets = statement.origin.partition("#char=")
    start, end = map(int, offsets.split(","))
    assert report == page.report.id
    assert page.report.text[start:end] == statement.value


def test_a_speaker_is_mentioned_by_the_article(entities):
    (person,) = [one for one in of_schema(entities, "Person") if one.caption == "Ann Petrova"]
    mentions = [one for one in of_schema(entities, "Mention") if one.get("resolved") == [person.id]]
    assert {one.first("document") for one in mentions} == {plain_page().report.id}
    assert person.get("country") == ["by"]


def test_an_article_is_dated_as_finely_as_it_is_known(entities):
    plain, nasty = entities[plain_page().report.id], entities[nasty_page().report.id]
    assert plain.get("publishedAt") == ["2025-09-16"]
    assert nasty.get("publishedAt") == ["2025"]


def test_an_address_that_is_none_is_left_out(entities):
    assert entities[nasty_page().report.id].get("sourceUrl") == []


def test_words_are_kept_as_they_stand(entities):
    assert entities[nasty_page().claims[0].id].get("description") == [encodable(NASTY)]


def test_an_unplaced_place_has_no_coordinates(entities):
    (nowhere,) = [one for one in of_schema(entities, "Address") if one.caption == "Granite Valley"]
    assert nowhere.get("remarks") == ["unplaced"]
    assert not nowhere.has("latitude")


def test_nothing_said_is_nothing():
    assert "".join(ftm.write(extract())) == ""
