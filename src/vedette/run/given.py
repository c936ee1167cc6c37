"""Texts that people paste or drop: read, checked against a picture, told with where words stand.

What comes out is small and whole: it holds the words that decide, not the reports they stand in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from vedette.errors import BadArgumentError, ReportError
from vedette.export.findings import Findings, Head
from vedette.gather.gather import gather
from vedette.model import Checked, Report
from vedette.model.words import count, folded
from vedette.run import queries
from vedette.run.checking import check_in_store
from vedette.run.config import Settings
from vedette.run.documents import read_docx
from vedette.run.queries import Moment
from vedette.run.searched import searched_in
from vedette.run.texts import text_of
from vedette.store.view import View

PRESENT = Moment()
KINDS = (".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".docx")


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what was given to be checked: words, or a file's name and bytes; and against what.

    `about` is an activity: only reports that speak of it count. Without it all of the picture do.
    """

    words: str = ""
    file: str = ""
    data: bytes = b""
    about: str = ""
    moment: Moment = PRESENT


def check_given(settings: Settings, given: Given) -> Findings:
    """Check what somebody gave against the store; the language model is loaded for it.

    Raises BadArgumentError for what cannot be read, is too long or not English, NotFoundError for
    an activity that the picture does not name.
    """
    report = text_of(_words(given))
    store = queries.open_existing(settings)
    with store, queries.view_of(store, given.moment) as view:
        about = queries.subject_of(view, given.about) if given.about else ""
        among = _naming(view, about) if about else None
        result = check_in_store(report, view, model=settings.model, among=among)
        searched = _searched(about, among) if among is not None else searched_in(view)
        return Findings(
            text=report.text,
            name=folded(PurePath(given.file).name, 80) if given.file else "",
            checked=result.checked,
            heads=_heads(result.checked, result.reports),
            searched=searched,
            about=about,
            as_of=view.as_of or "",
            by=given.moment.by,
        )


def _naming(view: View, activity: str) -> Collection[str]:
    return {report.id for report, _ in view.analyses(activity=activity, parts=("activities",))}


def _searched(about: str, among: Collection[str]) -> str:
    speak = "speaks" if len(among) == 1 else "speak"
    return f"{count(len(among), 'report')} that {speak} of {about}"


def _heads(checked: Collection[Checked], reports: Mapping[str, Report]) -> dict[str, Head]:
    cited = {
        proof.report_id
        for one in checked
        for proofs in (one.evidence, *(part.evidence for part in one.parts))
        for proof in proofs
    }
    return {name: head_of(reports[name]) for name in sorted(cited)}


def head_of(report: Report) -> Head:
    """Return what is said of a report beside its words."""
    named = report.headline or folded(report.text, 70)
    return Head(report.id, report.publisher, named, report.url, report.published)


# ---- reading files -----------------------------------------------------------------------------


def _words(given: Given) -> str:
    """Return the words that were given; of a page, those of its article."""
    if not given.file:
        return given.words
    name = folded(PurePath(given.file.replace("\\", "/")).name, 80)
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        raise BadArgumentError(
            f"a file that ends in {kind!r} is not read here" if kind else "this file has no ending",
            where=name,
            next_step="Give .txt, .md, .html or .docx, or paste the text",
        )
    try:
        return read_docx(given.data) if kind == ".docx" else _read(given.data, name)
    except ReportError as error:
        raise BadArgumentError(error.what, where=name, next_step=error.next_step) from error


def _read(data: bytes, name: str) -> str:
    """Return the words of bytes, by the readers that reports are read by."""
    with tempfile.TemporaryDirectory(prefix="vedette-") as folder:
        path = Path(folder) / f"given{PurePath(name).suffix.lower()}"
        path.write_bytes(data)
        found = list(gather([str(path)]))
    failed = next((one.failure for one in found if one.failure is not None), None)
    if failed is not None or not found or found[0].report is None:
        what = failed.message.replace(f"{path}: ", "") if failed else "there is no text to read"
        raise BadArgumentError(what.rstrip("."), where=name)
    return found[0].report.text
