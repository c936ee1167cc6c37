"""Finding every page of the desk by its links: some of each route, without a list to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

LINK = re.compile(r'(?:href|src|hx-get)="([^"#]+)')


def kind_of(link: str) -> str:
    """Return a path with its names left out, and the names of what is asked."""
    parts = urlsplit(link.replace("&amp;", "&"))
    pieces = parts.path.strip("/").split("/")
    path = "/".join([pieces[0], *("*" if n == 0 else p for n, p in enumerate(pieces[1:]))])
    asked = sorted({each.partition("=")[0] for each in parts.query.split("&") if each})
    return f"/{path}?{'&'.join(asked)}" if asked else f"/{path}"


def pages(address: str, *, of_a_kind: int = 2, most: int = 400) -> Iterator[tuple[str, str]]:
    """Yield link and HTML of pages that can be reached from the first one.

    Of each kind, at most `of_a_kind`; what is no HTML is asked for but not yielded.
    """
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        while waiting and most:
            link = waiting.pop(0)
            if kinds[kind_of(link)] >= of_a_kind:
                continue
            kinds[kind_of(link)] += 1
            most -= 1
            answer = client.get(link)
            assert answer.status_code == 200, f"{link}: {answer.status_code}"
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            yield link, answer.text
            for found in LINK.findall(answer.text):
                inner = found.replace("&amp;", "&")
                if inner in seen or not inner.startswith("/"):
                    continue
                if not inner.startswith(("//", "/static/")):
                    seen.add(inner)
                    waiting.append(inner)
