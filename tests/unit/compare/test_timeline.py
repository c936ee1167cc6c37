from __future__ import annotations

from datetime import date

from vedette.compare.timeline import build_timeline
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Block,
    Claim,
    EntityKind,
    Ref,
    Report,
    Span,
    Speaker,
    SpeechKind,
    Value,
    ValueKind,
    When,
    Zone,
)

TEXT = "Spruds said the airspace closed on Thursday. The border closed on Friday. A drone came."


def item(publisher: str, *, published: int) -> tuple[Report, Analysis]:
    report = Report(
        id=Report.make_id(publisher, "", TEXT),
        text=TEXT,
        blocks=(Block(Zone.BODY, 0, len(TEXT)),),
        publisher=publisher,
        published=When.on(date(2025, 9, published)),
    )
    airspace, border, drone = (
        Span.cut(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
        for words in ("the airspace closed", "The border closed", "A drone came")
    )
    spruds = Speaker(name="Andris Spruds", kind=EntityKind.PERSON)
    said = Attribution("att-1", SpeechKind.INDIRECT, (), (), (airspace,), speaker=spruds)
    claim = Claim(
        id="clm-1",
        report_id=report.id,
        subject=Ref(EntityKind.STATE, "Latvia"),
        predicate="closes",
        value=Value(ValueKind.TEXT, "airspace"),
        evidence=airspace,
        attribution="att-1",
        when=When.on(date(2025, 9, 11)),
    )
    closed = Activity("act-1", "border measure", border, when=When.on(date(2025, 9, 12)))
    undated = Activity("act-2", "airspace violation", drone)
    return report, Analysis(
        report.id, attributions=(said,), activities=(closed, undated), claims=(claim,)
    )


def test_lines_stand_by_event_time_each_with_who_says_so():
    lines = build_timeline([item("Herald", published=14)])
    assert [(one.when.start, one.what, one.speaker.name) for one in lines] == [
        (date(2025, 9, 11), "Latvia: closes airspace", "Andris Spruds"),
        (date(2025, 9, 12), "border measure", "Herald"),
    ]


def test_of_one_day_the_earlier_utterance_comes_first():
    lines = build_timeline([item("Late Post", published=15), item("Herald", published=14)])
    assert [one.publisher for one in lines] == ["Herald", "Late Post", "Herald", "Late Post"]


def test_reports_that_do_not_name_the_activity_are_left_out():
    assert build_timeline([item("Herald", published=14)], activity="Zapad-2025") == ()
