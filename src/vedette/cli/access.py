"""Commands on accounts and tokens: `accounts`, `tokens`, `audit`."""

from __future__ import annotations

import getpass
import sys

from rich.text import Text

from vedette.cli.console import console, fold, print_json
from vedette.cli.listing import table
from vedette.errors import BadArgumentError
from vedette.model.words import count
from vedette.run import accounts as run
from vedette.run import queries
from vedette.run.access_contract import account_data, done_data, token_data
from vedette.run.config import load_settings
from vedette.store.store import Store, open_store


def accounts(store: str | None, *, as_json: bool) -> None:
    """Print the accounts."""
    with _reading(store) as opened:
        found = run.listed(opened)
    if as_json:
        print_json([account_data(each) for each in found])
        return
    shown = table("name", "role", "made", "by")
    for each in found:
        shown.add_row(Text(each.name), str(each.role), each.made_at[:10], Text(each.made_by))
    console().print(shown)
    if not found:
        console().print("Nobody yet: vedette accounts add NAME --role editor")


def add(name: str, role: str, store: str | None, *, who: str) -> None:
    """Make an account with a password that is asked for."""
    wanted = run.role_of(role)
    password = _password()
    with _writing(store) as opened:
        made = run.add(opened, name, wanted, password, by=who)
        run.noted(opened, "account added", f"{made.name}, {made.role}", who=who)
    console().print(Text(f"{made.name} is {_a(made.role)} now"))


def give_role(name: str, role: str, store: str | None, *, who: str) -> None:
    """Change what somebody may do."""
    with _writing(store) as opened:
        made = run.give_role(opened, name, run.role_of(role))
        run.noted(opened, "role changed", f"{made.name}, {made.role}", who=who)
    console().print(Text(f"{made.name} is {_a(made.role)} now, and has to log in again"))


def give_password(name: str, store: str | None, *, who: str) -> None:
    """Change a password."""
    with _writing(store) as opened:
        run.found(opened, name)
        made = run.give_password(opened, name, _password())
        run.noted(opened, "password changed", made.name, who=who)
    console().print(Text(f"{made.name} has another password now, and has to log in again"))


def remove(name: str, store: str | None, *, who: str) -> None:
    """Remove an account."""
    with _writing(store) as opened:
        gone = run.remove(opened, name)
        run.noted(opened, "account removed", gone.name, who=who)
    console().print(Text(f"{gone.name} has no account any more; what was decided stays"))


def tokens(store: str | None, *, as_json: bool) -> None:
    """Print the tokens, without their secrets."""
    with _reading(store) as opened:
        found = run.tokens(opened)
    if as_json:
        print_json([token_data(each) for each in found])
        return
    shown = table("id", "account", "may", "label", "made", "ends")
    for each in found:
        ends = each.ends_at[:10] if each.ends_at else "never"
        made = each.made_at[:10]
        shown.add_row(each.id, Text(each.account), str(each.role), Text(each.label), made, ends)
    console().print(shown)
    console().print(count(len(found), "token"))


def add_token(
    name: str, store: str | None, *, role: str, label: str, days: int | None, who: str
) -> None:
    """Make a token; its secret is the only line on standard output."""
    wanted = run.role_of(role)
    with _writing(store) as opened:
        key, made = run.give_token(opened, name, role=wanted, label=label, days=days, by=who)
        run.noted(opened, "token made", f"{made.id} for {made.account}, {made.role}", who=who)
    told = f"{made.id} may do what {_a(made.role)} may. This is the only time that it is shown:"
    console(stderr=True).print(Text(told), soft_wrap=True)
    print(key)


def revoke_token(token: str, store: str | None, *, who: str) -> None:
    """Make a token worthless."""
    with _writing(store) as opened:
        run.take_token(opened, token)
        run.noted(opened, "token revoked", token, who=who)
    console().print(Text(f"{token} is worth nothing any more"))


def audit(store: str | None, *, by: str | None, limit: int, as_json: bool) -> None:
    """Print who did what, the last first."""
    with _reading(store) as opened:
        found = run.done(opened, who=by, limit=limit)
    if as_json:
        print_json([done_data(*each) for each in found])
        return
    shown = table("when", "who", "from", "what", "end")
    for _, each in found:
        source = each.address or each.via
        what = fold(f"{each.action} {each.detail}".strip(), 160)
        shown.add_row(each.at[:19], Text(each.who), Text(source), Text(what), str(each.status))
    console().print(shown)
    console().print(count(len(found), "line"))


def _reading(store: str | None) -> Store:
    return queries.open_existing(load_settings(store=store))


def _writing(store: str | None) -> Store:
    return open_store(load_settings(store=store).store)


def _password() -> str:
    """Ask for a password twice, or read the first line of standard input where nobody sits."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise BadArgumentError("these are two passwords", next_step="Run the command again.")
    return first


def _a(role: str) -> str:
    return f"{'a' if role == 'viewer' else 'an'} {role}"
