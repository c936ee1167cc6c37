"""The hedge scorer against a tiny document counted by hand."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from quality.uncertainty import document_of, measures

DOCUMENT = """<Document>
<Sentence>The fleet  <ccue type="speculation_modal_probable_">may</ccue>   leave .</Sentence>
<Sentence/>
<Sentence>It waits <ccue type="speculation_hypo_condition _">until</ccue> May, "they
<ccue type="speculation_hypo_doxastic _">believe</ccue>".</Sentence>
</Document>"""


def document():
    return document_of(ET.fromstring(DOCUMENT))  # noqa: S314 -- our own text


def test_blanks_fold_and_the_cues_keep_their_words():
    text = document().report.text
    assert text == 'The fleet may leave .\n\nIt waits until May, "they believe".'
    assert sorted((text[a:b], kind) for a, b, kind in document().cues) == [
        ("believe", "hypo_doxastic"),
        ("may", "modal_probable"),
        ("until", "hypo_condition"),
    ]
    assert len(document().report.blocks) == 2


def test_a_cue_counts_by_its_place_and_a_kind_by_both():
    text = document().report.text
    may, until, leave = (text.index(word) for word in ("may", "until", "leave"))
    found = frozenset(
        {
            (may, may + 3, "modal_probable"),  # right
            (until, until + 5, "hypo_investigation"),  # right place, wrong kind
            (leave, leave + 5, "modal_probable"),  # no cue
        }
    )
    counted = measures([document()], [found])
    assert (counted["cue_p"], counted["cue_r"], counted["cue_f1"]) == (66.7, 66.7, 66.7)
    assert counted["modal_probable_f1"] == 66.7
    assert counted["hypo_condition_f1"] == counted["hypo_investigation_f1"] == 0.0
