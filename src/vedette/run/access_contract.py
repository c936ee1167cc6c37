"""Accounts, tokens and the audit log as plain data; no secret is in it."""

from __future__ import annotations

from typing import Any

from vedette.store.access import Account, Done, Token

Data = dict[str, Any]


def account_data(account: Account) -> Data:
    """Return an account without its password."""
    return {
        "name": account.name,
        "role": str(account.role),
        "made_at": _instant(account.made_at),
        "made_by": account.made_by,
        "locked_at": _instant(account.locked_at) if account.locked_at else None,
    }


def token_data(token: Token) -> Data:
    """Return a token without its secret."""
    return {
        "id": token.id,
        "account": token.account,
        "role": str(token.role),
        "label": token.label,
        "made_at": _instant(token.made_at),
        "made_by": token.made_by,
        "ends_at": _instant(token.ends_at) if token.ends_at else None,
    }


def done_data(number: int, done: Done) -> Data:
    """Return a line of the audit log."""
    return {
        "no": number,
        "at": _instant(done.at),
        "who": done.who,
        "via": done.via,
        "address": done.address or None,
        "action": done.action,
        "detail": done.detail or None,
        "status": done.status,
    }


def _instant(text: str) -> str:
    """Return a stored instant as everywhere else in JSON: to the second, with its zone."""
    return f"{text[:19]}+00:00"
