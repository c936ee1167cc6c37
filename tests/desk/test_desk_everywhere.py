"""What holds on every page of the desk, whichever pages there are: found by following links."""

from __future__ import annotations

import pytest
from axe import SIZES, wrong_on
from crawling import kind_of, pages
from tabs import Tab


@pytest.fixture(scope="module")
def found(desk):
    """Return a link of every kind of page."""
    links = {}
    for link, _ in pages(desk):
        links.setdefault(kind_of(link).partition("?")[0], link)
    return sorted(links.values())


def test_many_kinds_of_pages_are_found(found):
    assert len(found) > 5


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_no_page_complains_or_asks_elsewhere(browser, desk, found, size):
    tab = Tab(browser, **SIZES[size])
    wrong = list(wrong_on(tab, [desk + link for link in found]))
    tab.context.close()
    assert wrong == []
    assert tab.complaints == []
    assert tab.foreign(desk) == []


def test_every_page_has_one_heading_of_its_own_and_a_title(browser, desk, found):
    tab = Tab(browser)
    titles = {}
    for link in found:
        tab.page.goto(desk + link)
        assert tab.page.locator("h1").count() == 1, link
        titles.setdefault(tab.page.title(), []).append(link)
    tab.context.close()
    assert all(title.strip() not in ("", "Vedette") for title in titles)
