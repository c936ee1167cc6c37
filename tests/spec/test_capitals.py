"""Capitals: reports printed in capitals are read like any other, and quoted as printed."""

from __future__ import annotations

from deeds import analysed, cast, the_deed
from hearing import READER, lines, report_of

STATEMENT = (
    "THE POLISH DEFENCE MINISTRY SAID ON TUESDAY THAT TWO RUSSIAN DRONES HAD ENTERED POLISH "
    "AIRSPACE NEAR LUBLIN. SPAIN DEPLOYED TWO F-16 JETS TO LATVIA ON MONDAY."
)


def test_a_statement_in_capitals_tells_its_deeds():
    found = the_deed(STATEMENT, "deployment")
    assert cast(found) == {"deployer": "Spain", "equipment": "F-16"}
    assert found.where is not None
    assert (found.where.name, str(found.when.start)) == ("Latvia", "2026-06-01")
    assert the_deed(STATEMENT, "airspace violation").where.name == "Lublin"


def test_its_speaker_is_found_and_quoted_as_printed():
    source, cue, content = lines(STATEMENT)[0]
    assert source == "THE POLISH DEFENCE MINISTRY"
    assert cue.startswith("SAID")
    assert "TWO RUSSIAN DRONES" in content


def test_every_span_is_the_printed_text():
    analysis = analysed(STATEMENT)
    spans = [
        *(m.span for m in analysis.mentions),
        *(t.span for t in analysis.times),
        *(p.span for p in analysis.places),
        *(a.span for a in analysis.activities),
        *(c.evidence for c in analysis.claims),
        *(f.span for f in analysis.figures),
    ]
    assert len(spans) > 10
    assert all(span.quote == STATEMENT[span.start : span.end] for span in spans)


def test_running_text_has_no_second_copy():
    assert READER.read(report_of("Spain deployed two launchers to Latvia.")).cased == ""
    assert READER.read(report_of(STATEMENT)).cased.startswith("The Polish")
