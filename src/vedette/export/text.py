"""Text on its way out: what each format cannot hold, and what a reader would take for a command."""

from __future__ import annotations

import json
import re
from typing import Any

_NOT_ENCODABLE = re.compile("[\0\ud800-\udfff]")
# What XML 1.0 may not contain, escaped or not.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A spreadsheet runs what begins so, full-width forms included. One that begins with apostrophes
# before such a character gets another, so that a reader who takes one off gets the text back.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# Line ends for some readers of lines, though not for JSON.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_SHOWN_BLANK = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_TURTLE = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TURTLE_SPECIAL = re.compile('[\\\\"\0-\x1f\x7f]')


def encodable(text: str) -> str:
    """Return the text with U+FFFD in place of NUL and half surrogate pairs."""
    return _NOT_ENCODABLE.sub("\ufffd", str(text))  # an enum is its value


def cell(text: str) -> str:
    """Return the text as a spreadsheet shows it and does not run it."""
    text = encodable(text)
    return f"'{text}" if _FORMULA.match(text) else text


def uncell(text: str) -> str:
    """Take back what `cell` put before a text."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def json_line(data: Any) -> str:
    """Return JSON on one line, whoever splits lines."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text if text.isascii() else encodable(text).translate(_LINE_ENDS)


def no_control(text: str) -> str:
    """Return the text with U+FFFD in place of what XML cannot hold, escaped or not."""
    return _NOT_XML.sub("\ufffd", text)


def xml(text: str) -> str:
    """Return the text for an XML element or attribute."""
    text = no_control(text)
    return re.sub('[&<>"\r]', lambda found: _XML[found[0]], text)


def turtle(text: str) -> str:
    """Return the text as a quoted literal of Turtle."""
    return f'"{_TURTLE_SPECIAL.sub(_turtle_escape, encodable(text))}"'


def _turtle_escape(found: re.Match[str]) -> str:
    return _TURTLE.get(found[0]) or f"\\u{ord(found[0]):04X}"


def one_line(text: str) -> str:
    """Return the text for a terminal: one line, nothing that steers it or turns it around."""
    return " ".join(_SHOWN_BLANK.sub(" ", encodable(text)).split())
