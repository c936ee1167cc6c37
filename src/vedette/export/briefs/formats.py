"""The formats of a brief, each with what it is good for and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from vedette.errors import BadArgumentError
from vedette.export.briefs import bibtex, csl, docx, html, markdown, pdf, plain
from vedette.export.briefs.sheet import Sheet, lay_out
from vedette.model import Brief, Report

Write = Callable[[Sheet], bytes]


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Hold a format; `suffixes` are the endings of file names by which it is guessed."""

    name: str
    suffixes: tuple[str, ...]
    what: str
    write: Callable[[Sheet, dict[str, Report]], bytes]
    is_text: bool = True


def _of(write: Write) -> Callable[[Sheet, dict[str, Report]], bytes]:
    return lambda sheet, _: write(sheet)


FORMATS = {
    each.name: each
    for each in (
        PageFormat("text", (".txt",), "plain text", _of(plain.write)),
        PageFormat("md", (".md", ".markdown"), "Markdown with footnotes", _of(markdown.write)),
        PageFormat("html", (".html", ".htm"), "one page, without any other file", _of(html.write)),
        PageFormat("docx", (".docx",), "Word, with endnotes", _of(docx.write), is_text=False),
        PageFormat("pdf", (".pdf",), "PDF, fonts inside", _of(pdf.write), is_text=False),
        PageFormat("csl", (".json",), "the reports cited, as CSL-JSON", csl.write),
        PageFormat("bibtex", (".bib",), "the reports cited, as BibTeX", bibtex.write),
    )
}


def format_of(name: str | None, path: str) -> PageFormat:
    """Return a format by its name, else by the ending of a file's name, else plain text.

    Raises BadArgumentError with the names there are.
    """
    if name is not None:
        found = FORMATS.get(name.casefold())
        if found is None:
            raise BadArgumentError(f"no format is called {name!r}", next_step=_known())
        return found
    suffix = PurePath(path).suffix.casefold()
    guessed = [each for each in FORMATS.values() if suffix in each.suffixes]
    if guessed:
        return guessed[0]
    if suffix or path != "-":
        raise BadArgumentError(
            "no format goes by that ending", where=path, next_step=f"Add --format. {_known()}"
        )
    return FORMATS["text"]


def _known() -> str:
    return f"Formats: {', '.join(FORMATS)}"


def render(brief: Brief, reports: Mapping[str, Report], how: PageFormat) -> bytes:
    """Return a brief in a format; `reports` holds those it cites, by id."""
    return how.write(lay_out(brief, reports), dict(reports))
