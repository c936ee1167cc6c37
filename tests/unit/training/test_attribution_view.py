"""The view of PolNeAR made anew, on an article of two paragraphs made up for it."""

from __future__ import annotations

import pytest
from training.attribution.alignment import align
from training.attribution.view import (
    Article,
    Piece,
    Proof,
    Row,
    articles,
    compare,
    labels_of,
    paragraphs,
    pieces_of,
    rows,
    spans_of,
)

TEXT = (
    "“Two tugs sank,” said Ada Holm (the harbour master). “Nobody swims… We wait for the U.S.”\n"
    "\n"
    "The port – closed since May – can't reopen, ‘perhaps’ not in June, Holm told the Herald.\n"
)
FIRST = (
    "`` Two tugs sank , '' said Ada Holm -LRB- the harbour master -RRB- . "
    "`` Nobody swims ... We wait for the U.S. . ''"
)
SECOND = (
    "The port -- closed since May -- ca n't reopen , ` perhaps ' not in June , "
    "Holm told the Herald ."
)


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def piece(kind: str, quote: str) -> Piece:
    start = TEXT.index(quote)
    return Piece(kind, start, start + len(quote))


def annotations() -> str:
    """Two attributions, the first with a content in two pieces."""
    spans = {
        "T1": ("Content", ["“Two tugs sank,”", "“Nobody swims… We wait for the U.S.”"]),
        "T2": ("Cue", ["said"]),
        "T3": ("Source", ["Ada Holm (the harbour master)"]),
        "T5": ("Content", ["The port – closed since May – can't reopen, ‘perhaps’ not in June"]),
        "T6": ("Source", ["Holm told"]),
        "T7": ("Cue", ["told"]),
        "T8": ("Source", ["Herald"]),
    }
    lines = [
        f"{name}\t{kind} "
        + ";".join(f"{p.start} {p.end}" for p in (piece(kind, q) for q in quotes))
        + "\t" + " ".join(quotes)
        for name, (kind, quotes) in spans.items()
    ]  # fmt: skip
    at = TEXT.rindex("Holm")
    lines[4] = f"T6\tSource {at} {at + 4}\tHolm"
    lines.insert(3, "T4\tAttribution 0 1\tx")
    lines += [
        "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3",
        "E2\tAttribution:T4 Content2:T5 Source:T6 Cue:T7",
        "#1\tAnnotatorNotes E2\tsure",
    ]
    return "\n".join(lines)


def labels(tokens: tuple[str, ...], *spans: tuple[str, str]) -> tuple[str, ...]:
    """Return labels where each quote, as tokens, is a span."""
    found = ["O"] * len(tokens)
    for kind, quote in spans:
        wanted = words(quote)
        at = next(n for n in range(len(tokens)) if tokens[n : n + len(wanted)] == wanted)
        found[at : at + len(wanted)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(wanted) - 1)
    return tuple(found)


VIEW = (
    Row(
        words(FIRST),
        labels(
            words(FIRST),
            ("content", "`` Two tugs sank , ''"),
            ("cue", "said"),
            ("source", "Ada Holm -LRB- the harbour master -RRB-"),
            ("content", "`` Nobody swims ... We wait for the U.S. . ''"),
        ),
    ),
    Row(
        words(SECOND),
        labels(
            words(SECOND),
            ("content", "The port -- closed since May -- ca n't reopen , ` perhaps ' not in June"),
            ("source", "Holm"),
            ("cue", "told"),
        ),
    ),
)


def test_every_token_is_found_where_it_was_printed():
    tokens = words(f"{FIRST} {SECOND}")
    places = align(tokens, TEXT)
    printed = [TEXT[p[0] : p[1]] for p in places if p is not None]
    assert len(printed) == len(tokens)
    same = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "--": "–", "...": "…"}
    same |= {"`": "‘", "'": "’"}
    assert printed == [same.get(t, t) for t in tokens]


def test_the_full_stop_that_no_one_printed_has_the_place_of_the_sign_before_it():
    places = align(words("for the U.S. . ''"), "for the U.S.”")
    assert places[-2:] == [(11, 12), (12, 13)]


