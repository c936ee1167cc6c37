"""A store made by hand, without a language model: an invented exercise in four reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from vedette.model import (
    Abstention,
    Activity,
    Analysis,
    Anonymity,
    Attribution,
    Block,
    Bound,
    Claim,
    EntityKind,
    Failure,
    Figure,
    Mention,
    Modality,
    PlaceMention,
    PlacePrecision,
    Polarity,
    Receipt,
    Ref,
    Report,
    Scope,
    Span,
    Speaker,
    SpeechKind,
    TimeMention,
    TimeType,
    Value,
    ValueKind,
    When,
    Where,
    Zone,
)
from vedette.store.store import open_store

EXERCISE = "Granite-2025"
NOON = datetime(2025, 10, 1, 12, tzinfo=UTC)
ADAMSON = Speaker("Ilse Adamson", EntityKind.PERSON, body="Northland Defence Ministry", state="NO")
INTELLIGENCE = Speaker("Westmark Intelligence", EntityKind.ORGANISATION, state="DK")
PLAIN = Modality()
EVIL = '<script>alert("x")</script> & "quoted" \'single\' <img src=x onerror=alert(1)>'


class Desk:
    """Write one report and what is read out of it."""

    def __init__(
        self,
        text: str,
        *,
        day: int | None,
        publisher: str = "Northern Courier",
        url: str = "",
        retrieved: int | None = None,
        headline: str = "Granite drill opens",
    ) -> None:
        whole = f"{headline}\nBy our reporter\n{text}"
        starts = [0, len(headline) + 1, len(headline) + 1 + len("By our reporter\n")]
        zones = (Zone.HEADLINE, Zone.BYLINE, Zone.BODY)
        ends = [starts[1] - 1, starts[2] - 1, len(whole)]
        self.report = Report(
            Report.make_id(publisher, url, whole),
            whole,
            tuple(Block(*each) for each in zip(zones, starts, ends, strict=True)),
            url,
            publisher,
            When() if day is None else When.on(date(2025, 9, day), basis="byline"),
            None if retrieved is None else datetime(2025, 9, retrieved, 12, tzinfo=UTC),
            headline=headline,
            byline="By our reporter",
            language="en",
        )
        self.figures: list[Figure] = []
        self.attributions: list[Attribution] = []
        self.claims: list[Claim] = []

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span.cut(self.report.text, start, start + len(words))

    def says(
        self,
        content: str,
        words: str,
        *,
        by: Speaker,
        low: float | None,
        high: float | None,
        bound: Bound = Bound.EXACT,
        place: str | None = None,
        modality: Modality = PLAIN,
    ) -> Desk:
        """Add a statement with a figure in it, and the claim that it makes."""
        source, whole, figure = self.span(by.name), self.span(content), self.span(words)
        own = Attribution.make_id(self.report.id, (source,), (), (whole,))
        self.attributions.append(
            Attribution(
                own,
                SpeechKind.INDIRECT,
                (source,),
                (),
                (whole,),
                by,
                Anonymity.NAMED,
                modality=modality,
            )
        )
        assumed = () if place else ("place",)
        self.figures.append(
            Figure(
                Figure.make_id(self.report.id, figure),
                figure,
                figure,
                low,
                high,
                bound,
                "personnel",
                scope=Scope(EXERCISE, place, assumed=assumed),
                attribution=own,
                is_strength=True,
                modality=modality,
            )
        )
        self._claim(whole, own, modality)
        return self

    def _claim(self, whole: Span, attribution: str, modality: Modality) -> None:
        subject = Ref(EntityKind.EXERCISE, EXERCISE)
        value = Value(ValueKind.TEXT, whole.quote)
        self.claims.append(
            Claim(
                Claim.make_id(
                    self.report.id,
                    subject=subject,
                    predicate="strength",
                    value=value,
                    evidence=whole,
                ),
                self.report.id,
                subject,
                "strength",
                value,
                whole,
                attribution,
                modality,
                when=When.on(date(2025, 9, 12)),
            )
        )

    def item(self) -> tuple[Report, Analysis]:
        named = self.span("Granite")
        kind = "exercise"
        name = Activity.make_id(kind, name=EXERCISE, report_id=self.report.id, span=named)
        unplaced = Where(
            "Karhu range", precision=PlacePrecision.UNPLACED, reason="not in gazetteer"
        )
        text = self.report.text
        return self.report, Analysis(
            self.report.id,
            tuple(self.attributions),
            tuple(self.figures),
            times=(TimeMention(self.span("Monday"), TimeType.DATE, "2025-09-08"),)
            if "Monday" in text
            else (),
            places=(PlaceMention(self.span("Karhu"), unplaced),) if "Karhu" in text else (),
            mentions=(Mention(named, Ref(EntityKind.EXERCISE, EXERCISE)),),
            activities=(Activity(name, kind, named, EXERCISE),),
            claims=tuple(self.claims),
            abstentions=(Abstention("figures", named, "a name, not a number"),),
            stages=("hand@1",),
        )


def desks() -> list[Desk]:
    """Return the reports: two that conflict, one that is hostile, one undated, one edited."""
    ministry = Desk(
        "Ilse Adamson said on Monday that up to 7,000 soldiers take part in Granite at Karhu.",
        day=10,
        url="https://courier.example/granite",
        retrieved=11,
    ).says(
        "up to 7,000 soldiers take part in Granite at Karhu",
        "up to 7,000 soldiers",
        by=ADAMSON,
        low=None,
        high=7000,
        bound=Bound.AT_MOST,
    )
    rival = Desk(
        "Westmark Intelligence counted more than 30,000 soldiers in Granite, not the few thousand "
        "that were announced.",
        day=14,
        publisher="Westmark Post",
        url="javascript:alert(1)",
        headline="Far more than announced",
    ).says(
        "more than 30,000 soldiers in Granite",
        "more than 30,000 soldiers",
        by=INTELLIGENCE,
        low=30000,
        high=None,
        bound=Bound.MORE_THAN,
    )
    hostile = Desk(
        f"Granite {EVIL} opened. Ilse Adamson denied that 40,000 soldiers are there.",
        day=15,
        publisher='Mirror "<b>" & Co',
        headline=f"Granite {EVIL}",
    ).says(
        "40,000 soldiers are there",
        "40,000 soldiers",
        by=ADAMSON,
        low=40000,
        high=40000,
        modality=Modality(polarity=Polarity.DENIED),
    )
    undated = Desk("Nobody knows when Granite began.", day=None, publisher="Anon Sheet")
    edited = Desk(
        "Ilse Adamson said on Monday that about 6,800 soldiers take part in Granite at Karhu.",
        day=10,
        url="https://courier.example/granite",
        retrieved=20,
        headline="Granite drill opens (corrected)",
    ).says(
        "about 6,800 soldiers take part in Granite",
        "about 6,800 soldiers",
        by=ADAMSON,
        low=6800,
        high=6800,
        bound=Bound.ABOUT,
    )
    return [ministry, rival, hostile, undated, edited]


def fill(path: Path) -> list[Report]:
    """Write the sample store and return its reports."""
    made = desks()
    receipt = Receipt(
        "rcp-1",
        NOON,
        NOON,
        ("reports",),
        added=5,
        failures=(Failure("bad.html", "no-article", "bad.html: a page without an article"),),
    )
    with open_store(str(path)) as store:
        store.add([desk.item() for desk in made], ingested_at=NOON)
        store.add_receipt(receipt)
    return [desk.report for desk in made]
