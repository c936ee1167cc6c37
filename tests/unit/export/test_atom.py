"""Atom feeds: what RFC 4287 demands, and that nothing in them is markup of a report's."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.export.atom import Entry, Feed, urn, written

NS = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2025, 9, 12, 12, tzinfo=UTC)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
EVIL = '<script>alert("x")</script> & ]]> \x00 \x0b \ud800 "quoted"'


def entry(**more: object) -> Entry:
    values = {
        "id": "clm-1", "title": "Minsk: Granite, strength 500", "quote": "500 soldiers",
        "author": "Minsk", "updated": NOON, "where": "Courier, 2025-09-12",
        "link": "https://desk.example/report/rep-1?mark=1-2#s1-2",
    }  # fmt: skip
    return Entry(**{**values, **more})  # type: ignore[arg-type]


def feed(*entries: Entry) -> Feed:
    base = "https://desk.example"
    return Feed("srch-1", "Strength", f"{base}/feeds/k.atom", f"{base}/claims", NOON, entries)


def parsed(noun: Feed) -> ET.Element:
    root = ET.fromstring(written(noun))  # noqa: S314 - our own
    check(root)
    return root


def check(root: ET.Element) -> None:
    """Check what RFC 4287 (4.1.1, 4.1.2) says a feed and its entries must and may not hold."""
    assert root.tag == f"{NS}feed"
    for parent in (root, *root.findall(f"{NS}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{NS}{name}")) == 1, name
        assert parent.findtext(f"{NS}id", "").startswith("urn:uuid:")
        assert _INSTANT.fullmatch(parent.findtext(f"{NS}updated", ""))
        assert parent.findall(f"{NS}author/{NS}name")
        links = [each.attrib for each in parent.findall(f"{NS}link")]
        assert all(re.match(r"https?://", each["href"]) for each in links)
        assert [each["rel"] for each in links].count("alternate") == 1
    assert [each.attrib["rel"] for each in root.findall(f"{NS}link")].count("self") == 1
    ids = [each.findtext(f"{NS}id") for each in root.findall(f"{NS}entry")]
    assert len(ids) == len(set(ids))
    for content in root.iter(f"{NS}content"):
        assert content.attrib["type"] == "html"
        assert not list(content)


def test_a_feed_holds_what_the_standard_demands() -> None:
    root = parsed(
        feed(entry(), entry(id="clm-2", published=NOON, source="https://courier.example/1"))
    )
    assert [each.findtext(f"{NS}title") for each in root.findall(f"{NS}entry")] == [
        "Minsk: Granite, strength 500"
    ] * 2
    parsed(feed())


def test_an_id_stays_the_same_everywhere() -> None:
    assert urn("clm-1") == urn("clm-1") != urn("clm-2")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_whatever_a_report_says_is_text(title: str, quote: str, language: str) -> None:
    root = parsed(
        feed(entry(title=title, quote=quote + EVIL, author=EVIL, where=EVIL, language=language))
    )
    content = root.findtext(f"{NS}entry/{NS}content", "")
    assert "<script" not in content
    assert "&lt;script&gt;" in content


def test_a_feed_reader_reads_it() -> None:
    feedparser = pytest.importorskip("feedparser")
    read = feedparser.parse(written(feed(entry(quote=EVIL, published=NOON), entry(id="clm-2"))))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Strength"
    assert [each.link for each in read.entries] == [
        "https://desk.example/report/rep-1?mark=1-2#s1-2"
    ] * 2
    assert "script" not in read.entries[0].content[0].value.replace("&lt;script&gt;", "").replace(
        "&lt;/script&gt;", ""
    )
