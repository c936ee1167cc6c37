"""What a text tells of the reports themselves: who printed it and when, who else says so."""

from __future__ import annotations

import pytest
from digests import MODEL, picture
from papers import paper

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.notes import read_passages
from vedette.brief.check.passages import passages
from vedette.model import Finding
from vedette.run.checking import check_in_store, understood
from vedette.run.plan import analyse
from vedette.run.readers import reader_for

ARMY = paper(
    "Some 900 soldiers take part in the exercise Heron-2025, the Estonian Defence Forces said. "
    "The exercise will be held from 3 to 9 June.",
    publisher="Harbour Gazette",
    published="2025-06-01",
)
ENVOY = paper(
    "General Anna Tamm said that up to 2,000 soldiers were at sea.",
    publisher="Northern Wire",
    published="2025-06-04",
)
LATE = paper(
    "Some 900 soldiers take part in the exercise. Colonel Jonas Berg said that some 900 soldiers "
    "were there. Colonel Jonas Berg said that 4,000 soldiers were at sea.",
    publisher="TASS",
    published="2025-06-06",
)


def found(text):
    pool = Pool(p for one in (ARMY, ENVOY, LATE) for p in passages(*understood(one, MODEL)))
    said = read_passages(
        paper(text, publisher="Somebody", published=None), reader_for(MODEL).read, analyse
    )
    (one,) = check(said, pool, "the reports", FAR_BAR)
    return one


CARRIED = [
    "Harbour Gazette reported on 1 June that the exercise would be held from 3 to 9 June.",
    "TASS on June 6 reported some 900 soldiers.",
    "The Russian state news agency TASS on 6 June reported some 900 soldiers.",
    (
        "The Estonian Defence Forces spoke of some 900 soldiers (reported on 1 June), the number "
        "given by Jonas Berg too."
    ),
    (
        "Anna Tamm spoke of up to 2,000 soldiers (reported on 4 June); Jonas Berg spoke of some "
        "900 soldiers and 4,000 soldiers (reported on 6 June)."
    ),
    (
        "Harbour Gazette reported on 1 June that the exercise would be held from 3 to 9 June; by "
        "that calendar the exercise was over on 12 June 2025."
    ),
    (
        "Harbour Gazette reported on 1 June that the exercise would be held from 3 to 9 June; the "
        "exercise had not begun by 2 June 2025."
    ),
]

NOT_CARRIED = [
    "Harbour Gazette reported on 2 June that the exercise would be held from 3 to 9 June.",
    "Northern Wire on 1 June reported some 900 soldiers.",
    "The Polish state news agency TASS on 6 June reported some 900 soldiers.",
    (
        "The Estonian Defence Forces spoke of some 900 soldiers (reported on 1 June), the number "
        "given by Anna Tamm too."
    ),
    (
        "The Estonian Defence Forces spoke of some 900 soldiers (reported on 1 June), the number "
        "given by Jonas Berg and Anna Tamm too."
    ),
    (
        "Anna Tamm spoke of up to 2,000 soldiers (reported on 4 June); Jonas Berg spoke of some "
        "900 soldiers and 5,000 soldiers (reported on 6 June)."
    ),
    (
        "Harbour Gazette reported on 1 June that the exercise would be held from 3 to 9 June; by "
        "that calendar the exercise was over on 8 June 2025."
    ),
    (
        "Harbour Gazette reported on 1 June that the exercise would be held from 3 to 9 June; the "
        "exercise had not begun by 3 June 2025."
    ),
    "Anna Tamm spoke of up to 3,000 soldiers (reported on 4 June).",
    "Jonas Berg, of the Northern Wire, spoke of 4,000 soldiers (reported on 6 June).",
]


@pytest.mark.parametrize("text", CARRIED)
def test_who_printed_it_who_else_says_so_and_a_calendar_are_compared_by_value(text):
    one = found(text)
    assert one.finding is Finding.SUPPORTED, one.reason
    assert one.sentence.quote == text
    assert all(part.span.quote in text for part in one.parts)


@pytest.mark.parametrize("text", NOT_CARRIED)
def test_another_outlet_day_number_or_calendar_is_not_supported(text):
    assert found(text).finding is not Finding.SUPPORTED


NEW = [
    ("New among the figures since 5 June: 4,000 (Berg).", True),
    ("New among the figures since 3 June: 4,000 (Berg) and up to 2,000 (Tamm).", True),
    ("New among the figures since 5 June: up to 2,000 (Tamm).", False),
    ("New among the figures since 5 June: 4,000 (Tamm).", False),
    ("New in conflict since 5 June: up to 2,000 (Tamm) and 4,000 (Berg).", True),
    ("New in conflict since 7 June: up to 2,000 (Tamm) and 4,000 (Berg).", False),
    (("New in conflict since 5 June: about 900 (the Estonian Defence Forces) and up to 2,000 "
     "(Tamm)."), False),
    (("Set against the Vienna Document 2011 (notification from 9,000 personnel), 4,000 (Berg) and "
     "up to 2,000 (Tamm) lie below the line."), True),
    (("Set against the Vienna Document 2011 (notification from 9,000 personnel), 4,000 (Berg) lies "
     "at or above it."), False),
    (("Set against the Vienna Document 2011 (notification from 3,000 personnel), 4,000 (Berg) lies "
     "at or above it."), False),
    ("Set against the Vienna Document 2011, 4,000 (Berg) and about 900 lie below the line.", True),
    ("Set against the Vienna Document 2011, 4,000 (Berg) lies at or above it.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holds"), NEW)
def test_what_is_new_and_how_figures_lie_to_a_threshold_is_reckoned_again(text, holds):
    one = found(text)
    assert (one.finding is Finding.SUPPORTED) is holds, one.reason


# ---- over all reports of a store ----------------------------------------------------------------

HERON = (
    paper(
        "The exercise Heron-2025 will be held from June 3 to 9, the Estonian Ministry of Defence "
        "said on Sunday. About 2,300 soldiers will take part in the exercise Heron-2025, the "
        "Estonian Ministry of Defence said.",
        publisher="Harbour Gazette",
        published="2025-06-01",
        url="https://harbour.example/1",
    ),
    paper(
        "Some 9,000 soldiers take part in the exercise Heron-2025, Russian Foreign Ministry "
        "spokeswoman Maria Zakharova said on Wednesday.",
        publisher="TASS",
        published="2025-06-04",
        url="https://tass.example/2",
    ),
)

ALL = [
    ("One report on Heron-2025 has come in since 2 June.", "supported"),
    ("Two reports on Heron-2025 have come in since 2 June.", "contradicted"),
    ("No report on Heron-2025 gives a number for aircraft.", "supported"),
    ("No report on Heron-2025 gives a number for aircraft or ships.", "supported"),
    ("Heron-2025 under way, its size in dispute.", "contradicted"),
    ("Heron-2025 over, its size in dispute.", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), ALL)
def test_what_is_told_of_all_reports_is_reckoned_over_the_store(text, verdict):
    with picture(*HERON) as view:
        (one,) = check_in_store(paper(text, publisher="Somebody"), view, model=MODEL).checked
    assert str(one.finding) == verdict, one.reason
    assert "2 reports" in one.reason


def test_a_tally_on_what_no_report_names_is_left_to_the_words():
    with picture(*HERON) as view:
        text = paper("No report on Crane-2025 gives a number for aircraft.", publisher="Somebody")
        (one,) = check_in_store(text, view, model=MODEL).checked
    assert one.finding is not Finding.SUPPORTED
