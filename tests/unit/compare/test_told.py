from __future__ import annotations

from dataclasses import replace

import pytest

from vedette.compare.told import sentence_at, tell
from vedette.compare.world import World
from vedette.model import (
    Analysis,
    Block,
    Bound,
    EntityKind,
    Figure,
    Mention,
    Ref,
    Report,
    Span,
    Step,
    Zone,
)


def read(text: str, number: str, *, actor: str | None = "The army"):
    report = Report(
        Report.make_id("", "", text), text, (Block(Zone.BODY, 0, len(text)),), language="en"
    )
    figures = []
    for words in ("9,000", "6,000"):
        if words in text:
            start = text.index(words)
            span = Span.cut(text, start, start + len(words))
            value = float(words.replace(",", ""))
            one = Figure(
                Figure.make_id(report.id, span), span, span, value, value, Bound.EXACT, "personnel"
            )
            figures.append(one)
    mentions = ()
    if actor and actor in text:
        start = text.index(actor)
        at = Span.cut(text, start, start + len(actor))
        mentions = (Mention(at, Ref(EntityKind.FORCE, "Army of the Lakes", "force/lakes")),)
    analysis = Analysis(report.id, figures=tuple(figures), mentions=mentions)
    figure = next(one for one in figures if one.number.quote == number)
    return tell(report, analysis, figure, World())


@pytest.mark.parametrize(
    ("text", "number", "step"),
    [
        ("The army took back its claim that 9,000 would come.", "9,000", Step.WITHDRAWN),
        ("The army withdrew its earlier figure of 9,000 men.", "9,000", Step.WITHDRAWN),
        ("The army corrected its figure of 9,000 men to 6,000.", "9,000", Step.WITHDRAWN),
        ("The army corrected its figure of 9,000 men to 6,000.", "6,000", Step.CORRECTED),
        ("The army said its first figure of 9,000 men had been wrong.", "9,000", Step.WITHDRAWN),
        ("The army reiterated that 9,000 would come.", "9,000", Step.REPEATED),
        ("The army withdrew 9,000 men from the lake.", "9,000", None),
        ("The army corrected reports that 9,000 would come.", "9,000", None),
        ("The army withdrew its figure. Now 9,000 men are named.", "9,000", None),
        ("The army named 9,000 men.", "9,000", None),
    ],
)
def test_words_that_take_back_correct_or_repeat_a_number(text, number, step):
    told = read(text, number)
    assert (told.step if told else None) is step
    assert told is None or told.words.holds_in(text)


def test_who_corrects_is_named_before_the_word_and_the_old_number_is_kept():
    told = read("The army corrected its figure of 9,000 men to 6,000.", "6,000")
    assert (told.by.name, told.by.id, told.base) == ("Army of the Lakes", "force/lakes", 9_000)


def test_an_unresolved_subject_is_named_in_the_reports_words():
    told = read("The ministry withdrew its figure of 9,000 men.", "9,000", actor=None)
    assert (told.by.name, told.by.kind) == ("The ministry", EntityKind.UNKNOWN)


def test_the_number_of_somebody_else_called_wrong_is_not_taken_back_but_denied():
    told = read("Poland's figure of 9,000 men was wrong, the army said.", "9,000", actor=None)
    assert (told.step, told.is_own) == (Step.WITHDRAWN, False)


def test_a_sentence_ends_at_its_stop_and_not_at_a_thousands_separator():
    text = "It rained. The army named 9,000 men, no more. It rained again."
    report = Report(Report.make_id("", "", text), text, ())
    start = text.index("9,000")
    span = Span.cut(text, start, start + 5)
    assert sentence_at(report, span).quote == "The army named 9,000 men, no more."
    assert sentence_at(replace(report), Span.cut(text, 0, 2)).quote == "It rained."


def test_words_of_another_language_tell_nothing():
    text = "The army withdrew its figure of 9,000 men."
    report = Report(Report.make_id("", "", text), text, (), language="lt")
    span = Span.cut(text, text.index("9,000"), text.index("9,000") + 5)
    figure = Figure("fig-1", span, span, 9_000, 9_000, Bound.EXACT, "personnel")
    assert tell(report, Analysis(report.id, figures=(figure,)), figure, World()) is None
