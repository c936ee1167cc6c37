"""Plain text and Markdown, with or without a block of header lines."""

from __future__ import annotations

import re

from vedette.gather.assemble import Fields, Origin, assemble
from vedette.gather.decode import to_text
from vedette.model.receipt import Failure
from vedette.model.report import Report

_KEYS = {
    "publisher": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "url": "url",
    "link": "url",
    "date": "published",
    "published": "published",
    "published at": "published",
    "headline": "headline",
    "title": "headline",
    "deck": "deck",
    "subtitle": "deck",
    "byline": "byline",
    "author": "byline",
    "credit": "credit",
    "language": "language",
    "lang": "language",
    "retrieved": "retrieved",
    "retrieved at": "retrieved",
}
_HEADER = re.compile(r"([^\W\d_][\w-]*(?: [\w-]+){0,2}):(?:\s(.*))?$")
_FENCE = re.compile(r"---[^\S\n]*$")
_MAX_HEADERS = 60


def read_text(data: bytes, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Read one plain text; header lines in front are taken off and kept as fields."""
    text = to_text(data, where=origin.item)
    found = split_header(text)
    if found is None:
        return assemble(Fields(), text, origin)
    return assemble(found[0], found[1].strip("\n"), origin)


def read_markdown(data: bytes, origin: Origin) -> tuple[Report, tuple[Failure, ...]]:
    """Read one Markdown text; the marks of emphasis and links are reduced to their words."""
    text = to_text(data, where=origin.item)
    fields, body = split_header(text) or (Fields(), text)
    return assemble(fields, reduce_markdown(body).strip("\n"), origin)


def split_header(text: str) -> tuple[Fields, str] | None:
    """Part a leading block of `key: value` lines from the text behind its empty line.

    None unless the first line has a known key, all lines are such pairs and an empty line (or
    the closing line of a fenced block) ends them.
    """
    lines = text.lstrip("\n").split("\n", _MAX_HEADERS + 1)
    fenced = bool(lines and _FENCE.match(lines[0]))
    pairs: list[tuple[str, str]] = []
    for i in range(int(fenced), len(lines)):
        line = lines[i].rstrip()
        if pairs and (_FENCE.match(line) if fenced else not line):
            if fenced:
                pairs = [(word, _unquoted(value)) for word, value in pairs]
            return _fields(pairs), "\n".join(lines[i + 1 :])
        found = _HEADER.match(line)
        if not found or (not pairs and _key(found[1]) not in _KEYS):
            return None
        pairs.append((found[1], (found[2] or "").strip()))
    return None


def _unquoted(value: str) -> str:
    """Return the words of a quoted YAML value."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'")
    return value


def _key(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.strip().lower())


def _fields(pairs: list[tuple[str, str]]) -> Fields:
    known: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    for word, value in pairs:
        name = _KEYS.get(_key(word))
        if name and name not in known:
            known[name] = value
        elif value:
            notes.append((word.lower(), value))
    return Fields(**known, notes=tuple(notes))  # type: ignore[arg-type]


_RULE = re.compile(
    r"^[^\S\n]*(?:(?:\*[^\S\n]*){3,}|(?:-[^\S\n]*){3,}|(?:_[^\S\n]*){3,})$", re.MULTILINE
)
_SETEXT = re.compile(r"^([^\s#>].*)\n[^\S\n]*(?:={2,}|-{2,})[^\S\n]*$", re.MULTILINE)
_HEADING = re.compile(r"^[^\S\n]{0,3}#{1,6}[^\S\n]+(.*)$", re.MULTILINE)
# Bounds and excluded openers keep each step linear on hostile input.
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_SETEXT, r"\1\n"),
    (_RULE, ""),
    (re.compile(r"^[^\S\n]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^[^\S\n]{0,3}(?:>[^\S\n]?)+", re.MULTILINE), ""),
    (re.compile(r"^[^\S\n]*[*+-][^\S\n]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def reduce_markdown(text: str) -> str:
    """Return the words of a Markdown text, in paragraphs, without its marks."""
    text = _HEADING.sub(lambda found: f"\n{found[1].strip(' #')}\n", _without_comments(text))
    for pattern, words in _STEPS:
        text = pattern.sub(words, text)
    return text


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])
