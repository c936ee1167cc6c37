"""Briefs made up for the tests of pages: a plain one, and one whose reports try to break out."""

from __future__ import annotations

from datetime import date

from vedette.model import (
    Brief,
    BriefSentence,
    Evidence,
    Precision,
    Refused,
    Report,
    Section,
    Span,
    When,
)

TEXT = (
    "Some 4,000 soldiers came to Brest, the ministry said. It denied that tanks took part.\n"
    "«Танки не участвовали», — сказал представитель министерства."
)
# Ends markup of all kinds, runs as a formula or a macro, steers terminals and the order of letters,
# hides a text in tags, and is written in scripts that a font may lack.
BREAKING = (
    '=cmd|"/c calc"!A1 </a></style><script>alert(1)</script><img src=x onerror=alert(1)> ]]> '
    "[^1]: `x` **b** __c__ ~~d~~ <b> &amp; $x^2$ | {{7*7}} {% raw %} \\input{/etc/passwd} } { "
    "@misc{x, title={y}} 100% #1 ~ ^ _ www.evil.example http://evil.example :smile: @everyone "
    "\x1b[31m\x07 \u202egnp.exe\u202c \u2066x\u2069 \U000e0041\U000e0042 \ufeff \x00 \ud83d \uffff "
    "Мінск Αθήνα مناورات عسكرية 军事演习 🚀👩🏽‍✈️ \u2028 end " + "w" * 400
)
ADDRESSES = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "//evil.example/x",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "https://example.org/\u202egnp",
    "https://example.org/a b",
    "https://",
    "http://[::1",
    "https://example.org:port/",
    "ms-word:ofe|u|https://evil.example",
)


def report(text: str = TEXT, *, day: int | None = 16, **more) -> Report:
    publisher = more.pop("publisher", "Example Wire")
    url = more.pop("url", "https://example.org/one?a=1&b=2")
    published = When() if day is None else When.on(date(2025, 9, day), basis="header")
    key = Report.make_id(publisher, url, text)
    return Report(key, text, (), url, publisher, published, **{"headline": "Drill opens", **more})


def words(its: Report, quote: str) -> Evidence:
    start = its.text.index(quote)
    return Evidence(its.id, Span.cut(its.text, start, start + len(quote)))


def sentence(text: str, *evidence: Evidence, searched: str = "") -> BriefSentence:
    return BriefSentence(text, (), evidence, searched)


def plain() -> tuple[Brief, dict[str, Report]]:
    its = report(language="en", byline="By Ann Petrova")
    other = report("Нас было 4000, сказал он.", day=None, url="", publisher="", language="ru")
    came = words(its, "Some 4,000 soldiers came to Brest, the ministry said.")
    tanks = words(its, "It denied that tanks took part.")
    russian = words(its, "«Танки не участвовали», — сказал представитель министерства.")
    said = words(other, "Нас было 4000")
    brief = Brief(
        "Granite-2025",
        sentence("Granite-2025: a ministry counts 4,000 soldiers", came),
        (sentence("The ministry spoke of some 4,000 soldiers in Brest.", came),),
        (
            Section("", (sentence("It denied that tanks took part.", tanks, russian),)),
            Section(
                "What is not known",
                (
                    sentence("An unknown publisher reported 4,000 too.", said, came),
                    sentence("No report gives its end.", searched="2 reports of September 2025"),
                ),
            ),
        ),
        as_of="2025-09-17",
        refused=(Refused("It won the war.", "not found", "no words say so"),),
    )
    return brief, {each.id: each for each in (its, other)}


def breaking() -> tuple[Brief, dict[str, Report]]:
    reports = [
        report(
            f"{number} {BREAKING}",
            url=url,
            publisher=f"P{number} {BREAKING}",
            headline=f"H{number} {BREAKING}",
            byline=f"By {BREAKING}",
            language='en"><script>',
        )
        for number, url in enumerate((*ADDRESSES, 'https://example.org/"><script>?q=<b>&x=(y)'))
    ]
    said = [
        sentence(f"S {BREAKING}", Evidence(r.id, Span.cut(r.text, 0, len(r.text)))) for r in reports
    ]
    year = When(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR)
    last = report(f"x {BREAKING}", publisher="Y", url="")
    last = Report(last.id, last.text, (), "", "Y", year, headline=None)
    said.append(sentence("Year.", Evidence(last.id, Span.cut(last.text, 0, 5))))
    brief = Brief(f"N {BREAKING}", said[0], (said[1],), (Section(BREAKING, tuple(said)),))
    return brief, {each.id: each for each in (*reports, last)}


def empty() -> tuple[Brief, dict[str, Report]]:
    nothing = sentence("Granite-2025: nothing is said", searched="0 reports")
    return Brief("Granite-2025", nothing, (), ()), {}


def long(notes: int = 400) -> tuple[Brief, dict[str, Report]]:
    text = " ".join(f"Report number {n} counts {n:,} soldiers." for n in range(notes))
    its = report(text)
    said = tuple(
        sentence(f"It counted {n:,} soldiers.", words(its, f"Report number {n} counts"))
        for n in range(notes)
    )
    brief = Brief("Granite-2025", said[0], (), (Section("Figures", said),))
    return brief, {its.id: its}
