"""Reports made up for the tests of exports: plain ones, and one with all that breaks formats."""

from __future__ import annotations

from datetime import date

from vedette.export.records import Compared, Extract, Page
from vedette.model import (
    Attribution,
    Body,
    Bound,
    Claim,
    EntityKind,
    Figure,
    Force,
    Judgement,
    JudgementKind,
    Modality,
    PlaceMention,
    PlacePrecision,
    Polarity,
    Precision,
    Ref,
    Rendering,
    Report,
    Row,
    RowCarrier,
    Scope,
    Span,
    Speaker,
    SpeechKind,
    Value,
    ValueKind,
    Verdict,
    When,
    Where,
)

DRILL = Ref(EntityKind.EXERCISE, "Granite-2025")
BREST = Where("Brest", 629634, 52.09, 23.68, "BY", PlacePrecision.SETTLEMENT, "geonames")
BELARUS = Where("Belarus", 630336, 53.0, 28.0, "BY", PlacePrecision.COUNTRY, "geonames")
NOWHERE = Where("Granite Valley", reason="not in the gazetteer")
# A quote that ends CDATA, opens markup, runs as a formula, steers a terminal, ends lines for some
# and cannot be written in XML or UTF-8; and letters of many scripts.
NASTY = (
    '=HYPERLINK("https://example.org") ]]> <script>alert(1)</script> & \\" \u2028\u2029\x85 '
    "\x0b\x1b[31m \u202eabc\ufffe \ud83d Мінск 北京 ʻOumuamua 🚀 'it' \t end"
)


def report(text: str, *, day: int | None = 16, publisher: str = "Example Wire", **more) -> Report:
    published = When() if day is None else When.on(date(2025, 9, day), basis="header")
    url = more.pop("url", "https://example.org/one")
    return Report(Report.make_id(publisher, url, text), text, (), url, publisher, published, **more)


def said(its: Report, words: str, speaker: Speaker | None) -> Attribution:
    span = Span.cut(its.text, its.text.index(words), its.text.index(words) + len(words))
    source = (Span.cut(its.text, 0, 3),)
    return Attribution(
        Attribution.make_id(its.id, source, (), (span,)),
        SpeechKind.INDIRECT,
        source,
        (),
        (span,),
        speaker,
        chain=(its.publisher, speaker.name) if speaker else (),
    )


def claim(its: Report, words: str, *, carrier: Attribution | None = None, **more) -> Claim:
    span = Span.cut(its.text, its.text.index(words), its.text.index(words) + len(words))
    subject = more.pop("subject", DRILL)
    value = more.pop("value", Value(ValueKind.TEXT, words))
    key = Claim.make_id(its.id, subject=subject, predicate="size", value=value, evidence=span)
    return Claim(key, its.id, subject, "size", value, span, carrier.id if carrier else None, **more)


def figure(its: Report, number: str, *, carrier: Attribution | None = None, **more) -> Figure:
    span = Span.cut(its.text, its.text.index(number), its.text.index(number) + len(number))
    value = float(number.replace(",", ""))
    return Figure(
        Figure.make_id(its.id, span),
        span,
        span,
        value,
        value,
        Bound.EXACT,
        "personnel",
        scope=Scope(activity=DRILL.name),
        attribution=carrier.id if carrier else None,
        **more,
    )


def place(its: Report, name: str, where: Where) -> PlaceMention:
    at = its.text.index(name)
    return PlaceMention(Span.cut(its.text, at, at + len(name)), where)


def plain_page() -> Page:
    """Ann denies that 4,000 soldiers came to Brest in Belarus; the outlet counts 5,000."""
    its = report(
        "Ann denied that 4,000 soldiers came to Brest in Belarus. The outlet saw 5,000 in "
        "Granite Valley.",
        headline="Ann denies",
        language="en",
    )
    ann = Speaker("Ann Petrova", EntityKind.PERSON, id="person/ann", state="BY", role="spokeswoman")
    denial = said(its, "4,000 soldiers came to Brest in Belarus", ann)
    count = figure(its, "4,000", carrier=denial)
    own = figure(its, "5,000")
    denied = claim(
        its,
        "4,000 soldiers came to Brest in Belarus",
        carrier=denial,
        where=BREST,
        when=When.on(date(2025, 9, 15)),
        modality=Modality(Polarity.DENIED),
        value=Value(ValueKind.FIGURE, "4,000 soldiers", count.id),
    )
    seen = claim(its, "saw 5,000 in Granite Valley", where=NOWHERE)
    places = (
        place(its, "Brest", BREST),
        place(its, "Belarus", BELARUS),
        place(its, "Granite Valley", NOWHERE),
    )
    return Page(its, (denied, seen), (count, own), places, {denial.id: denial})


def nasty_page() -> Page:
    """An undated report without a publisher; every text in it is what breaks formats."""
    its = Report(
        Report.make_id("", "javascript:alert(1)", f"Ann said {NASTY}."),
        f"Ann said {NASTY}.",
        (),
        "javascript:alert(1)",
        published=When(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR),
        headline=NASTY,
        byline=f"-{NASTY}",
    )
    who = Speaker(f"@{NASTY}", EntityKind.PERSON, role=NASTY, body=NASTY, candidates=(NASTY, "B"))
    carrier = said(its, NASTY, who)
    one = claim(
        its,
        NASTY,
        carrier=carrier,
        subject=Ref(EntityKind.PERSON, f"+{NASTY}"),
        where=Where(NASTY, reason=NASTY),
        modality=Modality(condition=NASTY),
    )
    places = (
        place(its, "北京", Where(f"-{NASTY}", None, -0.5, -179.25, "ZZ", PlacePrecision.SEA)),
    )
    return Page(its, (one,), (), places, {carrier.id: carrier})


def row(page: Page, number: int, name: str) -> Row:
    noun = page.figures[number]
    its = page.report
    carrier = RowCarrier(
        its.id, its.publisher, its.published, noun.id, noun.attribution, noun.span,
        Rendering.PARAPHRASE, its.id,
    )  # fmt: skip
    who = Speaker(name, EntityKind.PERSON)
    return Row(f"row-{number}", noun, who, its.published, (carrier,), utterers=(Body(name),))


def compared(page: Page) -> Compared:
    judgement = Judgement(
        "jdg-1",
        JudgementKind.VERDICT,
        "row-0",
        "row-1",
        "rule:values@1",
        "4,000 against 5,000",
        code="values",
        verdict=Verdict.CONFLICT,
        force=Force.HARD,
        apart=20.0,
    )
    return Compared(DRILL.name, judgement, row(page, 0, "Ann"), row(page, 1, "Example Wire"))


def extract(*pages: Page) -> Extract:
    first = next((page for page in pages if page.figures), None)
    return Extract(pages, lambda: (compared(first),) if first else ())


def everything() -> Extract:
    return extract(plain_page(), nasty_page())
