"""The two readings of each document, as they lie in the folder, and the texts they are of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from quality.gold.names import Names
from vedette.gather.gather import gather
from vedette.model import Report
from vedette.run.examples import example_folder

PARTS = ("headline", "develop", "example")
READINGS = ("a", "b")

Ends = tuple[tuple[int, int], ...]  # [start, end) in code points of the report's text


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one attribution, as a reader or as Vedette reads it.

    `speakers` has one group of names per joint speaker, equal names in a group; none where
    nobody is or can be named. `relays` likewise, outermost first.
    """

    source: Ends
    cue: Ends
    content: Ends
    kind: str
    speakers: tuple[Names, ...]
    anonymity: str
    relays: tuple[Names, ...]


@dataclass(frozen=True)
class Document:
    """Hold one text with its two readings."""

    name: str
    path: Path
    readings: tuple[tuple[Said, ...], tuple[Said, ...]]

    @cached_property
    def report(self) -> Report:
        """Return the text as Vedette gathers it; offsets count in `report.text`."""
        report = next(gather([str(self.path)])).report
        if report is None:
            raise ValueError(f"{self.name} cannot be gathered")
        return report


def load(folder: Path, part: str) -> tuple[Document, ...]:
    """Return the documents of one part in the order of their names.

    The part `example` has no texts of its own: its documents are those that its readers read.
    """
    first, second = (_by_document(folder / part / f"reading-{one}.jsonl") for one in READINGS)
    texts = folder / part / "texts"
    names = sorted(path.stem for path in texts.glob("*.txt")) or sorted({*first, *second})
    texts = texts if texts.is_dir() else example_folder()
    return tuple(
        Document(name, texts / f"{name}.txt", (first.get(name, ()), second.get(name, ())))
        for name in names
    )


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the records of one file as they are written."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _by_document(path: Path) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for row in rows(path):
        found.setdefault(row["document"], []).append(said(row))
    return {name: tuple(records) for name, records in found.items()}


def said(row: dict[str, Any]) -> Said:
    """Return one record of a file; an unnamed speaker may also be called as the source does."""
    speakers = tuple(tuple(names) for names in row["speakers"])
    if row["anonymity"] == "anonymous" and len(speakers) == 1:
        speakers = ((*speakers[0], *row["quotes"]["source"]),)
    return Said(
        source=_ends(row["source"]),
        cue=_ends(row["cue"]),
        content=_ends(row["content"]),
        kind=row["kind"],
        speakers=speakers,
        anonymity=row["anonymity"],
        relays=tuple(tuple(names) for names in row["relays"]),
    )


def _ends(spans: list[list[int]]) -> Ends:
    return tuple((start, end) for start, end in spans)
