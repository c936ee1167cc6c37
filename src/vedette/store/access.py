"""Who may do what where the store is served: accounts, logins, tokens, and what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.store.intake import next_number
from vedette.store.rows import fold, storable
from vedette.store.saved import Saved
from vedette.store.tables import (
    access_token,
    account,
    attempt,
    audit,
    invitation,
    login,
    secret,
)


class Role(StrEnum):
    """Say what somebody may do: read; read and decide; both, and look after the accounts."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    EDITOR = "editor"

    @property
    def rank(self) -> int:
        """Return a number that grows with what the role may do."""
        return list(Role).index(self)

    def may(self, needed: Role) -> bool:
        """Tell whether this role is enough where another is needed."""
        return self.rank >= needed.rank


@dataclass(frozen=True, slots=True)
class Account:
    """Hold a person's account; `password` is a hash with its own salt. Instants are text, UTC.

    One that is locked stays, with what it decided, and nobody gets in with it.
    """

    name: str
    role: Role
    password: str
    made_at: str
    made_by: str
    locked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """Hold a session: the digest of its secret, whose it is, since when, last seen, from where."""

    digest: str
    account: str
    made_at: str
    seen_at: str
    address: str


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a script's token: its public id and the digest of its secret; no end is None."""

    id: str
    digest: str
    account: str
    role: Role
    label: str
    made_at: str
    made_by: str
    ends_at: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Hold a line of the audit log: who did what when, from where, and how it ended.

    `via` is how he was known: "session", "token", "alone", "command" or "nobody"; `status` is the
    HTTP status of the answer, 200 for a command.
    """

    at: str
    who: str
    via: str
    address: str
    action: str
    detail: str
    status: int


class Access:
    """Read and write accounts, logins, tokens and the audit log, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- accounts ------------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """Return the accounts by name."""
        statement = sa.select(account).order_by(account.c.key)
        return [_account(row) for row in self._connection.execute(statement)]

    def account(self, name: str) -> Account | None:
        """Return the account of this name, in whatever case it is written."""
        statement = sa.select(account).where(account.c.key == fold(name))
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _account(row)

    def put_account(self, noun: Account) -> None:
        """Enter an account, or change it; whoever is logged in with it has to log in again."""
        key = fold(noun.name)
        values = {
            "name": storable(noun.name),
            "role": noun.role.value,
            "password": noun.password,
            "made_at": noun.made_at,
            "made_by": storable(noun.made_by),
            "locked_at": noun.locked_at,
        }
        ours = sa.update(account).where(account.c.key == key).values(values)
        if not self._connection.execute(ours).rowcount:
            self._connection.execute(account.insert(), {"key": key, **values})
        self._connection.execute(sa.delete(login).where(login.c.account == key))

    def drop_account(self, name: str) -> bool:
        """Remove an account with its logins, tokens and searches; False where there is none."""
        key = fold(name)
        Saved(self._connection).drop_all(key)
        for table in (login, access_token, invitation):
            self._connection.execute(sa.delete(table).where(table.c.account == key))
        return self._connection.execute(sa.delete(account).where(account.c.key == key)).rowcount > 0

    # ---- logins --------------------------------------------------------------------------------

    def login(self, digest: str) -> tuple[Login, Account] | None:
        """Return the login with this digest and its account."""
        joined = login.join(account, account.c.key == login.c.account)
        statement = sa.select(login, *_columns(account)).select_from(joined)
        row = self._connection.execute(statement.where(login.c.digest == digest)).one_or_none()
        if row is None:
            return None
        return Login(row.digest, row.account, row.made_at, row.seen_at, row.address), _other(row)

    def put_login(self, noun: Login) -> None:
        """Enter a login."""
        values = {
            "digest": noun.digest,
            "account": fold(noun.account),
            "made_at": noun.made_at,
            "seen_at": noun.seen_at,
            "address": storable(noun.address),
        }
        self._connection.execute(login.insert(), values)

    def see_login(self, digest: str, at: str) -> None:
        """Note when a login was last used."""
        ours = sa.update(login).where(login.c.digest == digest)
        self._connection.execute(ours.values(seen_at=at))

    def drop_login(self, digest: str) -> None:
        """End a login."""
        self._connection.execute(sa.delete(login).where(login.c.digest == digest))

    def drop_logins(self, *, unseen_since: str, made_before: str) -> None:
        """Remove the logins that have run out."""
        over = (login.c.seen_at < unseen_since) | (login.c.made_at < made_before)
        self._connection.execute(sa.delete(login).where(over))

    def logins(self, name: str | None = None) -> list[Login]:
        """Return the logins of everybody, or of one account, the last used first."""
        statement = sa.select(login).order_by(login.c.seen_at.desc(), login.c.digest)
        if name is not None:
            statement = statement.where(login.c.account == fold(name))
        rows = self._connection.execute(statement)
        return [Login(r.digest, r.account, r.made_at, r.seen_at, r.address) for r in rows]

    def drop_logins_of(self, name: str, *, but: str = "") -> int:
        """End the logins of an account, but for one, and return how many."""
        ours = (login.c.account == fold(name)) & (login.c.digest != but)
        return self._connection.execute(sa.delete(login).where(ours)).rowcount

    # ---- invitations ---------------------------------------------------------------------------

    def put_invitation(self, digest: str, name: str, ends_at: str) -> None:
        """Enter a link with which an account's password can be set once, in place of earlier."""
        self.drop_invitations(name)
        values = {"digest": digest, "account": fold(name), "ends_at": ends_at}
        self._connection.execute(invitation.insert(), values)

    def invitation(self, digest: str) -> tuple[str, Account] | None:
        """Return until when a link is good, and its account; None where there is none."""
        joined = invitation.join(account, account.c.key == invitation.c.account)
        statement = sa.select(invitation.c.ends_at, *_columns(account)).select_from(joined)
        found = self._connection.execute(statement.where(invitation.c.digest == digest))
        row = found.one_or_none()
        return None if row is None else (row.ends_at, _other(row))

    def drop_invitations(self, name: str) -> None:
        """Take the links of an account back."""
        ours = sa.delete(invitation).where(invitation.c.account == fold(name))
        self._connection.execute(ours)

    # ---- failed logins -------------------------------------------------------------------------

    def attempts(self, keys: Collection[str]) -> dict[str, tuple[int, str]]:
        """Return how often who has these keys failed, and when last."""
        statement = sa.select(attempt).where(attempt.c.key.in_([*map(storable, keys)]))
        rows = self._connection.execute(statement)
        return {row.key: (row.failures, row.last) for row in rows}

    def put_attempt(self, key: str, failures: int, last: str) -> None:
        """Note how often somebody failed; no failures forget him."""
        own = attempt.c.key == storable(key)
        self._connection.execute(sa.delete(attempt).where(own))
        if failures > 0:
            values = {"key": storable(key), "failures": failures, "last": last}
            self._connection.execute(attempt.insert(), values)

    def forget_attempts(self, before: str, most: int) -> None:
        """Forget who failed before an instant, and all but the last so many."""
        self._connection.execute(sa.delete(attempt).where(attempt.c.last < before))
        in_time = sa.select(attempt.c.last).order_by(attempt.c.last.desc())
        oldest: str | None = self._connection.scalar(in_time.offset(max(most - 1, 0)).limit(1))
        if oldest is not None:
            self._connection.execute(sa.delete(attempt).where(attempt.c.last < oldest))

    # ---- tokens --------------------------------------------------------------------------------

    def tokens(self) -> list[Token]:
        """Return the tokens in the order in which they were made."""
        joined = access_token.join(account, account.c.key == access_token.c.account)
        statement = sa.select(access_token, account.c.name).select_from(joined)
        order = (access_token.c.made_at, access_token.c.id)
        return [_token(row) for row in self._connection.execute(statement.order_by(*order))]

    def token(self, digest: str) -> tuple[Token, Account] | None:
        """Return the token with this digest and its account."""
        joined = access_token.join(account, account.c.key == access_token.c.account)
        statement = sa.select(access_token, account.c.name, *_columns(account))
        statement = statement.select_from(joined).where(access_token.c.digest == digest)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else (_token(row), _other(row))

    def put_token(self, noun: Token) -> None:
        """Enter a token."""
        values = {
            "id": noun.id,
            "digest": noun.digest,
            "account": fold(noun.account),
            "role": noun.role.value,
            "label": storable(noun.label),
            "made_at": noun.made_at,
            "made_by": storable(noun.made_by),
            "ends_at": noun.ends_at,
        }
        self._connection.execute(access_token.insert(), values)

    def drop_token(self, token_id: str) -> bool:
        """Remove a token; False where there is none."""
        ours = sa.delete(access_token).where(access_token.c.id == token_id)
        return self._connection.execute(ours).rowcount > 0

    # ---- what was done, and keys ---------------------------------------------------------------

    def note(self, done: Done) -> None:
        """Append a line to the audit log."""
        values = {
            "no": next_number(self._connection, audit),
            "at": done.at,
            "who": storable(done.who),
            "via": done.via,
            "address": storable(done.address),
            "action": storable(done.action),
            "detail": storable(done.detail),
            "status": done.status,
        }
        self._connection.execute(audit.insert(), values)

    def done(
        self,
        *,
        who: str | None = None,
        action: str | None = None,
        since: str | None = None,
        before: int | None = None,
        limit: int,
    ) -> list[tuple[int, Done]]:
        """Return lines of the audit log with their numbers, the last first.

        `action` is how the action begins, `since` an instant as stored.
        """
        statement = sa.select(audit).order_by(audit.c.no.desc()).limit(limit)
        if who is not None:
            statement = statement.where(sa.func.lower(audit.c.who) == storable(who).lower())
        if action is not None:
            statement = statement.where(
                audit.c.action.startswith(storable(action), autoescape=True)
            )
        if since is not None:
            statement = statement.where(audit.c.at >= since)
        if before is not None:
            statement = statement.where(audit.c.no < before)
        return [_done(row) for row in self._connection.execute(statement)]

    def secret(self, name: str, fresh: str) -> str:
        """Return a key of this store; the first who asks sets it."""
        ours = sa.select(secret.c.value).where(secret.c.name == name)
        value: str | None = self._connection.scalar(ours)
        if value is None:
            self._connection.execute(secret.insert(), {"name": name, "value": fresh})
        return value or fresh


def _columns(table: sa.Table) -> Iterator[sa.Label[Any]]:
    return (column.label(f"{table.name}_{column.name}") for column in table.c)


def _account(row: Any) -> Account:
    return Account(row.name, Role(row.role), row.password, row.made_at, row.made_by, row.locked_at)


def _other(row: Any) -> Account:
    return Account(
        row.account_name,
        Role(row.account_role),
        row.account_password,
        row.account_made_at,
        row.account_made_by,
        row.account_locked_at,
    )


def _token(row: Any) -> Token:
    return Token(
        row.id,
        row.digest,
        row.name,
        Role(row.role),
        row.label,
        row.made_at,
        row.made_by,
        row.ends_at,
    )


def _done(row: Any) -> tuple[int, Done]:
    return row.no, Done(row.at, row.who, row.via, row.address, row.action, row.detail, row.status)
