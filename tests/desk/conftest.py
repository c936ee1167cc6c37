"""The whole desk in a real browser, over the example corpus; skipped only where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import serving
from tabs import Tab

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("VEDETTE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = 300  # seconds for another worker to fill the store


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    missing = pytest.mark.skip(reason="no chromium on this machine")
    for item in items:
        if CHROMIUM is None and here in item.path.parents:
            item.add_marker(missing)


def _once(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file once, whichever worker comes first; the others wait for it."""
    try:
        os.close(os.open(path.with_suffix(".making"), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < deadline, f"nobody made {path}"
            time.sleep(0.2)
    else:
        unfinished = path.with_suffix(".part")
        make(unfinished)
        unfinished.rename(path)


def _demo(path: Path) -> None:
    command = [sys.executable, "-m", "vedette.cli.main", "demo", "--store", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the example corpus, which nobody may change."""
    folder = tmp_path_factory.getbasetemp()
    # The workers of one run share a folder; nobody else does.
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    path = shared / "desk-example.db"
    _once(path, _demo)
    return path


@pytest.fixture
def own_store(example: Path, tmp_path: Path) -> Path:
    """Return a copy of the example store, for a test that decides something."""
    return Path(shutil.copy(example, tmp_path / "own.db"))


@pytest.fixture(scope="module")
def desk(example: Path) -> Iterator[str]:
    """Return the address of a desk over the example corpus."""
    yield from serving(example)


@pytest.fixture
def own_desk(own_store: Path) -> Iterator[str]:
    """Return the address of a desk whose store the test may change."""
    yield from serving(own_store)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    opened = Tab(browser)
    yield opened
    opened.context.close()
