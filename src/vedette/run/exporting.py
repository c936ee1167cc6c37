"""Bring a picture of the store and the formats together; write files whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from vedette.compare.conventions import Conventions
from vedette.data.catalogue import exercises
from vedette.data.matcher import fold_name
from vedette.errors import BadArgumentError, NotFoundError
from vedette.export.columns import CLAIMS, KINDS, Kind, kind_of
from vedette.export.formats import Format, write_whole
from vedette.export.records import Compared, Extract, Page
from vedette.model import Analysis, Claim, Report
from vedette.run import queries
from vedette.store.address import find_place
from vedette.store.view import View

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Written:
    """Say what was written: where, and how many of what."""

    path: str
    number: int
    what: str


# ---- what is exported --------------------------------------------------------------------------


def extract_of(
    view: View, about: str | None, conventions: Conventions, *, every_board: bool = True
) -> Extract:
    """Return what a picture says of a subject, or all it says; read when it is walked.

    Without `every_board`, verdicts are those of the subject's own board: all boards of a large
    store cost far more than the rest. Raises NotFoundError, with the nearest names, for a
    subject that nobody speaks of.
    """
    subject = None if about is None else named(view, about)
    publishers = {publisher.name: publisher for publisher, _ in queries.sources(view)}

    def verdicts() -> Iterator[Compared]:
        wanted = every_board or subject is not None
        return verdicts_of(view, subject, conventions) if wanted else iter(())

    return Extract(pages_of(view, subject), verdicts, publishers)


def named(view: View, about: str) -> str:
    """Return the stored name of a subject, in whatever case it was typed, or its id."""
    names = view.subjects()
    known = {fold_name(name): name for name in reversed(names)}
    aliases = {fold_name(alias): e.name for e in exercises() for alias in e.aliases}
    found = known.get(fold_name(about)) or known.get(fold_name(aliases.get(fold_name(about), "")))
    if found is not None:
        return found
    if view.claims(subject=about, limit=1):
        return about
    raise NotFoundError(f"nobody speaks of {about!r} in this store", next_step=_hint(about, names))


def _hint(about: str, names: list[str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(about, names, scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    if not near:
        return "See vedette claims for what there is"
    return f"Did you mean: {', '.join(name for name, _, _ in near)}?"


def pages_of(view: View, subject: str | None = None) -> Iterator[Page]:
    """Yield reports with what they say, one at a time; what persons rejected is left out."""
    rejected = view.standing.rejected
    for report, analysis in view.analyses(subject=subject):
        yield page_of(report, analysis, subject, rejected)


def page_of(
    report: Report, analysis: Analysis, subject: str | None, rejected: frozenset[str]
) -> Page:
    """Return what a report says, or what it says of a subject and the places in those words."""
    claims = tuple(claim for claim in analysis.claims if claim.id not in rejected)
    figures = tuple(figure for figure in analysis.figures if figure.id not in rejected)
    places = analysis.locations
    if subject is not None:
        claims = tuple(claim for claim in claims if _is_about(claim, subject))
        values = {claim.value.id for claim in claims}
        figures = tuple(f for f in figures if f.scope.activity == subject or f.id in values)
        words = [claim.evidence for claim in claims] + [figure.span for figure in figures]
        places = tuple(p for p in places if any(span.covers(p.span) for span in words))
    carriers = {one.id: one for one in analysis.attributions}
    return Page(report, claims, figures, places, carriers)


def _is_about(claim: Claim, subject: str) -> bool:
    return claim.subject.id == subject or fold_name(claim.subject.name) == fold_name(subject)


def verdicts_of(view: View, subject: str | None, conventions: Conventions) -> Iterator[Compared]:
    """Yield the verdicts of one board, or of all; a pair on two boards of a series comes once."""
    activities = [name for name, _, _ in view.activities()]
    seen: set[str] = set()
    for activity in activities if subject is None else {subject}.intersection(activities):
        ledger = queries.figures(view, activity, conventions=conventions)
        rows = {row.id: row for row in (*ledger.rows, *ledger.garbled)}
        for one in (*ledger.verdicts, *ledger.renderings):
            if one.id not in seen and one.a in rows and one.b in rows:
                seen.add(one.id)
                yield Compared(activity, one, rows[one.a], rows[one.b])


# ---- where it goes -----------------------------------------------------------------------------


def export(
    view: View,
    how: Format,
    *,
    about: str | None,
    table: str | None,
    to: str,
    store: str,
    conventions: Conventions,
) -> list[Written]:
    """Write a picture in a format, to a file, a folder (a file per table), or standard output."""
    kinds = _kinds(how, table, into_folder=_is_folder(to))
    written = []
    for kind in kinds:
        extract = extract_of(view, about, conventions, every_board=kind is not None)
        path = _path(to, how, kind)
        number = 0
        with sink(path, store=store, is_text=how.is_text) as out:
            number = _write(how, kind, extract, out)
        written.append(Written(path, number, "report" if kind is None else _one(kind)))
    return written


def _kinds(how: Format, table: str | None, *, into_folder: bool) -> list[Kind | None]:
    if how.table is None:
        if table is not None:
            raise BadArgumentError(
                f"{how.name} holds everything and knows no --table", next_step="Leave it out"
            )
        return [None]
    if table is not None:
        return [kind_of(table)]
    return list(KINDS.values()) if into_folder else [CLAIMS]


def _write(how: Format, kind: Kind | None, extract: Extract, out: BinaryIO) -> int:
    counted = _Counted()
    if kind is not None and how.table is not None:
        how.table(kind, counted.through(kind.rows(extract)), out)
    elif how.whole is not None:
        pages = counted.through(extract.pages)
        write_whole(how.whole(Extract(pages, extract.verdicts, extract.publishers)), out)
    return counted.number


class _Counted:
    """Count what passes."""

    def __init__(self) -> None:
        self.number = 0

    def through(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.number += 1
            yield item


def _one(kind: Kind) -> str:
    return kind.name.removesuffix("s")


def _is_folder(to: str) -> bool:
    return to != STDOUT and (to.endswith(("/", os.sep)) or Path(to).expanduser().is_dir())


def _path(to: str, how: Format, kind: Kind | None) -> str:
    if not _is_folder(to):
        return to
    folder = Path(to).expanduser()
    with _blamed(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"{kind.name if kind else 'vedette'}{how.suffix}")


@contextmanager
def sink(path: str, *, store: str, is_text: bool) -> Iterator[BinaryIO]:
    """Open where an export goes. A file appears when it is complete; until then the old one stays.

    Raises BadArgumentError for a place that cannot be written, and for the store itself.
    """
    if path == STDOUT:
        if not is_text and sys.stdout.isatty():
            raise BadArgumentError("is not for a terminal", where=path, next_step="Add --to FILE")
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the reader has seen enough; what is left goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    target = Path(path).expanduser()
    with _blamed(path):
        _spare_the_store(target, store)
        if target.exists() and not target.is_file():  # a pipe, a device
            with target.open("wb") as out:
                yield out
            return
        yield from _replaced(target)


def _replaced(target: Path) -> Iterator[BinaryIO]:
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
        part = Path(out.name)
        try:
            yield out  # type: ignore[misc]  # a wrapper that does all a binary file does
            out.flush()
            mask = os.umask(0)
            os.umask(mask)
            part.chmod(0o666 & ~mask)  # a temporary file is for its owner only
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise


@contextmanager
def _blamed(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadArgumentError(
            f"cannot be written: {reason}", where=path, next_step="Give another place: --to FILE"
        ) from error


def _spare_the_store(target: Path, store: str) -> None:
    place = find_place(store, read_only=True)
    if place.path is None:
        return
    ours = [Path(f"{place.path}{end}") for end in ("", "-wal", "-shm")]  # its log, too
    if any(_is_same(target, one) for one in ours):
        raise BadArgumentError(
            "is the store itself", where=str(target), next_step="Give another file name"
        )


def _is_same(a: Path, b: Path) -> bool:
    return a.resolve() == b.resolve() or (a.exists() and b.exists() and a.samefile(b))
