"""The same thing claimed is counted in three numbers: utterers, origins, outlets."""

from __future__ import annotations

from saying import item, reports, together
from test_statements import judged

from vedette.model import JudgementKind


def claimed(found, predicate, value=""):
    hits = [one for one in found.claims if one.predicate == predicate and value in one.value]
    assert len(hits) == 1, [(one.predicate, one.value) for one in found.claims]
    return hits[0]


def numbers(one):
    return len(one.utterers), len(one.origins), len(one.outlets)


STRENGTH = "About 4,500 soldiers take part in the exercise Northern Shield-2024, {} said."


def test_two_bodies_that_claim_one_thing_are_two_utterers():
    found = together(
        *reports(
            STRENGTH.format("Defence Minister Pål Jonson"),
            STRENGTH.format("Foreign Minister Radosław Sikorski"),
        )
    )
    one = claimed(found, "strength")
    assert numbers(one) == (2, 2, 2)
    assert not one.is_of_one_utterer


def test_one_ministry_in_many_outlets_is_one_utterer():
    text = STRENGTH.format("Defence Minister Pål Jonson")
    found = together(*reports(text, f"Ships wait. {text}", f"It rains. {text}"))
    one = claimed(found, "strength")
    assert numbers(one) == (1, 3, 3)
    assert one.is_of_one_utterer
    assert not one.is_of_one_origin


def test_another_bound_is_another_claim():
    found = together(
        *reports(
            STRENGTH.format("Defence Minister Pål Jonson"),
            STRENGTH.format("Foreign Minister Radosław Sikorski").replace("About", "At least"),
        )
    )
    assert [numbers(one) for one in found.claims if one.predicate == "strength"] == [(1, 1, 1)] * 2


def test_an_outlet_that_repeats_an_official_adds_no_utterer():
    found = together(
        *reports(
            STRENGTH.format("Defence Minister Pål Jonson"),
            "About 4,500 soldiers take part in the exercise Northern Shield-2024.",
        )
    )
    one = claimed(found, "strength")
    assert numbers(one) == (1, 2, 2)
    assert "Pål Jonson" in one.utterers[0].persons


def test_outlets_that_say_it_themselves_are_utterers():
    text = "About 4,500 soldiers take part in the exercise Northern Shield-2024."
    found = together(*reports(text, f"It rains in Lund. {text}"))
    assert numbers(claimed(found, "strength")) == (2, 2, 2)


def test_unnamed_speakers_count_together_as_one_at_least():
    found = together(
        *reports(STRENGTH.format("officials"), f"It rains. {STRENGTH.format('an officer')}")
    )
    one = claimed(found, "strength")
    assert [body.at_least for body in one.utterers] == [True]


def test_what_is_denied_or_asked_is_claimed_by_nobody():
    found = together(
        *reports(
            "Moscow denied that about 4,500 soldiers take part in the exercise Northern "
            "Shield-2024.",
            "Do about 4,500 soldiers take part in the exercise Northern Shield-2024?",
        )
    )
    assert [one for one in found.claims if one.predicate == "strength"] == []


def test_a_rejected_claim_is_not_counted():
    items = reports(
        STRENGTH.format("Defence Minister Pål Jonson"),
        STRENGTH.format("Foreign Minister Radosław Sikorski"),
    )
    one = claimed(together(*items), "strength")
    decisions = [judged(JudgementKind.REJECT, one.claims[0], None, code="")]
    left = claimed(together(*items, decisions=decisions), "strength")
    assert len(left.utterers) == 1


def test_reprints_are_one_origin():
    body = (
        "Four ships left Lund at dawn and sailed east past the islands while two aircraft watched "
        "from above and a tug stood by in the fairway until the last of them had gone. "
    )
    text = body + STRENGTH.format("Defence Minister Pål Jonson")
    found = together(item(text, "Outlet A"), item(text, "Outlet B"))
    assert numbers(claimed(found, "strength")) == (1, 1, 2)
    assert claimed(found, "strength").is_of_one_origin
