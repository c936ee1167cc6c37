"""Webhooks: what is new in a saved search is sent to the address that its owner gave.

Only a command sends (`vedette saved notify`), never the server that shows pages, and only to
addresses that somebody entered. A message is signed, so that who gets it can tell whose it is; it
follows no redirection. An address that leads into a private network is refused unless whoever
entered it on this machine said that it is meant.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run import claims as run_claims
from vedette.run.claims import Found, claim_line
from vedette.run.clock import now
from vedette.run.saved import filters_of, told, wanted_of, words_address
from vedette.store.rows import stamp
from vedette.store.saved import Hook, Search
from vedette.store.seeking import ARRIVAL
from vedette.store.store import Store
from vedette.store.view import View

MOST = 20  # webhooks of one search
CLAIMS = 100  # of one message
TRIES = 3  # of one delivery, with a pause before the second and the third
PAUSES = (1.0, 4.0)  # seconds
TIMEOUT = 10.0  # seconds for each step of one try
LONGEST_TRY = 30.0  # seconds for one try
LONGEST_PAUSE = timedelta(hours=24)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_ADDRESS = 1_000
Post = Callable[[Hook, bytes, dict[str, str]], int]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Hold what became of one webhook: sent, nothing new, waiting, or failed with why."""

    hook: Hook
    search: Search
    outcome: str
    new: int = 0
    status: int | None = None
    error: str = ""


# ---- entering ----------------------------------------------------------------------------------


def add(store: Store, search: Search, address: str, *, by: str, private: bool = False) -> Hook:
    """Enter where news of a search goes; return the webhook with the secret that signs.

    Raises BadArgumentError for an address that is none, or that leads into a private network.
    """
    if filters_of(search.address) is None:
        step = "Save the list of claims with a filter."
        raise BadArgumentError("this view is of no claims", where=search.name, next_step=step)
    checked(address, private=private)
    at = stamp(now())
    with store.saving() as saved:
        if sum(one.search == search.id for one in saved.hooks()) >= MOST:
            raise BadArgumentError(f"a search has {MOST} webhooks at most", next_step="Remove one.")
        made = Hook(
            f"hook-{secrets.token_hex(6)}",
            search.id,
            address.strip(),
            secrets.token_urlsafe(32),
            at,
            by,
            saved.until(),
            is_private=private,
        )
        saved.put_hook(made)
    return made


def remove(store: Store, hook_id: str) -> None:
    """Remove a webhook; raises NotFoundError where there is none."""
    with store.saving() as saved:
        if not saved.drop_hook(hook_id):
            raise NotFoundError("no such webhook", where=hook_id, next_step="See vedette saved")


def checked(address: str, *, private: bool) -> str:
    """Return the network address that a webhook leads to, looked up now.

    Raises BadArgumentError for what is no http address, for a name that nobody knows, and for one
    of whose network addresses any is not public, unless `private` says that it is meant.
    """
    parts = _parts(address)
    host = parts.hostname or ""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError) as error:
        step = "Write it as https://host/path."
        raise BadArgumentError(
            f"{host[:80]!r} cannot be reached: {error}", next_step=step
        ) from error
    addresses = [str(each[4][0]) for each in found]
    if not private and not all(_is_public(each) for each in addresses):
        step = "If it is meant: vedette saved hook NAME ADDRESS --private, on this machine."
        raise BadArgumentError(
            "the address leads into a private network", where=host, next_step=step
        )
    return addresses[0]


def _parts(address: str) -> Any:
    try:
        parts = urlsplit(address.strip())
        fits = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    except ValueError:
        fits = None
    plain = address.strip().isprintable() and " " not in address.strip()
    if not fits or not plain or len(address) > LONGEST_ADDRESS:
        step = "Write it as https://host/path, without a name and password."
        raise BadArgumentError(f"{address[:80]!r} is no address", next_step=step)
    return parts


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    within = mapped or address
    return bool(
        address.is_global
        and within.is_global
        and not within.is_multicast
        and not within.is_reserved
    )


# ---- sending -----------------------------------------------------------------------------------


