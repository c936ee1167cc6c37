"""Atom (RFC 4287): a feed of claims, each with the words that carry it.

Whatever a report says is text here: it is escaped once for the markup of the entry, and once more
for XML.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from vedette.export.text import encodable, no_control

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry: what it tells in a line, the words, who says them, where they stand.

    `source` is the address of the report itself, where it may be a link.
    """

    id: str
    title: str
    quote: str
    author: str
    updated: datetime
    link: str
    where: str
    published: datetime | None = None
    language: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """Hold a feed: of what, where it stands, where the same is seen in a browser."""

    id: str
    title: str
    address: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]


def urn(own: str) -> str:
    """Return an id of ours as one that is the same in every feed reader."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vedette:{own}')}"


def written(feed: Feed) -> bytes:
    """Return a feed as XML."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _text(root, "id", urn(feed.id))
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(feed.updated))
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    _text(_child(root, "author"), "name", "Vedette")
    _text(root, "generator", "Vedette")
    _entries(root, feed.entries)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entries(root: ET.Element, entries: Iterable[Entry]) -> None:
    for one in entries:
        entry = _child(root, "entry")
        _text(entry, "id", urn(one.id))
        _text(entry, "title", one.title)
        _text(entry, "updated", _instant(one.updated))
        if one.published is not None:
            _text(entry, "published", _instant(one.published))
        _text(_child(entry, "author"), "name", one.author or "unknown")
        _link(entry, "alternate", one.link, "text/html")
        if one.source:
            _link(entry, "via", one.source, "text/html")
        content = _child(entry, "content", type="html")
        content.text = no_control(_content(one))


def _content(one: Entry) -> str:
    lang = f' lang="{html.escape(one.language)}"' if one.language else ""
    link = html.escape(one.link)
    return (
        f"<p>{html.escape(one.title)}</p><blockquote{lang}>{html.escape(one.quote)}</blockquote>"
        f'<p>{html.escape(one.where)}: <a href="{link}">the exact words</a></p>'
    )


def _child(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _text(parent: ET.Element, name: str, text: str) -> None:
    _child(parent, name).text = no_control(encodable(" ".join(text.split())))


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    _child(parent, "link", rel=rel, href=no_control(href), type=kind)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
