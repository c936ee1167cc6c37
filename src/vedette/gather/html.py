"""Saved web pages: the article body and what the page declares about it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from vedette.errors import NoArticle
from vedette.gather.assemble import Fields, Origin, assemble
from vedette.gather.dates import parse_published
from vedette.gather.decode import clean, to_text
from vedette.model.receipt import Failure
from vedette.model.report import Report

_BASIS = "html metadata"
_FAR = "2999-12-31"  # a date to come is kept and warned about, not hidden
_DATE_METAS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='article:published_time' or @name='parsely-pub-date']/@content",
    "//meta[@name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
)
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_CAPTIONS = "//article//figcaption|//main//figcaption"
_MAX_CAPTION = 600
_MAX_JSON_LD = 1_000_000
_TRUNCATED = ("…", "...")

# Below this a page is a menu, a notice or a teaser: the shortest agency flash has a sentence.
MIN_WORDS = 8


def read_html(data: bytes, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Read one saved page; nothing in it is run and nothing it names is loaded.

    Raises NoArticle where the page has no article body.
    """
    source = to_text(data, where=origin.item, markup=True)
    article, tree = _extract(source, origin)
    body = "\n\n".join(_joined(article["text"].split("\n")))
    if len(body.split()) < MIN_WORDS:
        raise NoArticle("the page has no article body", where=origin.item)
    fields = Fields(
        publisher=_words(article["sitename"] or article["hostname"]),
        url=_address(tree),
        published=_published(tree, article["date"]),
        headline=_headline(tree, _words(article["title"])),
        deck=_deck(tree, _words(article["description"]), body),
        byline=_words(article["author"]).replace("; ", ", "),
        language=_first(tree, "//html/@lang") or _words(article["language"]),
        captions=_captions(tree, body),
        basis=_BASIS,
    )
    return assemble(fields, clean(body), origin)


def _extract(source: str, origin: Origin) -> tuple[dict[str, Any], Any]:
    import trafilatura
    from lxml import etree

    # A page without an article is our failure to report, not a line on the user's screen.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())

    try:
        tree = trafilatura.load_html(source)
        found = None
        if tree is not None:
            found = trafilatura.bare_extraction(
                source,
                include_comments=False,
                with_metadata=True,
                date_extraction_params=_date_options(),
            )
    except (etree.LxmlError, RecursionError, ValueError, AssertionError) as error:
        raise NoArticle("the page cannot be taken apart", where=origin.item) from error
    if found is None or isinstance(found, dict) or not found.text:
        raise NoArticle("the page has no article body", where=origin.item)
    return found.as_dict(), tree


def _joined(lines: list[str]) -> list[str]:
    """Join what a line break in the markup parted in the middle of a sentence."""
    paragraphs: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if paragraphs and line[0].islower() and paragraphs[-1][-1] not in '.!?:;”"':
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return paragraphs


def _date_options() -> dict[str, Any]:
    # The wide search takes any date on the page, a copyright year too: unknown is better.
    return {"original_date": True, "extensive_search": False, "max_date": _FAR}


def _words(value: object) -> str:
    return clean(" ".join(str(value).split())) if value else ""


def _first(tree: Any, path: str) -> str:
    return next((_words(value) for value in tree.xpath(path) if str(value).strip()), "")


def _address(tree: Any) -> str:
    found = (_first(tree, path) for path in _ADDRESSES)
    return next((url for url in found if re.match(r"https?://[^\s/]", url)), "")


def _published(tree: Any, fallback: object) -> str:
    """Prefer the moment that the page declares to the day that is guessed from it."""
    declared = [_first(tree, path) for path in _DATE_METAS]
    for raw in (*declared, *_json_ld_dates(tree)):
        if raw and parse_published(raw, basis=_BASIS):
            return raw
    return str(fallback or "")


def _json_ld_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if len(script) > _MAX_JSON_LD or "datePublished" not in script:
            continue
        try:
            value = json.loads(script)
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else [value]
        graphs = [item.get("@graph") for item in items if isinstance(item, dict)]
        for item in [*items, *(x for graph in graphs if isinstance(graph, list) for x in graph)]:
            if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
                yield item["datePublished"]


def _headline(tree: Any, title: str) -> str:
    """Prefer the printed heading where the title only adds the name of the site to it."""
    printed = [_words("".join(node.itertext())) for node in tree.xpath("//h1")]
    inside = (heading for heading in printed if len(heading.split()) > 1 and heading in title)
    return next(inside, title)


def _deck(tree: Any, description: str, body: str) -> str:
    """Take the description for the deck only where the page prints it, outside the body."""
    if not description or description.endswith(_TRUNCATED) or len(description.split()) < 3:
        return ""
    if description in " ".join(body.split()):
        return description if description in body.split("\n\n")[:2] else ""
    printed = tree.xpath("//body//*[self::p or self::h2 or self::div or self::span]")
    return description if any(_own_words(node) == description for node in printed) else ""


def _own_words(node: Any) -> str:
    return _words("".join(node.itertext())) if len(node) < 4 else ""


def _captions(tree: Any, body: str) -> tuple[str, ...]:
    flat = " ".join(body.split())
    found = dict.fromkeys(_words("".join(node.itertext())) for node in tree.xpath(_CAPTIONS))
    return tuple(c for c in found if c and len(c) <= _MAX_CAPTION and c not in flat)


def plain_words(fragment: str) -> str:
    """Return the words of a piece of HTML, paragraphs parted by empty lines."""
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, RecursionError, ValueError):
        return fragment
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for node in tree.iter("p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"):
        node.tail = "\n\n" + (node.tail or "")
    lines = ("".join(tree.itertext())).split("\n")
    return clean("\n\n".join(" ".join(line.split()) for line in lines if line.strip()))
