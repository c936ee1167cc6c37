"""Show a brief: paragraphs with numbered references, and the words under each number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from vedette.cli.console import console, fold
from vedette.export.brief_page import rewriting_words
from vedette.model import Brief, BriefSentence, Evidence, Report
from vedette.model.words import count, day, short_id


def show_brief(found: Brief, reports: Mapping[str, Report]) -> None:
    """Print headline, deck and sections, then the exact words that the numbers lead to."""
    out = console()
    numbers = {note: n for n, note in enumerate(found.notes, 1)}
    out.print(_line((found.headline,), numbers, style="bold"))
    if found.deck:
        out.print(_line(found.deck, numbers, style="italic"))
    for section in found.sections:
        out.print()
        if section.heading:
            out.print(Text(section.heading, style="bold cyan"))
        out.print(_line(section.sentences, numbers))
    out.print()
    for note, n in numbers.items():
        out.print(Text(f"[{n}] {_source(reports[note.report_id])}: {_words(note)}", "dim"))
    _tell_refused(found, out)
    if words := rewriting_words(found):
        out.print(Text(words, style="dim"))


def _line(
    sentences: Iterable[BriefSentence], numbers: Mapping[Evidence, int], *, style: str = ""
) -> Text:
    line = Text()
    for sentence in sentences:
        if line:
            line.append(" ")
        line.append(f"{sentence.text}*" if sentence.wording else sentence.text, style=style)
        marks = sorted({numbers[one] for one in sentence.evidence})
        line.append("".join(f" [{n}]" for n in marks), style="dim")
    return line


def _words(note: Evidence) -> str:
    return f"“{fold(note.span.quote, 200)}”"


def _source(report: Report) -> str:
    publisher = report.publisher or "unknown publisher"
    return f"{publisher}, {day(report.published)}, {short_id(report.id)}"


def _tell_refused(found: Brief, out: Console) -> None:
    """Say how many sentences the check kept back, if any; --json lists them."""
    if found.refused:
        kept = count(len(found.refused), "sentence was", "sentences were")
        out.print(Text(f"{kept} not let out: their words do not carry them.", style="dim"))
