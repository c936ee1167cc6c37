"""The server behind `vedette serve`."""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from vedette.errors import BadArgumentError
from vedette.run import queries
from vedette.run.config import Settings
from vedette.web.app import create_app

_LOCAL_NAMES = ["localhost", "127.0.0.1", "::1", "[::1]"]


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve the pages until interrupted.

    Raises BadStoreError when the store cannot be read and BadArgumentError when the port is
    taken, both before anything listens.
    """
    import uvicorn

    with queries.open_existing(settings) as store:
        shown = store.address  # without a password
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    print(f"Vedette shows {shown} at http://{name}:{listener.getsockname()[1]}/")  # noqa: T201
    config = uvicorn.Config(
        guarded_app(settings, host), log_level="warning", access_log=False, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listener])


def guarded_app(settings: Settings, host: str) -> FastAPI:
    """Build the application; on a local address it answers to local names only.

    Else a page elsewhere could read a local store by a name that resolves to this machine.
    """
    app = create_app(settings)
    if _is_local(host):
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_LOCAL_NAMES, host])
    return app


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket; raises BadArgumentError when the port is taken or no port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise BadArgumentError(
            "another program listens there" if taken else str(error),
            where=f"{host}:{port}",
            next_step=f"Give another port: vedette serve --port {port + 1}",
        ) from error
    return listener


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
