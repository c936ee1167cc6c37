"""The catalogues load, check themselves and match names in running text."""

from __future__ import annotations

import pytest

from vedette.data import catalogue
from vedette.data.matcher import Entry, Matcher, cut, fold_name
from vedette.model import EntityKind

LOADERS = (
    catalogue.equipment,
    catalogue.places,
    catalogue.states,
    catalogue.organisations,
    catalogue.forces,
    catalogue.treaties,
    catalogue.persons,
    catalogue.series,
    catalogue.exercises,
    catalogue.publishers,
)


def found(text, *aliases, generic=False, kind=EntityKind.EQUIPMENT):
    matcher = Matcher(
        (alias, Entry(kind, alias, alias, None, generic=generic)) for alias in aliases
    )
    return [text[hit.start : hit.end] for hit in matcher.find(cut(text))]


@pytest.mark.parametrize("load", LOADERS)
def test_every_catalogue_has_entries(load):
    assert load()


@pytest.mark.parametrize("load", LOADERS[:-1])
def test_ids_are_unique(load):
    ids = [getattr(record, "id", None) or record.iso for record in load()]
    assert len(ids) == len(set(ids))


def test_an_edition_belongs_to_a_known_series():
    known = {one.id for one in catalogue.series()}
    assert {edition.series for edition in catalogue.exercises()} <= known


@pytest.mark.parametrize("written", ["Su-30SM2", "Su 30SM2", "SU30SM2", "Su\u201130SM2"])
def test_hyphens_blanks_and_capitals_do_not_matter_in_model_numbers(written):
    assert found(f"One {written} landed", "Su-30SM2") == [written]


@pytest.mark.parametrize("written", ["T-72 B3", "T72 B3", "T72B3", "T-72B3"])
def test_a_blank_inside_a_model_number_does_not_matter(written):
    assert found(f"a {written} tank", "T-72B3") == [written]


def test_a_letter_alone_behind_a_blank_is_no_part_of_a_model_number():
    assert found("the F-16 A pilot", "F-16A") == []
    assert found("the Su-30 sm", "Su-30SM") == []


def test_inflected_weapons_are_found_by_the_endings_that_the_matcher_is_given():
    def inflected(text, *aliases, kind=EntityKind.EQUIPMENT):
        entries = [(a, Entry(kind, a, a, None)) for a in aliases]
        matcher = Matcher(entries, ("s", "ами", "ей", "ой", "ów"))
        return [text[hit.start : hit.end] for hit in matcher.find(cut(text))]

    assert inflected("удар Кинжалами", "Кинжал") == ["Кинжалами"]
    assert inflected("десять Гераней", "Герань") == ["Гераней"]
    assert inflected("за Малкой", "Малка") == ["Малкой"]
    assert inflected("pięć Krabów", "Krab") == ["Krabów"]
    assert inflected("под Минсками", "Минск", kind=EntityKind.PLACE) == []
    assert inflected("Томами", "Том") == []


def test_a_short_model_number_does_not_match_inside_a_longer_one():
    assert found("a T-72B9 tank", "T-72") == []
    assert found("a T-72 tank", "T-72") == ["T-72"]


def test_accents_and_possessives_do_not_matter():
    assert found("Mazonas's words, Mažonas’ words", "Mažonas") == ["Mazonas", "Mažonas"]


def test_a_short_acronym_needs_its_capitals():
    assert found("They told us that the US and the U.S. agreed", "US") == ["US", "U.S."]
    assert found("Nato and NATO, not nato", "NATO") == ["Nato", "NATO"]


def test_a_name_needs_its_capital_and_a_common_noun_does_not():
    assert found("a grad student and a Grad", "Grad") == ["Grad"]
    assert found("Tanks and tanks", "tanks", generic=True) == ["Tanks", "tanks"]


def test_a_weapon_has_a_plural_and_a_town_has_none():
    assert found("two Iskanders and MiG-31s", "Iskander", "MiG-31") == ["Iskanders", "MiG-31s"]
    assert found("the Minsks", "Minsk", kind=EntityKind.PLACE) == []


def test_a_name_does_not_run_across_a_sentence():
    assert found("They were in Iron. Defender fell", "Iron Defender") == []
    assert found("Iron\nDefender began", "Iron Defender") == ["Iron\nDefender"]


def test_the_article_stays_outside_the_span():
    assert found("in the Baltic Sea", "the Baltic Sea") == ["Baltic Sea"]


def test_hits_hold_in_the_text():
    text = "The Belarusian Defence Ministry showed Oreshnik near the Barents Sea."
    names = {text[h.start : h.end] for h in catalogue.matcher().find(cut(text))}
    assert {"Belarusian Defence Ministry", "Oreshnik", "Barents Sea"} <= names


def test_folding_joins_scripts_only_by_accents():
    assert fold_name("Ādaži") == "adazi"
    assert fold_name("Łask") == "lask"
    assert fold_name("Ревенко") == "ревенко"


def test_bodies_above_and_offices_name_entries_of_the_catalogue():
    named = {body.name for body in catalogue.organisations()}
    offices = {role.body for person in catalogue.persons() for role in person.roles if role.body}
    assert offices <= named


def test_names_that_need_a_sign_are_names_of_the_file():
    for file, records in (
        ("equipment", catalogue.equipment()),
        ("places", catalogue.places()),
        ("forces", catalogue.forces()),
        ("organisations", catalogue.organisations()),
        ("treaties", catalogue.treaties()),
    ):
        names = {name for record in records for name in (record.name, *record.aliases)}
        assert catalogue.need_context(file) <= names, file


def test_a_numbered_unit_is_told_where_its_state_is_named():
    text = "The 72nd Mechanized Brigade held the town, the Ukrainian army said."
    (unit,) = [h for h in catalogue.matcher().find(cut(text)) if h.entry.role == catalogue.NUMBERED]
    assert unit.entry.id == "organisation/ua-72nd-separate-mechanized-brigade"
    assert unit.entry.kind is EntityKind.FORCE


def test_a_treaty_is_a_document():
    hits = catalogue.matcher().find(
        cut("It cited the Vienna Document 2011 and the Open Skies Treaty.")
    )
    found = {hit.entry.name for hit in hits if hit.entry.kind is EntityKind.DOCUMENT}
    assert found == {"Vienna Document 2011", "Treaty on Open Skies"}
