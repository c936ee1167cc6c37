"""Accounts, logins and tokens: who somebody is, where the store is served to more than one.

Secrets are kept as digests, passwords as argon2 writes them: whoever reads the store can act as
nobody. The functions take the time from the caller, so that what runs out can be tested.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run.clock import now
from vedette.run.near import near_names
from vedette.store.access import Account, Done, Login, Role, Token
from vedette.store.rows import stamp
from vedette.store.store import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 12  # NIST SP 800-63B asks for at least 8; length is all that it asks for
LONGEST_PASSWORD = 1024  # hashing takes as long as the password is
LONGEST_NAME = 60
IDLE = timedelta(hours=12)  # a login that nobody uses ends
LONGEST_LOGIN = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)  # a login's last use is written down no more often
LONGEST_TOKEN_DAYS = 3650
INVITED = timedelta(hours=72)  # a link to set a password is good for so long
NO_PASSWORD = "!"  # noqa: S105 - no password has this as its hash
_NAME = re.compile(r"\w[\w .@'-]*")
# One check takes 64 MiB: two at a time are as many as a small machine should give to strangers.
_CHECKING = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Who:
    """Hold who somebody proved to be, what he may do, and by what he was known."""

    name: str
    role: Role
    via: str
    key: str = ""  # the digest of the login


# ---- accounts ----------------------------------------------------------------------------------


def role_of(text: str) -> Role:
    """Return the role that a word names; raises BadArgumentError for another."""
    try:
        return Role(text.strip().casefold())
    except ValueError as error:
        step = f"Give one of: {', '.join(Role)}"
        raise BadArgumentError(f"{text!r} is no role", next_step=step) from error


def add(store: Store, name: str, role: Role, password: str, *, by: str) -> Account:
    """Make an account; raises BadArgumentError for a name that is taken or cannot be one."""
    name = checked_name(name)
    return _enter(store, Account(name, role, hashed(password, name), stamp(now()), by))


def _enter(store: Store, made: Account) -> Account:
    with store.access() as access:
        if access.account(made.name) is not None:
            step = f"Change it with: vedette accounts role {made.name} ROLE"
            raise BadArgumentError("there is such an account", where=made.name, next_step=step)
        access.put_account(made)
    return made


def add_invited(store: Store, name: str, role: Role, *, by: str) -> tuple[Account, str]:
    """Make an account without a password, and return it with the secret of a link to set one."""
    name = checked_name(name)
    made = _enter(store, Account(name, role, NO_PASSWORD, stamp(now()), by))
    return made, invite(store, made.name)


def invite(store: Store, name: str) -> str:
    """Return the secret of a link with which an account's password can be set, once.

    An earlier link of the account is worth nothing from now on.
    """
    account = found(store, name)
    key = secrets.token_urlsafe(32)
    with store.access() as access:
        access.put_invitation(digest_of(key), account.name, stamp(now() + INVITED))
    return key


def invited(store: Store, key: str, *, at: datetime) -> Account | None:
    """Return the account whose link a secret is; None where it is used, ran out, or is none."""
    with store.doors() as doors:
        held = doors.invitation(digest_of(key))
    if held is None or held[0] <= stamp(at) or held[1].locked_at is not None:
        return None
    return held[1]


def accept_invitation(store: Store, key: str, password: str, *, at: datetime) -> Account:
    """Set a password by a link, which is worth nothing after; raises NotFoundError."""
    account = invited(store, key, at=at)
    if account is None:
        step = "Ask an editor for another link."
        raise NotFoundError("this link was used already, or ran out", next_step=step)
    changed = give_password(store, account.name, password)
    with store.access() as access:
        access.drop_invitations(account.name)
    return changed


def checked_name(name: str) -> str:
    """Return a name as an account may have it; raises BadArgumentError for another."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        step = f"Letters, digits, blanks and . @ ' - make a name, {LONGEST_NAME} at most."
        raise BadArgumentError("this is no name for an account", where=name[:80], next_step=step)
    return name


