"""Elements of WordprocessingML, built and never parsed: no text of a report is read as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {"w": _W, "r": _R}
_SPACES = {**NAMESPACES, "xml": _XML}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def element(name: str, attributes: Mapping[str, str] | None = None, *, nsmap: Any = None) -> Any:
    """Return an element, its name and attributes with prefixes ("w:p")."""
    # Through python-docx's parser, so that its classes know what they meet.
    from docx.oxml.parser import oxml_parser

    made: Any = oxml_parser.makeelement(_name(name), nsmap=nsmap or NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(_name(key), value)
    return made


def child(parent: Any, name: str, attributes: Mapping[str, str] | None = None) -> Any:
    """Append an element and return it."""
    made = element(name, attributes)
    parent.append(made)
    return made


def run(
    text: str,
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    language: str = "und",
    right_to_left: bool = False,
) -> Any:
    """Return a run of text with its looks; properties stand in the order of the schema."""
    made = element("w:r")
    looks = element("w:rPr")
    if style:
        child(looks, "w:rStyle", {"w:val": style})
    for name, wanted in (("w:b", bold), ("w:i", italic), ("w:rtl", right_to_left)):
        if wanted:
            child(looks, name)
    if language != "und" and _TAG.fullmatch(language):
        side = "w:bidi" if right_to_left else "w:val"
        child(looks, "w:lang", {side: language})
    if len(looks):
        made.append(looks)
    if text:
        child(made, "w:t", {"xml:space": "preserve"}).text = text
    return made


def hyperlink(text: str, relation: str, *, quiet: bool = False, **looks: Any) -> Any:
    """Return a link to an address that the part relates to; a quiet one looks like text."""
    made = element("w:hyperlink", {"r:id": relation, "w:history": "1"})
    made.append(run(text, style="" if quiet else "Hyperlink", **looks))
    return made
