"""Briefs: a digest whose every line is carried by the words it cites."""

from __future__ import annotations

import pytest
from digests import SETTINGS, brief_of, section, shelf, told
from papers import paper

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run import briefs, deciding, queries
from vedette.run.briefs import Wish

RIVALS = (
    paper(
        "The exercise Granite-2025 will be held from June 3 to 9, the Estonian Ministry of Defence "
        "said on Sunday. About 2,300 soldiers will take part in Granite-2025, the Estonian "
        "Ministry of Defence said.",
        publisher="Harbour Gazette",
        published="2025-06-01",
        url="https://harbour.example/1",
    ),
    paper(
        "Russia denied that it was afraid of the exercise Granite-2025. Some 9,000 soldiers take "
        "part in Granite-2025, Russian Foreign Ministry spokeswoman Maria Zakharova said on "
        "Wednesday.",
        publisher="TASS",
        published="2025-06-04",
        url="https://tass.example/2",
    ),
    paper(
        "Granite-2025, the joint exercise of Estonia and Finland, may be extended, Estonian "
        "Defence Minister Hanno Pevkur said. Latvia closed its border with Russia on Thursday "
        "because of Granite-2025.",
        publisher="Reuters",
        published="2025-06-06",
        url="https://reuters.example/3",
    ),
)


def granite(**more):
    return brief_of(*RIVALS, subject="Granite-2025", **more)


@pytest.fixture(scope="module")
def found():
    return granite(length="full")


def test_who_gives_which_number_is_told_with_its_bound(found):
    text = (section(found, "The figures") + " ".join(s.text for s in found.deck)).lower()
    assert "about 2,300 soldiers" in text
    assert "9,000 soldiers" in text
    assert "estonian ministry of defence" in text
    assert "zakharova" in text


def test_disagreement_is_told_as_disagreement(found):
    assert "its size in dispute" in found.headline.text
    assert "cannot be squared with" in section(found, "The figures")


def test_no_number_stands_between_two_speakers(found):
    """Neither the mean, nor a span from one speaker's number to another's."""
    text = told(found)
    assert "5,650" not in text
    assert "2,300 to 9,000" not in text
    assert "between 2,300" not in text


def test_a_hedge_is_kept(found):
    assert "may be extended" in told(found)
    assert "will be extended" not in told(found)


def test_a_denial_stays_a_denial(found):
    assert "Russia denied" in told(found)


def test_a_state_agency_is_introduced_once():
    report = paper(
        "The exercise Granite-2025 is held from June 3 to 9. Warships have fired missiles at "
        "Granite-2025.",
        publisher="TASS",
        published="2025-06-04",
    )
    text = told(brief_of(report, subject="Granite-2025", length="full"))
    assert text.count("the Russian state news agency TASS") <= 1
    assert "the Russian state news agency TASS reported" in text


def test_a_weekday_of_a_report_becomes_a_day(found):
    text = told(found)
    assert "Latvia closed its border with Russia on 5 June" in text
    assert "Thursday" not in text


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2025-06-02", "yet to begin"),
        ("2025-06-07", "under way"),
        ("2025-06-20", "over"),
    ],
)
def test_the_headline_says_where_the_calendar_stands(as_of, words):
    calendar = paper(
        "The exercise Granite-2025 will be held from June 3 to 9.",
        publisher="Harbour Gazette",
        published="2025-06-01",
    )
    found = brief_of(calendar, subject="Granite-2025", as_of=as_of)
    assert found.headline.text == f"Granite-2025 {words}"


def test_what_was_said_later_is_not_in_an_earlier_picture():
    assert "9,000" not in told(granite(as_of="2025-06-03"))
    assert "9,000" in told(granite(as_of="2025-06-05"))


def test_what_is_new_since_a_day_is_told():
    text = section(granite(since="2025-06-03"), "What changed")
    assert "Two reports on Granite-2025 have come in since 3 June" in text
    assert "about 9,000 (Zakharova)" in text


