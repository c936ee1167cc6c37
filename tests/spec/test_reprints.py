"""Which reports go back to one text, and which only quote the same words."""

from __future__ import annotations

from board import MINISTRY, ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.origins import find_origins
from vedette.compare.stories import find_stories
from vedette.compare.world import World
from vedette.model import Report

WIRE = """\
NORDHAVEN (Northwire) - The coast guard moved four patrol vessels to the southern strait on Monday \
after a cargo ship reported that an unmarked aircraft had circled above it for nearly an hour.

The ship's owner, a small company from the islands, told reporters that the crew was safe and that \
the vessel would continue to the port of Larvik as soon as the weather in the strait improved.

Officials in the capital did not say which country the aircraft belonged to, and the foreign \
ministry asked the embassies of three neighbours for an explanation before the end of the week."""
SHORTENED = "\n\n".join(WIRE.split("\n\n")[:2])
SPEECH = """\
“We shall not accept that armed aircraft circle above peaceful ships in a strait that has been \
open to all nations for two hundred years, and we shall answer every such flight with a patrol of \
our own, by day and by night, until the last of them has turned back to where it came from,” \
the minister said."""


def groups(*reports: Report) -> list[list[str]]:
    """Return the publishers of each origin."""
    names = {report.id: report.publisher for report in reports}
    return [[names[one] for one in origin.report_ids] for origin in find_origins(reports)]


def test_a_reprint_and_a_shortened_reprint_go_back_to_the_wire_text():
    wire = paper(WIRE, publisher="Northwire", published="2025-03-03", agency="Northwire")
    whole = paper(WIRE, publisher="Bay News", published="2025-03-04", agency="Northwire")
    short = paper(SHORTENED, publisher="Hill Post", published="2025-03-04", credit="Northwire")
    assert groups(short, whole, wire) == [["Northwire", *sorted_after(whole, short)]]


def sorted_after(*reports: Report) -> list[str]:
    return [one.publisher for one in sorted(reports, key=lambda one: one.id)]


def test_a_fold_says_what_speaks_for_it():
    wire = paper(WIRE, publisher="Northwire", published="2025-03-03", agency="Northwire")
    short = paper(SHORTENED, publisher="Hill Post", published="2025-03-04", credit="Northwire")
    (origin,) = find_origins([wire, short])
    (fold,) = origin.folds
    assert (fold.report_id, fold.into, fold.score) == (short.id, wire.id, 1.0)
    assert fold.evidence == ("shared passages 1.00", "credit line", "published 1 day later")


def test_the_agencys_own_text_comes_first_on_the_same_day():
    wire = paper(WIRE, publisher="Northwire", published="2025-03-03", agency="Northwire")
    reprint = paper(WIRE, publisher="Aardvark Daily", published="2025-03-03", agency="Northwire")
    assert groups(reprint, wire) == [["Northwire", "Aardvark Daily"]]


def test_two_reports_that_quote_one_speech_at_length_are_two_texts():
    here = paper(
        "Parliament heard sharp words on Tuesday when the government was asked about the flights "
        "over the southern strait, which have alarmed fishermen along the whole coast.\n\n"
        f"{SPEECH}\n\nThe opposition called the answer weak and demanded a vote before summer.",
        publisher="Bay News",
    )
    there = paper(
        "A minister has promised patrols after several crews complained of low passes by planes "
        "without markings, a practice that insurers say could raise the price of every voyage.\n\n"
        f"{SPEECH}\n\nShares of the largest shipping company fell a little in early trading.",
        publisher="Hill Post",
    )
    assert groups(here, there) == [[one] for one in ("Bay News", "Hill Post")] or groups(
        here, there
    ) == [["Hill Post"], ["Bay News"]]


def test_a_shared_closing_paragraph_makes_no_reprint():
    closing = "The strait is one of the busiest waterways of the region and has been open since."
    here = paper(f"{WIRE}\n\n{closing}", publisher="Bay News")
    there = paper(
        "Fishermen blocked the harbour of Larvik on Friday to protest against a new tax on fuel, "
        "which they say will ruin every family that still lives from the sea in the far north of "
        f"the country.\n\n{closing}",
        publisher="Hill Post",
    )
    assert len(groups(here, there)) == 2


def test_an_edited_version_of_one_address_is_no_second_origin():
    address = "https://example.org/strait"
    first = paper(WIRE, publisher="Bay News", published="2025-03-03", url=address)
    edited = paper(
        "Correction: no ship was circled.",
        publisher="Bay News",
        published="2025-03-05",
        url=address,
    )
    (origin,) = find_origins([edited, first])
    assert origin.report_ids == (first.id, edited.id)
    assert origin.folds[0].evidence == ("another version of one address",)


def test_a_person_can_take_a_report_out_of_its_fold():
    wire = paper(WIRE, publisher="Northwire", published="2025-03-03")
    reprint = paper(WIRE, publisher="Bay News", published="2025-03-04")
    assert len(find_origins([wire, reprint], rejected=frozenset({reprint.id}))) == 2


def test_reports_without_a_sentence_of_their_own_are_never_folded():
    here, there = (paper("Minister speaks at noon.", publisher=one) for one in ("A", "B"))
    assert len(find_origins([here, there])) == 2


def test_a_reprint_adds_an_outlet_but_no_utterer_and_no_origin():
    text = f"{WIRE}\n\nAbout 13,000 soldiers will come, the ministry said."
    desks = [
        Desk(paper(text, publisher=publisher, published=day)).says(
            "About 13,000", "about 13,000", by=MINISTRY
        )
        for publisher, day in (("Northwire", "2025-03-03"), ("Bay News", "2025-03-20"))
    ]
    board = build_ledger(
        [desk.item for desk in desks],
        activity=ZAPAD,
        conventions=Conventions.shipped(),
        world=World(),
    )
    (row,) = board.rows
    assert (len(row.utterers), len(row.origins), len(row.outlets)) == (1, 1, 2)


def test_a_reprint_that_turns_a_number_round_is_no_carrier_of_it():
    text = f"{WIRE}\n\nAbout 13,000 soldiers will come, the ministry said."
    wrong = text.replace("13,000", "30,000")
    first = Desk(paper(text, publisher="Northwire", published="2025-03-03"))
    first.says("About 13,000", "about 13,000", by=MINISTRY)
    second = Desk(paper(wrong, publisher="Bay News", published="2025-03-04"))
    second.says("About 30,000", "about 30,000", by=MINISTRY)
    board = build_ledger([first.item, second.item], activity=ZAPAD, world=World())
    assert len(board.origins) == 1
    assert [len(row.carriers) for row in board.rows] == [1, 1]


def test_stories_are_named_by_the_activity_that_they_are_about():
    drill = Desk(paper("About 13,000 come.")).says("13,000", "about 13,000").item
    again = Desk(paper("Some 7,000 stay.")).says("7,000", "7,000").item
    other = Desk(paper(WIRE)).item
    stories = find_stories([drill, again, other])
    names = {report: one.name for one in stories for report in one.report_ids}
    assert names == {drill[0].id: ZAPAD, again[0].id: ZAPAD, other[0].id: None}
