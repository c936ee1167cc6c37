"""Choose speakers by who they are: by name, by id, with or without what single reports say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from vedette.store.rows import fold
from vedette.store.tables import report

Node = str  # the id of a speaker, or "name|state" where he has none


@dataclass(frozen=True, slots=True)
class Voices:
    """Say whose words are wanted.

    Those of `name` (also as the body spoken for) and of the nodes in `whole`, and those in `also`,
    each a node in one report; but not those of the nodes in `without`, nor in `but_not`. Without a
    name, only nodes count.
    """

    name: str
    whole: frozenset[Node] = frozenset()
    also: frozenset[tuple[Node, str]] = frozenset()
    without: frozenset[Node] = frozenset()
    but_not: frozenset[tuple[Node, str]] = frozenset()

    def condition(self, table: sa.Table) -> ColumnElement[bool]:
        """Return what holds of the rows of a table with a speaker, joined to their reports."""
        wanted = _any_of(table, self.whole)
        if self.name:
            wanted |= spoken_by(table, self.name)
        barred = _any_of(table, self.without) | _in(table, self.but_not)
        # NOT NULL would hold of nothing.
        return _in(table, self.also) | (wanted & ~sa.func.coalesce(barred, sa.false()))


def spoken_by(table: sa.Table, speaker: str) -> ColumnElement[bool]:
    """Return what holds of the rows of a speaker by name, id, or body spoken for."""
    key = fold(speaker)
    by_name = (table.c.speaker_key == key) | (table.c.body_key == key)
    return by_name | (table.c.speaker_id == speaker)


def _any_of(table: sa.Table, nodes: frozenset[Node]) -> ColumnElement[bool]:
    ids = sorted(node for node in nodes if "|" not in node)
    names = sorted(fold(node.partition("|")[0]) for node in nodes if "|" in node)
    nameless = table.c.speaker_id.is_(None) & table.c.speaker_key.in_(names)
    return table.c.speaker_id.in_(ids) | nameless


def _in(table: sa.Table, nodes: frozenset[tuple[Node, str]]) -> ColumnElement[bool]:
    found = [(report.c.id == home) & _any_of(table, frozenset({node})) for node, home in nodes]
    return reduce(or_, found, sa.false())
