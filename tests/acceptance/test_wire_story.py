"""Everything a careful reader hears in one wire story, attribution by attribution.

The story is not part of the project; where it does not lie beside the checkout, nothing is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from vedette.extract.attribution import find_attributions
from vedette.extract.names.find import find_mentions
from vedette.extract.times.find import find_times
from vedette.gather.gather import gather
from vedette.model import Act, Analysis, Anonymity, Certainty, Commitment, EntityKind, SpeechKind
from vedette.read.reader import Reader
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.speakers.assign import resolve_speakers

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
STORY = SEEDS / "004_d7de931a3fad746c.txt"
pytestmark = pytest.mark.skipif(not STORY.exists(), reason="the wire story is not at hand")

DIRECT, INDIRECT, MIXED = SpeechKind.DIRECT, SpeechKind.INDIRECT, SpeechKind.MIXED
PARNELL, TRUMP, REVENKO = "Sean Parnell", "Donald Trump", "Valery Revenko"


@dataclass(frozen=True)
class Heard:
    """Hold what a reader hears: begin and end of the content, joined by "..."."""

    kind: SpeechKind
    source: str
    cue: str
    content: str
    speaker: str


EXPECTED = [
    Heard(INDIRECT, "Shoupe", "could be heard thanking",
          "the Belarusian officials ... for the invitation", "Bryan Shoupe"),
    Heard(MIXED, "Pentagon spokesman Sean Parnell", "said",
          "The U.S. Embassy in Minsk received ... between our countries,”", PARNELL),
    Heard(DIRECT, "the statement", "said",
          "Attending exercise DV days ... with the outgoing Attache", PARNELL),
    Heard(DIRECT, "the statement", "added",
          "This is not the first instance ... attending a ZAPAD DV Day.", PARNELL),
    Heard(DIRECT, "US President Donald Trump", "saying",
          "What’s with Russia ... with drones?", TRUMP),
    Heard(INDIRECT, "US President Donald Trump", "suggested",
          "they could ... a mistake", TRUMP),
    Heard(INDIRECT, "a Trump administration official", "said",
          "the US would ease ... Belavia", "Trump administration official"),
    Heard(INDIRECT, "Romania", "said", "another drone ... at the weekend", "Romania"),
    Heard(INDIRECT, "the US’ European allies", "have called for",
          "a stronger response ... to the drone incursions", "US’ European allies"),
    Heard(MIXED, "Trump", "said",
          "his patience with Putin ... running out fast.”", TRUMP),
    Heard(INDIRECT, "Belarusian Defense Ministry", "claimed",
          "NATO was panicking ... Belarusian firepower", "Belarusian Ministry of Defence"),
    Heard(DIRECT, "Valery Revenko, a senior Belarusian general", "told",
          "It’s a big ... from NATO", REVENKO),
    Heard(INDIRECT, "Valery Revenko, a senior Belarusian general", "pointing to",
          "the fact that Poland ... of the drills", REVENKO),
    Heard(DIRECT, "", "", "Where do you think ... This is a good question.", REVENKO),
    Heard(INDIRECT, "the Russians", "claim",
          "fewer than 13,000 troops ... this year’s drills", "Russia"),
    Heard(INDIRECT, "the Russians", "recently announcing",
          "they’d placed ... missiles there", "Russia"),
    Heard(INDIRECT, "Russia", "said",
          "it had placed ... late last year", "Russia"),
    Heard(DIRECT, "Belarus’s defense minister Viktor Khrenin", "said",
          "We managed ... in this exercise", "Viktor Khrenin"),
    Heard(DIRECT, "Kremlin spokesman Dmitry Peskov", "said",
          "The Europeans are obstructing ... prepared for dialogue", "Dmitry Peskov"),
    Heard(INDIRECT, "Russia", "says", "it remains ... for dialogue", "Russia"),
    Heard(DIRECT, "the Russians", "call", "modern ... tactics", "Russia"),
]  # fmt: skip


def label(one):
    return f"{one.source or 'nobody'} {one.cue or 'goes on'}"


@pytest.fixture(scope="module")
def story():
    report = next(iter(gather([str(STORY)]))).report
    reading = Reader().read(report)
    attributions, _ = find_attributions(reading)
    mentions = resolve_entities(reading, find_mentions(reading))
    times = _times(reading)
    analysis = Analysis(report.id, attributions=attributions, mentions=mentions, times=times)
    return resolve_speakers(reading, analysis)


def _times(reading):
    resolve = pytest.importorskip("vedette.resolve.times.assign")
    return resolve.resolve_times(reading, find_times(reading))


def find(story, wanted):
    start, end = wanted.content.split(" ... ")
    return [
        a for a in story
        if a.content and a.content[0].quote.startswith(start) and a.content[-1].quote.endswith(end)
        and (" … ".join(s.quote for s in a.cue) == wanted.cue)
    ]  # fmt: skip


def by_cue(story, speaker, cue):
    return next(
        a for a in story
        if a.speaker and a.speaker.name == speaker
        and [s.quote for s in a.cue] == ([cue] if cue else [])
    )  # fmt: skip


@pytest.mark.parametrize("wanted", EXPECTED, ids=label)
def test_an_attribution_is_heard(story, wanted):
    found = find(story, wanted)
    assert len(found) == 1
    one = found[0]
    assert [s.quote for s in one.source] == ([wanted.source] if wanted.source else [])
    assert one.kind is wanted.kind
    assert one.speaker.name == wanted.speaker


def test_nothing_else_outside_quotations_is_heard(story):
    extra = [a for a in story if not any(a in find(story, w) for w in EXPECTED)]
    assert [a.cue[0].quote for a in extra] == []


def test_the_suggestion_is_hedged_and_of_the_week_before(story):
    one = by_cue(story, TRUMP, "suggested")
    assert one.modality.act is Act.SUGGESTS
    assert one.modality.certainty is Certainty.POSSIBLE
    assert [c.quote for c in one.modality.cues] == ["could"]
    assert (one.uttered.start, one.uttered.end) == (date(2025, 9, 8), date(2025, 9, 14))


def test_the_interview_was_on_friday(story):
    one = next(a for a in story if a.occasion == "Fox interview")
    assert one.uttered.start == one.uttered.end == date(2025, 9, 12)
    assert one.speaker.name == TRUMP


def test_the_spokesman_spoke_again_on_monday(story):
    assert by_cue(story, "Dmitry Peskov", "said").uttered.start == date(2025, 9, 15)


def test_the_official_stays_unnamed(story):
    one = by_cue(story, "Trump administration official", "said")
    assert one.anonymity is Anonymity.ANONYMOUS
    assert one.speaker.kind is EntityKind.GROUP


def test_the_general_goes_on_in_the_next_paragraph_and_the_brackets_are_not_his(story):
    one = by_cue(story, REVENKO, "")
    assert one.continues == by_cue(story, REVENKO, "told").id
    assert [s.quote for s in one.gloss] == [
        "the reported number of Polish soldiers deployed to the region",
        "Russian and Belarusian troops",
    ]
    assert not any("reported number" in s.quote for s in one.content)


def test_the_statement_is_the_spokesmans_and_came_to_the_outlet(story):
    one = by_cue(story, PARNELL, "said")
    assert (one.medium, one.addressee) == ("statement", "CNN")
    assert by_cue(story, PARNELL, "added").speaker.body == "US Department of Defense"


def test_a_call_is_no_assertion(story):
    one = next(a for a in story if a.modality.act is Act.CALLS)
    assert one.modality.commitment is Commitment.MENTIONS
