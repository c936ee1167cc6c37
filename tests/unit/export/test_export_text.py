import json

from hypothesis import given
from hypothesis import strategies as st

from vedette.export.text import cell, encodable, json_line, one_line, turtle, uncell, xml

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_a_cell_can_be_taken_back(text):
    assert uncell(cell(text)) == encodable(text)


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), ANY_TEXT)
def test_no_cell_begins_as_a_formula_does(first, rest):
    assert cell(first + rest).startswith("'")


def test_a_quotation_in_apostrophes_stays_as_it_is():
    assert cell("'We are ready,' he said") == "'We are ready,' he said"


@given(ANY_TEXT)
def test_a_line_of_json_is_one_line_for_everybody(text):
    line = json_line({"a": text})
    assert line.splitlines() == [line]
    assert json.loads(line) == {
        "a": json.loads(json.dumps(text)) if _whole(text) else _repaired(text)
    }
    line.encode()


def _whole(text):
    return encodable(text.replace("\0", "")) == text.replace("\0", "")


def _repaired(text):
    return "\0".join(map(encodable, text.split("\0")))


@given(ANY_TEXT)
def test_xml_gives_the_text_back_but_for_what_xml_cannot_hold(text):
    from lxml import etree

    root = etree.fromstring(f"<a>{xml(text)}</a>".encode())
    kept = root.text or ""
    assert len(kept) == len(text)
    assert all(b in {a, "\ufffd"} for a, b in zip(text, kept, strict=True))


@given(ANY_TEXT)
def test_a_literal_of_turtle_gives_the_text_back(text):
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=f"<urn:a> <urn:b> {turtle(text)} .", format="turtle")
    ((_, _, found),) = graph
    assert str(found) == encodable(text)


def test_a_terminal_is_neither_steered_nor_turned_around():
    assert one_line("a\x1b[31m\nb\u202ec\u2028d") == "a [31m b c d"
