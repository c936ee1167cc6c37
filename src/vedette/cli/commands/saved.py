"""Searches that are kept: what is new in them, and where it is sent."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import JsonOption, StoreOption, app

saved = typer.Typer(
    help="List saved searches with what is new, add and remove them, send news to webhooks.",
    no_args_is_help=False,
    rich_markup_mode=None,
)
app.add_typer(saved, name="saved")

SearchArgument = Annotated[
    str, typer.Argument(help="The name of a saved search, or its id.", metavar="NAME")
]
OwnerOption = Annotated[
    str, typer.Option("--owner", help="Whose it is: an account, or desk for who is alone.")
]


@saved.callback(invoke_without_command=True)
def list_searches(
    context: typer.Context, *, store: StoreOption = None, as_json: JsonOption = False
) -> None:
    """List saved searches with what is new, add and remove them, send news to webhooks."""
    if context.invoked_subcommand is None:
        from vedette.cli import saving

        saving.listed(None, store, as_json=as_json)


@saved.command("list")
def list_of_owner(
    *,
    owner: Annotated[
        str | None, typer.Option("--owner", help="Only of this account, or of desk.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List saved searches with how many claims are new in each since it was opened."""
    from vedette.cli import saving

    saving.listed(owner, store, as_json=as_json)


@saved.command("add")
def add_search(
    name: Annotated[str, typer.Argument(help="What it is called.", metavar="NAME")],
    address: Annotated[
        str,
        typer.Argument(help="A view with its filters, as /claims?speaker=Peskov.", metavar="VIEW"),
    ],
    *,
    owner: OwnerOption = "desk",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Save a view under a name; one of claims gets a feed."""
    from vedette.cli import saving

    saving.add(name, address, owner, store, as_json=as_json)


@saved.command("remove")
def remove_search(
    name: SearchArgument, *, owner: OwnerOption = "desk", store: StoreOption = None
) -> None:
    """Remove a saved search with its feed and its webhooks."""
    from vedette.cli import saving

    saving.remove(name, owner, store)


@saved.command("feed")
def change_feed(
    name: SearchArgument,
    *,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the feed away.")] = False,
    owner: OwnerOption = "desk",
    store: StoreOption = None,
) -> None:
    """Give a saved search another address for its feed; the old one is gone at once."""
    from vedette.cli import saving

    saving.feed(name, owner, store, revoke=revoke)


@saved.command("hook")
def add_hook(
    name: SearchArgument,
    address: Annotated[str, typer.Argument(help="Where news is sent: https://example.org/path.")],
    *,
    private: Annotated[
        bool, typer.Option("--private", help="An address in a private network is meant.")
    ] = False,
    owner: OwnerOption = "desk",
    store: StoreOption = None,
) -> None:
    """Enter where news of a saved search is sent, and print the secret that signs it."""
    from vedette.cli import saving

    saving.hook(name, address, owner, store, private=private)


@saved.command("unhook")
def remove_hook(
    hook: Annotated[str, typer.Argument(help="A webhook's id, as listed.", metavar="ID")],
    *,
    store: StoreOption = None,
) -> None:
    """Remove a webhook."""
    from vedette.cli import saving

    saving.unhook(hook, store)


@saved.command("notify")
def notify_hooks(
    *,
    at: Annotated[
        str, typer.Option("--at", help="The server's address, for links: https://desk.example.org")
    ] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send what is new in saved searches to their webhooks, signed; nothing else ever does."""
    from vedette.cli import saving

    saving.notify(at, store, as_json=as_json)
