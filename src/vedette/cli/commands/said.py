"""What is said, and by whom: claims, figures, histories, statements, times, briefs."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import AsOfOption, ByOption, JsonOption, StoreOption, app


@app.command()
def claims(  # noqa: PLR0913 - an argument here is an option there
    *,
    subject: Annotated[str | None, typer.Option(help="Only claims about this subject.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only claims of this speaker.")] = None,
    predicate: Annotated[str | None, typer.Option(help="Only claims with this predicate.")] = None,
    text: Annotated[
        str | None, typer.Option(help="Only claims with these words in value or quote.")
    ] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Those that persons rejected instead.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List claims, each with its speaker and the words that carry it."""
    from vedette.cli import listing

    listing.claims(
        listing.Picture(store, as_of, by),
        listing.Wanted(subject, speaker, predicate, text, rejected),
        limit=limit,
        as_json=as_json,
    )


@app.command()
def figures(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Set all figures on an activity side by side, with a verdict for each pair."""
    from vedette.cli import listing

    listing.figures(subject, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def history(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    speaker: Annotated[str | None, typer.Option(help="Only this person's or body's.")] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Tell how each speaker's number went: repeated, raised, cut, corrected, withdrawn."""
    from vedette.cli import history as telling
    from vedette.cli import listing

    telling.history(subject, speaker, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def statements(
    subject: Annotated[str, typer.Argument(help="An activity, or the name of a thing.")],
    *,
    speaker: Annotated[str | None, typer.Option(help="Only what this speaker says.")] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List who said what of a subject, each once with its carriers, and what denies it."""
    from vedette.cli import listing, statements

    statements.statements(subject, listing.Picture(store, as_of, by), speaker, as_json=as_json)


@app.command()
def denials(
    subject: Annotated[
        str | None, typer.Argument(help="An activity or a thing; all without it.")
    ] = None,
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List who denies or contradicts what, with why, and denials of what no report states."""
    from vedette.cli import listing, statements

    statements.denials(subject, listing.Picture(store, as_of, by), as_json=as_json)


@app.command()
def timeline(
    subject: Annotated[str | None, typer.Argument(help="An activity; all without it.")] = None,
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """List what is said to have happened or to be planned, in order of event time."""
    from vedette.cli import listing

    listing.timeline(subject, listing.Picture(store, as_of, by), as_json=as_json)