def test_what_nobody_tells_stands_on_what_was_searched(found):
    absent = [s for s in found.sentences if "gives a number for" in s.text]
    assert absent
    assert all("3 reports" in s.searched for s in absent)


def test_the_order_in_which_reports_came_in_does_not_matter():
    made = [brief_of(*order, subject="Granite-2025") for order in (RIVALS, RIVALS[::-1])]
    assert made[0] == made[1]


def test_one_report_makes_a_short_brief():
    found = brief_of(RIVALS[2], subject="Granite-2025")
    assert 2 <= len(found.sentences) <= 5


def test_lengths_grow():
    short, page, full = (len(told(granite(length=n)).split()) for n in ("short", "page", "full"))
    assert short <= page <= full


def test_an_unknown_length_is_refused_with_those_there_are():
    with pytest.raises(BadArgumentError, match="long"):
        granite(length="long")


def test_an_unknown_subject_is_answered_with_the_nearest():
    with pytest.raises(NotFoundError) as raised:
        brief_of(*RIVALS, subject="Granit-2025")
    assert "Granite-2025" in raised.value.next_step


def test_a_type_of_activity_can_be_the_subject():
    report = paper(
        "At least 12 drones violated Lithuania's airspace overnight, the Lithuanian army said. "
        "Belarus denied that it had sent the drones.",
        published="2025-07-01",
    )
    found = brief_of(report, subject="airspace violation")
    assert "12 drones violated Lithuania's airspace in the night to 1 July" in told(found)
    assert "Belarus denied" in told(found)


def test_a_thing_can_be_the_subject():
    report = paper(
        "Norway has delivered 40 NASAMS missiles to Ukraine, Norwegian Defence Minister Tore "
        "Sandvik said. Sweden will send tents.",
        published="2025-05-05",
    )
    text = told(brief_of(report, subject="NASAMS"))
    assert "Norway has delivered 40 NASAMS missiles to Ukraine" in text
    assert "tents" not in text


def test_a_figure_that_a_person_rejected_is_not_told():
    with shelf(RIVALS) as store:
        with store.view() as view:
            figures = [f for _, f, _ in view.figures(activity="Granite-2025")]
        wrong = next(f for f in figures if f.low == 9000)
        deciding.reject(store, wrong.id, reason="a misprint", who="mira")
        with queries.view_of(store, queries.Moment()) as view:
            found = briefs.brief(
                view,
                "Granite-2025",
                settings=SETTINGS,
                wish=Wish(length="full"),
            )
    assert "9,000" not in " ".join(s.text for s in found.sentences)


def test_words_that_lean_on_what_stood_before_are_not_told():
    report = paper(
        "Estonia will shorten the exercise Granite-2025. The decision was hard, Defence Minister "
        "Hanno Pevkur said. He said that it would save money.",
        published="2025-06-01",
    )
    text = told(brief_of(report, subject="Granite-2025", length="full"))
    assert "The decision" not in text
    assert "it would save" not in text


def test_a_quotation_is_cut_nowhere():
    words = "We will defend every metre of our land and every house that stands on it."
    report = paper(
        f'"{words}" Estonian Defence Minister Hanno Pevkur said of the exercise Granite-2025.',
        published="2025-06-01",
    )
    text = told(brief_of(report, subject="Granite-2025", length="full"))
    assert "We will defend" not in text or words.rstrip(".") in text


WIDE = (
    *RIVALS,
    paper(
        "Ukrainian President Volodymyr Zelensky warned on Thursday that up to 40,000 soldiers may "
        "take part in Granite-2025. The exercise Granite-2025 started on Tuesday and will go on "
        "until June 9.",
        publisher="NV",
        published="2025-06-05",
        url="https://nv.example/4",
    ),
)


def test_the_widest_number_of_a_named_speaker_is_on_the_page():
    text = told(brief_of(*WIDE, subject="Granite-2025", length="page"))
    assert "40,000" in text
    assert "Zelensky" in text


