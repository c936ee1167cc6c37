"""Texts that several reports go back to: mixtures, bulletins, people's word, bad input."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from papers import paper

from vedette.compare.origins.find import find_origins, find_shared, sources_of
from vedette.model import FoldKind, Judgement, JudgementKind, Origin, Report

STRAIT = """\
The coast guard moved four patrol vessels to the southern strait on Monday after a cargo ship \
reported that an unmarked aircraft had circled above it for nearly an hour. The owner of the ship \
told reporters that the crew was safe and that the vessel would go on to Larvik once the weather \
had improved.

Officials in the capital did not say which country the aircraft belonged to. The foreign ministry \
asked the embassies of three neighbours for an explanation before the end of the week."""
PIPE = """\
Engineers began on Tuesday to mend a gas pipe under the bay that lost pressure last week and has \
since been closed by its operator. Divers found a dent of two metres and the marks of an anchor \
beside it, the operator said in a note to investors.

A tanker that crossed the bay that night has been asked to wait in Skagen until police have talked \
to her master. The repair is to take until spring and will cost some forty million crowns."""
OWN = """\
Bakers in the old town are tired of questions about the queue that forms at night. They sell rye \
loaves to whoever stands there first, says the eldest of them, and by six all are gone. Students \
come from three schools, and some of them have begun to sell their places.

