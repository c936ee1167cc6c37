"""A denial is tied to what it denies; what contradicts is tied only where it surely does."""

from __future__ import annotations

import pytest
from saying import item, reports, said, ties, together
from test_statements import judged

from vedette.model import JudgementKind

DENIES, UNSPECIFIED = "denies", "denies (unspecified)"
UNSTATED, CONTRADICTS = "denies what no report states", "contradicts"


# ---- in one report -----------------------------------------------------------------------------


def test_this_is_what_was_said_just_before():
    found = together(
        *reports(
            "The exercise Northern Shield-2024 is a rehearsal for war, Foreign Minister Radosław "
            "Sikorski said. Belarus rejects this."
        )
    )
    assert ties(found) == [
        ("this", DENIES, "The exercise Northern Shield-2024 is a rehearsal for war")
    ]


def test_that_is_a_lie_is_a_denial():
    found = together(
        *reports(
            "Russian jets crossed into Estonia on Friday, Foreign Minister Margus Tsahkna said.\n\n"
            '"That is a lie," Kremlin spokesman Dmitry Peskov said.'
        )
    )
    (tie,) = ties(found)
    assert tie == ("That is a lie", DENIES, "Russian jets crossed into Estonia on Friday")


def test_an_outlets_own_sentence_can_be_denied():
    found = together(
        *reports("Russian jets attacked a hospital in Odesa on Friday. Moscow denied this.")
    )
    (tie,) = ties(found)
    assert tie[1] == DENIES
    assert "attacked a hospital" in tie[2]


def test_what_points_at_nothing_told_is_left_unspecified():
    assert ties(together(*reports("Belarus rejects this."))) == [("this", UNSPECIFIED, None)]


def test_allegations_point_at_nothing():
    found = together(
        *reports(
            "The harbour will be widened, Foreign Minister Radosław Sikorski said. "
            "Belarus denied allegations."
        )
    )
    assert ties(found)[0][2] is None


# ---- across reports ----------------------------------------------------------------------------


def test_a_denial_is_tied_to_the_same_thing_said_in_another_report():
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            "Moscow denied that its drones attacked the port of Riga.",
        )
    )
    assert ties(found) == [
        (
            "its drones attacked the port of Riga",
            DENIES,
            "Russian drones attacked the port of Riga",
        )
    ]


def test_the_claim_denied_is_named_after_its_cue_word():
    found = together(
        *reports(
            "Minsk has moved artillery to the border, Foreign Minister Radosław Sikorski said.",
            "Belarus rejected the claim that it had moved artillery to the border.",
        )
    )
    (tie,) = ties(found)
    assert tie[1:] == (DENIES, "Minsk has moved artillery to the border")


def test_reports_called_false_are_denied():
    found = together(
        *reports(
            "Foreign Minister Radosław Sikorski said 100,000 troops were at the border.",
            "The Belarusian Defence Ministry said reports of 100,000 troops at the border "
            "were false.",
        )
    )
    assert [tie[1] for tie in ties(found)] == [DENIES]


def test_a_denial_that_fits_nothing_is_kept():
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            "Moscow denied that the bridge at Narva had been mined.",
        )
    )
    assert ties(found) == [("the bridge at Narva had been mined", UNSTATED, None)]


def test_another_place_is_another_thing():
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            "Moscow denied that its drones attacked the port of Tallinn.",
        )
    )
    assert [tie[1:] for tie in ties(found)] == [(UNSTATED, None)]


def test_another_number_is_another_thing():
    found = together(
        *reports(
            "Foreign Minister Radosław Sikorski said 90,000 troops were at the border.",
            "Minsk denied that 100,000 troops were at the border.",
        )
    )
    assert [tie[1:] for tie in ties(found)] == [(UNSTATED, None)]


def test_the_drones_of_another_state_are_another_thing():
    found = together(
        *reports(
            "Ukrainian drones attacked the port of Riga, Latvian Foreign Minister Baiba "
            "Braže said.",
            "Moscow denied that its drones attacked the port of Riga.",
        )
    )
    assert [tie[1:] for tie in ties(found)] == [(UNSTATED, None)]


def test_who_denies_a_share_contradicts_only_those_who_name_him():
    happened = "A bomb destroyed the bridge at Narva, Latvian Foreign Minister Baiba Braže said."
    blamed = "Russia destroyed the bridge at Narva, Latvian Foreign Minister Baiba Braže said."
    denial = "Moscow denied involvement in destroying the bridge at Narva."
    assert [tie[1] for tie in ties(together(*reports(happened, denial)))] == [UNSTATED]
    assert [tie[1] for tie in ties(together(*reports(blamed, denial)))] == [DENIES]


def test_who_says_the_contrary_is_not_denied():
    found = together(
        *reports(
            "The port of Riga and its railway were open, Foreign Minister Radosław Sikorski said.",
            "Moscow denied that the port of Riga and its railway were closed.",
        )
    )
    assert [tie[1] for tie in ties(found)] == [UNSTATED]


def test_nobody_denies_himself():
    found = together(
        *reports(
            "Foreign Minister Radosław Sikorski said the port of Gdynia was closed.",
            "Foreign Minister Radosław Sikorski denied that the port of Gdynia was closed.",
        )
    )
    assert [tie[2] for tie in ties(found)] == [None]


