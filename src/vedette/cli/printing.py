"""Write a brief to a file, in the formats that readers and reference managers open."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from rich.text import Text

from vedette.cli.console import console
from vedette.cli.listing import Picture, tell_left_out
from vedette.cli.rewriting import Wording
from vedette.errors import BadArgumentError
from vedette.export.briefs.formats import PageFormat, format_of, render
from vedette.model import Brief, Report
from vedette.model.words import count
from vedette.run import briefs, exporting
from vedette.run.briefs import Wish
from vedette.run.exporting import STDOUT
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Printed:
    """Say in which format a brief is printed, and where."""

    format: str | None
    to: str
    as_json: bool = False

    def __post_init__(self) -> None:
        if self.as_json:
            raise BadArgumentError(
                "--json is a format of its own", next_step="Leave out one of them"
            )


def brief(subject: str, picture: Picture, wish: Wish, wording: Wording, printed: Printed) -> None:
    """Write the brief of a subject, and say on standard error what was written."""
    how = format_of(printed.format, printed.to)
    _require_readable(how, printed.to)
    with picture.open() as (view, settings):
        composed = briefs.brief(view, subject, settings=settings, wish=wish)
        found = wording.of(composed, view, settings)
        write(found, reports_of(view, found), how, printed.to, store=settings.store)
        tell_left_out(view, as_json=True)


def _require_readable(how: PageFormat, to: str) -> None:
    """Refuse to write bytes to a terminal: nobody can read them there."""
    if to == STDOUT and not how.is_text and sys.stdout.isatty():
        raise BadArgumentError(
            f"{how.name} is no text, and a terminal shows nothing else",
            next_step=f"Give a file, as in --to brief.{how.name}",
        )


def write(
    found: Brief, reports: dict[str, Report], how: PageFormat, to: str, *, store: str
) -> None:
    """Write a brief whole or not at all."""
    data = render(found, reports, how)
    with exporting.sink(to, store=store, is_text=how.is_text) as out:
        out.write(data)
    if to != STDOUT:
        told = f"{count(len(found.sentences), 'sentence')}, {count(len(found.notes), 'note')}"
        console(stderr=True).print(Text(f"{to}: {how.what}, {told}"))


def reports_of(view: View, found: Brief) -> dict[str, Report]:
    """Return the reports that a brief cites, by id."""
    wanted = list(dict.fromkeys(note.report_id for note in found.notes))
    return {name: view.report(name) for name in wanted}
