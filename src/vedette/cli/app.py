"""The application that all commands belong to, and the options that several of them share."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette import __version__

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
    str,
    typer.Option(
        "--as",
        help="What they share: origin, story, utterance, name, activity, place or equipment.",
    ),
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
