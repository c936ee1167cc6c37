"""Map, brush and slider in a real browser; skipped only where there is none."""

from __future__ import annotations

from test_web_browser import PHONE, address, browser, page, pytestmark
from web_samples import EXERCISE

__all__ = ["address", "browser", "page", "pytestmark"]  # fixtures of the other browser tests

BOX = "document.querySelector('svg.map').getAttribute('viewBox')"


def test_the_map_is_zoomed_by_buttons_and_keys_and_names_keep_their_size(page, address):
    page.goto(f"{address}/?from=2025-09-01")
    before = page.evaluate(BOX)
    page.get_by_role("button", name="Zoom in").click()
    near = page.evaluate(BOX)
    assert float(near.split()[2]) < float(before.split()[2])
    assert page.evaluate(
        "getComputedStyle(document.querySelector('svg.map')).getPropertyValue('--shrink') < 1"
    )
    page.keyboard.press("ArrowRight")
    assert float(page.evaluate(BOX).split()[0]) > float(near.split()[0])
    page.keyboard.press("0")
    assert page.evaluate(BOX) == before
    assert page.complaints == []


def test_before_anybody_zooms_in_the_arrow_keys_are_left_to_the_page(page, address):
    page.goto(address)
    before = page.evaluate(BOX)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(BOX) == before


def test_a_span_is_drawn_over_the_bars(page, address):
    page.goto(address)
    page.locator("svg.brush").scroll_into_view_if_needed()
    box = page.locator("svg.brush").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.05, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2, steps=5)
    with page.expect_navigation():
        page.mouse.up()
    assert "from=2025-09-10" in page.url
    assert "to=2025-09-12" in page.url


def test_a_span_is_moved_by_keyboard_alone(page, address):
    page.goto(address)
    first = page.get_by_role("slider", name="First day")
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") == "2025-09-13"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "from=2025-09-13" in page.url


def test_the_slider_goes_back_to_a_day_and_its_end_is_the_present(page, address):
    page.goto(f"{address}/claims")
    slider = page.get_by_role("slider", name="Day to go back to")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("Home")
    assert "as_of=2025-09-10" in page.url
    page.get_by_text("As it could be known on 2025-09-10").wait_for()
    slider = page.get_by_role("slider", name="Day to go back to")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("End")
    assert "as_of=2025" not in page.url


def test_what_is_unplaced_leads_by_keyboard_to_its_words(page, address):
    page.goto(address)
    page.locator(".tray a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    page.locator(".cite.hit").first.wait_for()
    assert "".join(page.locator(".cite.hit").all_inner_texts()) == "Karhu"


def test_a_place_in_the_table_is_shown_by_its_address(page, address):
    page.goto(f"{address}/#place-1")
    page.locator("#place-1 q a").first.wait_for(state="visible")


def test_nothing_is_wider_than_a_phone(page, address):
    page.set_viewport_size({**PHONE, "width": 360})
    for path in ("/", "/timeline", f"/timeline?subject={EXERCISE}", "/coverage", "/changes"):
        page.goto(address + path)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path


def test_without_a_script_map_bars_and_dates_stand(browser, address):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.locator("svg.map").is_visible()
    assert opened.locator(".map-tools").count() == 0
    assert not opened.locator(".rule").is_visible()
    opened.locator("input[name=from]").fill("2025-09-14")
    opened.get_by_role("button", name="Show these days").click()
    assert "from=2025-09-14" in opened.url
    context.close()
