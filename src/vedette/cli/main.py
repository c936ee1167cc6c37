"""The `vedette` command. Each command parses, calls `run`, and shows."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from vedette import __version__
from vedette.errors import VedetteError

INTERRUPTED = 130  # what a shell gives a process ended by Ctrl-C
STRICT_FAILED = 3
NOT_SUPPORTED = 4

app = typer.Typer(
    name="vedette",
    help="Read news reports and keep who said what, in which report, in which exact words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="The store: a SQLite path or a postgresql:// URL."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The picture as it could be known at T (ISO).")
]
ByOption = Annotated[
    str, typer.Option("--by", help="The clock of the picture: published or retrieved.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
WhoOption = Annotated[
    str, typer.Option("--who", envvar="VEDETTE_WHO", help="Who decides; kept with the decision.")
]
NameArgument = Annotated[
    str, typer.Argument(help="A name or an id; NAME@REPORT for who is named so in one report.")
]
TargetArgument = Annotated[str, typer.Argument(help="An id, or its first digits.", metavar="ID")]
SharedOption = Annotated[
    str, typer.Option("--as", help="What they share: origin, story or utterance.")
]
PublisherArgument = Annotated[str, typer.Argument(help="A publisher.", metavar="NAME")]
PathsArgument = Annotated[
    list[str], typer.Argument(help="Files or folders; - reads standard input.", metavar="PATH...")
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"vedette {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news reports and keep who said what, in which report, in which exact words."""


@app.command()
def read(
    paths: PathsArgument,
    *,
    as_json: JsonOption = False,
    text: Annotated[bool, typer.Option("--text", help="Add the report's text to JSON.")] = False,
) -> None:
    """Print what is understood of each report, storing nothing."""
    from vedette.cli import reading
    from vedette.run.config import load_settings

    failed = reading.read(paths, settings=load_settings(), as_json=as_json, with_text=text)
    raise typer.Exit(2 if failed else 0)


@app.command()
def ingest(
    paths: PathsArgument,
    *,
    store: StoreOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes to share the work.")] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 when any report failed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take reports into the store; what is there already is skipped."""
    from vedette.cli import ingesting
    from vedette.run.config import load_settings

    receipt = ingesting.ingest(
        paths, settings=load_settings(store=store), jobs=jobs, as_json=as_json
    )
    if receipt.interrupted:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(STRICT_FAILED if strict and receipt.failures else 0)


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


@app.command()
def brief(
    subject: Annotated[str, typer.Argument(help="An activity, such as Zapad-2025.")],
    *,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    by: ByOption = "published",
    as_json: JsonOption = False,
) -> None:
    """Print a short summary, every sentence with the words that carry it."""
    from vedette.cli import listing

    listing.brief(subject, listing.Picture(store, as_of, by), as_json=as_json)


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
def ignored(
    file: Annotated[str, typer.Argument(help="A report.", metavar="FILE")],
    *,
    as_json: JsonOption = False,
) -> None:
    """List the sentences with a number or a speech verb that gave no claim."""
    from vedette.cli import reading
    from vedette.run.config import load_settings

    failed = reading.ignored([file], settings=load_settings(), as_json=as_json)
    raise typer.Exit(2 if failed else 0)


@app.command()
def forget(
    report: Annotated[str, typer.Argument(help="A report's id, or its first digits.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the tombstone.")],
    store: StoreOption = None,
) -> None:
    """Remove a report and all that hangs on it, leaving a tombstone."""
    from vedette.cli import ingesting
    from vedette.run.config import load_settings

    ingesting.forget(report, reason=reason, settings=load_settings(store=store))


@app.command()
def demo(*, store: StoreOption = None) -> None:
    """Ingest the example reports on Zapad-2025 and show what can be said of its strength."""
    from vedette.cli import ingesting

    ingesting.demo(store)


@app.command()
def serve(
    *,
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8765,
) -> None:
    """Open the picture in a browser."""
    from vedette.run.config import load_settings
    from vedette.web.server import serve as run_server

    run_server(load_settings(store=store), host=host, port=port)


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
    """Decide that two reports go back to one text or tell one happening, two figures one saying."""
    from vedette.cli import deciding
    from vedette.run import deciding as run
    from vedette.run.config import load_settings

    settings = load_settings(store=store)
    deciding.decide(settings, lambda s: run.merge(s, a, b, shared=shared, reason=reason, who=who))


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
    from vedette.run import deciding as run
    from vedette.run.config import load_settings

    settings = load_settings(store=store)
    deciding.decide(settings, lambda s: run.split(s, a, b, shared=shared, reason=reason, who=who))


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
def link(*, store: StoreOption = None) -> None:
    """Look for the origins of reports that an older version stored; ingest does it by itself."""
    from vedette.cli import origins as showing
    from vedette.run.config import load_settings

    showing.link(load_settings(store=store))


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


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every mistake ends in one line and a fixed exit code."""
    try:
        app(args=arguments, standalone_mode=True)
    except VedetteError as error:
        print(f"vedette: {error.line()}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("vedette: interrupted; what was stored stays", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("VEDETTE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        hint = "Set VEDETTE_DEBUG=1 to see where, and please report it."
        print(f"vedette: a fault in Vedette: {what}. {hint}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
