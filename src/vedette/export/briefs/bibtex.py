"""The notes of a brief as BibTeX: one entry per report, with the fields that BibLaTeX knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.export.briefs.csl import author_of, by_report
from vedette.export.briefs.sheet import Note, Sheet
from vedette.model import Report
from vedette.model.words import machine_day

# Braces must balance for BibTeX, escaped or not, so they are written by name.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",  # a plain one would end a field that a program writes in quotes
}
_SPECIAL = re.compile(r"""[\\{}$&#_%~^"]""")
_NO_KEY = re.compile(r"[^A-Za-z0-9:-]")


def write(sheet: Sheet, reports: dict[str, Report]) -> bytes:
    """Return the reports that a brief cites as BibTeX in UTF-8, in order of first mention."""
    entries = [_entry(notes, reports.get(notes[0].report_id)) for notes in by_report(sheet.notes)]
    return "\n".join(entries).encode("utf-8", "replace")


def latex(text: str) -> str:
    """Return text that LaTeX sets as it is and does not run."""
    return _SPECIAL.sub(lambda found: _LATEX[found[0]], text)


def _entry(notes: list[Note], report: Report | None) -> str:
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(notes, report))
    return f"@online{{{_NO_KEY.sub('', notes[0].report_id) or 'report'},\n{fields},\n}}\n"


def _fields(notes: list[Note], report: Report | None) -> Iterator[tuple[str, str]]:
    first = notes[0]
    if report is not None and report.byline:
        yield "author", f"{{{latex(author_of(report.byline))}}}"  # not to be split into names
    yield "title", f"{{{latex(first.headline or f'Report of {first.publisher}')}}}"
    yield "organization", latex(first.publisher)
    if on := machine_day(first.published):
        yield "date", on
        yield "year", on[:4]
    elif first.published.is_known:
        yield "note", latex(f"published {first.day}")
    if report is not None and report.retrieved_at is not None:
        yield "urldate", report.retrieved_at.date().isoformat()
    if first.address:
        yield "url", first.address
    yield (
        "annotation",
        latex(" ".join(f"[{n.number}] {n.start}–{n.end}: “{n.quote}”" for n in notes)),
    )