def test_nothing_is_denied_before_it_is_said():
    found = together(
        item("Moscow denied that its drones attacked the port of Riga.", "Outlet A", "2024-03-04"),
        item(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            "Outlet B",
            "2024-05-20",
        ),
    )
    assert [tie[1] for tie in ties(found)] == [UNSTATED]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment on the attack on the port of Riga.",
        "The ministry did not answer questions about the attack on the port of Riga.",
        "The court denied a motion to release the crew.",
        "Parliament rejected the plan to send ships to Riga.",
        '"This port just isn’t right for ships," Pål Jonson said of Riga.',
        "Dmitry Peskov spread an unfounded theory, Pål Jonson said.",
        "Things that are false are said of Riga, Pål Jonson said.",
    ],
)
def test_a_silence_or_a_refusal_is_no_denial(text):
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            text,
        )
    )
    assert ties(found) == []


def test_a_denial_of_a_denial_is_tied_to_it_and_ends_there():
    found = together(
        *reports(
            "Russian jets crossed into Estonia on Friday, Foreign Minister Margus Tsahkna said.\n\n"
            '"That is a lie," Kremlin spokesman Dmitry Peskov said.\n\n'
            '"This is not true," Margus Tsahkna replied.'
        )
    )
    assert ties(found) == [
        ("That is a lie", DENIES, "Russian jets crossed into Estonia on Friday"),
        ("This is not true", DENIES, "That is a lie"),
    ]


def test_reports_called_false_by_name_point_back():
    found = together(
        *reports(
            "Russian jets crossed into Estonia on Friday, Foreign Minister Margus Tsahkna said. "
            "Moscow called the claim false."
        )
    )
    assert [tie[1:] for tie in ties(found)] == [
        (DENIES, "Russian jets crossed into Estonia on Friday")
    ]


def test_one_denial_in_many_outlets_is_tied_once():
    words = "Moscow denied that its drones attacked the port of Riga."
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            words,
            f"Ships wait. {words}",
        )
    )
    assert len(ties(found)) == 1
    assert len(said(found, "its drones").carriers) == 2


# ---- contradictions ----------------------------------------------------------------------------

AGGRESSIVE = (
    "The exercise Northern Shield-2024 is aggressive, Foreign Minister Radosław Sikorski said."
)


def test_opposite_characters_of_one_exercise_contradict():
    found = together(
        *reports(
            AGGRESSIVE,
            "The exercise Northern Shield-2024 is purely defensive, Defence Minister Pål "
            "Jonson said.",
        )
    )
    assert [tie[1] for tie in ties(found)] == [CONTRADICTS]


@pytest.mark.parametrize(
    "text",
    [
        "The exercise Iron Lance-2024 is defensive, Defence Minister Pål Jonson said.",
        "NATO is a defensive alliance, Defence Minister Pål Jonson said of Northern Shield-2024.",
        "The exercise Northern Shield-2024 is not defensive, Defence Minister Pål Jonson said.",
        "Is the exercise Northern Shield-2024 defensive? Defence Minister Pål Jonson asked.",
        "The exercise Northern Shield-2024 is large, Defence Minister Pål Jonson said.",
    ],
)
def test_what_is_said_of_something_else_contradicts_nothing(text):
    assert ties(together(*reports(AGGRESSIVE, text))) == []


def test_it_was_and_it_was_not_contradict():
    found = together(
        *reports(
            "The Polish warship entered the port of Riga on Friday, Foreign Minister Radosław "
            "Sikorski said.",
            "The Polish warship did not enter the port of Riga on Friday, Latvian Foreign Minister "
            "Baiba Braže said.",
        )
    )
    assert [tie[1] for tie in ties(found)] == [CONTRADICTS]


def test_what_will_not_open_and_what_will_close_go_together():
    found = together(
        *reports(
            "The port of Riga will not open to ships on Friday, Foreign Minister Radosław "
            "Sikorski said.",
            "The port of Riga will close to ships on Friday, Latvian Foreign Minister Baiba Braže "
            "said.",
        )
    )
    assert ties(found) == []


def test_what_passes_contradicts_on_one_day_only():
    open_ = (
        "The border crossings of Northern Shield-2024 are open, Foreign Minister Radosław "
        "Sikorski said."
    )
    shut = (
        "The border crossings of Northern Shield-2024 are closed, Defence Minister Pål Jonson said."
    )
    found = together(item(open_, "Outlet A", "2024-03-04"), item(shut, "Outlet B", "2024-06-04"))
    assert ties(found) == []


# ---- persons decide, and ids stay --------------------------------------------------------------


def test_a_rejected_tie_is_not_shown_and_its_id_outlives_other_reports():
    items = reports(
        "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
        "Moscow denied that its drones attacked the port of Riga.",
    )
    (tie,) = together(*items).ties
    more = [*items, item("The weather was calm, Pål Jonson said.", "Outlet Z", "2024-03-09")]
    assert tie.id in {one.id for one in together(*more).ties}
    decisions = [judged(JudgementKind.REJECT, tie.id, None, code="")]
    assert together(*more, decisions=decisions).ties == ()


def test_a_tie_says_why():
    found = together(
        *reports(
            "Russian drones attacked the port of Riga, Latvian Foreign Minister Baiba Braže said.",
            "Moscow denied that its drones attacked the port of Riga.",
        )
    )
    (tie,) = found.ties
    assert tie.kind is JudgementKind.TIE
    assert any("words denied" in line for line in tie.evidence)
    assert tie.score
    assert tie.by.startswith("rule:")
