"""The scorer of places."""

from __future__ import annotations

from quality.geoparsing import Gold, articles, compare, rates, report_of

from vedette.model import PlaceMention, PlacePrecision, Span, Where

TEXT = "Rain fell in Oslo and in Qwertby."
XML = """<articles><article><text>Rain fell in Oslo.</text><url>http://x.no/a</url><toponyms>
<toponym><start>13</start><end>17</end>
<gaztag geonameid="3143244"><lat>59.9</lat><lon>10.7</lon></gaztag></toponym>
<toponym><type>Non_Toponym</type><start>0</start><end>4</end></toponym>
</toponyms></article></articles>"""


def found(words, lat=None, lon=None):
    start = TEXT.index(words)
    precision = PlacePrecision.UNPLACED if lat is None else PlacePrecision.SETTLEMENT
    where = Where(words, lat=lat, lon=lon, precision=precision)
    return PlaceMention(Span.cut(TEXT, start, start + len(words)), where)


def test_a_place_within_161_km_is_near_and_an_open_one_is_no_answer():
    gold = (Gold(13, 17, 59.9, 10.7), Gold(25, 32, 60.0, 10.0))
    totals = compare(gold, (found("Oslo", 59.0, 10.5), found("Qwertby")))
    measures = rates(totals)
    assert measures["span_f1"] == 100.0
    assert (measures["acc161_all"], measures["acc161_answered"]) == (50.0, 100.0)


def test_marks_that_are_no_places_are_left_out(tmp_path):
    path = tmp_path / "set.xml"
    path.write_text(XML)
    (article,) = articles(path)
    assert article.gold == (Gold(13, 17, 59.9, 10.7, 3143244),)
    assert article.report.url == "http://x.no/a"


def test_a_report_has_a_block_for_each_paragraph():
    assert [(b.start, b.end) for b in report_of("One.\n\nTwo.").blocks] == [(0, 4), (6, 10)]
