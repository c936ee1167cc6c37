"""The ten journeys of an analyst, in a real browser; three of them against the clock of clicks."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from urllib.parse import unquote

import feedparser
import httpx
import pytest
from pypdf import PdfReader
from serving import serving

SUBJECT = "Zapad-2025"
MOST = 4  # clicks from the first page


@pytest.fixture
def tab(tab):
    """Return a page, and see that no journey made the browser complain."""
    tab.page.set_default_timeout(10_000)
    yield tab
    assert tab.complaints == []


def lit(page):
    """Return the words that a report shows as the cited ones."""
    page.wait_for_selector(".now, .hit, :target", state="attached")
    return " ".join(page.locator(".now, .cite.hit, .cite:target").all_inner_texts())


def opened(tab, desk, name=SUBJECT):
    """Go from the first page to an activity."""
    tab.page.goto(desk + "/")
    tab.click(tab.page.locator("main").get_by_role("link", name=name, exact=True).first)
    tab.page.wait_for_url(f"**/activity/{name}*")


# ---- against the clock of clicks ---------------------------------------------------------------


def test_who_said_30_000_first(tab, desk):
    opened(tab, desk)
    first = tab.page.locator("svg.strength:visible .first, main .chip.first").first
    first.wait_for()
    rows = tab.page.locator(
        "main tr", has=tab.page.locator(".chip", has_text=re.compile("^first$"))
    )
    said = [row.inner_text() for row in rows.all() if "30,000" in row.inner_text()]
    assert said
    assert any("Godliauskas" in each for each in said)
    assert all("2025-08-22" in each for each in said if "Godliauskas" in each)
    assert tab.clicks <= MOST


def test_why_6_800_and_13_000_do_not_conflict(tab, desk):
    opened(tab, desk)
    board = tab.page.locator("main")
    for words in ("6,800 (Russian and Belarusian troops)", "Some 13,000 soldiers"):
        row = board.locator("tr", has=tab.page.locator(".said", has_text=words)).first
        row.get_by_role("checkbox").scroll_into_view_if_needed()
        tab.click(row.get_by_role("checkbox"))
    tab.click(board.get_by_role("button", name=re.compile("compare", re.IGNORECASE)).first)
    tab.page.wait_for_url("**/pair*")
    told = tab.page.locator("main").inner_text()
    assert "part of" in told.lower()
    assert "in Belarus" in told or "Belarus" in told
    assert "6,800" in told
    assert "13,000" in told
    assert tab.clicks <= MOST


def test_which_words_carry_it(tab, desk):
    opened(tab, desk)
    row = tab.page.locator(
        "main tr", has=tab.page.locator(".said", has_text="6,800 (Russian")
    ).first
    tab.click(row.locator("q a").first)
    tab.page.wait_for_url("**/report/**")
    assert "6,800" in lit(tab.page)
    assert tab.clicks <= MOST


# ---- the others --------------------------------------------------------------------------------


def test_from_home_to_exact_words(tab, desk):
    tab.page.goto(desk + "/")
    tab.click(tab.page.locator("main a[href*='/report/'][href*='mark=']").first)
    tab.page.wait_for_url("**/report/**")
    start, end = map(int, re.search(r"mark=(\d+)-(\d+)", tab.page.url).groups())
    assert end > start
    assert lit(tab.page).strip()


def test_the_conflict_on_its_strength_is_found(tab, desk):
    tab.page.goto(desk + "/")
    row = tab.page.locator("tr", has=tab.page.get_by_role("link", name=SUBJECT, exact=True))
    tab.click(row.get_by_role("link", name=re.compile("conflict")).first)
    told = tab.page.locator("main").inner_text()
    assert "conflict" in told
    assert "hard" in told
    assert tab.clicks <= MOST


def test_what_was_known_on_a_day(tab, desk):
    opened(tab, desk)
    assert "100,000 servicemen" in tab.page.locator("main").inner_text()
    tab.page.locator("input[name=as_of]").fill("2025-09-12")
    tab.page.locator("form.moment button").click()
    tab.page.wait_for_url("**as_of=2025-09-12*")
    told = tab.page.locator("main").inner_text()
    assert "As it could be known on 2025-09-12" in told
    assert "100,000 servicemen" not in told
    assert "30,000" in told


def test_a_paragraph_is_checked(tab, desk):
    tab.page.goto(desk + "/")
    tab.click(tab.page.get_by_role("link", name="Check", exact=True))
    tab.page.locator("textarea").fill(
        "Up to 30,000 Belarusian and Russian soldiers take part, Mindaugas Mažonas said. "
        "The drills cost 40 million dollars."
    )
    tab.click(tab.page.get_by_role("button", name="Check", exact=True))
    tab.page.wait_for_url("**/check/*")
    tab.page.get_by_text("not found").first.wait_for(timeout=120_000)
    told = tab.page.locator("main").inner_text().lower()
    assert "disputed" in told or "supported" in told
    assert "not found" in told
    quote = tab.page.locator("main a[href*='/report/'][href*='mark=']").first
    quote.click()
    tab.page.wait_for_url("**/report/**")
    assert "30,000" in lit(tab.page)


def test_a_search_is_saved_and_gives_its_feed(tab, own_desk):
    tab.page.goto(own_desk + "/claims?text=Oreshnik")
    tab.page.locator("form[action='/saved'] input[name=name]").first.fill("Oreshnik")
    tab.page.locator("form[action='/saved'] button").first.click()
    tab.page.goto(own_desk + "/saved")
    tab.page.locator("summary", has_text="Feed").first.click()
    feed = tab.page.locator("a[href*='.atom']").first.get_attribute("href")
    parsed = feedparser.parse(httpx.get(own_desk + feed).text)
    assert parsed.bozo == 0
    assert parsed.entries
    assert any("Oreshnik" in str(entry) for entry in parsed.entries)


def test_an_activity_is_printed(browser, desk):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk}/activity/{SUBJECT}")
    page.emulate_media(media="print")
    assert not page.locator("nav.pages").is_visible()
    assert page.locator("svg.strength").first.is_visible()
    data = page.pdf(format="A4")
    context.close()

    printed = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(data)).pages)
    assert "6,800" in printed
    assert "Revenko" in printed


def test_what_a_feed_failed_to_bring_is_found(tab, tmp_path):
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "publisher: Courier\ndate: 2025-09-01\n\nThe ministry said 3,000 troops take part in "
        "the exercise Granite-2025.\n",
        "utf-8",
    )
    (folder / "broken.html").write_bytes(b"\x00\x01\x02\xff" * 50)
    store = tmp_path / "store.db"
    command = [sys.executable, "-m", "vedette.cli.main", "ingest", str(folder)]
    subprocess.run([*command, "--store", str(store)], check=True, capture_output=True)
    for desk in serving(store):
        tab.page.goto(desk + "/")
        tab.click(tab.page.get_by_role("link", name=re.compile("fail")).first)
        told = tab.page.locator("main").inner_text()
        assert "broken.html" in unquote(told)
        assert "not-text" in told
        assert tab.clicks == 1
