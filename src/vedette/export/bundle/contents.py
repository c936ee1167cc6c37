"""What is in a bundle, and how it is written down: one JSON object a line, in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from vedette.export.briefs import html
from vedette.export.briefs.sheet import lay_out
from vedette.export.bundle.bag import pack
from vedette.export.bundle.excerpts import Excerpt
from vedette.export.bundle.typed import BadData, decode, parse
from vedette.export.text import json_line
from vedette.model import Analysis, Brief, Claim, Judgement, Publisher, Report, Row, codec

FORMAT = "vedette-bundle-1"
LONGEST_ALL = 200_000_000  # code points of all reports; blanks stand for what is not included
Noun = TypeVar("Noun")
README = """This is a brief with its evidence, a bag after RFC 8493 (BagIt) in a zip archive.

brief.html         the brief, to be opened in a browser
brief.json         its sentences with the claims and the words they stand on
reports.jsonl      per report: head, SHA-256 and length of its text, the words that matter
readings.jsonl     per cited report: who speaks, figures, times and names in those words
claims.jsonl       the claims in the cited words
figures.jsonl      the board: one line per utterance
verdicts.jsonl     how two of them stand to each other, by which rule and why
judgements.jsonl   what persons decided on any of these
sources.jsonl      what is known of the publishers
conventions.json   the tolerances that the verdicts were made with
versions.json      program, language model, stages and data that made it

Offsets count Unicode code points of a report's text. The words belong to their publishers.
To check it, without any store or network: vedette verify FILE
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """Name what made a bundle; `written` is the day from which "Monday" counts back."""

    format: str
    program: str
    model: str
    data: str
    stages: tuple[str, ...]
    written: date | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Hold a brief with everything that it stands on."""

    brief: Brief
    excerpts: tuple[Excerpt, ...]
    readings: tuple[Analysis, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    verdicts: tuple[Judgement, ...]
    judgements: tuple[Judgement, ...]
    publishers: tuple[Publisher, ...]
    conventions: str
    versions: Versions

    @property
    def by_id(self) -> dict[str, Excerpt]:
        """Return the excerpts by the id of their report."""
        return {each.id: each for each in self.excerpts}

    def page(self) -> bytes:
        """Return the brief as a page."""
        reports = {each.id: _head(each) for each in self.excerpts}
        return html.write(lay_out(self.brief, reports))


def _head(excerpt: Excerpt) -> Report:
    """Return a report that has a head only: a page prints nothing else of it."""
    return replace(excerpt, length=0, passages=(), text=None).report()


_LINES: tuple[tuple[str, str, type[Any]], ...] = (
    ("reports.jsonl", "excerpts", Excerpt),
    ("readings.jsonl", "readings", Analysis),
    ("claims.jsonl", "claims", Claim),
    ("figures.jsonl", "rows", Row),
    ("verdicts.jsonl", "verdicts", Judgement),
    ("judgements.jsonl", "judgements", Judgement),
    ("sources.jsonl", "publishers", Publisher),
)


def write(bundle: Bundle) -> bytes:
    """Return a bundle as a file; the same bundle gives the same bytes."""
    payload = {
        "README.txt": README.encode(),
        "brief.html": bundle.page(),
        "brief.json": _written(bundle.brief),
        "versions.json": _written(bundle.versions),
        "conventions.json": bundle.conventions.encode(),
    }
    for name, field, _ in _LINES:
        payload[name] = _lines(getattr(bundle, field))
    info = [
        ("Bag-Software-Agent", f"Vedette {bundle.versions.program}"),
        ("External-Description", f"A brief with its evidence ({bundle.versions.format})"),
    ]
    if bundle.versions.written is not None:
        info.append(("Bagging-Date", bundle.versions.written.isoformat()))
    return pack(payload, info)


def _written(noun: Any) -> bytes:
    return f"{codec.write(codec.to_data(noun))}\n".encode()


def _lines(nouns: Iterable[Any]) -> bytes:
    return b"".join(_written(noun) for noun in nouns)


def read(payload: Mapping[str, bytes]) -> tuple[Bundle | None, list[str]]:
    """Return the bundle of a payload, None where a part is not as it should be, and the faults."""
    faults: list[str] = []
    found: dict[str, Any] = {}
    for name, field, cls in (
        ("brief.json", "brief", Brief),
        ("versions.json", "versions", Versions),
    ):
        lines = _read(name, payload, cls, faults)
        if len(lines) == 1:
            found[field] = lines[0]
        elif name in payload:
            faults.append(f"{name}: is one object on one line")
    for name, field, cls in _LINES:
        found[field] = tuple(_read(name, payload, cls, faults))
    try:
        found["conventions"] = payload.get("conventions.json", b"").decode()
        parse(found["conventions"])
    except (UnicodeDecodeError, BadData) as error:
        faults.append(f"conventions.json: {_short(str(error))}")
    if payload.get("README.txt") != README.encode():
        faults.append("README.txt: is not a bundle's")
    if sum(each.length for each in found["excerpts"]) > LONGEST_ALL:
        faults.append("reports.jsonl: their texts are longer than any brief's")
    if faults or "brief" not in found or "versions" not in found:
        return None, faults
    if found["versions"].format != FORMAT:
        return None, [f"versions.json: the format is not {FORMAT}"]
    return Bundle(**found), faults


def _read(
    name: str, payload: Mapping[str, bytes], cls: type[Noun], faults: list[str]
) -> list[Noun]:
    found: list[Noun] = []
    try:
        text = payload.get(name, b"").decode()
    except UnicodeDecodeError as error:
        faults.append(f"{name}: is not UTF-8 ({error.reason})")
        return found
    if text and not text.endswith("\n"):
        faults.append(f"{name}: the last line has no end")
    for number, line in enumerate(text.split("\n")[:-1], 1):
        try:
            found.append(decode(cls, parse(line)))
        except BadData as error:
            faults.append(f"{name}, line {number}: {_short(str(error))}")
    return found


def _short(text: str) -> str:
    return json_line(text)[1:-1][:160]
