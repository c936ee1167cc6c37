"""Checking in a store: small words, bounds, units, times and names that turn a sentence."""

from __future__ import annotations

import pytest
from checks import MODEL
from papers import paper

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.passages import passages
from vedette.run.checking import understood


def finding(said: str, *reports: str) -> str:
    """Return the verdict on a sentence among many reports, of which these are read."""
    read = [understood(paper(t, publisher=f"Paper {n}"), MODEL) for n, t in enumerate(reports)]
    pool = Pool(p for pair in read for p in passages(*pair))
    text = understood(paper(said, publisher="Somebody", published=None), MODEL)
    return str(next(check(passages(*text), pool, "the reports", FAR_BAR)).finding)


@pytest.mark.parametrize(
    ("said", "report"),
    [
        (
            "All villages around Narva lost power on Monday.",
            "Some villages around Narva lost power on Monday.",
        ),
        ("Only the brigade crossed the river.", "The brigade crossed the river."),
        ("The bank paid €40 million for the port.", "The bank paid $40 million for the port."),
        ("The index closed at more than 4,851.", "The index closed at 4,851."),
        ("The repair took six months.", "The repair took six weeks."),
        ("The president of the bank resigned.", "The former president of the bank resigned."),
        ("Narva is the largest port.", "Narva is the second-largest port."),
        ("The ministry sold the depot.", "The ministry agreed to sell the depot."),
        ("The delay will be costly for Narva.", "The delay could be costly for Narva."),
        ("The brigade refused to cross the river.", "The brigade crossed the river."),
        ("The depot near Narva is not safe.", "The depot near Narva is safe."),
        (
            "The depots are unsafe.",
            "“Unsafe” is a word that each side uses for the other's depots.",
        ),
        ("The depot is unsafe.", "The mayor never took the word “unsafe” for the depot."),
        ("The general visited Narva last week.", "The general visited Narva today."),
        ("The general visited Narva on Monday.", "The general visited Narva on Thursday."),
    ],
)
def test_one_small_change_is_not_supported(said, report):
    assert finding(said, report) != "supported"


@pytest.mark.parametrize(
    ("said", "report"),
    [
        (
            "The bank paid 40 million dollars for the port.",
            "The bank paid $40 million for the port.",
        ),
        ("The index fell 3.2 per cent in Narva.", "The index fell 3.2% in Narva."),
        ("The port has 75 cranes.", "The port has seventy-five cranes."),
        ("The general visited Narva on 15 September 2025.", "The general visited Narva today."),
        ("On Sept. 3 the general visited Narva.", "The general visited Narva on September 3."),
        (
            "The ministry made an attempt to sell the depot.",
            "The ministry attempted to sell the depot.",
        ),
    ],
)
def test_another_way_to_say_it_is_supported(said, report):
    assert finding(said, report) == "supported"


def test_a_short_form_is_the_name_that_the_report_explains():
    report = (
        "The Baltic Port Union (BPU) has 40 members.\n\nThe BPU called a strike in Narva on 3 May."
    )
    said = "The Baltic Port Union called a strike in Narva on 3 May."
    assert finding(said, report) == "supported"
    assert finding(said.replace("Baltic Port Union", "Nordic Dock League"), report) != "supported"


def test_a_count_of_one_sentence_is_not_joined_to_the_place_of_another():
    report = (
        "Orlan has 350 depots across Poland.\n\nLatvian Orlan depots are not included in the sale."
    )
    assert finding("Orlan has 350 depots across Latvia.", report) != "supported"


def test_prices_of_two_days_are_no_dispute():
    first = "The Narva index closed at 4,851 points."
    second = "The Narva index closed at 5,120 points."
    early = paper(first, publisher="Paper A", published="2025-03-01")
    late = paper(second, publisher="Paper B", published="2025-06-01")
    pool = Pool(p for one in (early, late) for p in passages(*understood(one, MODEL)))
    text = passages(*understood(paper(first, publisher="Somebody", published=None), MODEL))
    assert str(next(check(text, pool, "the reports", FAR_BAR)).finding) == "supported"


def test_what_is_done_is_not_put_together_with_who_does_it_from_two_reports():
    said = "Latvia and Estonia display their rockets near Narva."
    reports = (
        "Latvian and Estonian rockets were near Narva on Monday.",
        "Poland displays its rockets.",
    )
    assert finding(said, *reports) != "supported"
