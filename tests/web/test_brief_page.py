"""The HTML of a brief in a real browser: by keyboard, on a phone, from a file; nothing runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vedette.export.briefs.formats import FORMATS, render
from vedette.model import Brief, BriefSentence, Evidence, Report, Section, Span, When

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("VEDETTE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
EVIL = (
    "</style><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>"
    "<style>@import 'https://evil.example/y'</style> \u202egnp " + "w" * 300
)


def brief() -> tuple[Brief, dict[str, Report]]:
    said, reports = [], {}
    for number in range(12):
        text = f"{number}: About {number + 1},000 soldiers came. {EVIL}"
        url = f"https://example.org/{number}" if number else "javascript:alert(1)"
        its = Report(
            Report.make_id(EVIL, url, text),
            text,
            (),
            url,
            EVIL,
            When.on(date(2025, 9, 1 + number)),
            headline=EVIL,
        )
        reports[its.id] = its
        said.append(BriefSentence(text, (), (Evidence(its.id, Span.cut(text, 0, len(text))),)))
    return Brief(EVIL, said[0], tuple(said[1:2]), (Section(EVIL, tuple(said)),)), reports


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_bytes(render(*brief(), FORMATS["html"]))
    return Path(path).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    opened = context.new_page()
    opened.complaints = []
    opened.requests = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(address)
    yield opened
    context.close()


def test_nothing_runs_nothing_is_fetched_nothing_scrolls_sideways(page, address):
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    assert page.complaints == []
    assert page.requests == [address]
    assert page.locator("li").count() == 12


def test_its_own_style_is_let_through(page):
    assert page.evaluate("getComputedStyle(document.querySelector('ol')).listStyleType") == "none"


def test_the_first_tab_skips_to_the_notes(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#notes"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#notes'")


def test_a_number_leads_to_its_note_and_back_by_keyboard(page):
    page.locator("section [role=doc-noteref]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#n12'")
    note = page.locator("li:target")
    assert "About 12,000 soldiers came." in note.inner_text()
    note.locator("[role=doc-backlink]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#s14'")
    assert page.locator(".said:target").inner_text().startswith("11: About 12,000 soldiers came.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser, address, scheme):
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, for the dimmest text too."""
    context = browser.new_context(color_scheme=scheme)
    opened = context.new_page()
    opened.goto(address)
    colours = opened.evaluate(
        """() => ['.where', '.source', '.picture', '.said', 'blockquote a', '.back a'].map(s =>
        getComputedStyle(document.querySelector(s)).color).concat(
        [getComputedStyle(document.body).backgroundColor])"""
    )
    context.close()
    *texts, ground = [_luminance(colour) for colour in colours]
    for text in texts:
        light, dark = max(text, ground), min(text, ground)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
