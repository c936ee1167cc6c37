"""The pages in a real browser; skipped only where there is none."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from web_samples import EXERCISE

from vedette.model import Report
from vedette.run.config import Settings
from vedette.web.app import create_app
from vedette.web.server import listen

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("VEDETTE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(store_path: Path, reports: list[Report]) -> Iterator[str]:
    assert reports
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(Settings(store=str(store_path))), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    opened = context.new_page()
    opened.complaints = []
    opened.requests = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    opened.on("request", lambda request: opened.requests.append(request.url))
    yield opened
    context.close()


def test_no_page_complains_scrolls_sideways_or_asks_elsewhere(page, address, reports):
    page.set_viewport_size(PHONE)
    for path in ["/", f"/activity/{EXERCISE}", "/claims", "/sources", "/timeline"] + [
        f"/report/{report.id}" for report in reports
    ]:
        page.goto(address + path)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path
    assert page.complaints == []
    assert all(url.startswith(address) for url in page.requests)


def test_a_figure_leads_to_its_words_which_are_lit(page, address):
    page.goto(f"{address}/activity/{EXERCISE}")
    page.locator(".board q a").first.click()
    page.wait_for_url("**/report/**")
    lit = page.locator(".cite.hit")
    lit.first.wait_for()
    assert "6,800 soldiers" in "".join(lit.all_inner_texts())
    assert lit.first.is_visible()


def test_any_words_can_be_addressed_by_their_offsets(page, address, reports):
    report = reports[0]
    start = report.text.index("soldiers take")
    page.goto(f"{address}/report/{report.id}#s{start}-{start + 13}")
    page.wait_for_url("**mark=**")
    page.locator(".cite.hit").first.wait_for()
    assert "".join(page.locator(".cite.hit").all_inner_texts()) == "soldiers take"


def test_a_layer_can_be_put_away(page, address, reports):
    page.goto(f"{address}/report/{reports[0].id}")
    weight = "getComputedStyle(document.querySelector('.text .l-figure')).fontWeight"
    before = page.evaluate(weight)
    page.locator(".show-figure").focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"{weight} !== '{before}'")


def test_corroboration_opens_by_keyboard(page, address):
    page.goto(f"{address}/activity/{EXERCISE}")
    page.locator(".behind summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(".behind dl").first.wait_for(state="visible")


def test_the_first_tab_offers_to_skip_to_the_content(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_dark_mode_is_followed(browser, address):
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        opened = context.new_page()
        opened.goto(address)
        colours.append(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours[0] != colours[1]


def test_pages_work_without_a_script(browser, address, reports):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    report = reports[0]
    start = report.text.index("up to 7,000")
    opened.goto(f"{address}/report/{report.id}?mark={start}-{start + 11}")
    assert "".join(opened.locator(".cite.hit").all_inner_texts()) == "up to 7,000"
    context.close()


def test_why_two_numbers_conflict_is_four_clicks_from_home(page, address):
    page.goto(address)
    page.get_by_role("link", name=EXERCISE, exact=True).first.click()
    for box in page.get_by_role("checkbox", name="Compare").all()[:2]:
        box.click()
    page.get_by_role("button", name="Compare the two picked").click()
    page.wait_for_url("**/pair?**")
    assert page.locator("h1").inner_text() == "Why these conflict"
    assert page.locator(".two q a").count() >= 2
    assert page.complaints == []


def test_a_mark_of_the_picture_leads_to_its_exact_words(page, address):
    page.goto(f"{address}/activity/{EXERCISE}")
    mark = page.locator(".drawn.wide a.line").first
    assert "6,800" in (mark.get_attribute("aria-label") or "")
    mark.click()
    page.wait_for_url("**/report/**")
    assert "6,800 soldiers" in "".join(page.locator(".cite.hit").all_inner_texts())


def test_a_narrow_screen_gets_the_narrow_picture(page, address):
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/activity/{EXERCISE}")
    assert page.locator(".drawn.narrow svg").first.is_visible()
    assert not page.locator(".drawn.wide svg").first.is_visible()


def test_parts_of_an_activity_are_loaded_when_they_are_seen(page, address):
    page.goto(f"{address}/activity/{EXERCISE}")
    page.locator("#sources").scroll_into_view_if_needed()
    page.get_by_text("cannot be judged").first.wait_for()
    assert page.complaints == []
