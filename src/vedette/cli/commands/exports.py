"""Out of it: other formats, and assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import AsOfOption, ByOption, StoreOption, app


@app.command()
def export(
    format: Annotated[  # noqa: A002 - its name is what the help prints
        str,
        typer.Argument(
            help="csv, jsonl, parquet, geojson, kml, stix, ftm or rdf.", metavar="FORMAT"
        ),
    ],
    *,
    about: Annotated[
        str | None, typer.Option("--about", help="Only what is said of this subject.")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            help="For csv, jsonl and parquet: claims (the default), figures, places, reports "
            "or verdicts.",
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(help="A file, a folder for a file per table, or - for standard output."),
    ] = "-",
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
) -> None:
    """Write claims, figures and places in the format of another tool."""
    from vedette.cli import exporting, listing

    picture = listing.Picture(store, as_of, by)
    exporting.export(format, picture, about=about, table=table, to=to)


@app.command()
def mcp(*, store: StoreOption = None) -> None:
    """Answer a language-model assistant over standard input and output (MCP)."""
    from vedette.cli import assistant
    from vedette.run.config import load_settings

    assistant.serve(load_settings(store=store))
