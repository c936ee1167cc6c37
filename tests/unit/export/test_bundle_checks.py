"""What a bundle says is checked against itself, also when a forger makes all digests anew."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bundle_samples import bundle, edited, repacked
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette import __version__
from vedette.export.bundle.bag import unpack
from vedette.export.bundle.checks import check_archive, check_bundle, matches
from vedette.export.bundle.contents import FORMAT, read, write
from vedette.export.bundle.excerpts import LONGEST, excerpt
from vedette.export.bundle.typed import BadData, decode, parse
from vedette.model import Block, BriefSentence, Judgement, Report, Span, Zone

DATA = write(bundle())
LINES = (
    "brief.json",
    "claims.jsonl",
    "figures.jsonl",
    "judgements.jsonl",
    "readings.jsonl",
    "reports.jsonl",
    "sources.jsonl",
    "verdicts.jsonl",
    "versions.json",
)


def outcomes(data):
    opened = unpack(data)
    found = {each.name: each for each in check_archive(opened)}
    made, faults = read(opened.payload)
    if made is not None:
        page = opened.payload["brief.html"]
        found |= {each.name: each for each in check_bundle(made, page, program=__version__)}
    return found, [*faults, *(told for each in found.values() for told in each.failures)]


def test_a_bundle_is_read_back_as_it_was():
    made, faults = read(unpack(DATA).payload)
    assert faults == []
    assert made == bundle()


def test_a_bundle_holds_and_says_how_much_was_checked():
    found, faults = outcomes(DATA)
    assert faults == []
    assert found["quotes"].checked > 10
    assert found["ids"].checked == 2 + 1 + 2 + 4 + 2
    assert found["judgements"].checked == 1
    assert found["page"].checked == 1
    assert (found["reports"].checked, found["reports"].unchecked) == (0, 1)


def test_with_whole_texts_their_ids_are_checked():
    found, faults = outcomes(write(bundle(with_text=True)))
    assert faults == []
    assert (found["reports"].checked, found["reports"].unchecked) == (3, 0)


def forged(name, change):
    _, faults = outcomes(edited(DATA, name, change))
    return faults


def put(path, value):
    """Return a change that puts a value at a path of keys."""

    def change(line):
        at = line
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value(at[path[-1]]) if callable(value) else value
        return line

    return change


def MOVED(span):  # noqa: N802 -- used as the values beside it
    return {**span, "start": span["start"] + 1, "end": span["end"] + 1}


WORDS = put(["evidence", "quote"], lambda quote: quote.replace("4", "9").replace("5", "9"))


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("brief.json", put(["headline", "text"], "Ann says 9,000 came"), "brief.html: is not"),
        ("brief.json", put(["headline", "evidence", 0, "report_id"], "rep-1"), "not here"),
        (
            "brief.json",
            put(["headline", "evidence", 0, "span", "quote"], lambda q: q.replace("4", "9")),
            "note 1: “Ann denied that 9,000",
        ),
        ("brief.json", put(["headline", "claims"], ["clm-0"]), "claim clm-0 is not here"),
        ("claims.jsonl", WORDS, "does not stand at"),
        ("claims.jsonl", put(["value", "text"], "9,000"), "its id is another"),
        ("claims.jsonl", put(["predicate"], "losses"), "its id is another"),
        ("claims.jsonl", put(["report_id"], "rep-1"), "its id is another"),
        ("figures.jsonl", put(["id"], "row-1"), "its id is another"),
        ("figures.jsonl", put(["figure", "number"], MOVED), "covers its number"),
        ("readings.jsonl", put(["attributions", 0, "id"], "att-1"), "its id is another"),
        ("readings.jsonl", put(["report_id"], "rep-1"), "is not here"),
        ("verdicts.jsonl", put(["verdict"], "agree"), "a conflict, and only it, has a force"),
        ("verdicts.jsonl", put(["code"], "other"), "its id is another"),
        ("verdicts.jsonl", put(["a"], "row-1"), "its figures are not here"),
        ("judgements.jsonl", put(["by"], "person:bob"), "its id is another"),
        ("judgements.jsonl", put(["a"], "clm-1"), "is no person's on anything"),
        (
            "judgements.jsonl",
            put(["anchors", 0, "quote"], lambda quote: quote.replace("4", "9")),
            "judgement jdg-",
        ),
        ("reports.jsonl", put(["publisher"], "Other Wire"), "brief.html: is not"),
        (
            "reports.jsonl",
            put(["passages", 0, "text"], lambda text: text.replace("4", "9")),
            "does not stand at",
        ),
        ("reports.jsonl", put(["length"], 3), "ends behind the text"),
        ("reports.jsonl", put(["length"], LONGEST + 1), "is not that long"),
        ("versions.json", put(["format"], "vedette-bundle-9"), f"is not {FORMAT}"),
    ],
)
def test_a_change_is_found_though_all_digests_are_made_anew(name, change, told):
    faults = forged(name, change)
    assert any(told in fault for fault in faults), faults


def test_a_sentence_without_words_or_search_is_refused():
    faults = forged("brief.json", put(["headline", "evidence"], []))
    assert any("needs a carrier" in fault for fault in faults)


def test_a_page_that_says_something_else_is_found():
    page = unpack(DATA).payload["brief.html"].replace(b"4,000", b"9,000")
    _, faults = outcomes(repacked(DATA, {"brief.html": page}))
    assert faults == ["brief.html: is not the page of brief.json"]


def test_a_page_of_another_version_is_told_as_unchecked():
    other = replace(bundle(), versions=replace(bundle().versions, program="9.9"))
    found, faults = outcomes(write(other))
    assert faults == []
    assert found["page"].unchecked == 1


def test_another_text_does_not_match_its_excerpt():
    made = bundle(with_text=True).excerpts[0]
    assert matches(made, made.text)
    assert not matches(made, made.text + " ")
    assert not matches(replace(made, sha256="0" * 64), made.text)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"1" * 5000 + b"\n",
        b"[" * 100_000 + b"\n",
        b'{"a": NaN}\n',
        b'{"a": 1, "a": 2}\n',
        b'{"id": 1',
        b"\n\n",
        b'"\\ud83d"\n',
    ],
    ids=range(11),
)
def test_a_member_that_is_not_as_it_should_be_is_a_fault(name, data):
    _, faults = outcomes(repacked(DATA, {name: data}))
    assert any(name in fault for fault in faults)
    assert all(len(fault) < 400 and "\n" not in fault for fault in faults)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_value_put_anywhere_is_a_fault_or_no_change_and_never_an_error(data):
    name = data.draw(st.sampled_from(LINES))
    value = data.draw(JSON)

    def change(line):
        return _put_somewhere(line, value, data)

    opened = unpack(DATA).payload[name].decode().splitlines()
    lines = [json.dumps(change(json.loads(line))) for line in opened]
    _, faults = outcomes(repacked(DATA, {name: "".join(f"{x}\n" for x in lines).encode()}))
    assert all(isinstance(fault, str) for fault in faults)


def _put_somewhere(node, value, data):
    if isinstance(node, dict) and node:
        key = data.draw(st.sampled_from(sorted(node)))
        return {**node, key: _put_somewhere(node[key], value, data)}
    if isinstance(node, list) and node:
        return [_put_somewhere(node[0], value, data), *node[1:]]
    return value


# ---- excerpts ----------------------------------------------------------------------------------

PARAGRAPHS = ("Head of it", "First paragraph, with words.", "w " * 2000 + "Second. " + "x " * 2000)


def long_report():
    text = "\n".join(PARAGRAPHS)
    blocks, at = [], 0
    for words in PARAGRAPHS:
        blocks.append(Block(Zone.BODY, at, at + len(words)))
        at += len(words) + 1
    return Report(Report.make_id("P", "", text), text, tuple(blocks), publisher="P")


def test_cited_words_go_with_their_paragraph_and_counted_words_alone():
    its = long_report()
    span = Span.cut(its.text, its.text.index("with words"), its.text.index("with words") + 4)
    made = excerpt(its, [span], [Span.cut(its.text, 0, 4)], with_text=False)
    assert [p.text for p in made.passages] == ["Head", PARAGRAPHS[1]]


def test_a_long_paragraph_is_cut_around_the_words_between_words():
    its = long_report()
    at = its.text.index("Second.")
    made = excerpt(its, [Span.cut(its.text, at, at + 7)], [], with_text=False)
    (passage,) = made.passages
    assert 1200 <= len(passage.text) <= 1300
    assert its.text[passage.start - 1].isspace()


@given(
    st.lists(st.tuples(st.integers(0, 4200), st.integers(1, 300)), max_size=6), st.integers(0, 6)
)
def test_every_word_asked_for_is_included_at_its_place(places, cited):
    its = long_report()
    spans = [Span.cut(its.text, a, a + n) for a, n in places]
    made = excerpt(its, spans[:cited], spans[cited:], with_text=False)
    assert all(made.holds(span) for span in spans)
    for passage in made.passages:
        assert its.text[passage.start : passage.end] == passage.text
    stand_in = made.report().text
    assert len(stand_in) == len(its.text)
    assert all(span.holds_in(stand_in) for span in spans)


# ---- types -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {"text": 5, "claims": [], "evidence": [], "searched": "x"},
        {"text": "a", "claims": [1], "evidence": [], "searched": "x"},
        {"text": "a", "claims": "abc", "evidence": [], "searched": None},
        {"text": None, "claims": [], "evidence": [], "searched": "x"},
        {"text": "a", "claims": [], "evidence": [{"report_id": "r", "span": []}]},
    ],
    ids=range(5),
)
def test_a_field_of_another_type_is_not_let_in(data):
    with pytest.raises(BadData):
        decode(BriefSentence, data)


def test_a_truth_value_is_no_number():
    one = json.loads(unpack(DATA).payload["verdicts.jsonl"])
    assert decode(Judgement, one)
    with pytest.raises(BadData):
        decode(Judgement, {**one, "apart": True})


def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(BadData, match="stands twice"):
        parse('{"a": 1, "a": 2}')