def hashed(password: str, name: str) -> str:
    """Return a password as it may be kept; raises BadArgumentError for one that is too short."""
    if len(password) < SHORTEST_PASSWORD or len(password) > LONGEST_PASSWORD:
        what = f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD:,} characters"
        raise BadArgumentError(what, next_step="A few words in a row make a good one.")
    if password.casefold().strip() == name.casefold():
        raise BadArgumentError("a name is no password", next_step="Take another one.")
    return _hasher().hash(password.encode("utf-8", "surrogatepass"))


def listed(store: Store) -> list[Account]:
    """Return the accounts by name."""
    with store.doors() as doors:
        return doors.accounts()


def found(store: Store, name: str) -> Account:
    """Return an account; raises NotFoundError that offers what comes nearest."""
    with store.doors() as doors:
        account, others = doors.account(name), doors.accounts()
    if account is not None:
        return account
    near = near_names(name, [each.name for each in others])
    step = f"Did you mean: {', '.join(near)}?" if near else "See vedette accounts"
    raise NotFoundError(f"no account is called {name!r}", next_step=step)


def give_role(store: Store, name: str, role: Role) -> Account:
    """Change what somebody may do; he has to log in again.

    Raises BadArgumentError where nobody would be left who looks after the accounts.
    """
    old = found(store, name)
    if role is not Role.EDITOR:
        _check_editors(store, old)
    return _put(store, replace(old, role=role))


def give_password(store: Store, name: str, password: str) -> Account:
    """Change a password; whoever is logged in with the old one has to log in again."""
    old = found(store, name)
    return _put(store, replace(old, password=hashed(password, old.name)))


def lock(store: Store, name: str, *, is_locked: bool) -> Account:
    """Lock an account, so that nobody gets in with it, or open it again; what it decided stays."""
    old = found(store, name)
    if is_locked:
        _check_editors(store, old)
    return _put(store, replace(old, locked_at=stamp(now()) if is_locked else None))


def _check_editors(store: Store, old: Account) -> None:
    """Raise BadArgumentError where an account is the last that looks after the others."""
    editors = [each for each in listed(store) if each.role is Role.EDITOR and not each.locked_at]
    if [each.name for each in editors] == [old.name]:
        step = "Make another editor first."
        raise BadArgumentError("this is the last editor", where=old.name, next_step=step)


def _put(store: Store, account: Account) -> Account:
    with store.access() as access:
        access.put_account(account)
    return account


def remove(store: Store, name: str) -> Account:
    """Remove an account with its logins and tokens; what it decided stays.

    The last editor can be removed only as the last account.
    """
    old = found(store, name)
    if len(listed(store)) > 1:
        _check_editors(store, old)
    with store.access() as access:
        access.drop_account(old.name)
    return old


# ---- logging in --------------------------------------------------------------------------------


