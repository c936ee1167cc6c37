"""A sentence that tells of reports is cut into bits; all that a bit keeps stands in its place."""

from __future__ import annotations

from vedette.brief.check.amounts import Amount, is_quoted
from vedette.brief.check.bits import bits_of
from vedette.brief.check.days import date_of
from vedette.brief.tallies import tally_of

CHAIN = (
    "Anna Tamm, of the Estonian Defence Forces, spoke of about 400 soldiers (reported on 2 May), "
    "up to 700 reservists and warned of 30 ships (reported on 9 May); Jonas Berg said that it "
    "rained."
)


def kept(text):
    return [" ".join(bit.blanked(text).split()) for bit in bits_of(text, 0, len(text))]


def test_each_number_of_a_row_is_a_bit_with_its_own_verb_and_days():
    assert kept(CHAIN)[:3] == [
        "Anna Tamm spoke of about 400 soldiers",
        "Anna Tamm spoke of up to 700 reservists",
        "Anna Tamm warned of 30 ships",
    ]
    days = [bit.days for bit in bits_of(CHAIN, 0, len(CHAIN))]
    assert days == [("2 May",), ("2 May", "9 May"), ("9 May",), ()]


def test_a_row_of_numbers_may_have_some_in_words():
    text = "Anna Tamm spoke of 30 ships, twenty-five boats and two ports (reported on 2 May)."
    assert [one.rstrip(" .") for one in kept(text)] == [
        "Anna Tamm spoke of 30 ships",
        "Anna Tamm spoke of twenty-five boats",
        "Anna Tamm spoke of two ports",
    ]


def test_whom_a_speaker_belongs_to_is_read_apart():
    first = bits_of(CHAIN, 0, len(CHAIN))[0]
    assert (first.speaker, first.body) == ("Anna Tamm", "the Estonian Defence Forces")


def test_blanks_keep_every_offset():
    for bit in bits_of(CHAIN, 0, len(CHAIN)):
        blanked = bit.blanked(CHAIN)
        assert len(blanked) == len(CHAIN)
        assert all(CHAIN[a:b] == blanked[a:b] for a, b in bit.kept)


def test_a_sentence_that_tells_nothing_of_reports_has_no_bits():
    for text in (
        "Estonia closed a bridge; Latvia closed a port.",
        "Four hundred soldiers came, and 30 ships.",
        "The wall, reported on Wall 5, fell.",
    ):
        assert bits_of(text, 0, len(text)) == ()


def test_a_joint_inside_brackets_or_quotation_marks_is_none():
    text = "He said “it is over; all is well” on the island (reported on 2 May)."
    assert kept(text) == ["He said “it is over; all is well” on the island ."]


def test_days_are_read_in_either_order():
    assert date_of("16 September") == (9, 16, 0)
    assert date_of("Sept. 16, 2025") == (9, 16, 2025)
    assert date_of("on Monday") is None


def test_who_gives_a_bound_gives_no_other():
    assert is_quoted(Amount(0, 400), Amount(0, 400))
    assert not is_quoted(Amount(0, 500), Amount(0, 400))
    assert not is_quoted(Amount(300, float("inf")), Amount(400, float("inf")))
    assert is_quoted(Amount(0, 500), Amount(400, 400))


def test_only_sentences_on_all_reports_are_tallies():
    tally = tally_of("No report on Heron-2025 says who takes part or whom it is aimed at.")
    assert tally is not None
    assert tally.subject == "Heron-2025"
    assert tally_of("No soldier says who takes part.") is None
    assert tally_of("Three reports said that the bridge fell.") is None


def test_an_outlet_named_with_its_agency_is_one():
    text = "The drill would end on Friday, Polish daily, after PAP, reported on 6 June."
    (bit,) = bits_of(text, 0, len(text))
    assert bit.outlet.startswith("Polish daily, after PAP")
    assert [day.strip(".") for day in bit.days] == ["6 June"]
