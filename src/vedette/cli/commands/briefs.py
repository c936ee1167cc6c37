"""Briefs whose every line is carried, and the check of anybody's text."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import NOT_SUPPORTED, AsOfOption, ByOption, JsonOption, StoreOption, app

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="text, md, html, docx, pdf, or the reports cited: csl, bibtex. "
        "Without it, what the file's name says.",
    ),
]
ToOption = Annotated[
    str | None, typer.Option("--to", help="A file, or - for standard output.", metavar="FILE")
]


@app.command()
def brief(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
    format: FormatOption = None,  # noqa: A002 - its name is what the help prints
    to: ToOption = None,
) -> None:
    """Print a short summary, every sentence with the words that carry it."""
    from vedette.cli import listing, printing

    picture = listing.Picture(store, as_of, by)
    if format is None and to is None:
        listing.brief(subject, picture, as_json=as_json)
    else:
        printing.brief(subject, picture, format, to or "-", as_json=as_json)


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
