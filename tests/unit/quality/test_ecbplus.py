"""The scorer of stories against clusters counted by hand."""

from __future__ import annotations

import io
import tarfile

import pytest
from quality.ecbplus import b_cubed_all, best_average_link, load, report_of, shuffled

XML = """<Document doc_name="{name}">
{tokens}
</Document>"""


def document(name, *sentences):
    tokens = [
        f'<token t_id="1" sentence="{number}" number="0">{word}</token>'
        for number, sentence in enumerate(sentences)
        for word in sentence.split()
    ]
    return XML.format(name=name, tokens="\n".join(tokens)).encode()


def test_tokens_are_put_together_as_they_were_printed():
    text = "`` We wo n't go '' , said J . Roe ( 33 ) , a court - appointed aide , on May 3 , 2013 ."
    report = report_of("1_1ecb.xml", document("1_1ecb.xml", text, "It cost $ 1 , 200 ."))
    assert report.text.split("\n\n") == [
        '"We won\'t go", said J. Roe (33), a court-appointed aide, on May 3, 2013.',
        "It cost $1,200.",
    ]
    assert len(report.blocks) == 2


def test_the_address_of_a_page_is_left_out():
    page = document("1_1ecbplus.xml", "http : / / example . org / 2013", "A ship sank .")
    assert report_of("1_1ecbplus.xml", page).text == "A ship sank."


def test_archives_and_open_folders_are_read_alike(tmp_path):
    data = document("7_2ecb.xml", "A ship sank .")
    (tmp_path / "open" / "7").mkdir(parents=True)
    (tmp_path / "open" / "7" / "7_2ecb.xml").write_bytes(data)
    (tmp_path / "packed").mkdir()
    with tarfile.open(tmp_path / "packed" / "topics-07-07.tar.xz", "w:xz") as archive:
        member = tarfile.TarInfo("ECB+/7/7_2ecb.xml")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    one, other = load(tmp_path / "open"), load(tmp_path / "packed")
    assert one == other
    assert [(each.topic, each.happening) for each in one] == [(7, "7 ecb")]


def test_reports_arrive_by_topic_and_name(tmp_path):
    for name in ("10_1ecb.xml", "9_2ecb.xml", "9_1ecbplus.xml"):
        (tmp_path / name).write_bytes(document(name, "A ship sank ."))
    assert [one.name for one in load(tmp_path)] == ["9_1ecbplus.xml", "9_2ecb.xml", "10_1ecb.xml"]


def test_b_cubed_is_counted_by_report():
    # a and b sit together as they should, c was put to them, d is alone as it should be.
    precision, recall, f1 = b_cubed_all(["x", "x", "y", "z"], ["1", "1", "1", "2"])
    assert (precision, recall) == (pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4), 1.0)
    assert f1 == pytest.approx(2 * precision / (precision + 1))


def test_nothing_scores_nothing():
    assert b_cubed_all([], []) == (0.0, 0.0, 0.0)


def test_average_link_finds_two_plain_happenings():
    texts = [
        "ship sank storm",
        "storm sank ship fast",
        "bank robbed gold",
        "gold bank robbed again",
    ]
    assert best_average_link(texts, ["a", "a", "b", "b"]) == 1.0


def test_shuffling_is_the_same_every_time():
    assert shuffled(5, 1) == shuffled(5, 1)
    assert sorted(shuffled(5, 1)) == [0, 1, 2, 3, 4]
