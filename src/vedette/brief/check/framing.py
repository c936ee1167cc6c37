"""What is known of a speech beyond its words: who speaks, for whom, where, to whom."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief.check.passages import Passage
from vedette.brief.check.voices import single
from vedette.data.catalogue import state_by_iso
from vedette.model import Speaker


def framed_words(passage: Passage) -> frozenset[str]:
    """Return what is known of the speech in a passage beyond its words: who, for whom, where."""
    found: set[str] = set(_split(passage.reading.report.publisher))
    for act in passage.carriers:
        found |= {w for text in (*act.chain, act.addressee, act.medium, act.occasion)
                  for w in _split(text)}  # fmt: skip
        if act.speaker:
            found |= set(_speaker_words(act.speaker))
    return frozenset(found)


def _speaker_words(speaker: Speaker) -> Iterator[str]:
    state = state_by_iso(speaker.state) if speaker.state else None
    names = (speaker.name, speaker.body, speaker.role, speaker.as_written)
    of_state = (state.name, *state.demonyms, state.capital) if state else ()
    for text in (*names, *of_state):
        yield from _split(text)


def _split(text: str | None) -> list[str]:
    """Return the words of a name, and the parts of those that a hyphen joins."""
    words = (text or "").lower().replace("’s", "").split()
    parts = [part for word in words if "-" in word for part in word.split("-")]
    return [single(word) for word in (*words, *parts)]
