"""Pairs of figures as `verdicts.toml` writes them, made into rows, reports and a world."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from board import row
from papers import Desk, paper

from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Basis,
    Bound,
    Certainty,
    Change,
    Commitment,
    Direction,
    EntityKind,
    Modality,
    Nearness,
    Rendering,
    Row,
    Speaker,
    Stage,
)

TABLES: Mapping[str, Any] = tomllib.loads(
    (Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8")
)
PAIRS: list[dict[str, Any]] = TABLES["pair"]
RENDERINGS: list[dict[str, Any]] = TABLES["rendering"]
_VAGUE = {"dozens": (24.0, 99.0), "hundreds": (100.0, 999.0), "several thousand": (2000.0, 9000.0)}
_AS_WRITTEN = {
    "some": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "at most": "up to",
}
_AS = {
    "quotation": Rendering.TRANSLATED,
    "paraphrase": Rendering.PARAPHRASE,
    "headline": Rendering.HEADLINE,
}
_DIMENSIONS = ("place", "component", "role", "as_of", "unit", "counted")


@dataclass(frozen=True, slots=True)
class Board:
    """Hold the rows of one pair, by the names that the file gives them."""

    rows: Mapping[str, Row]

    @property
    def ids(self) -> tuple[str, str]:
        return self.rows["a"].id, self.rows["b"].id


@cache
def world() -> World:
    """Return the facts that the pairs rest on."""
    facts = TABLES["world"]
    organisers = {name: tuple(states) for name, states in facts["organisers"].items()}
    return World(parents=facts["parents"], organisers=organisers, states=facts["states"])


def speaker(name: str) -> tuple[Speaker, Anonymity]:
    """Return a speaker of the file and how far he is identified."""
    facts = dict(TABLES["speakers"][name])
    anonymity = Anonymity(facts.pop("anonymity", "named"))
    return Speaker(**{**facts, "kind": EntityKind(facts["kind"])}), anonymity


def board_of(pair: Mapping[str, Any]) -> Board:
    """Build the rows of a pair and of what stands beside it."""
    sides = {"a": pair["a"], "b": pair["b"]}
    sides |= {other["name"]: other for other in pair.get("others", ())}
    rows: dict[str, Row] = {}
    # What others point to comes first.
    pointing = ("part_of", "compared")
    order = sorted(sides, key=lambda name: any(key in sides[name] for key in pointing))
    for name in order:
        side = dict(sides[name])
        for key in pointing:
            if key in side:
                side[key] = rows[side[key]].figure.id
        rows[name] = _row(side, number=list(sides).index(name) + 1)
    return Board(rows)


def _row(side: Mapping[str, Any], *, number: int) -> Row:
    who, anonymity = speaker(side["who"])
    words = as_read(side.get("says", ""))
    vague = _VAGUE.get(words)
    change = _change(side["change"]) if "change" in side else None
    one = row(
        who,
        "1-2" if vague else words,
        number=number,
        said=side.get("said", "2025-09-15"),
        own_voice=side.get("own_voice", False),
        anonymity=anonymity,
        activity=side.get("activity", "Zapad-2025") or None,
        force=tuple(side.get("force", ())),
        assumed=tuple(side.get("assumed", ())),
        stage=Stage(side.get("stage", "unstated")),
        basis=Basis(side.get("basis", "unstated")),
        change=change,
        part_of=side.get("part_of"),
        compared_to=side.get("compared"),
        modality=Modality(
            certainty=Certainty(side.get("certainty", "unstated")),
            commitment=Commitment(side.get("commitment", "asserts")),
        ),
        **{key: side[key] for key in _DIMENSIONS if key in side},
    )
    figure = replace(
        one.figure, scope=replace(one.figure.scope, borrowed=tuple(side.get("borrowed", ())))
    )
    if vague:
        figure = replace(figure, low=vague[0], high=vague[1], bound=Bound.VAGUE)
    return replace(one, id=f"row-{number}", figure=figure)


def as_read(words: str) -> str:
    """Return a number with the bound word that `board.quantity` knows."""
    bound = re.match(r"[a-z ]*?(?= [\d])", words)
    if bound and bound[0] in _AS_WRITTEN:
        return _AS_WRITTEN[bound[0]] + words[bound.end() :]
    return words


def _change(facts: Mapping[str, Any]) -> Change:
    return Change(
        Direction(facts["direction"]),
        factor=facts.get("factor"),
        from_value=facts.get("from"),
        to_value=facts.get("to"),
        nearness=Nearness(facts.get("nearness", "none")),
    )


def desk_of(rendering: Mapping[str, Any]) -> Desk:
    """Build the report of a rendering pair."""
    desk = Desk(paper(rendering["text"], headline=rendering.get("headline")))
    for one in rendering["says"]:
        who, anonymity = speaker(one["by"]) if "by" in one else (None, Anonymity.UNSTATED)
        desk.says(
            one["words"],
            as_read(one["reads"]),
            by=who,
            rendering=_AS[one["as"]],
            anonymity=anonymity,
            stage=Stage(one.get("stage", "unstated")),
            **{key: one[key] for key in _DIMENSIONS if key in one},
        )
    return desk
