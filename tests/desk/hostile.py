"""Two hundred reports that try to run, load, break or pretend something, in every field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ELSEWHERE = "evil.example"
RAN = "window.__ran=(window.__ran||0)+1"

SCRIPTS = (
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"</title></textarea></style><script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f'"><img src=x onerror="{RAN}">',
    f"'><svg onload={RAN}>",
    f"<svg><script>{RAN}</script></svg>",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={RAN}>#x'/></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RAN}></style></mglyph></table>",
    f"<iframe srcdoc='<script>parent.{RAN}</script>'></iframe>",
    f"<iframe src=javascript:{RAN}></iframe>",
    f"<a href=javascript:{RAN} autofocus onfocus={RAN}>x</a>",
    f"<details open ontoggle={RAN}>x</details>",
    f"<input autofocus onfocus={RAN}>",
    f"<body onload={RAN}>",
    f"<meta http-equiv=refresh content='0;url=https://{ELSEWHERE}/'>",
    f"<base href=https://{ELSEWHERE}/>",
    f"<link rel=stylesheet href=https://{ELSEWHERE}/x.css>",
    f"<style>@import url(https://{ELSEWHERE}/x.css);*{{background:url(https://{ELSEWHERE}/)}}</style>",
    f"<div style=\"background:url('https://{ELSEWHERE}/b')\">x</div>",
    f"<form action=https://{ELSEWHERE}/><button>Log in</button></form>",
    f"<object data=https://{ELSEWHERE}/x></object><embed src=https://{ELSEWHERE}/y>",
    f"<div hx-get=https://{ELSEWHERE}/ hx-trigger=load>x</div>",
    f'<div hx-on:load="{RAN}" hx-trigger="load" hx-post="/logout">x</div>',
    "<div data-hx-get='/static/vedette.css' data-hx-trigger='load' data-hx-target='body'>x</div>",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %> [[${7*7}]]",
    f"<!--><img src=x onerror={RAN}>-->",
    f"<![CDATA[<script>{RAN}</script>]]>",
    f"<xmp><script>{RAN}</script></xmp><noscript><p title='</noscript><img src=x onerror={RAN}>'>",
    "]]>--></script></style></svg></math>",
)
ADDRESSES = (
    f"javascript:{RAN}",
    f"JaVaScRiPt:{RAN}//https://news.example/",
    f" javascript:{RAN}",
    f"java\tscript:{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    f"vbscript:{RAN}",
    f'https://news.example/"onmouseover="{RAN}',
    "https://news.example/' autofocus onfocus='" + RAN,
    f"//{ELSEWHERE}/x",
    f"https://news.example@{ELSEWHERE}/",
    "file:///etc/passwd",
    "https://[::1",
)
FORMULAS = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    '@SUM(1+1)*cmd|"/C calc"!A0',
    f'=HYPERLINK("https://{ELSEWHERE}/","click")',
    "\t=1+1",
    "\r=1+1",
)
UNICODE = (
    "\u202eserohs eht\u202c",  # written backwards
    "\u2066\u2067\u2068\u2069\u200f\u200e",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306" * 40,  # a tower of accents
    "\ufeff\u200b\u200c\u200d\u2060\u00ad",
    "\ufdd0\uffff\U0001fffe",  # no characters
    "\x01\x02\x07\x08\x0b\x0c\x1b[31m\x7f",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "Ｅｎｅｍｙ ｆｏｒｃｅｓ 𝟏𝟑 𝟎𝟎𝟎",
    "пеnta gon",  # letters of two scripts
    "\u0000".replace("\x00", "\ufffd"),
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20,
    "ﷺ" * 200,
)
MARKS = (*SCRIPTS, *FORMULAS, *UNICODE)
NUMBER = 200
PLAIN = (
    "The ministry said on Monday that the drills would go on for a week and that observers from "
    "other states had been asked to come. Nobody was hurt, officials said. "
)


def records() -> Iterator[dict[str, str]]:
    """Yield reports as records; each field of each carries something."""
    marks, addresses = cycle(MARKS), cycle(ADDRESSES)
    for n in range(NUMBER):
        evil, more, third = islice(marks, 3)
        next(marks)  # so that the fields meet all marks in turn
        yield {
            "publisher": f"{evil} Post {n % 7}",
            "url": next(addresses) + (f"?{n}" if n >= len(ADDRESSES) else ""),
            "published": f"2025-09-{n % 28 + 1:02d}",
            "headline": f"{more} drill begins {n}",
            "byline": third,
            "language": "en",
            "text": text(n, evil, more, third),
        }


def text(n: int, evil: str, more: str, third: str) -> str:
    """Return a report that says something beside what it tries."""
    return (
        f"MINSK, September {n % 28 + 1}. /{third[:20]}/. {PLAIN}"
        f"The exercise Granite-{2020 + n % 5} involves {6_000 + n} troops in Belarus, "
        f"said {evil} Defence Minister Pavel Orlov{n}.\n\n"
        f'"{more} We will show {third} what 12 Iskander-M missiles can do," he told {evil}.\n\n'
        f"{evil}\n\nLithuania's {more} ministry denied that up to {30_000 + n} soldiers take part "
        f"near {third} Grodno. {PLAIN} https://{ELSEWHERE}/{n} {more}"
    )


def write(folder: Path) -> int:
    """Write the reports: records, pages, texts; return how many."""
    folder.mkdir()
    lines = []
    for n, each in enumerate(records()):
        if n % 4 == 0:
            page = (
                f"<html lang=en><head><title>{each['headline']}</title>"
                "<meta property='og:site_name' "
                f'content="{each["publisher"]}"></head><body><article><h1>{each["headline"]}'
                f"</h1><p>{each['text']}</p></article></body></html>"
            )
            (folder / f"{n:03}.html").write_text(page, "utf-8", "replace")
        elif n % 4 == 1:
            head = "".join(
                f"{key}: {' '.join(each[key].split())}\n"
                for key in ("publisher", "url", "headline")
            )
            body = f"{head}date: {each['published']}\n\n{each['text']}"
            (folder / f"{n:03}.txt").write_text(body, "utf-8", "replace")
        else:
            lines.append(json.dumps(each))
    (folder / "records.jsonl").write_text("\n".join(lines), "utf-8")
    return NUMBER
