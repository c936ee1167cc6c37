"""The gate of briefs: a composer that lies gets nothing out."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from digests import material
from papers import paper

import vedette.brief
from vedette.brief.draft import Clause, Day, Draft, Frame, Glue, Name, Told, Words
from vedette.brief.gate import Plan, let_out
from vedette.brief.voice import Proposal
from vedette.model import Evidence, Span

REPORT = paper(
    "The exercise Granite-2025 began on Tuesday. About 2,300 soldiers take part in Granite-2025, "
    "Estonian Defence Minister Hanno Pevkur said. Russia denied that it was afraid.",
    publisher="TASS",
    published="2025-06-04",
)


@pytest.fixture(scope="module")
def desk():
    return material(REPORT, subject="Granite-2025")


def cited(words, report=REPORT):
    start = report.text.index(words)
    return Evidence(report.id, Span.cut(report.text, start, start + len(words)))


def out(draft, desk):
    """Return the text that the gate lets out of one draft, and what it refuses."""
    proposal = Proposal(lambda _: iter([draft]), 1, 1)
    found = let_out(Plan((), (), (("figures", (proposal,)),)), *desk)
    return [s.text for p in found.paragraphs for s in p], found.refused


FIGURE = cited(
    "About 2,300 soldiers take part in Granite-2025, Estonian Defence Minister Hanno Pevkur said."
)
BEGAN = cited("The exercise Granite-2025 began on Tuesday.")


def spoken(desk):
    (made, _) = desk
    by = next(
        one
        for one in made.analyses[REPORT.id].attributions
        if one.speaker is not None and one.speaker.name == "Hanno Pevkur"
    )
    return REPORT.id, by.id


def said(desk, words, *, name="Hanno Pevkur", verb="said that", evidence=FIGURE):
    pieces = (
        Name(name, 0, spoken(desk)),
        Words(f" {verb}", 0, is_cue=True),
        Words(f" {words}", 0),
        Glue("."),
    )
    return Draft(pieces, (Clause((evidence,)),))


def test_what_the_words_carry_goes_out(desk):
    text, refused = out(
        said(desk, "about 2,300 soldiers take part in Granite-2025", verb="said"), desk
    )
    assert text == ["Hanno Pevkur said about 2,300 soldiers take part in Granite-2025."]
    assert not refused


@pytest.mark.parametrize(
    "words",
    [
        "about 3,200 soldiers take part in Granite-2025",
        "2,300 soldiers exactly take part in Granite-2025",
        "no fewer than 2,300 soldiers take part in Granite-2025",
        "about 2,300 ships take part in Granite-2025",
        "about 2,300 soldiers do not take part in Granite-2025",
        "Finland sends tanks to Granite-2025",
    ],
)
def test_what_the_words_do_not_carry_stays(desk, words):
    text, refused = out(said(desk, words, verb="said"), desk)
    assert text == []
    assert len(refused) == 1
    assert refused[0].reason


def test_another_name_than_that_of_the_speaker_stays(desk):
    text, _ = out(said(desk, "about 2,300 soldiers take part", name="Maria Zakharova"), desk)
    assert text == []


def test_a_verb_that_says_more_than_the_report_stays(desk):
    text, _ = out(said(desk, "about 2,300 soldiers take part", verb="warned of"), desk)
    assert text == []


def test_words_that_do_not_stand_in_the_report_are_no_evidence(desk):
    span = replace(FIGURE.span, quote=FIGURE.span.quote.replace("2,300", "9,900"))
    draft = said(desk, "about 9,900 soldiers take part", evidence=Evidence(REPORT.id, span))
    assert out(draft, desk)[0] == []


def test_a_report_that_is_not_in_the_picture_is_no_evidence(desk):
    other = paper("Finland sends tanks to Granite-2025.", publisher="Nowhere Post")
    words = cited("Finland sends tanks to Granite-2025.", other)
    draft = Draft((Words("Finland sends tanks to Granite-2025."),), (Clause((words,)),))
    assert out(draft, desk)[0] == []


def test_a_connective_that_is_not_on_the_list_stays(desk):
    pieces = (Words("The exercise Granite-2025 began on Tuesday"), Glue(", to nobody's surprise."))
    assert out(Draft(pieces, (Clause((BEGAN,)),)), desk)[0] == []


@pytest.mark.parametrize(
    ("text", "told", "of"),
    [
        ("the independent daily TASS", Told.NAMED_OUTLET, (REPORT.id,)),
        ("Reuters", Told.OUTLET, (REPORT.id,)),
        ("on 5 June", Told.DAY, (REPORT.id,)),
        ("in two independent texts", Told.ORIGINS, (REPORT.id,)),
        ("no report says who holds it", Told.ABSENT, ("who holds the sea",)),
        ("Granite-2025 over", Told.HEAD, ("2025-06-04", "2025-06-09")),
        ("seven reports have come in since 1 June", Told.COUNT, ("fresh",)),
    ],
)
def test_a_frame_that_the_store_does_not_give_stays(desk, text, told, of):
    draft = Draft((Frame(text, told, of), Glue(".")), beside=(BEGAN,), searched="1 report")
    text_out, refused = out(draft, desk)
    assert text_out == []
    assert "the store does not give" in refused[0].reason


def test_a_day_is_that_which_the_store_resolved(desk):
    start = REPORT.text.index("Tuesday")
    for day, kept in (("3 June", True), ("4 June", False)):
        pieces = (
            Words("The exercise Granite-2025 began on"),
            Glue(" "),
            Day(day, 0, "Tuesday", (REPORT.id, start, start + len("Tuesday"))),
            Glue("."),
        )
        assert bool(out(Draft(pieces, (Clause((BEGAN,)),)), desk)[0]) == kept


def test_a_quotation_is_exact_or_stays(desk):
    exact = said(desk, "“About 2,300 soldiers take part in Granite-2025.”", verb="said:")
    changed = said(desk, "“About 2,300 brave soldiers take part in Granite-2025.”", verb="said:")
    assert out(exact, desk)[0]
    assert out(changed, desk)[0] == []


def test_a_sentence_that_cites_nothing_stays(desk):
    assert out(Draft((Glue("Meanwhile, "),)), desk)[0] == []


def test_words_of_no_clause_stay(desk):
    pieces = (Words("Finland has won.", 1),)
    assert out(Draft(pieces, (Clause((BEGAN,)),)), desk)[0] == []


def test_plainer_words_are_tried_where_the_first_fail(desk):
    wrong = said(desk, "about 9,900 soldiers take part", verb="said that")
    plain = said(desk, "“About 2,300 soldiers take part in Granite-2025.”", verb="said:")
    proposal = Proposal(lambda _: iter([wrong, plain]), 1, 1)
    found = let_out(Plan((), (), (("figures", (proposal,)),)), *desk)
    assert [s.text for s in found.sentences][1:] == [plain.text]
    assert not found.refused


def test_only_the_gate_makes_a_brief():
    """A second way out of the room would go unguarded."""
    room = Path(vedette.brief.__file__).parent
    makers = []
    for path in sorted(room.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = (n for n in ast.walk(function) if isinstance(n, ast.Call))
                if any(isinstance(c.func, ast.Name) and c.func.id == "Brief" for c in calls):
                    makers.append(f"{path.stem}.{function.name}")
    assert makers == ["gate.let_out"]
