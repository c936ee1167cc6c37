"""Notes on the printing of words, and figures named with their speakers."""

from __future__ import annotations

import pytest
from checks import among_many

BERG = "Colonel Jonas Berg said that 4,000 soldiers were on the island."
ON = "were on the island"
TAMM = "General Anna Tamm said that up to 6,000 soldiers were on the island."


@pytest.mark.parametrize(
    "said",
    [
        f"Colonel Jonas Berg said in remarks reported on 15 September that 4,000 soldiers {ON}.",
        f"Colonel Jonas Berg said that 4,000 soldiers {ON} (reported on 15 September).",
        f"As reported on 15 September, Colonel Jonas Berg said that 4,000 soldiers {ON}.",
        "Colonel Jonas Berg said that 4,000 soldiers were on the island, as reported on Monday.",
    ],
)
def test_the_day_of_printing_is_the_day_of_the_report(said):
    (found,) = among_many(said, BERG)
    assert str(found.finding) == "supported", found.reason
    assert found.sentence.quote == said


@pytest.mark.parametrize(
    "said",
    [
        f"Colonel Jonas Berg said in remarks reported on 16 September that 4,000 soldiers {ON}.",
        f"Colonel Jonas Berg said that 4,000 soldiers {ON} (reported on 5 September).",
        "As reported on 15 August, Colonel Jonas Berg said that 4,000 soldiers were on the island.",
        f"Colonel Jonas Berg said that 5,000 soldiers {ON} (reported on 15 September).",
        f"General Anna Tamm said in remarks reported on 15 September that 4,000 soldiers {ON}.",
    ],
)
def test_another_day_of_printing_or_other_words_beside_it_are_not_supported(said):
    (found,) = among_many(said, BERG)
    assert str(found.finding) != "supported"


@pytest.mark.parametrize(
    "said",
    [
        "4,000 (Berg) can be squared with up to 6,000 (Tamm).",
        "4,000 can be squared with up to 6,000 (Tamm).",
        "4,000 (Jonas Berg) can be reconciled with up to 6,000 (Anna Tamm).",
    ],
)
def test_figures_of_two_speakers_are_compared_by_value(said):
    (found,) = among_many(said, BERG, TAMM)
    assert str(found.finding) == "supported", found.reason
    assert {one.span.quote for one in found.evidence} == {BERG, TAMM}


@pytest.mark.parametrize(
    "said",
    [
        "4,000 (Tamm) can be squared with up to 6,000 (Berg).",
        "4,000 (Berg) cannot be squared with up to 6,000 (Tamm).",
        "4,000 (Berg) fits up to 6,000 (Tamm) only at a stretch.",
        "4,500 (Berg) can be squared with up to 6,000 (Tamm).",
        "4,000 (Berg) can be squared with at least 6,000 (Tamm).",
        "4,000 (Berg) probably can be squared with up to 6,000 (Tamm).",
    ],
)
def test_figures_of_other_speakers_or_another_relation_are_not_supported(said):
    (found,) = among_many(said, BERG, TAMM)
    assert str(found.finding) != "supported"


def test_figures_of_unlike_things_are_not_set_against_each_other():
    ships = "General Anna Tamm said that 6,000 lorries were on the island."
    (found,) = among_many("4,000 (Berg) cannot be squared with 6,000 (Tamm).", BERG, ships)
    assert str(found.finding) != "supported"
