"""A brief as one HTML file that asks nobody for anything: no script, no picture, no other file."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup, escape

from vedette.export.briefs.sheet import Note, Sheet
from vedette.model.words import machine_day, short_id

HERE = Path(__file__).parent
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def write(sheet: Sheet) -> bytes:
    """Return the brief as a page; the policy at its head lets nothing but its own style work."""
    from jinja2 import Environment

    style = _style()
    page = Environment(autoescape=True).from_string(_read("page.html"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # The style is ours; all else is escaped where the page prints it.
    ours = Markup(style)  # noqa: S704
    return page.render(sheet=sheet, style=ours, digest=digest, **_WORDS).encode() + b"\n"


def _day(note: Note) -> str:
    return machine_day(note.published)


def _whole(text: str) -> Markup:
    """Return text for the page with its days kept on one line."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))  # noqa: S704


_WORDS = {"day": _day, "whole": _whole, "short_id": short_id}


@cache
def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _style() -> str:
    return _read("page.css")
