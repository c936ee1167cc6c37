"""What the server costs: `python -m bench.desk [--store PATH]`, with 100,000 reports.

Starts `vedette serve` over a large made-up store (`bench.filled`; kept where --store says) and asks
every page and every call of the application as it stands over HTTP: the first time, after a
report came in, and again and again; then fifty users ask all of it at once. Beside it stands a
bare page that reads one row, served in the same way. CPU is that of the server.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from bench import synthetic
from bench.calls import calls, samples
from bench.filled import Reader, fill
from bench.machine import machine
from bench.served import PATIENCE, Server, ours, peer
from vedette.model import Receipt, When, make_id
from vedette.run import linking
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

USERS = 50
EACH = 20  # calls of a user
LIMIT_MS = 150
HEAD = f"{'address':56}{'first':>8}{'changed':>9}{'p50':>7}{'p95':>7}{'CPU':>7}{'KiB':>7}"


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what one address costs, in milliseconds; `cpu` is the server's, of a later call."""

    address: str
    status: int
    first: float
    changed: float
    p50: float
    p95: float
    cpu: float
    kib: float


def main() -> None:
    """Print what each page and call costs, and what fifty users at once see."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--store", help="kept there; made where it is not")
    parser.add_argument("--only", default="", help="addresses with this in them")
    parser.add_argument("--without", action="append", default=[], help="leave out an address")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked.store or f"{folder}/desk.db")
        fill(path, asked.reports)
        with open_store(str(path)):
            pass  # an older one is brought up to date
        with peer(path) as bare:
            beside = _many(bare, "/", asked.times * 10)
        with ours(path) as server:
            result = _measure(server, path, asked)
    result |= {"peer_ms": beside, "machine": machine()}
    print(json.dumps(result) if asked.json else _table(result))


def _measure(server: Server, path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    begun = time.perf_counter()
    with httpx.Client(base_url=server.address, timeout=PATIENCE) as client:
        client.get("/api/v1/coverage").raise_for_status()
        ready = server.started_in + time.perf_counter() - begun
        begun_with = server.memory()
        app = create_app(Settings(store=str(path)))
        found = calls(app, samples(client))
        chosen = [
            each for each in found.asked
            if asked.only in each and each not in asked.without
        ]  # fmt: skip
        if not asked.json:
            print(HEAD)
        costs = []
        for each in chosen:
            costs.append(_cost(server, client, path, each, asked.times))
            if not asked.json:
                print(_line(asdict(costs[-1])), flush=True)
    good = [one.address for one in costs if one.status == 200]
    asked_all = server.memory()
    return {
        "started_in": server.started_in,
        "ready_in": ready,
        "costs": [asdict(one) for one in costs],
        "not_asked": found.not_asked,
        "crowd": _crowd(server, good),
        "memory": {
            "with the columns read": begun_with,
            "after all addresses": asked_all,
            "after 50 users": server.memory(),
        },
    }


def _cost(server: Server, client: httpx.Client, path: Path, address: str, times: int) -> Cost:
    first, answer = _time(client, address)
    if answer.status_code >= 500:
        raise SystemExit(f"{address}: {answer.text[-700:]}")
    _change(path)
    changed, _ = _time(client, address)
    before = server.cpu()
    later = sorted(_time(client, address)[0] for _ in range(times))
    cpu = 1000 * (server.cpu() - before) / times
    return Cost(
        address, answer.status_code, first, changed, statistics.median(later),
        _share(later, 0.95), cpu, len(answer.content) / 1024,
    )  # fmt: skip


def _change(path: Path) -> None:
    """Let a report of today come in, with a text and an address of its own."""
    at = datetime.now(UTC)
    seed = int(at.timestamp() * 1000) % 2**31
    made = next(synthetic.make(1, seed=seed)).report
    day = When.on(at.date(), basis="header")
    url = f"https://example.org/lately/{seed}"
    key = type(made).make_id(made.publisher, url, made.text)
    one = replace(made, id=key, url=url, published=day, dateline=None, retrieved_at=at)
    with open_store(str(path)) as store:
        analysis = Reader(np.random.default_rng(seed)).analysis(one)
        store.add([(one, analysis)], ingested_at=at)
        linking.link(store)
        store.add_receipt(Receipt(make_id("rcp", at.isoformat()), at, at, ("bench",), 1))


def _time(client: httpx.Client, address: str) -> tuple[float, httpx.Response]:
    begun = time.perf_counter()
    answer = client.get(address)
    return 1000 * (time.perf_counter() - begun), answer


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, round(len(ordered) * share) - 1)]


def _many(server: Server, address: str, times: int) -> float:
    with httpx.Client(base_url=server.address, timeout=PATIENCE) as client:
        return statistics.median(_time(client, address)[0] for _ in range(times))


def _crowd(server: Server, addresses: Sequence[str]) -> dict[str, Any]:
    """Let fifty users ask at once; each asks other addresses."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(USERS) as pool:
        done = list(pool.map(_user(server, addresses), range(USERS)))
    took = time.perf_counter() - begun
    times = sorted(each for ours, _ in done for each in ours)
    errors = [each for _, wrong in done for each in wrong]
    return {
        "users": USERS, "calls": len(times), "errors": len(errors), "wrong": sorted(set(errors)),
        "p50": _share(times, 0.5), "p95": _share(times, 0.95), "a_second": len(times) / took,
    }  # fmt: skip


