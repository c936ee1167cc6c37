"""In which capacity somebody speaks: the organiser, another government, an observer, an outlet."""

from __future__ import annotations

import pytest

from vedette.compare.speaker_class import SpeakerClass, class_of, states_named
from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Bound,
    EntityKind,
    Figure,
    Rendering,
    Row,
    RowCarrier,
    Scope,
    Span,
    Speaker,
    When,
)

DRILL = "Granite-2025"
WORLD = World(
    organisers={DRILL: ("Poland", "Latvia")},
    states={"PL": "Poland", "LV": "Latvia", "FI": "Finland"},
)
SPAN = Span(0, 5, "words")


def spoken(
    speaker: Speaker, *, own_voice: bool = False, anonymity: Anonymity = Anonymity.NAMED
) -> Row:
    figure = Figure("fig-1", SPAN, SPAN, 5, 5, Bound.EXACT, "personnel", scope=Scope(DRILL))
    carrier = RowCarrier("rep-1", "Courier", When(), "fig-1", None, SPAN, Rendering.PARAPHRASE, "r")
    return Row("row-1", figure, speaker, When(), (carrier,), anonymity, own_voice)


def person(name: str, **more: str) -> Speaker:
    return Speaker(name, EntityKind.PERSON, **more)  # type: ignore[arg-type]


def body(name: str, **more: str) -> Speaker:
    return Speaker(name, EntityKind.ORGANISATION, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speaker", "capacity"),
    [
        (person("Jan Kowalski", state="PL", body="Ministry of Defence"), SpeakerClass.ORGANISER),
        (person("Aino Laine", state="FI", body="Ministry of Defence"), SpeakerClass.GOVERNMENT),
        (body("Polish and Latvian defence ministries"), SpeakerClass.ORGANISER),
        (body("Finnish and Latvian staffs"), SpeakerClass.ORGANISER),
        (body("Alliance Command", id="organisation/alliance"), SpeakerClass.GOVERNMENT),
        (person("Jan Nowak", state="PL", role="military expert"), SpeakerClass.EXPERT),
        (body("Northern Institute for Strategy", state="FI"), SpeakerClass.EXPERT),
        (person("Aino Laine", state="FI", role="chief observer"), SpeakerClass.OBSERVER),
        (person("Tom Stone"), SpeakerClass.OTHER),
    ],
)
def test_the_capacity_follows_from_state_role_and_body(speaker, capacity):
    assert class_of(spoken(speaker), world=WORLD) is capacity


def test_an_outlet_in_its_own_voice_is_the_outlet_whatever_its_state():
    outlet = Speaker("Latvian Courier", EntityKind.PUBLISHER, state="LV")
    assert class_of(spoken(outlet, own_voice=True), world=WORLD) is SpeakerClass.OUTLET


def test_officials_without_a_name_are_unnamed_though_their_state_is_known():
    officials = Speaker("Latvian officials", EntityKind.GROUP, state="LV")
    one = spoken(officials, anonymity=Anonymity.ANONYMOUS)
    assert class_of(one, world=WORLD) is SpeakerClass.UNNAMED


def test_an_unnamed_observer_is_an_observer():
    observer = Speaker("Finnish observer", EntityKind.GROUP, role="observer", state="FI")
    one = spoken(observer, anonymity=Anonymity.ANONYMOUS)
    assert class_of(one, world=WORLD) is SpeakerClass.OBSERVER


def test_states_are_told_by_their_adjectives():
    assert states_named("Polish and Latvian defence ministries") == {"Poland", "Latvia"}
    assert states_named("the two ministries") == frozenset()
