"""Servers for the bench: ours as `vedette serve` starts it, and a bare page beside it as a peer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 600.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")
_ADDRESS = re.compile(r"http://[0-9.]+:\d+")


@dataclass(frozen=True, slots=True)
class Server:
    """Hold a running server: where it answers, its process, and how long it took to answer."""

    address: str
    process: int
    started_in: float

    def memory(self) -> tuple[float, float]:
        """Return the memory that it holds and the most that it held, in MiB."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        sizes = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status))
        return int(sizes["VmRSS"]) / 1024, int(sizes["VmHWM"]) / 1024

    def cpu(self) -> float:
        """Return the CPU seconds that it took so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / _TICKS


@contextmanager
def ours(store: Path) -> Iterator[Server]:
    """Start `vedette serve` over a store."""
    command = ["-m", "vedette.cli.main", "serve", "--store", str(store), "--port", "0"]
    with _running(command, "/api/v1/session") as server:
        yield server


@contextmanager
def peer(store: Path) -> Iterator[Server]:
    """Start a bare FastAPI page that reads one row of the same store into a template."""
    with _running(["-m", "bench.served", str(store)], "/") as server:
        yield server


@contextmanager
def _running(command: list[str], first: str) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-u", *command], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None  # noqa: S101 - asked for above
        found = None
        while found is None and (line := process.stdout.readline()):
            found = _ADDRESS.search(line)
        if found is None:
            raise SystemExit("the server did not start")
        httpx.get(found[0] + first, timeout=PATIENCE).raise_for_status()
        yield Server(found[0], process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait()


def _bare(store: str) -> None:
    """Serve one page: a row of a table in a template, with nothing else done."""
    import socket
    import sqlite3

    import uvicorn
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse
    from jinja2 import Environment

    page = Environment(autoescape=True).from_string("<h1>{{ row[0] }}</h1><p>{{ row[1] }}</p>")
    app = FastAPI()

    @app.get("/", response_class=HTMLResponse)
    def one() -> str:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            row = connection.execute("SELECT headline, text FROM report WHERE no = 1").fetchone()
        return page.render(row=row)

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"http://127.0.0.1:{listener.getsockname()[1]}")
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    _bare(sys.argv[1])
