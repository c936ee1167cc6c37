"""Pictures of the desk's pages for docs/desk.md: `python -m docs.making.screens [NAME...]`.

Needs Chromium. Each picture is of a store made for it: the example corpus, an empty one.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image

from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app
from vedette.web.server import listen

OUT = Path(__file__).parents[1] / "screens"
SIZES = {"desk": (1440, 900), "phone": (360, 740), "wide": (2560, 1440)}
COLOURS = 256
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Screen:
    """A page as it is pictured."""

    name: str
    path: str
    size: str = "desk"
    dark: bool = False
    store: str = "example"
    whole: bool = False  # the whole page, however long, else what the window shows
    text: str = ""  # what is typed into the page's text field and sent


SCREENS = (
    Screen("situation", "/"),
    Screen("situation-empty", "/", store="empty"),
    Screen("activity", "/activity/Zapad-2025"),
    Screen("activity-dark", "/activity/Zapad-2025", dark=True),
    Screen("activity-phone", "/activity/Zapad-2025", size="phone"),
    Screen("claims", "/claims?text=troops"),
    Screen("claims-phone", "/claims?text=troops", size="phone"),
    Screen("pair", "/activity/Zapad-2025/verdicts"),
    Screen("timeline", "/timeline"),
    Screen("places", "/places"),
    Screen("people", "/people"),
    Screen("review", "/review"),
    Screen("review-phone", "/review", size="phone"),
    Screen("coverage", "/coverage"),
    Screen("check", "/check"),
    Screen("sources", "/sources"),
    Screen("error", "/activity/Zapad-2052"),
)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store on loopback and yield its address."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(Settings(store=str(store))), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


def stores(folder: Path) -> dict[str, Path]:
    """Make the stores that are pictured."""
    example, empty = folder / "example.db", folder / "empty.db"
    command = [sys.executable, "-m", "vedette.cli.main", "demo", "--store", str(example)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    open_store(str(empty)).close()
    return {"example": example, "empty": empty}


def picture(browser: Any, address: str, screen: Screen) -> bytes:
    """Return a page as PNG."""
    width, height = SIZES[screen.size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if screen.dark else "light",
        device_scale_factor=2 if screen.size == "phone" else 1,
    )
    page = context.new_page()
    page.goto(address + screen.path)
    if screen.text:
        page.locator("main textarea").fill(screen.text)
        page.locator("main form:has(textarea) button").first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    shot: bytes = page.screenshot(full_page=screen.whole)
    context.close()
    return shot


def small(shot: bytes) -> bytes:
    """Return a picture with a palette of its own."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def main(wanted: list[str]) -> None:
    """Make the pictures that are named, else all."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("VEDETTE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for store, path in stores(Path(folder)).items():
            with served(path) as address:
                for screen in SCREENS:
                    if screen.store == store and (not wanted or screen.name in wanted):
                        shot = small(picture(browser, address, screen))
                        (OUT / f"{screen.name}.png").write_bytes(shot)
                        print(f"{screen.name}.png {len(shot):,} bytes")  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