def _user(
    server: Server, addresses: Sequence[str]
) -> Callable[[int], tuple[list[float], list[str]]]:
    def ask(number: int) -> tuple[list[float], list[str]]:
        chosen = random.Random(number).choices(addresses, k=EACH)  # noqa: S311 - no secret
        times: list[float] = []
        wrong: list[str] = []
        with httpx.Client(base_url=server.address, timeout=PATIENCE) as client:
            for address in chosen:
                took, answer = _time(client, address)
                times.append(took)
                if answer.status_code >= 400:
                    wrong.append(f"{answer.status_code} {address}")
        return times, wrong

    return ask


def _table(result: dict[str, Any]) -> str:
    lines = [
        ", ".join(f"{key} {value}" for key, value in result["machine"].items()),
    ]
    return "\n".join([*lines, *_summary(result)])


def _line(one: dict[str, Any]) -> str:
    mark = "" if one["status"] == 200 else f"  {one['status']}"
    return (
        f"{one['address'][:55]:56}{one['first']:8.0f}{one['changed']:9.0f}{one['p50']:7.1f}"
        f"{one['p95']:7.1f}{one['cpu']:7.1f}{one['kib']:7.0f}{mark}"
    )


def _summary(result: dict[str, Any]) -> list[str]:
    costs, crowd, bare = result["costs"], result["crowd"], result["peer_ms"]
    slow = [one["address"] for one in costs if one["p95"] > LIMIT_MS]
    colder = [one["address"] for one in costs if max(one["first"], one["changed"]) > LIMIT_MS]
    middle = statistics.median(one["p50"] for one in costs) if costs else 0.0
    memory = "; ".join(
        f"{when} {now:.0f} MiB, at most {most:.0f}"
        for when, (now, most) in result["memory"].items()
    )
    users = f"{crowd['users']} users at once: {crowd['calls']} calls, {crowd['errors']} errors"
    times = (
        f"p50 {crowd['p50']:.0f} ms, p95 {crowd['p95']:.0f} ms, {crowd['a_second']:.0f} a second"
    )
    start = f"{result['started_in']:.1f} s after its start"
    ratio = f"the median page {middle:.1f} ms, {middle / bare:.1f} times that"
    return [
        f"p95 over {LIMIT_MS} ms: {', '.join(slow) or 'none'}",
        f"first, or after a change, over {LIMIT_MS} ms: {', '.join(colder) or 'none'}",
        f"not asked: {', '.join(result['not_asked']) or 'none'}",
        f"{users}, {times}",
        *crowd["wrong"],
        f"answers {start}, with the columns read {result['ready_in']:.1f} s",
        f"memory: {memory}",
        f"a bare page with one row: {bare:.1f} ms; {ratio}",
    ]


if __name__ == "__main__":
    main()
