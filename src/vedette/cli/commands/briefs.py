"""Briefs whose every line is carried, and the check of anybody's text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.app import NOT_SUPPORTED, AsOfOption, ByOption, JsonOption, StoreOption, app


@app.command()
def brief(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    store: StoreOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Tell what changed since T (ISO); else in the last 3 days."),
    ] = None,
    length: Annotated[
        str, typer.Option("--length", help="How long: short, page or full.")
    ] = "page",
    rewrite: Annotated[
        bool,
        typer.Option("--rewrite", help="Let the language model of the settings word it, checked."),
    ] = False,
    keep_exchange: Annotated[
        Path | None,
        typer.Option("--keep-exchange", help="Write what was sent and came back to a file."),
    ] = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Write a digest of an activity, every sentence with the words that carry it."""
    from vedette.cli import listing
    from vedette.cli.rewriting import Wording
    from vedette.run.briefs import Wish

    wish, wording = Wish(since, length), Wording(rewrite=rewrite, keep=keep_exchange)
    listing.brief(subject, listing.Picture(store, as_of, by), wish, wording, as_json=as_json)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A text; - reads standard input.", metavar="FILE")],
    *,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", help="A document that is the only evidence; repeatable."),
    ] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Check every sentence of a text: which words of the reports carry it, which deny it."""
    from vedette.cli import checking
    from vedette.cli.listing import Picture

    result = checking.check(file, Picture(store, as_of, by), against or [], as_json=as_json)
    raise typer.Exit(0 if result.is_supported else NOT_SUPPORTED)
