"""Figures, times, equipment and heads of two real texts, where those are at hand.

The texts lie outside the project; without them these tests are skipped.
"""

from __future__ import annotations

import pytest

from conftest import SEEDS
from vedette.gather.gather import gather
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two texts are not at hand")


def read(pattern):
    (path,) = SEEDS.glob(pattern)
    item = next(iter(gather([str(path)])))
    return analyse_one(item.report, DEFAULT_MODEL)


@pytest.fixture(scope="module")
def wire():
    return read("004_*.txt")


@pytest.fixture(scope="module")
def digest():
    return read("000_*.txt")


def speaker_of(outcome, attribution_id):
    attribution = outcome.analysis.attribution(attribution_id)
    return attribution.speaker.name if attribution and attribution.speaker else None


def test_the_head_of_the_wire_story(wire):
    report = wire.report
    assert report.published.start.isoformat() == "2025-09-16"
    assert report.byline == "Frederik Pleitgen"
    assert report.publisher == "CNN"
    assert report.dateline.place == "Borisovsky Military Training area, Belarus"
    assert report.dateline.agency == "CNN"
    assert report.credit == "The-CNN-Wire"


@pytest.mark.parametrize(
    ("number", "low", "high", "bound", "counted", "of", "speaker"),
    [
        ("13,000", None, 13000, "fewer than", "personnel", None, "Russia"),
        ("6,800", 6800, 6800, "exact", "personnel", "Russian and Belarusian", "Valery Revenko"),
        ("40,000", 40000, 40000, "exact", "personnel", "Polish", None),
        ("52", 52, 52, "exact", "prisoners", None, None),
        ("a dozen", 12, None, "more than", "drones", "Russian", None),
        ("two", 2, 2, "exact", "states", "NATO", None),
    ],
)  # fmt: skip
def test_a_figure_of_the_wire_story(wire, number, low, high, bound, counted, of, speaker):
    found = [
        (f.low, f.high, str(f.bound), f.counted, f.of, speaker_of(wire, f.attribution))
        for f in wire.analysis.figures
        if number in f.number.quote
    ]
    assert (low, high, bound, counted, of, speaker) in found


def test_the_strength_of_the_exercise_is_told_from_other_numbers(wire):
    strength = {
        f.number.quote: f.scope.activity
        for f in wire.analysis.figures
        if f.counted == "personnel" and f.is_strength
    }
    assert strength["6,800"] == strength["13,000"] == "Zapad-2025"
    assert strength.get("40,000") != "Zapad-2025"


def test_furniture_and_names_are_no_figures(wire):
    numbers = " ".join(f.number.quote for f in wire.analysis.figures)
    assert not any(word in numbers for word in ("2025", "first", "16"))


@pytest.mark.parametrize(
    ("words", "start", "end", "kind"),
    [
        ("Monday", "2025-09-15", "2025-09-15", "DATE"),
        ("Friday", "2025-09-12", "2025-09-12", "DATE"),
        ("the weekend", "2025-09-13", "2025-09-14", "DATE"),
        ("last week", "2025-09-08", "2025-09-14", "DATE"),
        ("late last year", "2024-10-01", "2024-12-31", "DATE"),
        ("months", None, None, "DURATION"),
    ],
)
def test_a_time_of_the_wire_story(wire, words, start, end, kind):
    found = {
        t.span.quote: (
            t.when.start and t.when.start.isoformat(),
            t.when.end and t.when.end.isoformat(),
            str(t.type),
        )
        for t in wire.analysis.times
    }
    assert found[words] == (start, end, kind)


@pytest.mark.parametrize(
    ("thing", "predicate", "doer", "speaker"),
    [
        ("Oreshnik", "deploys", "Russians", "Russia"),
        ("tactical nuclear weapon", "deploys", "Russia", "Russia"),
        ("Zircon", "fires", "Russian warships", None),
        ("warship", "shows", "Russian warships were shown", None),
        ("Kinzhal", "carries", "Moscow’s jets", None),
        ("tank", "mentioned", "dozens of Russian tanks", None),
    ],
)
def test_what_is_said_to_be_done_with_a_weapon(wire, thing, predicate, doer, speaker):
    found = [
        (c.value.text, speaker_of(wire, c.attribution))
        for c in wire.analysis.claims
        if c.subject.name == thing and c.predicate == predicate
    ]
    assert any(doer in text and who == speaker for text, who in found), found


def test_the_digest_stays_undated(digest):
    assert not digest.report.published.is_known
    assert digest.report.headline == "Russia, Belarus launch Zapad-2025 drills"
    assert digest.report.deck.startswith("NATO wary")


def test_the_digests_figures_have_their_sources(digest):
    by_speaker = {}
    for figure in digest.analysis.figures:
        by_speaker[speaker_of(digest, figure.attribution)] = figure
    official, higher = by_speaker["officials"], by_speaker["analysts"]
    assert (official.low, official.high, str(official.bound)) == (13000, 13000, "about")
    assert higher.change is not None
    assert higher.compared_to == official.id
    assert str(higher.modality.certainty) == "possible"


@pytest.mark.parametrize("pattern", ["004_*.txt", "000_*.txt"])
def test_every_span_holds_in_its_text(pattern):
    outcome = read(pattern)
    text, analysis = outcome.report.text, outcome.analysis
    spans = [s for a in analysis.attributions for s in (*a.source, *a.cue, *a.content, *a.gloss)]
    spans += [f.span for f in analysis.figures] + [f.number for f in analysis.figures]
    spans += [m.span for m in (*analysis.mentions, *analysis.times, *analysis.places)]
    spans += [c.evidence for c in analysis.claims]
    assert len(spans) > 100
    assert all(span.holds_in(text) for span in spans)
