"""Who may do what where the store is served: accounts, tokens, and what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import JsonOption, StoreOption, WhoOption, app

accounts = typer.Typer(
    help="List who may open the served store, add, change and remove accounts.",
    no_args_is_help=False,
    rich_markup_mode=None,
)
tokens = typer.Typer(
    help="List the tokens of scripts, make and revoke them.",
    no_args_is_help=False,
    rich_markup_mode=None,
)
app.add_typer(accounts, name="accounts")
app.add_typer(tokens, name="tokens")

AccountArgument = Annotated[str, typer.Argument(help="The name of an account.", metavar="NAME")]
RoleOption = Annotated[str, typer.Option("--role", help="viewer, analyst or editor.")]


@accounts.callback(invoke_without_command=True)
def list_accounts(
    context: typer.Context, *, store: StoreOption = None, as_json: JsonOption = False
) -> None:
    """List who may open the served store, add, change and remove accounts."""
    if context.invoked_subcommand is None:
        from vedette.cli import access

        access.accounts(store, as_json=as_json)


@accounts.command("add")
def add_account(
    name: AccountArgument, *, role: RoleOption, who: WhoOption = "desk", store: StoreOption = None
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    from vedette.cli import access

    access.add(name, role, store, who=who)


@accounts.command("role")
def change_role(
    name: AccountArgument,
    role: Annotated[str, typer.Argument(help="viewer, analyst or editor.")],
    *,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Change what somebody may do; he has to log in again."""
    from vedette.cli import access

    access.give_role(name, role, store, who=who)


@accounts.command("password")
def change_password(
    name: AccountArgument, *, who: WhoOption = "desk", store: StoreOption = None
) -> None:
    """Change a password; it is asked for, or read from standard input."""
    from vedette.cli import access

    access.give_password(name, store, who=who)


@accounts.command("remove")
def remove_account(
    name: AccountArgument, *, who: WhoOption = "desk", store: StoreOption = None
) -> None:
    """Remove an account with its logins and tokens; what it decided stays."""
    from vedette.cli import access

    access.remove(name, store, who=who)


@tokens.callback(invoke_without_command=True)
def list_tokens(
    context: typer.Context, *, store: StoreOption = None, as_json: JsonOption = False
) -> None:
    """List the tokens of scripts, make and revoke them."""
    if context.invoked_subcommand is None:
        from vedette.cli import access

        access.tokens(store, as_json=as_json)


@tokens.command("add")
def add_token(
    name: AccountArgument,
    *,
    label: Annotated[str, typer.Option("--label", help="What it is for.")],
    role: RoleOption = "viewer",
    days: Annotated[
        int | None, typer.Option("--days", help="So long it lasts; without end if not given.")
    ] = None,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Make a token for a script and print its secret, once."""
    from vedette.cli import access

    access.add_token(name, store, role=role, label=label, days=days, who=who)


@tokens.command("revoke")
def revoke_token(
    token: Annotated[str, typer.Argument(help="A token's id, as listed.", metavar="ID")],
    *,
    who: WhoOption = "desk",
    store: StoreOption = None,
) -> None:
    """Make a token worthless."""
    from vedette.cli import access

    access.revoke_token(token, store, who=who)


@app.command()
def audit(
    *,
    by: Annotated[
        str | None, typer.Option("--by", help="Only what this person did.", metavar="WHO")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the last first.")] = 100,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who did what, when and from where, while the store was served."""
    from vedette.cli import access

    access.audit(store, by=by, limit=limit, as_json=as_json)
