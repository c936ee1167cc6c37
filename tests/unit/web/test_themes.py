"""Statements by theme and speaker, and disputes with their two sides."""

from __future__ import annotations

from datetime import date

from vedette.model import (
    Corroborated,
    EntityKind,
    Judgement,
    JudgementKind,
    Polarity,
    Ref,
    Rendering,
    Span,
    Speaker,
    Statements,
    Utterance,
    UtteranceCarrier,
    When,
)
from vedette.web.themes import by_theme, disputes_of, theme_of

DRILL = "Granite-2025"


def utterance(name: str, words: str, *claims: str) -> Utterance:
    carrier = UtteranceCarrier(
        f"car-{words}", "rep-1", "Courier", When(), None, (Span(0, len(words), words),),
        Rendering.PARAPHRASE, "rep-1",
    )  # fmt: skip
    speaker = Speaker(name, EntityKind.PERSON)
    return Utterance(f"utt-{words}", speaker, When.on(date(2025, 9, 10)), (carrier,), claims=claims)


def claimed(predicate: str, *claims: str) -> Corroborated:
    ref = Ref(EntityKind.EXERCISE, DRILL)
    return Corroborated(f"cor-{predicate}", ref, predicate, "x", Polarity.AFFIRMED, claims)


def tie(a: Utterance, b: Utterance | None, code: str = "contradicts") -> Judgement:
    name = f"jdg-{a.id}-{b.id if b else ''}"
    return Judgement(
        name, JudgementKind.TIE, a.id, b.id if b else None, "rule:denial@1", "why", code=code
    )


def test_a_statement_stands_under_the_first_theme_that_its_claims_fit():
    assert theme_of(["strength", "warns"]) == "warnings"
    assert theme_of(["strength"]) == "numbers"
    assert theme_of(["statement"]) == "other"
    assert theme_of([]) == "other"


def test_no_statement_is_lost_between_themes():
    said = [
        utterance("Ann", "it is defensive", "c1"),
        utterance("Ann", "it begins on Monday", "c2"),
        utterance("Bob", "we shall see"),
    ]
    found = Statements(
        DRILL, tuple(said), claims=(claimed("is-described-as", "c1"), claimed("statement", "c2"))
    )
    themes = by_theme(found)
    assert [theme.key for theme in themes] == ["nature", "other"]
    assert sum(theme.total for theme in themes) == len(said)
    assert {voice.name for voice in themes[1].voices} == {"Ann", "Bob"}


def test_those_who_say_most_come_first_and_a_theme_shows_some_of_each():
    said = [utterance("Ann", f"word {n}") for n in range(5)] + [utterance("Bob", "one word")]
    (theme,) = by_theme(Statements(DRILL, tuple(said)))
    assert [voice.name for voice in theme.voices] == ["Ann", "Bob"]
    shown = theme.shown(4)
    assert [len(voice.said) for voice in shown] == [2, 1]


def test_a_dispute_has_everybody_on_one_of_two_sides():
    hard, harder = utterance("Tom", "aggressive"), utterance("Tim", "very aggressive")
    soft, softer = utterance("Ann", "defensive"), utterance("Bob", "purely defensive")
    ties = (tie(hard, soft), tie(softer, hard), tie(harder, soft))
    found = Statements(DRILL, (hard, harder, soft, softer), ties=ties)
    (dispute,) = disputes_of(found)
    assert {one.speaker.name for one in dispute.side} == {"Tom", "Tim"}
    assert {one.speaker.name for one in dispute.other} == {"Ann", "Bob"}


def test_a_denial_of_what_no_report_states_has_one_side_and_comes_last():
    denial, said = utterance("Ann", "no intent"), utterance("Tom", "a threat")
    ties = (tie(denial, None, "denies what no report states"), tie(said, denial))
    first, last = disputes_of(Statements(DRILL, (denial, said), ties=ties))
    assert first.other
    assert not last.other
