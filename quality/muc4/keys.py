"""The answer keys of MUC-4: templates, slots, fillers with their alternatives and tags.

A filler that may be left out has a question mark before it, "-" is null, "*" means that a slot
does not apply. Alternatives stand apart by "/", a cross-reference behind a colon:
`1 / PLURAL: "GUARD" / "GUARDS"`. Every line of a slot is one filler.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SLOT = re.compile(r"^(\d+)\.\s+([A-Z][A-Z :]*?)\s{2,}(\S.*?)\s*$")
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"|([^"/:]+)|([/:])')
_NAMES = (18, 19)  # of a victim: what the other slots of victims refer to
DATE, PLACE, TYPE, STAGE, CATEGORY, INDIVIDUAL, BODY, CONFIDENCE = 2, 3, 4, 5, 8, 9, 10, 11
TARGET, TARGET_TYPE, TARGET_NUMBER, NAME, DESCRIPTION, VICTIM_TYPE, NUMBER, EFFECT = (
    12, 13, 14, 18, 19, 20, 21, 23,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filler:
    """Hold one filler: its alternatives and those of its tag; `optional` may be left out."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """Hold one template: the fillers of its slots by number."""

    slots: dict[int, tuple[Filler, ...]] = field(default_factory=dict)
    optional: bool = False

    def of(self, slot: int) -> tuple[Filler, ...]:
        """Return the fillers of a slot; an empty slot has none."""
        return self.slots.get(slot, ())


def read_keys(text: str) -> dict[str, list[Template]]:
    """Return the templates of each message by its name; one without incident has none."""
    found: dict[str, list[Template]] = {}
    for part in re.split(r"(?m)^0\.\s+MESSAGE: ID\s+", text)[1:]:
        head, _, rest = part.partition("\n")
        templates = found.setdefault(head.split()[0], [])
        slots = _slots(rest)
        number = (slots.get(1) or ["*"])[0]
        if number != "*":
            templates.append(
                Template(
                    {n: _fillers(n, lines) for n, lines in slots.items() if n > 1},
                    optional="OPTIONAL" in number,
                )
            )
    return found


def _slots(text: str) -> dict[int, list[str]]:
    """Return the lines of each slot."""
    slots: dict[int, list[str]] = {}
    last = 0
    for line in text.split("\n"):
        found = _SLOT.match(line)
        if found:
            last = int(found[1])
            slots[last] = [found[3]]
        elif last and line[:1].isspace() and line.strip():
            row, lines = line.strip(), slots[last]
            if lines[-1].endswith("/") or row.startswith("/"):
                lines[-1] += f" {row}"
            else:
                lines.append(row)
        elif not line.strip():
            last = 0
    return slots


def _fillers(slot: int, lines: list[str]) -> tuple[Filler, ...]:
    found = (_filler(slot, line) for line in lines)
    return tuple(filler for filler in found if filler is not None)


def _filler(slot: int, line: str) -> Filler | None:
    """Read one filler; None for what is null or does not apply."""
    optional = line.startswith("?")
    line = line.lstrip("? ").strip()
    if line in {"-", "*", ""}:
        return None
    if slot in (DATE, PLACE):
        parts = tuple(
            part.strip(" ()") if slot == DATE else part.strip() for part in line.split("/")
        )
        kept = tuple(part for part in parts if part not in {"-", "*", ""})
        return Filler(kept, (), optional or len(kept) < len(parts)) if kept else None
    values, tags = _alternatives(line)
    kept = tuple(value for value in values if value not in {"-", "*"})
    return Filler(kept, tags, optional or len(kept) < len(values)) if kept else None


def _alternatives(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the values from the tags behind the first colon that stands outside of quotes."""
    sides: list[list[str]] = [[], []]
    side = 0
    for quoted, bare, mark in _PIECE.findall(line):
        if mark == ":" and not side:
            side = 1
        elif quoted or bare.strip():
            sides[side].append((quoted or bare).replace('\\"', '"').strip())
    return tuple(sides[0]), tuple(tag for tag in sides[1] if tag not in {"-", "*"})
