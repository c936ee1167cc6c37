"""Which place a name means, told without a language model."""

from __future__ import annotations

import pytest

from vedette.model import (
    Block,
    Dateline,
    EntityKind,
    Mention,
    PlacePrecision,
    PlaceRole,
    Reading,
    Ref,
    Report,
    Span,
    Toponym,
    Zone,
)
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.entities.spelling import likeness, skeleton
from vedette.resolve.places import gazetteer
from vedette.resolve.places.assign import resolve_places
from vedette.resolve.places.candidates import MOST, candidates
from vedette.resolve.places.evidence import FEATURES, NOTHING, RELATIONS
from vedette.resolve.places.names import behind, clean
from vedette.resolve.places.regions import first_divisions
from vedette.resolve.places.weigh import weights


def reading_of(text, dateline=None):
    line = Dateline(dateline, None, Span.cut(text, 0, 1)) if dateline else None
    blocks = (Block(Zone.BODY, 0, len(text)),)
    report = Report(Report.make_id("", "", text), text, blocks, dateline=line, language="en")
    return Reading(report, "en", (), (), ())


def mention(text, words, kind=EntityKind.PLACE, own=None, *, generic=False, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    name = own[1] if own else words
    ref = Ref(kind, name, own[0] if own else None)
    return Mention(Span.cut(text, start, start + len(words)), ref, generic=generic)


def placed(text, *words, dateline=None):
    mentions = tuple(m if isinstance(m, Mention) else mention(text, m) for m in words)
    return [p.where for p in resolve_places(reading_of(text, dateline), mentions)]


BELARUS = ("state/BY", "Belarus")


def test_a_town_is_told_by_the_country_behind_the_comma():
    text = "They met in Paris, Texas, and in Moscow, Idaho."
    paris, moscow = placed(text, "Paris", "Moscow")
    assert (paris.country, moscow.country) == ("US", "US")
    assert paris.precision is PlacePrecision.SETTLEMENT


def test_a_stated_country_settles_the_bare_name_in_the_whole_report():
    text = "Paris grew. The mayor of Paris, Texas, was pleased."
    both = placed(text, "Paris", mention(text, "Paris", nth=1))
    assert {where.country for where in both} == {"US"}


def test_a_town_is_told_by_the_state_named_beside_it():
    text = "In Belarus the train passed Brest."
    where = placed(text, mention(text, "Belarus", EntityKind.STATE, BELARUS), "Brest")
    assert [w.country for w in where] == ["BY", "BY"]


def test_an_ambiguous_name_without_context_stays_unplaced_with_the_reason():
    (where,) = placed("A fair was held in Springfield.", "Springfield")
    assert where.precision is PlacePrecision.UNPLACED
    assert where.lat is None
    assert where.reason is not None
    assert where.reason.startswith("ambiguous: Springfield")


def test_a_village_without_any_country_beside_it_is_not_guessed():
    (where,) = placed("They drove to Franklin.", "Franklin")
    assert where.precision is PlacePrecision.UNPLACED


def test_the_dateline_gives_the_country():
    (where,) = placed("He came from Borisov.", "Borisov", dateline="MINSK")
    assert where.country == "BY"


def test_an_unknown_name_is_unplaced_with_the_reason():
    (where,) = placed("He came from Qwertograd.", "Qwertograd")
    assert where.reason == "not in the gazetteer"


def test_a_state_is_a_country_and_never_finer():
    text = "Belarus and Belarusian troops"
    adjective = mention(text, "Belarusian", EntityKind.STATE, BELARUS, generic=True)
    both = placed(text, mention(text, "Belarus", EntityKind.STATE, BELARUS), adjective)
    assert {where.precision for where in both} == {PlacePrecision.COUNTRY}
    assert {where.country for where in both} == {"BY"}


def test_a_capital_that_acts_for_its_state_is_its_government():
    text = "Minsk said no."
    acting = mention(text, "Minsk", EntityKind.STATE, BELARUS)
    (place,) = resolve_places(reading_of(text), (acting,))
    assert place.role is PlaceRole.GOVERNMENT
    assert place.where.name == "Minsk"


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Baltic Sea", PlacePrecision.SEA),
        ("Texas", PlacePrecision.REGION),
        ("Vilnius", PlacePrecision.SETTLEMENT),
        ("Mulino training ground", PlacePrecision.SETTLEMENT),
    ],
)
def test_the_precision_is_the_kind_of_the_place(name, precision):
    text = f"It happened near {name} in Russia."
    kind = EntityKind.FACILITY if "ground" in name else EntityKind.PLACE
    (where, _) = placed(
        text,
        mention(text, name, kind),
        mention(text, "Russia", EntityKind.STATE, ("state/RU", "Russia")),
    )
    assert where.precision is precision
    assert where.lat is not None