def check(store: Store, name: str, password: str) -> Account | None:
    """Return the account where the password is right; it takes as long where there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with store.doors() as doors:
        account = doors.account(name)
    if len(password) > LONGEST_PASSWORD:
        return None
    try:
        with _CHECKING:
            kept = account.password if account else _nobodys()
            _hasher().verify(kept, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return None
    return None if account is None or account.locked_at else account


def log_in(store: Store, account: Account, *, address: str, at: datetime) -> str:
    """Begin a login and return its secret, which is kept nowhere."""
    key = secrets.token_urlsafe(32)
    moment = stamp(at)
    with store.access() as access:
        over = stamp(at - IDLE), stamp(at - LONGEST_LOGIN)
        access.drop_logins(unseen_since=over[0], made_before=over[1])
        access.put_login(Login(digest_of(key), account.name, moment, moment, address))
    return key


def logged_in(store: Store, key: str, *, at: datetime) -> tuple[Who, bool] | None:
    """Return who is logged in with a secret, and whether that is to be noted (see `seen`).

    None where nobody is, or no longer: the next who logs in removes what has run out.
    """
    digest = digest_of(key)
    with store.doors() as doors:
        held = doors.login(digest)
    if held is None:
        return None
    login, account = held
    if account.locked_at is not None:
        return None
    if login.seen_at < stamp(at - IDLE) or login.made_at < stamp(at - LONGEST_LOGIN):
        return None
    who = Who(account.name, account.role, "session", digest)
    return who, login.seen_at < stamp(at - SEEN_EVERY)


def seen(store: Store, who: Who, *, at: datetime) -> None:
    """Note that a login is in use."""
    with store.access() as access:
        access.see_login(who.key, stamp(at))


def log_out(store: Store, digest: str) -> None:
    """End a login."""
    with store.access() as access:
        access.drop_login(digest)


def logins(store: Store, name: str | None = None) -> list[Login]:
    """Return the logins of everybody, or of one account, the last used first."""
    with store.doors() as doors:
        return doors.logins(name)


def log_out_everywhere(store: Store, name: str, *, but: str = "") -> int:
    """End all logins of an account, but for one, and return how many."""
    with store.access() as access:
        return access.drop_logins_of(name, but=but)


# ---- tokens ------------------------------------------------------------------------------------


def give_token(
    store: Store, name: str, *, role: Role, label: str, days: int | None, by: str
) -> tuple[str, Token]:
    """Make a token for somebody's scripts; return its secret, which is shown once, and it.

    It may do no more than its account may, also where that changes later.
    """
    account = found(store, name)
    if not account.role.may(role):
        what = f"{account.name} has the role {account.role}: no token of it can have {role}"
        raise BadArgumentError(what, next_step=f"Give {account.role} or less.")
    if not label.strip() or len(label) > LONGEST_NAME:
        step = f"Say what it is for, in {LONGEST_NAME} characters at most."
        raise BadArgumentError("a token needs a label", next_step=step)
    if days is not None and not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise BadArgumentError(
            f"a token lasts 1 to {LONGEST_TOKEN_DAYS:,} days", next_step="Leave it out: no end."
        )
    at = now()
    key = f"vdt_{secrets.token_urlsafe(32)}"
    made = Token(
        f"tok-{secrets.token_hex(4)}",
        digest_of(key),
        account.name,
        role,
        label.strip(),
        stamp(at),
        by,
        None if days is None else stamp(at + timedelta(days=days)),
    )
    with store.access() as access:
        access.put_token(made)
    return key, made


def tokens(store: Store) -> list[Token]:
    """Return the tokens, the oldest first."""
    with store.doors() as doors:
        return doors.tokens()


def holder(store: Store, key: str, *, at: datetime) -> Who | None:
    """Return whose token a secret is, with what it may do now; None where there is none."""
    with store.doors() as doors:
        held = doors.token(digest_of(key))
    if held is None:
        return None
    token, account = held
    if account.locked_at is not None:
        return None
    if token.ends_at is not None and token.ends_at <= stamp(at):
        return None
    return Who(account.name, min(token.role, account.role, key=lambda role: role.rank), "token")


def take_token(store: Store, token_id: str, *, of: str | None = None) -> None:
    """Remove a token, with `of` only of this account; raises NotFoundError where there is none."""
    if of is not None and not any(t.id == token_id and t.account == of for t in tokens(store)):
        raise NotFoundError("no such token", where=token_id, next_step="See your own tokens")
    with store.access() as access:
        if not access.drop_token(token_id):
            raise NotFoundError("no such token", where=token_id, next_step="See vedette tokens")


# ---- what was done -----------------------------------------------------------------------------


def note(store: Store, done: Done) -> None:
    """Append a line to the audit log."""
    with store.access() as access:
        access.note(done)


def noted(store: Store, action: str, detail: str, *, who: str) -> None:
    """Append what a command did to the audit log."""
    note(store, Done(stamp(now()), who, "command", "", action, detail, 200))


def done(
    store: Store,
    *,
    who: str | None = None,
    action: str | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[tuple[int, Done]]:
    """Return lines of the audit log with their numbers, the last first.

    `action` is how what was done begins ("login", "POST /review").
    """
    first = None if since is None else stamp(since)
    with store.doors() as doors:
        return doors.done(who=who, action=action, since=first, before=before, limit=limit)


# ---- keys --------------------------------------------------------------------------------------


def key_of(store: Store, name: str) -> bytes:
    """Return a key of the store that signs, made at its first use."""
    with store.access() as access:
        return bytes.fromhex(access.secret(name, secrets.token_hex(32)))


def digest_of(key: str) -> str:
    """Return the digest of a secret; secrets are random and long, so no salt is needed."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # RFC 9106's second choice: 64 MiB, 3 passes, 4 lanes


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody has: no account is checked as long as one is."""
    return _hasher().hash(secrets.token_hex(16))
