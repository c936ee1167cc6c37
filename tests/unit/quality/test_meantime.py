"""The MEANTIME scorer against a tiny article counted by hand."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from quality.meantime import Judged, article_of, measures

ARTICLE = """<Document>
<token t_id="1" sentence="0">Fleet</token><token t_id="2" sentence="0">sails</token>
<token t_id="3" sentence="1">May</token><token t_id="4" sentence="1">3</token>
<token t_id="5" sentence="2">Oslo</token><token t_id="6" sentence="2">said</token>
<token t_id="7" sentence="2">``</token><token t_id="8" sentence="2">ships</token>
<token t_id="9" sentence="2">left</token><token t_id="10" sentence="2">.</token>
<token t_id="11" sentence="2">''</token>
<Markables>
<EVENT_MENTION m_id="1" certainty="CERTAIN" polarity="POS" time="NON_FUTURE">
  <token_anchor t_id="6"/></EVENT_MENTION>
<EVENT_MENTION m_id="2" certainty="POSSIBLE" polarity="NEG" time="FUTURE">
  <token_anchor t_id="9"/></EVENT_MENTION>
<EVENT_MENTION m_id="3" certainty="CERTAIN"/>
</Markables>
<Relations>
<SLINK r_id="1"><source m_id="1"/><target m_id="2"/></SLINK>
<SLINK r_id="2"><source m_id="1"/><target m_id="3"/></SLINK>
</Relations>
</Document>"""


def test_an_article_is_printed_anew_with_its_happenings_and_links():
    article = article_of(ET.fromstring(ARTICLE))  # noqa: S314 -- our own text
    text = article.report.text
    assert text == "Fleet sails\n\nMay 3\n\nOslo said “ships left.”"
    assert [text[h.start : h.end] for h in article.happenings] == ["said", "left"]
    ((said, left),) = article.links
    assert (text[said.start : said.end], text[left.start : left.end]) == ("said", "left")
    assert (left.certainty, left.polarity, left.time) == ("POSSIBLE", "NEG", "FUTURE")


def test_the_measures_are_those_of_a_count_by_hand():
    # Three links of which two are found, four attributions of which three are right; of four
    # certainties three agree (POSSIBLE 2/3, CERTAIN 4/5), of three polarities two (NEG 0).
    sure, may = "CERTAIN", "POSSIBLE"
    first = Judged(
        links=2,
        found=1,
        attributions=3,
        right=2,
        certainty=((sure, sure), (may, may), (may, sure)),
        polarity=(("POS", "POS"), ("NEG", "POS")),
        later=(("FUTURE", "FUTURE"), ("FUTURE", "NON_FUTURE")),
    )
    second = Judged(1, 1, 1, 1, ((sure, sure),), (("POS", "POS"),), ())
    found = measures([first, second])
    assert (found["reported_p"], found["reported_r"]) == (75.0, 66.7)
    assert found["reported_f1"] == pytest.approx(2 * 75 * 66.67 / 141.67, abs=0.06)
    assert found["certainty_acc"] == 75.0
    assert found["certainty_macro_f1"] == pytest.approx((200 / 3 + 80) / 2, abs=0.06)
    assert (found["polarity_acc"], found["denied_f1"]) == (66.7, 0.0)
    assert found["polarity_macro_f1"] == 40.0
    assert found["future_f1"] == 66.7
