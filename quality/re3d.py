"""RE3D: persons, organisations, locations and weapons in texts on the war in Syria and Iraq.

Set: dstl/re3d, five of its seven sources. Exact spans, F1 per entity type, and beside each the F1
of spaCy's nearest label in the same run (`spacy_...`: PERSON, ORG, GPE with LOC and FAC, NORP, and
PRODUCT for weapons and platforms). Types that Vedette reads as numbers or times (Quantity,
Temporal, Money) and identifiers are left out. The set marks pronouns, titles ("President Assad"),
articles and common nouns ("the regime") as persons and organisations, and a government twice over
as a place and a body; both tools mark names, so that exact spans agree seldom there.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from quality.geoparsing import report_of
from vedette.extract.names.find import find_mentions
from vedette.model import EntityKind, Mention
from vedette.read import Reader
from vedette.read.english import load_model
from vedette.resolve.entities.assign import resolve_entities
from vedette.run.config import DEFAULT_MODEL

TYPES = ("Location", "Organisation", "Person", "Nationality", "MilitaryPlatform", "Weapon")
_PLATFORMS = frozenset(
    {"aircraft", "armour", "ship", "submarine", "drone", "vehicle", "air defence", "artillery"}
)
_KINDS = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.FORCE: "Organisation",
    EntityKind.PUBLISHER: "Organisation",
    EntityKind.GROUP: "Organisation",
    EntityKind.PLACE: "Location",
    EntityKind.FACILITY: "Location",
}


# spaCy's labels that come nearest to the set's types.
_SPACY = {
    "PERSON": ("Person",),
    "ORG": ("Organisation",),
    "GPE": ("Location",),
    "LOC": ("Location",),
    "FAC": ("Location",),
    "NORP": ("Nationality",),
    "PRODUCT": ("MilitaryPlatform", "Weapon"),
}


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of documents and the F1 per entity type, in per cent."""
    reader = Reader()
    peer = load_model(DEFAULT_MODEL)
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    count = 0
    for source in sorted(path.parent for path in folder.glob("*/documents.json")):
        marks = _marks(source / "entities.json")
        for document in _lines(source / "documents.json"):
            text = document["text"]
            if not unicodedata.is_normalized("NFC", text):
                continue
            count += 1
            gold = marks[_id(document["_id"])]
            reading = reader.read(report_of(text))
            mentions = resolve_entities(reading, find_mentions(reading))
            found = {(m.span.start, m.span.end, kind) for m in mentions if (kind := type_of(m))}
            theirs = {
                (e.start_char, e.end_char, kind)
                for e in peer(text).ents
                for kind in _SPACY.get(e.label_, ())
            }
            for kind in TYPES:
                _count(totals[kind], _of(gold, kind), _of(found, kind))
                _count(totals[f"spacy_{kind}"], _of(gold, kind), _of(theirs, kind))
    return count, {name: _f1(totals[name]) for name in [*TYPES, *(f"spacy_{k}" for k in TYPES)]}


def type_of(mention: Mention) -> str | None:
    """Return the set's type for a mention, or None where it has none."""
    if mention.kind is EntityKind.STATE:
        return "Nationality" if mention.generic else "Location"
    if mention.kind is EntityKind.EQUIPMENT:
        return "MilitaryPlatform" if _category(mention.ref.id) in _PLATFORMS else "Weapon"
    if mention.kind is EntityKind.GROUP and not mention.generic:
        return "Nationality"  # peoples and faiths
    return _KINDS.get(mention.kind)


def _category(own: str | None) -> str:
    from vedette.data.catalogue import equipment

    return next((e.category for e in equipment() if f"equipment/{e.id}" == own), "")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _id(value: Any) -> str:
    return str(value["$oid"]) if isinstance(value, dict) else str(value)


def _marks(path: Path) -> dict[str, set[tuple[int, int, str]]]:
    marks: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for row in _lines(path):
        marks[_id(row["documentId"])].add((row["begin"], row["end"], row["type"]))
    return marks


def _of(spans: set[tuple[int, int, str]], kind: str) -> set[tuple[int, int]]:
    return {(start, end) for start, end, own in spans if own == kind}


def _count(total: Counter[str], gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> None:
    total.update(gold=len(gold), found=len(found), matched=len(gold & found))


def _f1(total: Counter[str]) -> float:
    return 200.0 * total["matched"] / max(1, total["gold"] + total["found"])
