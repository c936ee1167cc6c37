"""Reading at the desk: a report with its claims beside it, a brief with its words, a check."""

from __future__ import annotations

from importlib.resources import files

import httpx
import pytest
from tabs import Tab

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    each => [each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 200))])"""
SUBJECT = "Zapad-2025"
SOON = 120_000  # milliseconds: the first check loads the language model
LOW = {"width": 1440, "height": 420}


@pytest.fixture(scope="module")
def report(desk):
    """Return the address of the report with the most claims."""
    found = httpx.get(f"{desk}/api/v1/claims?limit=500", timeout=60).json()["data"]
    names = [one["report"]["id"] for one in found]
    return f"{desk}/report/{max(sorted(set(names)), key=names.count)}"


def _told(locator) -> str:
    return " ".join("".join(locator.all_inner_texts()).split())


# ---- a report ----------------------------------------------------------------------------------


def test_pointing_at_a_claim_lights_its_words(tab, report):
    tab.page.goto(report)
    claim = tab.page.locator(".claim").nth(3)
    claim.hover()
    words = claim.get_attribute("data-for")
    tab.page.locator(f'.text [data-words="{words}"].lit').first.wait_for()
    tab.page.locator("h1").hover(force=True)
    assert tab.complaints == []


def test_pointing_at_words_lights_their_claims(tab, report):
    tab.page.goto(report)
    claim = tab.page.locator(".claim").first
    words = claim.get_attribute("data-for")
    tab.page.locator(f'.text [data-words="{words}"]').first.hover()
    lit = tab.page.locator(".claim.lit")
    lit.first.wait_for()
    assert words in lit.evaluate_all("all => all.map(each => each.dataset.for)")


def test_j_and_k_walk_the_claims_and_bring_their_words_into_view(tab, report):
    tab.page.set_viewport_size(LOW)
    tab.page.goto(report)
    walked = []
    for key in "jjjk":
        tab.page.keyboard.press(key)
        walked.append(tab.page.evaluate("document.activeElement.closest('.claim').id"))
    assert walked[1] == walked[3]
    assert len(set(walked)) == 3
    for _ in range(12):
        tab.page.keyboard.press("j")
    lit = tab.page.locator(".text .lit").first
    box = lit.bounding_box()
    assert 0 <= box["y"] < LOW["height"]
    claim = tab.page.locator(".claim.lit").bounding_box()
    assert 0 <= claim["y"] < LOW["height"]


def test_the_claims_follow_the_text(tab, report):
    tab.page.set_viewport_size(LOW)
    tab.page.goto(report)
    last = tab.page.locator(".beside .group").last
    number = last.get_attribute("id").removeprefix("c")
    tab.page.mouse.move(200, 200)
    tab.page.keyboard.press("End")
    tab.page.wait_for_function(
        """id => { const box = document.querySelector(id).getBoundingClientRect();
                  return box.top >= -5 && box.top < window.innerHeight; }""",
        arg=f"#c{number}",
    )


def test_a_layer_that_was_put_away_stays_away_and_a_digit_puts_it_back(tab, report):
    tab.page.goto(report)
    tab.page.locator(".show-time").uncheck()
    tab.page.goto(report)
    assert not tab.page.locator(".show-time").is_checked()
    tab.page.keyboard.press("6")
    assert tab.page.locator(".show-time").is_checked()
    tab.page.goto(f"{report}?hide=figure")
    assert not tab.page.locator(".show-figure").is_checked()


def test_a_report_reads_without_a_script(browser, report):
    tab = Tab(browser, java_script_enabled=False)
    tab.page.goto(report)
    tab.page.locator(".pilcrow").first.click(force=True)
    assert "#c" in tab.page.url
    tab.page.locator(".claim .goes").first.click()
    assert "#s" in tab.page.url
    assert tab.page.locator(".claim").count() > 5
    assert not tab.page.locator(".keys").is_visible()
    tab.context.close()


# ---- a brief -----------------------------------------------------------------------------------


def _brief(tab, desk):
    tab.page.goto(f"{desk}/activity/{SUBJECT}/brief?length=short")
    tab.page.locator(".brief").wait_for(timeout=SOON)


def test_a_brief_comes_up_by_itself_and_opens_its_words_beside_the_sentence(tab, desk):
    _brief(tab, desk)
    number = tab.page.locator(".cited").nth(1)
    number.locator("a").focus()
    said = number.locator(".said")
    assert said.is_visible()
    assert "“" in said.inner_text() or said.locator("q").count() == 1
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_function(
        "!document.querySelectorAll('.said')[1].checkVisibility({visibilityProperty: true})"
    )
    number.locator("a").hover()
    quote = _told(said.locator("q"))
    tab.click(number.locator("a"))
    lit = tab.page.locator(".cite.hit, .cite.now")
    lit.first.wait_for()
    assert quote.strip("“”")[:30] in _told(tab.page.locator(".text"))
    assert tab.complaints == []


# ---- a check -----------------------------------------------------------------------------------


TEXT = "About 13,000 soldiers take part in Zapad-2025, the ministries say. Cows fly over Minsk."


def _checked(page, desk, text):
    page.goto(f"{desk}/check")
    page.fill("#text", text)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".findings").wait_for(timeout=SOON)


def test_a_pasted_text_is_checked_sentence_by_sentence(tab, desk):
    _checked(tab.page, desk, TEXT)
    verdicts = tab.page.locator(".findings > li > .verdict")
    assert verdicts.count() == 2
    assert "not found" in verdicts.nth(1).inner_text()
    tab.page.locator(".tally a").nth(1).click()
    assert tab.page.locator(".findings > li").count() == 1
    tab.page.evaluate(AXE)
    assert tab.page.evaluate(RUN) == []
    assert tab.complaints == []
    assert tab.foreign(desk) == []


def test_a_text_is_checked_without_a_script_too(browser, desk):
    tab = Tab(browser, java_script_enabled=False)
    _checked(tab.page, desk, TEXT)
    assert tab.page.locator(".findings > li").count() == 2
    tab.context.close()


def test_the_field_counts_and_takes_a_file_that_is_dropped_on_it(tab, desk):
    tab.page.goto(f"{desk}/check")
    tab.page.fill("#text", "a" * 20_001)
    assert "1 too many" in tab.page.locator("#counted").inner_text()
    tab.page.fill("#text", "")
    tab.page.evaluate(
        """() => { const carried = new DataTransfer();
            carried.items.add(new File(["Cows fly over Minsk."], "told.txt"));
            const at = document.querySelector("#text");
            at.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true})); }"""
    )
    tab.page.get_by_role("button", name="Check", exact=True).click()
    tab.page.locator(".findings").wait_for(timeout=SOON)
    assert "told.txt" in tab.page.locator("h1").inner_text()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_pages_that_reading_leads_to(browser, desk, report, options):
    tab = Tab(browser, **options)
    _brief(tab, desk)
    here = tab.page.url
    name = report.rsplit("/", 1)[1]
    other = httpx.get(f"{desk}/api/v1/reports?limit=2", timeout=60).json()["data"][0]["id"]
    wrong = []
    for url in (here, report, f"{report}?mark=0-10", f"{desk}/check",
                f"{desk}/report/{name}/beside/{other}"):  # fmt: skip
        tab.page.goto(url)
        tab.page.evaluate(AXE)
        wrong += [(url, *each) for each in tab.page.evaluate(RUN)]
    tab.context.close()
    assert wrong == []
    assert tab.complaints == []
