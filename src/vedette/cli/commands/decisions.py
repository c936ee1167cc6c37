"""Rules propose, people decide: names, claims, reports, publishers, imports."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import (
    JsonOption,
    NameArgument,
    PublisherArgument,
    ReasonOption,
    SharedOption,
    StoreOption,
    TargetArgument,
    WhoOption,
    app,
)


@app.command()
def names(
    name: Annotated[str | None, typer.Argument(help="Only who is called so.")] = None,
    *,
    judge: Annotated[
        bool, typer.Option("--judge", help="Let the rules judge the names in the store first.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who is written in several ways across reports, with why, and what is undecided."""
    from vedette.cli import listing, naming
    from vedette.run.config import load_settings

    if judge:
        naming.judge(load_settings(store=store), as_json=as_json)
    naming.names(name, listing.Picture(store), as_json=as_json)


@app.command()
def same(
    a: NameArgument,
    b: NameArgument,
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that two names are one person or body; it outranks every rule."""
    from vedette.cli import naming
    from vedette.run.config import load_settings

    naming.decide(a, b, load_settings(store=store), same=True, reason=reason, who=who)


@app.command()
def not_same(
    a: NameArgument,
    b: NameArgument,
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that two names are two persons or bodies: the second comes apart from the first."""
    from vedette.cli import naming
    from vedette.run.config import load_settings

    naming.decide(a, b, load_settings(store=store), same=False, reason=reason, who=who)


@app.command()
def accept(
    target: TargetArgument,
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that a claim, a figure, a report or a rule's judgement holds."""
    from vedette.cli import deciding
    from vedette.run import deciding as run
    from vedette.run.config import load_settings

    settings = load_settings(store=store)
    deciding.decide(settings, lambda s: run.accept(s, target, reason=reason, who=who))


@app.command()
def reject(
    target: TargetArgument,
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that it does not: it is shown as said no more, a report leaves the picture."""
    from vedette.cli import deciding
    from vedette.run import deciding as run
    from vedette.run.config import load_settings

    settings = load_settings(store=store)
    deciding.decide(settings, lambda s: run.reject(s, target, reason=reason, who=who))


@app.command()
def merge(
    a: TargetArgument,
    b: TargetArgument,
    *,
    shared: SharedOption = "",
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that two things are one: reports of one text or happening, figures, or two names.

    Names of a person or body, of an activity, a place or a kind of equipment are given as they are
    spelt, with --as name, activity, place or equipment.
    """
    from vedette.cli import deciding
    from vedette.run.config import load_settings
    from vedette.run.review import drafts

    settings = load_settings(store=store)
    deciding.decide(
        settings, lambda s: drafts.merge(s, a, b, shared=shared, reason=reason, who=who)
    )


@app.command()
def split(
    a: TargetArgument,
    b: TargetArgument,
    *,
    shared: SharedOption = "",
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Decide that they do not."""
    from vedette.cli import deciding
    from vedette.run.config import load_settings
    from vedette.run.review import drafts

    settings = load_settings(store=store)
    deciding.decide(
        settings, lambda s: drafts.split(s, a, b, shared=shared, reason=reason, who=who)
    )


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(help="A decision's id, or its first digits.")],
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Take a decision back, of a person or on two names; it stays in the store."""
    from vedette.cli import deciding
    from vedette.run.config import load_settings

    deciding.undo(judgement, load_settings(store=store), reason=reason, who=who)


@app.command()
def judgements(
    *,
    about: Annotated[
        str | None, typer.Option(help="Only on this id, its first digits, or this name.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only of this kind, such as reject.")] = None,
    by: Annotated[
        str | None, typer.Option(help="Only by this person, or this rule.", metavar="WHO")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also rules', and those that were taken back.")
    ] = False,
    export_to: Annotated[
        str | None, typer.Option("--export", help="Write them into a file.", metavar="FILE")
    ] = None,
    import_from: Annotated[
        str | None, typer.Option("--import", help="Take in those of a file.", metavar="FILE")
    ] = None,
    who: WhoOption = "desk",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what persons decided, when and why, and what became of it."""
    from vedette.cli import deciding, listing
    from vedette.run.judged import Asked

    picture = listing.Picture(store)
    files = deciding.Files(export_to, import_from)
    if not deciding.carry(files, picture, who=who, as_json=as_json):
        asked = Asked(about, kind, by, everything)
        deciding.judgements(picture, asked, as_json=as_json)


@app.command()
def imports(*, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List what was taken in, from where, and what was taken back."""
    from vedette.cli import deciding
    from vedette.run.config import load_settings

    deciding.imports(load_settings(store=store), as_json=as_json)


@app.command()
def revert(
    run: Annotated[str, typer.Argument(help="An import's id, or its first digits.")],
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Take an import back as a whole; one that is out comes in again."""
    from vedette.cli import deciding
    from vedette.run.config import load_settings

    deciding.revert(run, load_settings(store=store), reason=reason, who=who)


@app.command()
def sources(
    *,
    state_affiliated: Annotated[
        bool | None,
        typer.Option("--state-affiliated/--not-state-affiliated", help="Only those that are."),
    ] = None,
    grade: Annotated[str | None, typer.Option(help="Only those with this grade, A to F.")] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Also those without a report in the store.")
    ] = False,
    import_from: Annotated[
        str | None, typer.Option("--import", help="Take in a registry file.", metavar="FILE")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, of --import.")] = "",
    who: WhoOption = "desk",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the publishers in the store with what is known of them."""
    from vedette.cli import listing, registry
    from vedette.run.config import load_settings
    from vedette.run.sources import Wanted

    if import_from is not None:
        settings = load_settings(store=store)
        registry.take_in(import_from, settings, reason=reason, who=who, as_json=as_json)
        return
    wanted = Wanted(state_affiliated, grade, everybody)
    registry.sources(listing.Picture(store), wanted, as_json=as_json)


@app.command()
def source(
    name: PublisherArgument,
    *,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="A fact, as in owner=NAME; without value unknown."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, of --set; kept with it.")] = "",
    who: WhoOption = "desk",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is known of a publisher, from where and from whom; with --set, change it."""
    from vedette.cli import listing, registry
    from vedette.run.config import load_settings

    if changes:
        registry.edit(name, changes, load_settings(store=store), reason=reason, who=who)
        return
    registry.source(name, listing.Picture(store), as_json=as_json)


@app.command()
def regrade(
    name: PublisherArgument,
    grade: Annotated[str, typer.Argument(help="From A, reliable, to F, cannot be judged.")],
    *,
    reason: ReasonOption,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Grade a publisher on the Admiralty scale."""
    from vedette.cli import registry
    from vedette.run.config import load_settings

    registry.regrade(name, grade, load_settings(store=store), reason=reason, who=who)
