"""Any text at all is read as far as speech: no crash, true spans, the same answer twice."""

from __future__ import annotations

from hearing import READER, heard, report_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.extract.attribution import find_attributions
from vedette.gather.decode import clean

WORDS = st.sampled_from([
    "Captain Ruiz", "said", "Peskov", "he", "the army", "asked", "added", "was blunter", "told us",
    "made it clear that", "let it be known that", "according to", "reportedly", "would", "of those",
    "900", "ships", "will sail", "is gone", "not", "if", "that", "citing", "denied", "the tally",
    'a 12" gun', "the ‘90s", "allies’", "don't", "🚢", "e\u0301", "\u200b", "\u202b", "МИД",
])  # fmt: skip
MARKS = st.sampled_from([
    "“", "”", '"', "‘", "’", "'", "«", "»", "„", "‹", "›", "‚", "``", "''", "—", "–", "-", ":", ",",
    ".", "?", "!", "…", "(", ")", "[", "]", ";", "...", ",”", ".”", "?’”", ", —",
])  # fmt: skip
LABELS = st.sampled_from([
    "", "", "Q: ", "A: ", "Q. ", "A. ", "Q    ", "MODERATOR: ", "MR. PRICE: ", "Peskov: ", "— ",
    "- ", "• ", "1. ", "“", "‘", '"', "Note: ", "KYIV: ",
])  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "", "\xa0", "  ", "\n"])
PIECES = st.lists(st.tuples(st.one_of(WORDS, WORDS, MARKS), SPACES), min_size=1, max_size=14)
PARAGRAPHS = st.builds(
    lambda label, pieces: label + "".join(word + space for word, space in pieces),
    LABELS,
    PIECES,
).filter(lambda paragraph: "\n\n" not in paragraph)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join).map(clean)
ANYTHING = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def require_sound(text):
    found = heard(text)
    for one in found:
        spans = (*one.source, *one.cue, *one.content, *one.gloss)
        assert all(text[s.start : s.end] == s.quote and s.quote for s in spans)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
    ids = [one.id for one in found]
    assert len(set(ids)) == len(ids)
    assert all(one.continues is None or one.continues in ids for one in found)


@ANYTHING
@given(TEXTS)
def test_any_text_is_read_without_a_crash(text):
    require_sound(text)


@ANYTHING
@given(st.text(min_size=1, max_size=120).map(clean).filter(str.strip))
def test_any_characters_are_read_without_a_crash(text):
    require_sound(text.replace("\n\n", "\n"))


@ANYTHING
@given(TEXTS)
def test_the_same_text_gives_the_same_attributions(text):
    again = [find_attributions(READER.read(report_of(text))) for _ in range(2)]
    assert again[0] == again[1]


def test_a_quotation_of_200_000_characters_is_read_to_the_end():
    inner = "The port was calm on Monday. " * (200_000 // 29)
    text = f"“{inner}It is late,” Captain Ruiz said."
    found = heard(text)
    assert [(a.speaker.name, len(a.content[0].quote)) for a in found] == [("Ruiz", len(inner) + 10)]
