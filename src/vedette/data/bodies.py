"""The bodies every state has: ministries, staffs, forces, by state and function."""

from __future__ import annotations

from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import State, entity_id, is_force, organisations, states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind


def _functions() -> list[dict[str, Any]]:
    return list(read_toml("languages/en/mentions.toml")["body"])


@cache
def function_of(phrase: str) -> str | None:
    """Return the function that a phrase names ("defence ministry"), or None."""
    folded = fold_name(phrase)
    for body in _functions():
        if any(fold_name(word) == folded for word in body["words"]):
            return str(body["key"])
    return None


@cache
def body_of(iso: str, key: str) -> tuple[EntityKind, str, str | None]:
    """Return kind, name and id of a state's body: the catalogue's, else a name made of words."""
    body = next(body for body in _functions() if body["key"] == key)
    state = next(state for state in states() if state.iso == iso)
    found = _known_bodies().get((iso, key))
    if found:
        return found
    adjective = state.demonyms[0] if state.demonyms else state.name
    return EntityKind(body["kind"]), f"{adjective} {body['name']}", None


@cache
def _known_bodies() -> dict[tuple[str, str], tuple[EntityKind, str, str | None]]:
    """Index the catalogue's bodies by state and function, told by their names less the state's."""
    functions = {fold_name(w): body["key"] for body in _functions() for w in body["words"]}
    own_words = {state.iso: _words_of(state) for state in states()}
    found: dict[tuple[str, str], tuple[EntityKind, str, str | None]] = {}
    for body in organisations():
        dropped = own_words.get(body.state, frozenset())
        for alias in (body.name, *body.aliases):
            bare = [word for word in fold_name(alias).split() if word not in dropped]
            while bare and bare[-1] in {"of", "the"}:
                bare.pop()
            key = functions.get(" ".join(bare))
            if key and len(bare) < len(fold_name(alias).split()):
                kind = EntityKind.FORCE if is_force(body) else EntityKind.ORGANISATION
                own = entity_id(EntityKind.ORGANISATION, body.id)
                found.setdefault((body.state, key), (kind, body.name, own))
    return found


def _words_of(state: State) -> frozenset[str]:
    names = (state.name, *state.names, *state.demonyms)
    return frozenset(w for name in names for w in fold_name(name).split()) | {"republic"}