def test_a_facility_that_nobody_knows_is_unplaced():
    (where,) = placed(
        "It hit the Zzyzx depot",
        mention("It hit the Zzyzx depot", "Zzyzx depot", EntityKind.FACILITY),
    )
    assert where.reason == "facility not in the gazetteer"


def test_georgia_is_told_from_its_namesake_or_left_open():
    text = "Georgia and Russia"
    russia = mention(text, "Russia", EntityKind.STATE, ("state/RU", "Russia"))
    assert placed(text, "Georgia", russia)[0].country == "GE"
    assert placed("Georgia and Alabama", "Georgia", "Alabama")[0].country == "US"
    assert placed("Georgia won.", "Georgia")[0].precision is PlacePrecision.UNPLACED


def test_another_spelling_of_a_city_finds_it():
    assert gazetteer.towns("Hrodna")[0].country == "BY"
    assert gazetteer.towns("Bialystok")[0].name == "Białystok"
    assert gazetteer.towns("LONDON")[0].country == "GB"


def told(text, *spans, mentions=()):
    """Return words, role and place of the toponyms that stand at these words."""
    toponyms = [Toponym(text.index(w), text.index(w) + len(w), *role) for w, *role in spans]
    found = resolve_places(reading_of(text), tuple(mentions), tuple(toponyms))
    return [(p.span.quote, p.role, p.where) for p in found]


def test_a_toponym_is_resolved_as_a_mention_is():
    ((words, role, where),) = told("He came from Vilnius.", ("Vilnius",))
    assert (words, role, where.country) == ("Vilnius", PlaceRole.LOCATION, "LT")


def test_a_toponym_inside_a_body_is_a_part():
    text = "The Vilnius Gazette wrote so."
    body = mention(text, "Vilnius Gazette", EntityKind.ORGANISATION)
    ((words, role, _),) = told(text, ("Vilnius",), mentions=[body])
    assert (words, role) == ("Vilnius", PlaceRole.PART)


def test_a_toponym_inside_a_person_is_none():
    text = "Jordan Baker waved."
    assert (
        told(text, ("Jordan",), mentions=[mention(text, "Jordan Baker", EntityKind.PERSON)]) == []
    )


def test_the_longer_known_name_wins():
    text = "Snow fell in New York City."
    found = told(text, ("York",), ("New York City",))
    assert [words for words, _, _ in found] == ["New York City"]


def test_a_known_name_wins_over_a_longer_unknown_one():
    text = "Snow fell in Vilnius Qwertown."
    found = told(text, ("Vilnius Qwertown",), ("Vilnius",))
    assert [words for words, _, _ in found] == ["Vilnius"]


def test_a_toponym_gives_a_location_the_role_that_it_knows():
    text = "Vilnius protested."
    ((_, role, _),) = told(
        text, ("Vilnius", PlaceRole.GOVERNMENT), mentions=[mention(text, "Vilnius")]
    )
    assert role is PlaceRole.GOVERNMENT


def test_every_toponym_comes_back():
    text = "\u041cinsk, Qwertograd, 12345, the north, Mi\u200bnsk and Springfield"
    words = ("\u041cinsk", "Qwertograd", "12345", "north", "Mi\u200bnsk", "Springfield")
    found = told(text, *((w,) for w in words))
    assert [w for w, _, _ in found] == list(words)
    for quote, _, where in found:
        assert (where.lat is None) == (quote != "Mi\u200bnsk")
        assert (where.reason is None) == (quote == "Mi\u200bnsk")


def test_letters_of_two_scripts_are_no_name():
    ((_, _, where),) = told("\u041cinsk was calm.", ("\u041cinsk",))
    assert where.reason == "letters of two scripts in one word"


def test_a_name_in_cyrillic_is_known():
    ((_, _, where),) = told("Поезд идёт в Минск.", ("Минск",))
    assert where.country == "BY"


def test_a_toponym_behind_the_end_of_the_text_is_left_out():
    assert resolve_places(reading_of("Oslo"), (), (Toponym(90, 99),)) == ()


