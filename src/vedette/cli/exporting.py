"""The command `export`: what the store holds, in the formats of other tools."""

from __future__ import annotations

from rich.text import Text

from vedette.cli.console import console
from vedette.cli.listing import Picture
from vedette.export.formats import format_of
from vedette.model.words import count
from vedette.run import exporting, queries
from vedette.run.exporting import STDOUT, Written


def export(name: str, picture: Picture, *, about: str | None, table: str | None, to: str) -> None:
    """Write a picture in a format, and say on standard error what was written."""
    how = format_of(name)
    with picture.open() as (view, settings):
        written = exporting.export(
            view,
            how,
            about=about,
            table=table,
            to=to,
            store=settings.store,
            conventions=queries.conventions_of(settings),
        )
        left = ", ".join(f"{n} {why}" for why, n in view.left_out().items() if n)
    _tell(written, left)


def _tell(written: list[Written], left: str) -> None:
    err = console(stderr=True)
    for each in written:
        if each.path != STDOUT:
            err.print(Text(f"{each.path}: {count(each.number, each.what)}"))
    if left:
        err.print(Text(f"Left out of this picture: {left}", style="dim"))