def notify(store: Store, *, base: str = "", post: Post | None = None) -> list[Delivery]:
    """Send what is new in saved searches to their webhooks; return what became of each.

    `base` is the server's address, for links in the message. A webhook that failed waits longer
    each time, a day at most; what it was not told comes with the next message.
    """
    with store.saved() as saved:
        searches = {one.id: one for one in saved.searches()}
        hooks = saved.hooks()
    done = []
    for hook in hooks:
        with store.view() as view, store.saved() as saved:
            until = saved.until()
            one = _deliver(view, hook, searches[hook.search], until, base, post or send)
        if one.outcome != "waiting":
            with store.saving() as saved:
                saved.put_hook(one.hook)
        done.append(one)
    return done


def _deliver(view: View, hook: Hook, search: Search, until: int, base: str, post: Post) -> Delivery:
    at = now()
    if hook.next_at is not None and hook.next_at > stamp(at):
        return Delivery(hook, search, "waiting")
    wanted = wanted_of(view, search)
    if wanted is None:
        return Delivery(hook, search, "nothing new")
    fresh = replace(wanted, came_after=hook.sent_until)
    new = run_claims.count(view, fresh)
    if not new:
        return Delivery(replace(hook, sent_until=until), search, "nothing new")
    found = run_claims.seek(view, fresh, limit=CLAIMS, order=ARRIVAL)
    body = json.dumps(message(view, search, found, new, base), ensure_ascii=True).encode()
    status, error = _tried(hook, body, signed(hook, body, at), post)
    if not error:
        sent = replace(
            hook, sent_until=until, failures=0, last_at=stamp(at), last_error=None, next_at=None
        )
        return Delivery(sent, search, "sent", new, status)
    pause = min(FIRST_PAUSE * 2 ** min(hook.failures, 16), LONGEST_PAUSE)
    failed = replace(
        hook,
        failures=hook.failures + 1,
        last_at=stamp(at),
        last_error=error,
        next_at=stamp(at + pause),
    )
    return Delivery(failed, search, "failed", new, status, error)


def _tried(hook: Hook, body: bytes, headers: dict[str, str], post: Post) -> tuple[int | None, str]:
    """Send up to TRIES times; return the last status and what is wrong, "" for a delivery."""
    error, status = "", None
    for pause in (*PAUSES[: TRIES - 1], None):
        try:
            status = post(hook, body, headers)
        except BadArgumentError as refused:
            return None, str(refused)  # the address itself: another try changes nothing
        except OSError as failure:
            status, error = None, f"no answer: {failure}"[:200]
        else:
            if 200 <= status < 300:
                return status, ""
            error = f"the answer was {status}"
            if 400 <= status < 500 and status not in {408, 425, 429}:
                return status, error
        if pause is not None:
            time.sleep(pause)
    return status, error


def message(view: View, search: Search, found: list[Found], new: int, base: str) -> dict[str, Any]:
    """Return what is sent: the search, how many claims are new, and the last of them in full."""
    return {
        "search": {"id": search.id, "name": search.name, "address": f"{base}{search.address}"},
        "new": new,
        "claims": [
            {
                "told": told(report, claim, carrier),
                "words": f"{base}{words_address(report, claim)}",
                **claim_line(view, report, claim, carrier),
            }
            for report, claim, carrier, _ in found
        ],
        "left": new - len(found),
    }


def signed(hook: Hook, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers of a message: its time, and HMAC-SHA256 of "time.body" by the secret."""
    moment = str(int(at.astimezone(UTC).timestamp()))
    mark = hmac.new(hook.secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Vedette",
        "X-Vedette-Delivery": secrets.token_hex(16),
        "X-Vedette-Timestamp": moment,
        "X-Vedette-Signature": f"sha256={mark}",
    }


def send(hook: Hook, body: bytes, headers: dict[str, str]) -> int:
    """Post a message and return the status of the answer, of which nothing else is read.

    The connection goes to the very network address that was checked. Raises OSError where nobody
    answers, BadArgumentError for an address that may not be used.
    """
    import http.client
    import ssl

    parts = _parts(hook.address)
    address = checked(hook.address, private=hook.is_private)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    raw = socket.create_connection((address, port), timeout=TIMEOUT)
    # Who answers a byte at a time is cut off: each read has its time, and so have all together.
    held = [raw]
    end = Timer(LONGEST_TRY, _cut, (held,))
    end.start()
    try:
        if parts.scheme == "https":
            held[0] = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        connection.sock = held[0]
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
    finally:
        end.cancel()
        connection.close()
        held[0].close()


def _cut(held: list[socket.socket]) -> None:
    with suppress(OSError):
        held[0].shutdown(socket.SHUT_RDWR)
