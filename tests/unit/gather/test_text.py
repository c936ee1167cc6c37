from datetime import UTC, date, datetime

from vedette.gather.assemble import Origin
from vedette.gather.text import read_markdown, read_text, reduce_markdown, split_header
from vedette.model.span import Zone

ORIGIN = Origin("a.txt", date(2025, 9, 20))
HEADED = """publisher: TASS (retold)
url: https://example.org/1
date: 2025-08-06
headline: First train arrives
byline: Jane Roe
language: en
retrieved: 2025-08-07T10:00:00Z
facts: as published

MINSK, August 6. /TASS/. The first train has arrived, the ministry said.

(Reuters)
"""


def test_header_lines_become_fields_and_leave_the_text():
    report, warnings = read_text(HEADED.encode(), ORIGIN)
    assert warnings == ()
    assert report.text.startswith("First train arrives\n\nMINSK")
    assert (report.publisher, report.url) == ("TASS (retold)", "https://example.org/1")
    assert (report.published.value, report.published.basis) == ("2025-08-06", "header")
    assert (report.byline, report.language, report.credit) == ("Jane Roe", "en", "Reuters")
    assert report.retrieved_at == datetime(2025, 8, 7, 10, tzinfo=UTC)
    assert report.notes == (("facts", "as published"),)
    assert report.dateline.place == "Minsk"
    assert report.id == report.make_id(report.publisher, report.url, report.text)


def test_a_colon_in_the_first_line_is_no_header():
    assert split_header("Analysis: what comes next\n\nThe drills are over.") is None
    assert split_header("url: https://example.org/1\nThe drills are over.\n\nMore.") is None
    assert split_header("url: https://example.org/1\ndate: 2025-01-01") is None


def test_a_text_without_header_is_kept_as_it_is():
    text = "  One line that stands alone.\n\n\nAnother line.\n"
    assert read_text(text.encode(), ORIGIN)[0].text == text


def test_markdown_is_reduced_to_its_words():
    text = "# Drills *open*\n\nThe **first** [train](x) came\\_now.\n\n> Quoted.\n\n- one\n"
    report, _ = read_markdown(text.encode(), ORIGIN)
    assert report.text == "Drills open\n\nThe first train came_now.\n\nQuoted.\n\none"
    assert report.headline == "Drills open"
    assert report.blocks[0].zone is Zone.HEADLINE


def test_front_matter_is_a_header():
    report, _ = read_markdown(b"---\ntitle: Drills\ndate: 2025-01-02\n---\nThey began.\n", ORIGIN)
    assert (report.headline, report.published.value) == ("Drills", "2025-01-02")
    assert report.text == "Drills\n\nThey began."


def test_signs_that_are_no_marks_stay():
    assert reduce_markdown("3 * 4 * 5 and a_b_c at 5 > 3") == "3 * 4 * 5 and a_b_c at 5 > 3"


def test_a_comment_is_no_text():
    assert reduce_markdown("a<!-- x\ny -->b <!-- c") == "ab <!-- c"


def test_a_quoted_value_of_a_fenced_header_loses_its_quotes():
    found = split_header('---\ntitle: "Carrier sails, jets follow"\ndate: 2026-03-18\n---\nText.')
    assert found is not None
    assert found[0].headline == "Carrier sails, jets follow"
