"""What many reports amount to: what changed, who was first, texts, stories, incidents."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import AsOfOption, ByOption, JsonOption, StoreOption, app


@app.command()
def changes(
    subject: Annotated[str | None, typer.Argument(help="An activity; all without it.")] = None,
    *,
    since: Annotated[str, typer.Option("--since", help="The earlier moment (ISO).")],
    until: Annotated[
        str | None, typer.Option("--until", help="The later moment (ISO); now without it.")
    ] = None,
    store: StoreOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List what is new between two moments: figures, denials, conflicts, corrected reports."""
    from vedette.cli import changing, listing

    picture = listing.Picture(store, None, by)
    changing.changes(subject, (since, until), picture, as_json=as_json)


@app.command()
def first(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    value: Annotated[str, typer.Argument(help='A number ("up to 30,000"), a word or a name.')],
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Say who said it first, and show the tree of what carries it."""
    from vedette.cli import changing, listing

    changing.first(subject, value, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def editions(
    series: Annotated[str, typer.Argument(help="A series or one of its editions, such as Zapad.")],
    *,
    counted: Annotated[str, typer.Option(help="What is counted.")] = "personnel",
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Lay the editions of an exercise side by side: announced, during, estimated, outcome."""
    from vedette.cli import listing, standing

    picture = listing.Picture(store, as_of, by)
    standing.editions(series, picture, counted=counted, as_json=as_json)


@app.command()
def gaps(
    subject: Annotated[str, typer.Argument(help="An activity, or a type of the codebook.")],
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List what one would expect to be told of an activity, and who has given it, if anybody."""
    from vedette.cli import listing, standing

    standing.gaps(subject, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def origins(
    report: Annotated[
        str | None, typer.Argument(help="A report's id, or its first digits: only its own text.")
    ] = None,
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List the texts that several reports go back to, with what speaks for it."""
    from vedette.cli import listing
    from vedette.cli import origins as showing

    showing.origins(report, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def stories(
    subject: Annotated[
        str | None, typer.Argument(help="An activity, or a word of a headline.")
    ] = None,
    *,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Say why each report is in its story.")
    ] = False,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List the happenings that reports tell of: days, reports, origins, outlets."""
    from vedette.cli import listing, telling

    picture = listing.Picture(store, as_of, by)
    telling.stories(subject, picture, reasons=reasons, as_json=as_json)


@app.command()
def story(
    name: Annotated[str | None, typer.Argument(help="A story's id.", metavar="ID")] = None,
    *,
    why: Annotated[
        str | None, typer.Option("--why", help="A report: why it is in its story.")
    ] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Show one story with its reports, or why a report is in its story."""
    from vedette.cli import listing, telling

    telling.story(name, why, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def incidents(
    kind: Annotated[str | None, typer.Argument(help="Only of this kind of activity.")] = None,
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List deeds without a name that several reports tell of, tied by kind, place and time."""
    from vedette.cli import listing, telling

    telling.incidents(kind, listing.Picture(store, as_of, by), as_json=as_json)
