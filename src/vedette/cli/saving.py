"""Commands on saved searches: `saved` and what stands under it."""

from __future__ import annotations

from rich.text import Text

from vedette.cli.console import console, print_json
from vedette.cli.listing import table
from vedette.model.words import count
from vedette.run import hooks, queries
from vedette.run import saved as run
from vedette.run.accounts import noted
from vedette.run.config import load_settings
from vedette.run.saved_contract import delivery_data, listed_data, search_data
from vedette.store.store import Store, open_store


def listed(owner: str | None, store: str | None, *, as_json: bool) -> None:
    """Print the saved searches."""
    whose = None if owner is None else run.owner_of(owner)
    with queries.open_existing(load_settings(store=store)) as opened, opened.view() as view:
        found = run.listed(opened, view, whose)
    if as_json:
        print_json([listed_data(one) for one in found])
        return
    shown = table("name", "new", "view", "owner", "webhooks")
    for one in found:
        new = "" if one.new is None else f"{one.new:,}"
        failing = sum(hook.failures > 0 for hook in one.hooks)
        told = f"{len(one.hooks)}{f', {failing} failing' if failing else ''}" if one.hooks else ""
        search = one.search
        shown.add_row(Text(search.name), new, Text(search.address), Text(search.owner), told)
    console().print(shown)
    if not found:
        console().print("Nothing yet: vedette saved add NAME /claims?speaker=WHO")


def add(name: str, address: str, owner: str, store: str | None, *, as_json: bool) -> None:
    """Save a view."""
    with _writing(store) as opened:
        made = run.save(opened, run.owner_of(owner), name, address)
        noted(opened, "search saved", f"{made.name}: {made.address}", who=owner)
    if as_json:
        print_json(search_data(made))
        return
    feed = f"; its feed on the server: /feeds/{made.key}.atom" if made.key else ""
    console().print(Text(f"{made.name} is saved as {made.id}{feed}"))


def remove(name: str, owner: str, store: str | None) -> None:
    """Remove a search."""
    with _writing(store) as opened:
        search = run.find(opened, run.owner_of(owner), name)
        run.remove(opened, search)
        noted(opened, "search removed", search.name, who=owner)
    console().print(Text(f"{search.name} is removed, with its feed and webhooks"))


def feed(name: str, owner: str, store: str | None, *, revoke: bool) -> None:
    """Renew a feed's address, or take it away."""
    with _writing(store) as opened:
        search = run.find(opened, run.owner_of(owner), name)
        made = run.renew(opened, search, feed=not revoke)
        noted(opened, "feed revoked" if revoke else "feed renewed", made.name, who=owner)
    told = f"is at /feeds/{made.key}.atom on the server" if made.key else "is gone"
    console().print(Text(f"The feed of {made.name} {told}"))


def hook(name: str, address: str, owner: str, store: str | None, *, private: bool) -> None:
    """Enter a webhook."""
    with _writing(store) as opened:
        search = run.find(opened, run.owner_of(owner), name)
        made = hooks.add(opened, search, address, by=owner, private=private)
        noted(opened, "webhook added", f"{search.name}: {made.address}", who=owner)
    console().print(
        Text(f"{made.id} tells {made.address}; what it gets is signed by {made.secret}")
    )


def unhook(hook_id: str, store: str | None) -> None:
    """Remove a webhook."""
    with _writing(store) as opened:
        hooks.remove(opened, hook_id)
        noted(opened, "webhook removed", hook_id, who=run.DESK)
    console().print(Text(f"{hook_id} is removed"))


def notify(at: str, store: str | None, *, as_json: bool) -> None:
    """Send what is new."""
    with _writing(store) as opened:
        done = hooks.notify(opened, base=at.rstrip("/"))
    if as_json:
        print_json([delivery_data(one) for one in done])
        return
    for one in done:
        told = f"{one.outcome}: {count(one.new, 'new claim')}" if one.new else one.outcome
        why = f" ({one.error}; {count(one.hook.failures, 'failure')} in a row)" if one.error else ""
        console().print(Text(f"{one.search.name} to {one.hook.address}: {told}{why}"))
    if not done:
        console().print("No saved search has a webhook: vedette saved hook NAME ADDRESS")


def _writing(store: str | None) -> Store:
    return open_store(load_settings(store=store).store)
