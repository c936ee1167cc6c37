"""Which place a name means, told without a language model."""

from __future__ import annotations

import pytest

from vedette.model import (
    Block,
    Dateline,
    EntityKind,
    Mention,
    PlacePrecision,
    Reading,
    Ref,
    Report,
    Span,
    Zone,
)
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.entities.spelling import likeness, skeleton
from vedette.resolve.places import gazetteer
from vedette.resolve.places.assign import resolve_places


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
    (where,) = placed(text, mention(text, "Belarus", EntityKind.STATE, BELARUS), adjective)
    assert where.precision is PlacePrecision.COUNTRY
    assert where.country == "BY"


def test_a_capital_that_acts_for_its_state_is_no_place():
    text = "Minsk said no."
    assert placed(text, mention(text, "Minsk", EntityKind.STATE, BELARUS)) == []


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
