"""Pieces of pictures: links, paths, words that fit; what reports say is escaped here."""

from __future__ import annotations

from markupsafe import escape

LETTER = 5.9  # mean width of a letter of a name, at 11.5 units
SMALL = 5.3  # the same at 10.5 units


def anchor(href: str, title: str, inside: str, name: str = "") -> str:
    """Return a link around marks, with a title in words."""
    kind = f' class="{name}"' if name else ""
    told = escape(title)
    return f'<a href="{escape(href)}"{kind} aria-label="{told}"><title>{told}</title>{inside}</a>'


def shortcut(href: str, title: str, inside: str) -> str:
    """Return a link for who points; who uses keys or a screen reader finds it in a table."""
    hidden = 'tabindex="-1" aria-hidden="true"'
    return f'<a href="{escape(href)}" {hidden}><title>{escape(title)}</title>{inside}</a>'


def path(d: str, name: str) -> str:
    """Return a path of a class."""
    return f'<path class="{name}" d="{d}"/>'


def text(x: float, y: float, words: str, name: str, side: str = "start") -> str:
    """Return words that begin, end or have their middle at a point."""
    kind = f' class="{name}"' if name else ""
    at = f' text-anchor="{side}"' if side != "start" else ""
    return f'<text{kind} x="{x:g}" y="{y:g}"{at}>{escape(words)}</text>'


def fit(words: str, room: float, letter: float = LETTER) -> str:
    """Cut words to a room, with an ellipsis; the title of their link has them whole."""
    most = int(room / letter)
    return words if len(words) <= most else words[: max(most - 1, 1)].rstrip(" ,") + "…"


def wrapped(words: str, most: float) -> list[str]:
    """Return words in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
