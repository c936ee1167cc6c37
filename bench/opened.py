"""How soon a page can be used: `python -m bench.opened --store PATH`, in Debian's Chromium.

Opens the pages of a large made-up store (`bench.filled`) one after the other, each several times,
and prints when the browser calls it interactive and when all of it had loaded, in milliseconds.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from bench.calls import samples
from bench.filled import fill
from bench.machine import machine
from bench.served import PATIENCE, ours

CHROMIUM = "/usr/bin/chromium"
PAGES = (
    "/", "/claims", "/activity/{small}", "/timeline", "/people", "/people/{person}", "/places",
    "/places/{place}", "/equipment", "/sources", "/coverage", "/report/{report}", "/review",
    "/activities",
)  # fmt: skip
_TIMES = """() => {
  const one = performance.getEntriesByType('navigation')[0];
  return [one.domInteractive, one.loadEventEnd];
}"""


def main() -> None:
    """Print for each page the first time, and the slowest of the later ones."""
    parser = argparse.ArgumentParser(prog="python -m bench.opened")
    parser.add_argument("--store", help="kept there; made where it is not")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked.store or f"{folder}/desk.db")
        fill(path, asked.reports)
        with ours(path) as server:
            with httpx.Client(base_url=server.address, timeout=PATIENCE) as client:
                known = samples(client)
            _open_all(server.address, known, asked.times)
    print(", ".join(f"{name} {value}" for name, value in machine().items()))


def _open_all(address: str, known: dict[str, str], times: int) -> None:
    print(f"{'page':40}{'first':>8}{'loaded':>8}{'later':>8}{'loaded':>8}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for each in PAGES:
            path = each.format_map(known)
            first, *later = [_opened(page, address + path) for _ in range(times)]
            slowest = [max(one[part] for one in later) for part in (0, 1)]
            print(f"{path[:39]:40}{first[0]:8.0f}{first[1]:8.0f}{slowest[0]:8.0f}{slowest[1]:8.0f}")
        browser.close()


def _opened(page: Page, address: str) -> list[float]:
    page.goto(address, wait_until="load", timeout=1000 * PATIENCE)
    found: Any = page.evaluate(_TIMES)
    return [float(one) for one in found]


if __name__ == "__main__":
    main()