The council would like to see an end of it. It has asked the bakers to open a second counter, \
which they say would only move the queue around the corner and wake another street."""


def ids(origins: tuple[Origin, ...]) -> list[set[str]]:
    return [set(one.report_ids) for one in origins]


def decide(kind: JudgementKind, a: Report, b: Report | None = None, *, hour: int = 1) -> Judgement:
    return Judgement(
        f"jdg-{kind}-{a.id}-{hour}",
        kind,
        a.id,
        b.id if b else None,
        "person:desk",
        "compared by eye",
        code="origin" if b else "",
        made_at=datetime(2025, 9, 20, hour, tzinfo=UTC),
    )


def trio() -> tuple[Report, Report, Report]:
    strait = paper(STRAIT, publisher="Northwire", published="2025-03-03")
    pipe = paper(PIPE, publisher="Baltpress", published="2025-03-03")
    mixed = paper(f"{STRAIT}\n\n{PIPE}", publisher="Bay News", published="2025-03-04")
    return strait, pipe, mixed


def test_a_mixture_of_two_wires_goes_back_to_both_and_joins_neither():
    strait, pipe, mixed = trio()
    origins = find_origins([mixed, pipe, strait])
    assert len(origins) == 2
    assert sum(mixed.id in one.report_ids for one in origins) == 1
    assert sum(mixed.id in one.partly for one in origins) == 1
    folds = [fold for one in origins for fold in one.folds]
    assert {fold.into for fold in folds} == {strait.id, pipe.id}
    assert {fold.kind for fold in folds} == {FoldKind.MIXTURE}
    assert len(sources_of(origins)[mixed.id]) == 2


def test_a_mixture_of_two_halves_is_one_too():
    strait, pipe, _ = trio()
    halves = f"{STRAIT.split(chr(10), maxsplit=1)[0]}\n\n{PIPE.split(chr(10), maxsplit=1)[0]}"
    mixed = paper(halves, publisher="Bay News", published="2025-03-04")
    origins = find_origins([mixed, pipe, strait])
    assert len(origins) == 2
    assert sum(mixed.id in one.partly for one in origins) == 1


def test_every_passage_stands_in_both_texts():
    strait, pipe, mixed = trio()
    texts = {one.id: one.text for one in (strait, pipe, mixed)}
    for origin in find_origins(texts and [strait, pipe, mixed]):
        for fold in origin.folds:
            assert fold.passages
            for passage in fold.passages:
                assert passage.here.holds_in(texts[fold.report_id])
                assert passage.there.holds_in(texts[fold.into])


def test_a_passage_copied_into_own_work_is_shown_and_folds_nothing():
    first, second = OWN.split("\n\n")
    copied = STRAIT.split("\n\n")[1]
    strait = paper(STRAIT, publisher="Northwire", published="2025-03-03")
    own = paper(f"{first}\n\n{copied}\n\n{second}", publisher="Bay News", published="2025-03-05")
    origins, shared = find_shared([strait, own])
    assert len(origins) == 2
    (one,) = shared
    assert one.passages[0].here.quote.startswith("Officials in the capital")


BULLETIN = """\
The general staff said that {a} clashes took place along the front line over the past day and \
that the enemy carried out {b} air strikes on settlements near the border. Artillery hit {c} areas \
where troops were gathered, and air defence shot down {d} drones before they reached a target. \
The state of things is hard but under control, and all brigades hold the lines that they held."""


def test_a_bulletin_of_another_day_is_another_text():
    days = [
        paper(BULLETIN.format(a=a, b=a + 9, c=2 * a, d=a + 3), publisher="Ministry", published=day)
        for a, day in ((31, "2025-03-03"), (47, "2025-03-04"), (52, "2025-03-05"))
    ]
    assert len(find_origins(days)) == 3


def test_a_reprint_of_a_bulletin_goes_back_to_its_own_day():
    form = [BULLETIN.format(a=a, b=a + 9, c=2 * a, d=a + 3) for a in (31, 47)]
    monday, tuesday = (
        paper(text, publisher="Ministry", published=day)
        for text, day in zip(form, ("2025-03-03", "2025-03-04"), strict=True)
    )
    reprint = paper(form[0], publisher="Bay News", published="2025-03-05")
    assert ids(find_origins([monday, tuesday, reprint])) == [{monday.id, reprint.id}, {tuesday.id}]


def test_a_reprint_with_one_number_changed_is_still_a_reprint():
    right = BULLETIN.format(a=31, b=40, c=62, d=34)
    wrong = BULLETIN.format(a=31, b=40, c=62, d=43)
    first = paper(right, publisher="Northwire", published="2025-03-03")
    second = paper(wrong, publisher="Bay News", published="2025-03-04")
    assert len(find_origins([first, second])) == 1


def test_a_background_that_an_agency_repeats_folds_nothing():
    background = PIPE
    monday = paper(f"{STRAIT}\n\n{background}", publisher="Northwire", published="2025-03-03")
    friday = paper(f"{OWN}\n\n{background}", publisher="Northwire", published="2025-03-07")
    assert len(find_origins([monday, friday])) == 2


def test_miles_for_kilometres_make_no_other_text():
    text = STRAIT.replace("nearly an hour", "30 km and then 12 km more, for 3 hours")
    miles = text.replace("30 km", "19 miles").replace("12 km", "7 miles")
    assert len(find_origins([paper(text), paper(miles, publisher="Bay News")])) == 1


def test_other_marks_blanks_and_letters_make_no_other_text():
    printed = STRAIT.replace("The ", "The\u00a0").replace("explanation", "expla\u00adnation")
    assert len(find_origins([paper(STRAIT), paper(printed, publisher="Bay News")])) == 1


def test_a_translation_by_its_credit_line_is_called_unknown():
    report = paper(STRAIT, publisher="Bay News", credit="Translated from Northwire")
    (origin,) = find_origins([report])
    assert "unknown" in origin.notes[0]


# ---- what persons say ----------------------------------------------------------------------------


def test_a_person_can_part_two_reports():
    wire, reprint = paper(STRAIT), paper(STRAIT, publisher="Bay News", published="2025-09-16")
    assert len(find_origins([wire, reprint])) == 1
    parted = find_origins(
        [wire, reprint], decisions=[decide(JudgementKind.NOT_SAME, wire, reprint)]
    )
    assert len(parted) == 2


def test_a_person_can_join_two_reports():
    here, there = paper(STRAIT), paper(OWN, publisher="Bay News", published="2025-09-16")
    said = decide(JudgementKind.SAME, there, here)
    (origin,) = find_origins([here, there], decisions=[said])
    (fold,) = origin.folds
    assert (fold.kind, fold.report_id) == (FoldKind.JUDGED, there.id)
    assert "compared by eye" in fold.evidence[0]


def test_of_two_persons_the_later_stands():
    wire, reprint = paper(STRAIT), paper(STRAIT, publisher="Bay News", published="2025-09-16")
    same = decide(JudgementKind.SAME, wire, reprint, hour=2)
    apart = decide(JudgementKind.NOT_SAME, reprint, wire, hour=1)
    assert len(find_origins([wire, reprint], decisions=[same, apart])) == 1
    assert len(find_origins([wire, reprint], decisions=[same, replace(
        apart, made_at=datetime(2025, 9, 20, 3, tzinfo=UTC))])) == 2  # fmt: skip


def test_a_rejected_report_leaves_its_fold():
    wire, reprint = paper(STRAIT), paper(STRAIT, publisher="Bay News", published="2025-09-16")
    assert (
        len(find_origins([wire, reprint], decisions=[decide(JudgementKind.REJECT, reprint)])) == 2
    )


def test_a_rule_parts_nothing():
    wire, reprint = paper(STRAIT), paper(STRAIT, publisher="Bay News", published="2025-09-16")
    rule = replace(decide(JudgementKind.NOT_SAME, wire, reprint), by="rule:guess@1")
    assert len(find_origins([wire, reprint], decisions=[rule])) == 1


# ---- bad input -----------------------------------------------------------------------------------


def test_a_thousand_identical_reports_are_one_text():
    reports = [paper(STRAIT, publisher=f"Paper {i}", url=f"https://e.org/{i}") for i in range(1000)]
    (origin,) = find_origins(reports)
    assert len(origin.report_ids) == 1000


def test_a_report_that_quotes_itself_is_one_report():
    text = f"{STRAIT}\n\n{STRAIT}"
    (origin,) = find_origins([paper(text)])
    assert origin.folds == ()
    assert len(find_origins([paper(text), paper(STRAIT, publisher="Bay News")])) == 1


def test_two_reports_that_credit_each_other_go_round_in_no_circle():
    here = paper(STRAIT, publisher="Bay News", credit="Hill Post")
    there = paper(STRAIT, publisher="Hill Post", credit="Bay News")
    (origin,) = find_origins([there, here])
    (fold,) = origin.folds
    assert fold.into == origin.report_ids[0]


def test_an_undated_report_goes_back_to_a_dated_one():
    undated = paper(STRAIT, publisher="Bay News", published=None)
    later = paper(STRAIT, publisher="Hill Post", published="2199-01-01")
    (origin,) = find_origins([undated, later])
    assert origin.report_ids == (later.id, undated.id)
    assert "order of publication unknown" in origin.folds[0].evidence


@pytest.mark.parametrize("text", ["x", "war " * 400, "…" * 50, "“Nobody said so.”"])
def test_a_text_without_sentences_of_its_own_folds_nothing(text: str):
    here, there = (paper(text.strip(), publisher=one) for one in ("Bay News", "Hill Post"))
    assert len(find_origins([here, there])) == 2


def test_a_very_long_text_and_its_reprint_are_one_text():
    words = [f"word{(i * 7919) % 5003}" for i in range(60_000)]
    text = ". ".join(" ".join(words[i : i + 20]) for i in range(0, len(words), 20))
    here, there = (paper(text, publisher=one) for one in ("Bay News", "Hill Post"))
    short = paper(text[: len(text) // 3], publisher="Elm Times")
    assert len(find_origins([here, there, short])) == 1


def test_no_reports_have_no_origins():
    assert find_origins([]) == ()
