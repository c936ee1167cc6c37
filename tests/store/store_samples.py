"""Reports and analyses made up for the store's tests, and what the tests look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Bound,
    Claim,
    EntityKind,
    Figure,
    Judgement,
    JudgementKind,
    Mention,
    PlacePrecision,
    Ref,
    Report,
    Scope,
    Span,
    Speaker,
    SpeechKind,
    Value,
    ValueKind,
    When,
    Where,
)
from vedette.store.store import Store
from vedette.store.tables import metadata

NOON = datetime(2025, 10, 1, 12, tzinfo=UTC)
STAGES = ("speech@1", "figures@1")
EXERCISE = "Granite-2025"


def at(day: int, hour: int = 12, month: int = 9) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


def make_report(
    text: str,
    *,
    day: int | None = None,
    url: str = "",
    retrieved: datetime | None = None,
    publisher: str = "Northern Courier",
) -> Report:
    return Report(
        Report.make_id(publisher, url, text),
        text,
        (),
        url,
        publisher,
        When() if day is None else When.on(date(2025, 9, day), basis="header"),
        retrieved,
        headline=text.partition(".")[0],
        language="en",
    )


def analyse(report: Report, *, stages: tuple[str, ...] = STAGES) -> Analysis:
    """Find in the text what the tests need: a speaker, a number of troops, an exercise."""
    text = report.text
    whole = Span.cut(text, 0, len(text))
    first, _, rest = text.partition(" said ")
    source = Span.cut(text, 0, len(first)) if rest else whole
    speaker = Speaker(first if rest else "someone", EntityKind.ORGANISATION, body="Defence Staff")
    speech = Attribution(
        Attribution.make_id(report.id, (source,), (), (whole,)),
        SpeechKind.INDIRECT,
        (source,),
        (),
        (whole,),
        speaker,
    )
    digits = [word for word in text.replace(".", " ").split() if word.replace(",", "").isdigit()]
    places = [text.index(word) for word in digits]
    numbers = [Span.cut(text, i, i + len(w)) for i, w in zip(places, digits, strict=True)]
    figures = tuple(
        Figure(
            Figure.make_id(report.id, span),
            span,
            span,
            float(span.quote.replace(",", "")),
            float(span.quote.replace(",", "")),
            Bound.EXACT,
            "personnel",
            scope=Scope(activity=EXERCISE),
            attribution=speech.id,
        )
        for span in numbers
    )
    subject = Ref(EntityKind.ACTIVITY, EXERCISE)
    value = Value(ValueKind.TEXT, text)
    claim = Claim(
        Claim.make_id(report.id, subject=subject, predicate="states", value=value, evidence=whole),
        report.id,
        subject,
        "states",
        value,
        whole,
        speech.id,
    )
    activity = Activity(
        Activity.make_id("exercise", name=EXERCISE, report_id=report.id, span=whole),
        "exercise",
        whole,
        EXERCISE,
    )
    return Analysis(
        report.id,
        (speech,),
        figures,
        mentions=(Mention(source, Ref(EntityKind.ORGANISATION, speaker.name)),) * 2,
        activities=(activity,),
        claims=(claim,),
        stages=stages,
    )


def pair(text: str, **header: Any) -> tuple[Report, Analysis]:
    report = make_report(text, **header)
    return report, analyse(report)


def numbered(count: int, first: int = 0) -> list[tuple[Report, Analysis]]:
    text = "The staff said {} soldiers would take part in the drill. Report of the day."
    return [pair(text.format(i), day=1 + i % 28, url=f"u/{i}") for i in range(first, first + count)]


def judge(a: str, *, b: str | None = None, value: str | None = None, **more: Any) -> Judgement:
    kind = more.pop("kind", JudgementKind.SAME)
    by = more.pop("by", "rule:names@1")
    return Judgement(
        Judgement.make_id(kind, a=a, b=b, by=by, code="", value=value),
        kind,
        a,
        b,
        by,
        more.pop("reason", "because"),
        value=value,
        made_at=more.pop("made_at", NOON),
        **more,
    )


def dump(store: Store) -> str:
    """Write out every row of every table."""
    lines = []
    with store._engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            lines += [f"{table.name} {tuple(row)!r}" for row in rows]
    return "\n".join(lines)


HARBOUR = Where("Karhu Harbour", lat=60.5, lon=22.25, precision=PlacePrecision.SETTLEMENT)


def with_names(report: Report, analysis: Analysis, own: str) -> tuple[Report, Analysis]:
    """Let a person speak, name a launcher, and put the claims at a harbour."""
    said = tuple(
        replace(each, speaker=replace(each.speaker, kind=EntityKind.PERSON, id=own))
        for each in analysis.attributions
        if each.speaker is not None
    )
    claims = tuple(replace(each, where=HARBOUR) for each in analysis.claims)
    lynx = Mention(analysis.claims[0].evidence, Ref(EntityKind.EQUIPMENT, "Lynx", "equipment/lynx"))
    mentions = (*analysis.mentions, lynx, lynx)
    return report, replace(analysis, attributions=said, claims=claims, mentions=mentions)
