"""A desk on loopback, in a thread of the tests: for one person, or for whoever logs in."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from vedette.run.config import Settings
from vedette.web.access.doors import Doors
from vedette.web.app import create_app
from vedette.web.server import listen


def serving(path: Path, *, accounts: bool = False) -> Iterator[str]:
    """Serve a store on loopback and yield its address; with `accounts` as others reach it."""
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    doors = Doors.opened("127.0.0.1", port, public=address if accounts else "")
    config = uvicorn.Config(create_app(Settings(store=str(path)), doors), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield address
    server.should_exit = True
    thread.join(10)
    listener.close()
