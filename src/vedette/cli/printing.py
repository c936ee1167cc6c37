"""Write a brief to a file, in the formats that readers and reference managers open."""

from __future__ import annotations

from rich.text import Text

from vedette.cli.console import console
from vedette.cli.listing import Picture, tell_left_out
from vedette.errors import BadArgumentError
from vedette.export.briefs.formats import PageFormat, format_of, render
from vedette.model import Brief, Report
from vedette.model.words import count
from vedette.run import exporting, queries
from vedette.run.config import Settings
from vedette.run.exporting import STDOUT
from vedette.store.view import View


def brief(subject: str, picture: Picture, name: str | None, to: str, *, as_json: bool) -> None:
    """Write the brief of a subject, and say on standard error what was written."""
    if as_json:
        raise BadArgumentError("--json is a format of its own", next_step="Leave out one of them")
    how = format_of(name, to)
    with picture.open() as (view, settings):
        found = compose(view, subject, settings)
        write(found, reports_of(view, found), how, to, store=settings.store)
        tell_left_out(view, as_json=True)


def compose(view: View, subject: str, settings: Settings) -> Brief:
    """Return the brief that is printed and bundled."""
    return queries.brief(view, subject, conventions=queries.conventions_of(settings))


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
