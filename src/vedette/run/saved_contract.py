"""Saved searches and what became of webhooks as plain data; no secret is in it but a feed's key."""

from __future__ import annotations

from typing import Any

from vedette.run.hooks import Delivery
from vedette.run.saved import Listed
from vedette.store.saved import Hook, Search

Data = dict[str, Any]


def search_data(search: Search) -> Data:
    """Return a saved search; `feed` is the path of its feed on the server, null without one."""
    return {
        "id": search.id,
        "owner": search.owner,
        "name": search.name,
        "address": search.address,
        "made_at": _instant(search.made_at),
        "opened_at": _instant(search.opened_at),
        "feed": f"/feeds/{search.key}.atom" if search.key else None,
    }


def listed_data(one: Listed) -> Data:
    """Return a saved search with how many claims are new in it, and its webhooks."""
    return {
        **search_data(one.search),
        "new": one.new,
        "webhooks": [hook_data(each) for each in one.hooks],
    }


def hook_data(hook: Hook) -> Data:
    """Return a webhook without the secret that signs."""
    return {
        "id": hook.id,
        "address": hook.address,
        "private": hook.is_private,
        "made_at": _instant(hook.made_at),
        "made_by": hook.made_by,
        "failures": hook.failures,
        "last_at": _instant(hook.last_at),
        "last_error": hook.last_error,
        "next_at": _instant(hook.next_at),
    }


def delivery_data(one: Delivery) -> Data:
    """Return what became of one webhook."""
    return {
        "webhook": one.hook.id,
        "address": one.hook.address,
        "search": one.search.name,
        "outcome": one.outcome,
        "new": one.new,
        "status": one.status,
        "error": one.error or None,
        "failures": one.hook.failures,
    }


def _instant(text: str | None) -> str | None:
    return f"{text[:19]}+00:00" if text else None
