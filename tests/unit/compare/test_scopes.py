from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vedette.compare.scopes import Relation, relate, together
from vedette.compare.world import World
from vedette.model import EntityKind, Scope, Speaker

WORLD = World.shipped()
MIRROR = {Relation.NARROWER: Relation.WIDER, Relation.WIDER: Relation.NARROWER}

scopes = st.builds(
    Scope,
    activity=st.just("Zapad-2025"),
    place=st.sampled_from([None, "Belarus", "Russia", "Kaliningrad"]),
    force=st.sampled_from([(), ("Russia",), ("Belarus", "Russia"), ("Poland",)]),
    component=st.sampled_from([None, "navy"]),
    role=st.sampled_from([None, "taking part", "on call"]),
)


@given(scopes, scopes)
def test_turning_a_pair_round_turns_its_relation_round(a, b):
    there, back = (together(relate(*pair, WORLD)) for pair in ((a, b), (b, a)))
    assert back is MIRROR.get(there, there)


@given(scopes)
def test_a_scope_equals_itself(scope):
    assert together(relate(scope, scope, WORLD)) is Relation.EQUAL


def test_the_catalogue_knows_that_kaliningrad_lies_in_russia():
    assert WORLD.within("Kaliningrad", "Russia")
    assert not WORLD.within("Russia", "Kaliningrad")


def test_an_edition_that_nobody_listed_has_its_series_and_its_organisers():
    assert WORLD.series_of("Zapad-2029") == WORLD.series_of("Zapad-2025")
    assert WORLD.organisers_of("Zapad-2029") == {"Russia", "Belarus"}


def test_a_circle_of_places_ends():
    circle = World(parents={"A": "B", "B": "A"})
    assert not circle.within("A", "C")


def test_a_joint_statement_speaks_for_both_states():
    joint = Speaker(name="ministries", kind=EntityKind.ORGANISATION, state="RU, BY")
    assert WORLD.states_of(joint) == {"Russia", "Belarus"}