def test_towns_of_one_neighbourhood_support_each_other():
    text = "Police in Bellaire, Martins Ferry, Bridgeport and St. Clairsville met."
    found = told(text, ("Bellaire",), ("Martins Ferry",), ("Bridgeport",), ("St. Clairsville",))
    at = {quote: (where.lat, where.lon) for quote, _, where in found}
    assert abs(at["Bellaire"][0] - at["Martins Ferry"][0]) < 1
    assert abs(at["Bellaire"][1] - at["Martins Ferry"][1]) < 1


def test_a_county_is_a_region_of_the_state_named():
    text = "It rained in Montgomery County, Md., all day."
    ((_, _, where),) = told(text, ("Montgomery County",))
    assert where.precision is PlacePrecision.REGION
    assert where.lat == pytest.approx(39.1, abs=0.5)


def test_a_town_that_the_state_behind_it_lacks_stays_open():
    ((_, _, where),) = told("He lives in Vilnius, Texas.", ("Vilnius",))
    assert where.reason == "not in the gazetteer of TX, US"


def test_a_body_named_for_a_state_is_at_no_point():
    ((_, _, where),) = told("The Bank of Japan waited.", ("Bank of Japan", PlaceRole.PART))
    assert (where.country, where.precision) == ("JP", PlacePrecision.COUNTRY)


def test_a_street_named_for_a_state_may_lie_anywhere():
    ((_, _, where),) = told("They met in France Avenue.", ("France Avenue",))
    assert where.lat is None


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("the Baltic", "Baltic"),
        ("Kyiv\u2019s", "Kyiv"),
        ("New\nYork", "New York"),
        ("city of Sumy", "Sumy"),
        ("Mi\u200bnsk", "Minsk"),
    ],
)
def test_a_name_is_cleaned_of_what_is_no_part_of_it(quote, name):
    assert clean(quote) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (", Belarus, on", ("BY", None)),
        (", Texas.", ("US", "TX")),
        (", La., was", ("US", "LA")),
        (" (Ukraine)", ("UA", None)),
        (" in Russia", ("RU", None)),
        (" in northern Lebanon", ("LB", None)),
        (" and Russia", None),
        (", where Russia", None),
    ],
)
def test_country_and_division_stand_right_behind(text, found):
    assert behind(text, 0) == found


def test_a_name_with_very_many_bearers_is_cut_to_the_largest():
    known = candidates("San Antonio")
    assert len(known) <= MOST
    assert known[0].where.country == "US"


def test_every_division_of_the_extract_has_a_country_and_a_place():
    for region in (*first_divisions("UA"), *first_divisions("BY")):
        assert region.country in {"UA", "BY"}
        assert 44 < region.lat < 57
        assert region.names[0]


def test_weights_name_every_feature():
    found = weights()
    assert len(found.alone) == len(FEATURES) + len(NOTHING)
    assert len(found.together) == len(found.alone) + len(RELATIONS)


def person(name, text):
    return mention(text, name, EntityKind.PERSON)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Valeriy", "Valery"),
        ("Zelenskyy", "Zelensky"),
        ("Валерий", "Valery"),
        ("Khrenin", "Hrenin"),
        ("Aleksandr", "Alexandr"),
    ],
)
def test_transcriptions_have_one_skeleton(a, b):
    assert skeleton(a) == skeleton(b)


def test_one_letter_in_seven_is_alike_and_two_are_not():
    assert likeness("Mazonas", "Majonas") > 0.84
    assert likeness("Mazonas", "Makonis") < 0.84


@pytest.mark.parametrize("spelling", ["Mažonas", "Mazonas", "Mazonis", "Majonas"])
def test_four_spellings_are_one_colonel(spelling):
    text = f"Col. Mindaugas {spelling} told the radio."
    (found,) = resolve_entities(reading_of(text), (person(f"Mindaugas {spelling}", text),))
    assert found.ref.id == "person/mazonas"
    assert not found.local


def test_a_shared_surname_alone_links_nobody():
    text = "Anton Mazonas sold bread. Mazonas smiled."
    (found,) = resolve_entities(reading_of(text), (person("Anton Mazonas", text),))
    assert found.local
    assert found.ref.name == "Anton Mazonas"


def test_a_local_person_has_an_id_of_the_report():
    one, other = "Jonas Petraitis left.", "Jonas Petraitis left again."
    ids = {
        resolve_entities(reading_of(t), (person("Jonas Petraitis", t),))[0].ref.id
        for t in (one, other)
    }
    assert len(ids) == 2
