"""Two scopes, dimension by dimension: which of them counts the larger thing."""

from __future__ import annotations

from enum import IntEnum

from vedette.compare.world import World
from vedette.model import Scope

TAKING_PART = "taking part"
DIMENSIONS = ("place", "force", "component", "role")


class Relation(IntEnum):
    """Say how the first of two scopes stands to the second; the value orders nothing."""

    EQUAL = 0
    NARROWER = 1
    WIDER = 2
    APART = 3  # disjoint, crossing, or narrower in one dimension and wider in another


def whole_force(scope: Scope, world: World) -> frozenset[str]:
    """Return whose forces a scope counts; all organisers together are everybody: empty."""
    force = frozenset(scope.force)
    organisers = world.organisers_of(scope.activity)
    return frozenset() if organisers and organisers <= force else force


def relate_places(a: str | None, b: str | None, world: World) -> Relation:
    """Compare two places; None is the whole activity."""
    if a == b:
        return Relation.EQUAL
    if b is None or (a is not None and world.within(a, b)):
        return Relation.NARROWER
    if a is None or world.within(b, a):
        return Relation.WIDER
    return Relation.APART


def relate_forces(a: frozenset[str], b: frozenset[str], world: World) -> Relation:
    """Compare two sets of forces; the empty set is everybody."""
    if a == b:
        return Relation.EQUAL
    if not b:
        return Relation.NARROWER
    if not a:
        return Relation.WIDER
    if _each_within(a, b, world):
        return Relation.NARROWER
    return Relation.WIDER if _each_within(b, a, world) else Relation.APART


def _each_within(parts: frozenset[str], wholes: frozenset[str], world: World) -> bool:
    return all(any(world.within(part, whole) for whole in wholes) for part in parts)


def relate_components(a: str | None, b: str | None) -> Relation:
    """Compare two components; None is everything of the counted class."""
    if a == b:
        return Relation.EQUAL
    if b is None:
        return Relation.NARROWER
    return Relation.WIDER if a is None else Relation.APART


def relate_roles(a: str | None, b: str | None) -> Relation:
    """Compare two roles; None is taking part, and no role is a part of another."""
    return Relation.EQUAL if (a or TAKING_PART) == (b or TAKING_PART) else Relation.APART


def relate(a: Scope, b: Scope, world: World) -> dict[str, Relation]:
    """Return the relation of two scopes in each dimension."""
    forces = relate_forces(whole_force(a, world), whole_force(b, world), world)
    return {
        "place": relate_places(a.place, b.place, world),
        "force": forces,
        "component": relate_components(a.component, b.component),
        "role": relate_roles(a.role, b.role),
    }


def together(relations: dict[str, Relation]) -> Relation:
    """Return the relation of the scopes as a whole."""
    found = set(relations.values()) - {Relation.EQUAL}
    if not found:
        return Relation.EQUAL
    return found.pop() if len(found) == 1 else Relation.APART


def same_scope(a: Scope, b: Scope, world: World) -> bool:
    """Tell whether two scopes count the same thing of one activity, assumed parts included."""
    if a.activity != b.activity:
        return False
    return together(relate(a, b, world)) is Relation.EQUAL
