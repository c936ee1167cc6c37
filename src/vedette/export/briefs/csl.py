"""The notes of a brief as CSL-JSON, for Zotero, Pandoc and whatever else knows the style language.

One item per report: a reference manager wants a report once, however many of its words are cited.
The words, with their offsets and the numbers of their notes, stand in `custom`, which CSL keeps
for what has no field of its own, and in `note` for readers who see no more than that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from vedette.export.briefs.sheet import Note, Sheet
from vedette.export.briefs.shown import shown
from vedette.export.text import encodable
from vedette.model import Report, When

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def write(sheet: Sheet, reports: dict[str, Report]) -> bytes:
    """Return the reports that a brief cites as a CSL-JSON array, in order of first mention."""
    items = [_item(notes, reports.get(notes[0].report_id)) for notes in by_report(sheet.notes)]
    return encodable(json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def by_report(notes: Iterable[Note]) -> list[list[Note]]:
    """Return the notes of each report, reports in order of first mention."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        found.setdefault(note.report_id, []).append(note)
    return list(found.values())


def _item(notes: list[Note], report: Report | None) -> dict[str, Any]:
    first = notes[0]
    item: dict[str, Any] = {
        "id": first.report_id,
        "type": "article-newspaper",
        "title": first.headline or f"Report of {first.publisher}",
        "container-title": first.publisher,
        "citation-number": first.number,
    }
    if report is not None and report.byline:
        item["author"] = [{"literal": author_of(report.byline)}]
    if dates := _dates(first.published):
        item["issued"] = {"date-parts": dates}
    if report is not None and report.retrieved_at is not None:
        item["accessed"] = {"date-parts": [_parts(report.retrieved_at.date())]}
    if _TAG.fullmatch(first.language) and first.language != "und":
        item["language"] = first.language
    if first.address:
        item["URL"] = first.address
    item["note"] = " ".join(f"[{n.number}] {n.start}–{n.end}: “{n.quote}”" for n in notes)
    item["custom"] = {"passages": [_passage(note) for note in notes]}
    return item


def author_of(byline: str) -> str:
    """Return a byline without its "By"."""
    return re.sub(r"^by\s+", "", shown(byline), flags=re.IGNORECASE) or shown(byline)


def _passage(note: Note) -> dict[str, Any]:
    return {"note": note.number, "start": note.start, "end": note.end, "quote": note.words}


def _dates(published: When) -> list[list[int]]:
    ends = [each for each in (published.start, published.end) if each is not None]
    return [_parts(each) for each in dict.fromkeys(ends)]


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
