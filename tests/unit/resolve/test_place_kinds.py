"""A guess at a person or a body yields to the gazetteer where the name stands as a location."""

from __future__ import annotations

import pytest

from vedette.model import (
    EntityKind,
    Mention,
    PlaceMention,
    PlacePrecision,
    PlaceRole,
    Ref,
    Span,
    Where,
)
from vedette.resolve.places.kinds import known_as_places

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
SUMY = Span(10, 14, "Sumy")
PLACED = Where("Sumy", None, 50.9, 34.8, "UA", PlacePrecision.SETTLEMENT)


def mention(kind, own=None, span=SUMY, name=None, **marks):
    return Mention(span, Ref(kind, name or span.quote, own), **marks)


def kinds(mentions, where=PLACED, role=PlaceRole.LOCATION):
    found = known_as_places(mentions, [PlaceMention(SUMY, where, role)])
    return [(m.kind, m.ref.id, m.local) for m in found]


@pytest.mark.parametrize("kind", [PERSON, ORGANISATION])
def test_a_guess_is_a_place_where_a_gazetteer_knows_it(kind):
    assert kinds([mention(kind, local=kind is PERSON)]) == [(PLACE, None, False)]


def test_a_name_of_the_catalogue_stays_what_it_is():
    assert kinds([mention(PERSON, "person/sumy")]) == [(PERSON, "person/sumy", False)]


def test_a_surname_that_somebody_bears_stays_a_person():
    full = mention(PERSON, span=Span(30, 42, "Olha Sumy, a"), name="Olha Sumy")
    assert kinds([mention(PERSON), full])[0][0] is PERSON


def test_an_unplaced_name_and_a_government_change_nothing():
    assert kinds([mention(PERSON)], where=Where("Sumy"))[0][0] is PERSON
    assert kinds([mention(PERSON)], role=PlaceRole.GOVERNMENT)[0][0] is PERSON
