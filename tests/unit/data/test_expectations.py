"""What the codebook expects can be answered: every class, role, predicate and type is there."""

from __future__ import annotations

import pytest

from vedette.data.codebook import activity_types, counted_classes, predicates

EXPECTING = [one for one in activity_types() if one.expects]


def test_an_exercise_and_an_incident_are_expected_to_be_told_of():
    assert {"exercise", "airspace violation", "border measure"} <= {one.type for one in EXPECTING}


@pytest.mark.parametrize("kind", EXPECTING, ids=lambda one: one.type)
def test_whatever_is_expected_exists(kind):
    classes = {one.name for one in counted_classes()}
    names = {one.name for one in predicates()}
    types = {one.type for one in activity_types()}
    for asked in kind.expects:
        assert asked.counted <= classes, asked.what
        assert asked.roles <= set(kind.participants), asked.what
        assert asked.predicates | asked.equipment <= names, asked.what
        assert asked.types <= types, asked.what
    whats = [asked.what for asked in kind.expects]
    assert len(whats) == len(set(whats))
