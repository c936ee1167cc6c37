"""Reports that contradict their own quotation are found in the text itself, and others are not."""
# ruff: noqa: E501 - the news stands as it is printed

from __future__ import annotations

import pytest

from vedette.compare.ledger import build_ledger
from vedette.gather.gather import gather
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

HEAD = """publisher: The Daily Watch
date: 2025-03-11
headline: {headline}

The exercise Amber Fence-2025 began on Monday.

{body}
"""

GARBLED = [
    # headline, text, the words that contradict, the words that they contradict
    (
        "Amber Fence-2025: at least 900 troops, general says",
        "“We have brought up to 900 troops to Amber Fence-2025,” General Jonas Petraitis said.",
        "at least 900 troops",
        "up to 900 troops",
    ),
    (
        "Drill under way",
        (
            "Defence Minister Anna Kowalska said that more than 500 soldiers would take part in Amber "
            "Fence-2025.\n\n“Not more than 500 soldiers will take part in Amber Fence-2025,” Kowalska "
            "said."
        ),
        "more than 500 soldiers",
        "Not more than 500 soldiers",
    ),
    (
        "Drill under way",
        (
            "The defence ministry said no fewer than 2,000 troops would join Amber Fence-2025.\n\nA "
            "ministry statement read: “A maximum of 2,000 troops will join Amber Fence-2025.”"
        ),
        "no fewer than 2,000 troops",
        "A maximum of 2,000 troops",
    ),
    (
        "Amber Fence-2025 draws 8,600 soldiers, minister says",
        "“Amber Fence-2025 has 6,800 soldiers in the field,” Defence Minister Anna Kowalska said.",
        "8,600 soldiers",
        "6,800 soldiers",
    ),
    (
        "Drill under way",
        (
            "Defence Minister Anna Kowalska said that 8,600 soldiers were taking part in Amber "
            "Fence-2025.\n\n“There are 6,800 soldiers taking part in Amber Fence-2025,” she said."
        ),
        "8,600 soldiers",
        "6,800 soldiers",
    ),
]

SOUND = [
    (
        "Amber Fence-2025: up to 900 troops, general says",
        "“We have brought up to 900 troops to Amber Fence-2025,” General Jonas Petraitis said.",
    ),
    (
        "Drill under way",
        (
            "Defence Minister Anna Kowalska said that at most 500 soldiers would take part in Amber "
            "Fence-2025.\n\n“Not more than 500 soldiers will take part in Amber Fence-2025,” Kowalska "
            "said."
        ),
    ),
    (
        "Drill under way",
        (
            "Defence Minister Anna Kowalska said that 4,500 soldiers were taking part in Amber "
            "Fence-2025.\n\n“We had 5,400 soldiers in spring,” Kowalska said. “We have 4,500 soldiers "
            "at Amber Fence-2025 now.”"
        ),
    ),
    (
        "Amber Fence-2025 brings 9,700 soldiers, minister says",
        "“Amber Fence-2025 has 6,800 soldiers in the field,” Defence Minister Anna Kowalska said.",
    ),
    (
        "Drill under way",
        (
            "Critics counted at least 900 troops at Amber Fence-2025.\n\n“We have brought up to 900 "
            "troops to Amber Fence-2025,” General Jonas Petraitis said."
        ),
    ),
]


def board(tmp_path, headline, body):
    path = tmp_path / "report.txt"
    path.write_text(HEAD.format(headline=headline, body=body), encoding="utf-8")
    outcome = analyse_one(next(iter(gather([str(path)]))).report, DEFAULT_MODEL)
    return build_ledger([(outcome.report, outcome.analysis)], activity="Amber Fence-2025")


@pytest.mark.parametrize(("headline", "body", "poor", "good"), GARBLED, ids=lambda one: one[:40])
def test_words_that_contradict_their_own_quotation_are_flagged(
    tmp_path, headline, body, poor, good
):
    ledger = board(tmp_path, headline, body)
    quotes = {row.id: row.carriers[0].span.quote for row in (*ledger.rows, *ledger.garbled)}
    assert [(quotes[one.a], quotes[one.b]) for one in ledger.renderings] == [(poor, good)]


@pytest.mark.parametrize(("headline", "body"), SOUND, ids=lambda one: one[:40])
def test_words_that_say_the_same_or_are_anothers_are_not(tmp_path, headline, body):
    ledger = board(tmp_path, headline, body)
    assert ledger.renderings == ()
    assert ledger.rows
