"""The server behind `vedette serve`."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

from fastapi import FastAPI

from vedette.errors import BadArgumentError
from vedette.run import accounts, queries
from vedette.run.config import Settings
from vedette.web import heap
from vedette.web.access.doors import Doors
from vedette.web.app import create_app


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    public: str = "",
    certificate: str | None = None,
    key: str | None = None,
) -> None:
    """Serve the pages and the API until interrupted.

    On loopback it serves one person, without a login. Elsewhere, or with a `public` address, it
    demands accounts. Raises BadStoreError when the store cannot be read and BadArgumentError when
    the port is taken or nobody could log in, all before anything listens.
    """
    import uvicorn

    with queries.open_existing(settings) as store:
        shown = store.address  # without a password
    _check_files(certificate, key)
    doors = Doors.opened(host, port, public=public, encrypted=certificate is not None)
    if not doors.alone:
        check_accounts(settings)
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    scheme = "https" if certificate else "http"
    address = doors.public or f"{scheme}://{name}:{listener.getsockname()[1]}"
    print(f"Vedette shows {shown} at {address}/")  # noqa: T201
    if not doors.alone and not doors.secure:
        print(  # noqa: T201
            "Passwords travel unencrypted: give --certificate and --key, or put a server with "
            "HTTPS in front and give --public https://NAME."
        )
    config = uvicorn.Config(
        create_app(settings, doors),
        log_level="warning",
        access_log=False,
        server_header=False,
        # Behind a server in front, addresses in the log and at logins are those of the visitors.
        proxy_headers=bool(public),
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    heap.share()
    uvicorn.Server(config).run(sockets=[listener])


def guarded_app(settings: Settings, host: str, port: int = 8765, *, public: str = "") -> FastAPI:
    """Build the application as `serve` does for a host and port."""
    return create_app(settings, Doors.opened(host, port, public=public))


def check_accounts(settings: Settings) -> None:
    """Raise BadArgumentError where nobody could log in."""
    with queries.open_existing(settings) as store:
        if not accounts.listed(store):
            raise BadArgumentError(
                "a server that others can reach needs accounts, and there is none",
                next_step="Make one: vedette accounts add NAME --role editor",
            )


def _check_files(certificate: str | None, key: str | None) -> None:
    if (certificate is None) != (key is None):
        raise BadArgumentError("a certificate and its key go together", next_step="Give both.")
    for option, path in (("--certificate", certificate), ("--key", key)):
        if path is not None and not Path(path).is_file():
            raise BadArgumentError("there is no such file", where=f"{option} {path}")


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket; raises BadArgumentError when the port is taken or no port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only with the protocol named does a body not wait 40 ms for its head to be acknowledged.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()  # from now on who asks waits, and is not turned away
    except (OSError, OverflowError) as error:
        listener.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise BadArgumentError(
            "another program listens there" if taken else str(error).rstrip("."),
            where=f"{host}:{port}",
            next_step=f"Give another port: vedette serve --port {port + 1 if taken else 8765}",
        ) from error
    return listener
