import json
from datetime import date

import pytest

from vedette.errors import BadRecord, MissingField
from vedette.gather.assemble import Origin
from vedette.gather.records import read_record
from vedette.model.span import Zone

ORIGIN = Origin("a.json", date(2025, 9, 20))


def test_the_fields_of_a_record_are_known_by_several_names():
    record = {
        "title": "Drills open", "description": "Nobody hurt", "content": "They began on Friday.",
        "source": {"name": "Courier"}, "link": "https://courier.example/1",
        "published_at": "2025-03-04", "author": ["Jane Roe", "Tom Reed"], "lang": "en",
        "credit": "AP", "section": "World", "tags": ["a"],
    }  # fmt: skip
    report, _ = read_record(record, ORIGIN)
    assert report.text == "Drills open\n\nNobody hurt\n\nThey began on Friday."
    assert [b.zone for b in report.blocks] == [Zone.HEADLINE, Zone.DECK, Zone.BODY]
    assert (report.publisher, report.url) == ("Courier", "https://courier.example/1")
    assert (report.published.value, report.published.basis) == ("2025-03-04", "record")
    assert (report.byline, report.language, report.credit) == ("Jane Roe, Tom Reed", "en", "AP")
    assert report.notes == (("section", "World"),)


def test_a_record_without_text_names_the_fields_found():
    with pytest.raises(MissingField, match=r"text, body, content.*headline, words"):
        read_record({"headline": "Drills", "words": "none"}, ORIGIN)


@pytest.mark.parametrize("record", ["text", 3, None, ["a"]])
def test_a_record_is_an_object(record):
    with pytest.raises(BadRecord, match="a record is an object"):
        read_record(record, ORIGIN)


def test_text_is_text():
    with pytest.raises(BadRecord, match="the field text is an object"):
        read_record({"text": {"a": 1}}, ORIGIN)


def test_half_a_surrogate_pair_is_replaced_with_a_warning():
    record = json.loads('{"text": "broken \\ud83d end", "publisher": "\\u0000x"}')
    report, warnings = read_record(record, ORIGIN)
    assert report.text == "broken \ufffd end"
    assert [w.code for w in warnings] == ["broken-text"]
    report.text.encode()
    report.publisher.encode()


def test_text_with_markup_is_reduced():
    report, _ = read_record({"text": "<p>One.</p><p>Two &amp; three.</p>"}, ORIGIN)
    assert report.text == "One.\n\nTwo & three."
