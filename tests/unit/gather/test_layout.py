import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import EmptyReport
from vedette.gather.assemble import Fields, Origin, assemble
from vedette.gather.decode import clean
from vedette.gather.layout import lay_out
from vedette.model.span import Zone

ORIGIN = Origin("a.txt", date(2025, 9, 20))
PROSE = "The exercise began near the border on Friday, and about 900 soldiers came."


def zones(text, **known):
    return [(b.zone, text[b.start : b.end]) for b in lay_out(text, **known).blocks]


def test_leading_lines_without_a_full_stop_are_headline_and_deck():
    text = (
        f"Latvia opens spring drills\n\nNeighbours look on\n\nLatvia opens spring drills\n\n{PROSE}"
    )
    assert zones(text) == [
        (Zone.HEADLINE, "Latvia opens spring drills"),
        (Zone.DECK, "Neighbours look on"),
        (Zone.HEADLINE, "Latvia opens spring drills"),
        (Zone.BODY, PROSE),
    ]


def test_a_single_line_is_prose():
    assert zones("Latvia opens spring drills") == [(Zone.BODY, "Latvia opens spring drills")]


def test_a_subheading_further_down_is_no_headline():
    text = f"{PROSE}\n\nA long march\n\n{PROSE}"
    assert [zone for zone, _ in zones(text)] == [Zone.BODY] * 3


def test_a_question_can_be_a_headline():
    assert zones(f"How many came to the range?\n\n{PROSE}")[0][0] is Zone.HEADLINE


def test_a_known_headline_is_found_again_in_the_text():
    text = f"Drills open\n\n{PROSE}"
    assert lay_out(text, headline="Drills  OPEN").blocks[0].zone is Zone.HEADLINE


def test_the_dateline_is_a_block_of_its_own():
    text = f"Army trains\n\nRIGA, May 3 (Reuters) - {PROSE}"
    assert zones(text)[1:] == [(Zone.DATELINE, "RIGA, May 3 (Reuters) -"), (Zone.BODY, PROSE)]


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The ministry said on Monday that the drills would go on\n"
        "until the end of the week in two of the regions of the\n"
        "country.\n\nIt gave no number."
    )
    assert len(zones(text)) == 2


def test_lines_that_end_their_sentences_are_paragraphs():
    assert len(zones("The drills began.\nThe border was closed.\nNobody was hurt.")) == 3


def test_furniture_at_the_end_keeps_its_zones():
    text = f"{PROSE}\n\n(Reuters)\n© 2025 Example. All rights reserved.\n\nRead more: A story"
    assert [zone for zone, _ in zones(text)] == [
        Zone.BODY,
        Zone.CREDIT,
        Zone.COPYRIGHT,
        Zone.ADVERTISEMENT,
    ]


def test_a_byline_gives_publisher_only_beside_a_date_when_it_is_an_agency():
    reprint, _ = assemble(Fields(), f"By Jane Roe, Reuters\n\n{PROSE}", ORIGIN)
    assert (reprint.publisher, reprint.credit, reprint.byline) == ("", "Reuters", "Jane Roe")
    dated, _ = assemble(Fields(), f"date 2025-09-01 By Jane Roe, CNN\n\n{PROSE}", ORIGIN)
    assert (dated.publisher, dated.published.value) == ("CNN", "2025-09-01")


def test_stated_parts_stand_before_the_body():
    report, _ = assemble(Fields(headline="Drills open", deck="Nobody hurt"), PROSE, ORIGIN)
    assert report.text == f"Drills open\n\nNobody hurt\n\n{PROSE}"
    assert [b.zone for b in report.blocks] == [Zone.HEADLINE, Zone.DECK, Zone.BODY]


def test_a_headline_that_the_body_opens_with_is_not_said_twice():
    report, _ = assemble(Fields(headline="Drills open"), f"Drills open\n\n{PROSE}", ORIGIN)
    assert report.text.count("Drills open") == 1


def test_a_date_to_come_is_kept_with_a_warning():
    report, warnings = assemble(Fields(published="2031-01-01"), PROSE, ORIGIN)
    assert report.published.value == "2031-01-01"
    assert [w.code for w in warnings] == ["future-date"]


def test_a_date_after_the_retrieval_is_kept_with_a_warning():
    fields = Fields(published="2025-01-20", retrieved="2025-01-10T12:00:00Z")
    report, warnings = assemble(fields, PROSE, ORIGIN)
    assert report.published.value == "2025-01-20"
    assert [w.code for w in warnings] == ["future-date"]
    assert "lies after its retrieval, 2025-01-10" in warnings[0].message


def test_tomorrow_by_another_clock_is_no_date_to_come():
    assert assemble(Fields(published="2025-09-21"), PROSE, ORIGIN)[1] == ()


def test_an_unreadable_date_stays_unknown_and_is_noted():
    report, warnings = assemble(Fields(published="some Tuesday"), PROSE, ORIGIN)
    assert not report.published.is_known
    assert report.notes == (("published", "some Tuesday"),)
    assert [w.code for w in warnings] == ["unreadable-date"]


def test_a_language_is_a_code():
    assert assemble(Fields(language="en-GB"), PROSE, ORIGIN)[0].language == "en"
    assert assemble(Fields(language="Polish"), PROSE, ORIGIN)[0].language == "pl"
    assert assemble(Fields(), PROSE, ORIGIN)[0].language == "und"


@given(st.text(), st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_ordered_blocks_that_hold_all_its_words(body, headline, deck):
    fields = Fields(headline=headline, deck=deck)
    try:
        report, _ = assemble(fields, clean(body), ORIGIN)
    except EmptyReport:
        assert not body.strip() or not clean(body).strip()
        return
    assert unicodedata.is_normalized("NFC", report.text)
    covered = "".join(report.text[block.start : block.end] for block in report.blocks)
    assert "".join(covered.split()) == "".join(report.text.split())
    ends = [0, *(block.end for block in report.blocks)]
    assert all(b.start >= end for b, end in zip(report.blocks, ends, strict=False))


def test_a_rubric_over_the_headline_is_not_the_headline():
    text = "DEFENCE\n\nTanker boarded off Porkkala\n\nPolice boarded a tanker on Thursday, it said."
    assert lay_out(text).headline == "Tanker boarded off Porkkala"


def test_a_labelled_date_below_the_first_line_of_prose_is_the_date():
    text = (
        "What would a call-up mean?\n\n"
        "Anna Keller spoke with a researcher at an institute in Vienna.\n\n"
        "Published: October 7, 2025\n\n"
        "Is a call-up near? The answer is long."
    )
    assert str(lay_out(text).imprint.published.start) == "2025-10-07"


def test_a_dateline_may_follow_a_short_deck():
    text = (
        "The passage is the first by a carrier since 2007.\n\n"
        "TAIPEI — The ships passed through the strait on Tuesday, the navy said."
    )
    dateline = lay_out(text, headline="Carrier sails").dateline
    assert dateline is not None
    assert dateline.place == "Taipei"
