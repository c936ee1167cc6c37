"""What must hold of every page in a browser: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from tabs import Tab

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    each => [each.id, each.help, each.nodes.slice(0, 3).map(node => node.html.slice(0, 200))])"""
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}


def wrong_on(tab: Tab, links: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Open pages and yield what is wrong on each."""
    for link in links:
        tab.page.goto(link)
        yield from wrong_here(tab)


def wrong_here(tab: Tab) -> Iterator[tuple[str, ...]]:
    """Yield what is wrong on the page that is open."""
    tab.page.evaluate(AXE)
    for found in tab.page.evaluate(RUN):
        yield (tab.page.url, *found)
    if tab.page.evaluate(WIDE):
        yield tab.page.url, "scrolls sideways"
    if tab.page.locator("h1").count() != 1:
        yield tab.page.url, "has no one heading of its own"