def test_rows_out_of_order_are_found():
    tokens = words(f"{SECOND} {FIRST}")
    places = align(tokens, TEXT)
    assert places[0] == (TEXT.index("The port"), TEXT.index("The port") + 3)
    first = len(words(SECOND))
    assert places[first] == (0, 1)
    assert places[first - 1] == (TEXT.rindex("."), TEXT.rindex(".") + 1)


def test_a_word_that_the_text_does_not_have_disturbs_no_other():
    text = "Ships left port."
    assert align(words("Ships hastily left port ."), text)[2:] == [(6, 10), (11, 15), (15, 16)]


def test_paragraphs_are_lines_with_words():
    assert [TEXT[s:e][:8] for s, e in paragraphs(TEXT)] == ["“Two tug", "The port"]


def test_only_spans_that_an_attribution_uses_count():
    found = pieces_of(annotations())
    assert piece("content", "“Two tugs sank,”") in found
    assert piece("source", "Herald") not in found
    assert [p.kind for p in found] == ["content", "content", "cue", "source", "content", "source",
                                       "cue"]  # fmt: skip


def test_pieces_of_one_span_are_spans_of_their_own_even_where_they_touch():
    places = [(0, 3), (4, 7)]
    pieces = [Piece("content", 0, 3), Piece("content", 3, 7)]
    assert labels_of(places, frozenset({0}), pieces) == ["B-content", "B-content"]


def test_a_row_ends_every_span():
    places = [(0, 3), (4, 7)]
    whole = [Piece("content", 0, 7)]
    assert labels_of(places, frozenset({0, 1}), whole) == ["B-content", "B-content"]
    assert labels_of(places, frozenset({0}), whole) == ["B-content", "I-content"]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [(0, 6, True), (1, 6, True), (0, 5, False), (5, 6, False), (3, 6, True)],
)
def test_a_token_belongs_to_the_piece_with_its_end_and_half_of_it(start, end, inside):
    found = labels_of([(0, 6)], frozenset({0}), [Piece("cue", start, end)])
    assert found == (["B-cue"] if inside else ["O"])


def test_labels_spell_spans():
    assert spans_of(["B-cue", "I-cue", "B-cue", "O", "I-source", "B-source"]) == {
        ("cue", 0, 2), ("cue", 2, 3), ("source", 5, 6),
    }  # fmt: skip


def test_the_view_made_anew_is_the_published_one():
    proof = Proof()
    assert compare(Article("a", TEXT, pieces_of(annotations())), VIEW, proof) == []
    assert proof.equal_tokens == proof.tokens
    assert proof.equal_spans == proof.published == proof.ours == 7
    assert proof.rows_in_paragraphs == proof.rows == 2


def test_a_difference_is_told_in_words():
    proof = Proof()
    fewer = tuple(p for p in pieces_of(annotations()) if p.kind != "cue")
    told = compare(Article("a", TEXT, fewer), VIEW, proof)
    assert told == ["a\tpublished\tcue\tsaid", "a\tpublished\tcue\ttold"]
    assert "equal" not in str(proof)
    assert f"{proof.equal_tokens} of {proof.tokens}" in str(proof)


def test_articles_and_rows_are_read_from_their_files(tmp_path):
    part = tmp_path / "train"
    (part / "text").mkdir(parents=True)
    (part / "attributions").mkdir()
    (part / "text" / "port_2016.txt").write_text(TEXT, "utf-8")
    (part / "attributions" / "port_2016_ab12.ann").write_text(annotations(), "utf-8")
    (article,) = articles(tmp_path, "train")
    assert article == Article("port_2016_ab12", TEXT, pieces_of(annotations()))
    line = '{"id": "port_2016_ab12", "tokens": ["Holm"], "labels": ["B-source"]}\n'
    (tmp_path / "valid.txt").write_text(line * 2, "utf-8")
    row = Row(("Holm",), ("B-source",))
    assert rows(tmp_path / "valid.txt") == {"port_2016_ab12": [row, row]}