def test_what_lay_ahead_is_told_as_it_was_told_then():
    text = section(brief_of(*WIDE, subject="Granite-2025", length="full"), "What is happening")
    assert "will go on" not in text


def test_dates_outside_quotations_are_written_in_one_way():
    text = told(brief_of(*WIDE, subject="Granite-2025", length="full"))
    assert "June 9" not in text
    assert "June 3 to 9" not in text


def test_a_new_conflict_is_told_among_what_changed():
    text = section(granite(since="2025-06-02", length="full"), "What changed")
    assert "New in conflict since " in text
    assert "9,000 (Maria Zakharova)" in text or "9,000 (Zakharova)" in text


RANGES = paper(
    "Between 600 and 800 of the soldiers of the exercise Granite-2025 will train in Finland, "
    "General Anna Tamm said. Granite-2025 begins on June 3.",
    publisher="Northern Wire",
    published="2025-06-01",
    url="https://northern.example/4",
)


def test_a_range_is_told_as_its_speaker_gives_it():
    text = told(brief_of(*RIVALS, RANGES, subject="Granite-2025", length="full"))
    assert "600 to 800" in text
    assert "Tamm" in text


def test_what_has_come_since_is_told_as_what_was_to_come():
    early = paper(
        "The exercise Granite-2025 begins on June 3 in Finland.",
        publisher="Northern Wire",
        published="2025-06-01",
    )
    late = paper(
        "Latvia closed its border on Thursday because of the exercise Granite-2025.",
        publisher="Reuters",
        published="2025-06-06",
    )
    text = told(brief_of(early, late, subject="Granite-2025", length="full"))
    assert "begins on" not in text
    assert "would begin on 3 June" in text


def test_the_words_of_a_short_brief_are_few():
    text = told(granite(length="short"))
    assert len(text.split()) <= 140


def test_what_goes_on_before_a_day_to_come_is_not_told_as_to_come():
    early = paper(
        "Latvia monitors the exercise Granite-2025 across the border, which ends on Tuesday.",
        publisher="Harbour Gazette",
        published="2025-06-06",
    )
    late = paper(
        "Latvia closed its border on Thursday because of the exercise Granite-2025.",
        publisher="Reuters",
        published="2025-06-12",
    )
    text = told(brief_of(early, late, subject="Granite-2025", length="full"))
    assert "Latvia monitors the exercise" in text
    assert "which ends on 10 June" in text


def test_each_who_speaks_for_a_body_has_a_sentence_in_a_full_brief():
    reports = [
        paper(
            "Some 900 soldiers take part in the exercise Granite-2025, the Lithuanian Ministry of "
            "Defence said.",
            publisher="Harbour Gazette",
            published="2025-06-03",
        ),
        paper(
            "Tomas Godliauskas, Lithuania's deputy defence minister, said that 1,200 soldiers take "
            "part in the exercise Granite-2025.",
            publisher="Northern Wire",
            published="2025-06-04",
        ),
    ]

    def lines(length: str) -> list[str]:
        found = section(brief_of(*reports, subject="Granite-2025", length=length), "The figures")
        return [line for line in found.split(". ") if "900" in line]

    assert any("1,200" in line for line in lines("page"))
    assert not any("1,200" in line for line in lines("full"))


def test_an_outlet_named_with_its_agency_is_set_in_commas():
    early = paper(
        "The exercise Granite-2025 begins on June 3 in Finland.",
        publisher="Finnish daily, after STT",
        published="2025-06-01",
    )
    late = paper(
        "Latvia closed its border on Thursday because of the exercise Granite-2025.",
        publisher="Polish daily, after PAP",
        published="2025-06-06",
    )
    text = told(brief_of(early, late, subject="Granite-2025", length="full"))
    assert "Finnish daily, after STT, reported on 1 June that" in text
    assert "Polish daily, after PAP, reported on 6 June" in text
