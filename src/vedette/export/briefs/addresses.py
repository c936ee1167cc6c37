"""Addresses that a reader may click: of reports, down to the words (WICG text fragments)."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST = 2000  # characters of an address; programs that open files cut or refuse longer ones
ENDS = 5  # words of a long quotation's two ends that a fragment names
WHOLE = 80  # a quotation up to so many characters is named whole
_UNSAFE = re.compile("[\0-\x20\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\\\\]")
# What stands in an address as it is; everything else is percent-encoded, a sign already so stays.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


def address_of(url: str) -> str:
    """Return an address that is safe to click, "" for any other.

    Only http and https with a plain host lead anywhere: no script, no file, no name before an @
    that could be taken for the host.
    """
    if not url or _UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    if ":" in host:
        host = f"[{host}]"
    rest = url.split(parts.netloc, 1)[1]
    made = f"{parts.scheme}://{host}{f':{port}' if port else ''}{quote(rest, safe=_KEPT)}"
    made = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", made)
    return made if len(made) <= LONGEST else ""


def words_at(url: str, words: str) -> str:
    """Return an address that leads to words on its page; "" where the address is none to click."""
    address = address_of(url)
    directive = _directive(words)
    if not address or not directive or ":~:" in address:
        return address
    made = f"{address}{'' if '#' in address else '#'}:~:text={directive}"
    return made if len(made) <= LONGEST else address


def _directive(words: str) -> str:
    """Name the words whole, or by their first and last where they are many or run over lines."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= WHOLE:
        return _encoded(lines[0])
    first, last = lines[0].split()[:ENDS], lines[-1].split()[-ENDS:]
    if len(lines) == 1 and len(lines[0].split()) < 2 * ENDS:
        return _encoded(lines[0])
    return f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"


def _encoded(text: str) -> str:
    """Percent-encode, the hyphen too: it has a meaning of its own in a fragment."""
    return quote(text, safe="", errors="replace").replace("-", "%2D")
