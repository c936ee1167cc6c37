"""Briefs whose every line is carried, and the check of anybody's text."""

from __future__ import annotations

from pathlib import Path
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
def brief(  # noqa: PLR0913 - a command has as many parameters as options
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
    format: FormatOption = None,  # noqa: A002 - its name is what the help prints
    to: ToOption = None,
) -> None:
    """Write a digest of an activity, every sentence with the words that carry it."""
    from vedette.cli import listing, printing
    from vedette.cli.rewriting import Wording
    from vedette.run.briefs import Wish

    picture, wish = listing.Picture(store, as_of, by), Wish(since, length)
    wording = Wording(rewrite=rewrite, keep=keep_exchange)
    if format is None and to is None:
        listing.brief(subject, picture, wish, wording, as_json=as_json)
    else:
        printed = printing.Printed(format, to or "-", as_json=as_json)
        printing.brief(subject, picture, wish, wording, printed)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A text; - reads standard input.", metavar="FILE")],
    *,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", help="A document that is the only evidence; repeatable."),
    ] = None,
    ask: Annotated[
        bool,
        typer.Option("--ask", help="Ask the language model of the settings too, of documents."),
    ] = False,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Check every sentence of a text: which words of the reports carry it, which deny it."""
    from vedette.cli import checking
    from vedette.cli.listing import Picture

    picture = Picture(store, as_of, by)
    result = checking.check(file, picture, against or [], ask=ask, as_json=as_json)
    raise typer.Exit(0 if result.is_supported else NOT_SUPPORTED)


@app.command()
def bundle(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    to: Annotated[str, typer.Option(help="A file, or - for standard output.", metavar="FILE")],
    with_texts: Annotated[
        bool,
        typer.Option("--with-texts", help="Put whole texts in, for yourself: they are others'."),
    ] = False,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
) -> None:
    """Write a brief and all that it stands on into one file, for another machine to verify."""
    from vedette.cli import bundling, listing

    bundling.bundle(subject, listing.Picture(store, as_of, by), to, with_texts=with_texts)


@app.command()
def verify(
    file: Annotated[str, typer.Argument(help="A file of vedette bundle.", metavar="FILE")],
    *,
    store: Annotated[
        str | None, typer.Option(help="A store that may have the reports' whole texts.")
    ] = None,
    originals: Annotated[
        list[str] | None,
        typer.Option("--original", help="A report, or a folder of them; repeatable."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out the sentences, which take a parser.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a bundle without any store or network: digests, ids, quotes, references, sentences."""
    from vedette.cli import bundling

    found = bundling.verify(file, store, originals or [], quick=quick, as_json=as_json)
    raise typer.Exit(0 if found.holds else NOT_SUPPORTED)
