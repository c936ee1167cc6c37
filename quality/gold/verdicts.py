"""Right, wrong, or left open: one found attribution's speaker and relays against both readings."""

from __future__ import annotations

from enum import StrEnum

from quality.gold.matching import Wanted
from quality.gold.names import same
from quality.gold.readings import Said


class SpeakerVerdict(StrEnum):
    """Name how a speaker came out."""

    RIGHT = "right"
    WRONG = "wrong"
    ABSTAINED = "abstained"
    RIGHTLY_NONE = "rightly none"  # nobody to name, or so a reader thinks, and nobody named


class RelayVerdict(StrEnum):
    """Name how the outlets between text and speaker came out."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    NONE = "none"  # neither a reader nor Vedette has any


def speaker_verdict(wanted: Wanted, ours: Said) -> SpeakerVerdict:
    """Judge the speaker: right if either reader names him so, or if either names nobody either."""
    readings = [reading.speakers for reading in wanted.readings]
    if not ours.speakers:
        return SpeakerVerdict.ABSTAINED if all(readings) else SpeakerVerdict.RIGHTLY_NONE
    if any(speakers and same(ours.speakers, speakers) for speakers in readings):
        return SpeakerVerdict.RIGHT
    return SpeakerVerdict.WRONG


def relay_verdict(wanted: Wanted, ours: Said) -> RelayVerdict:
    """Judge the chain: right if it is either reader's, in the same order."""
    readings = [reading.relays for reading in wanted.readings]
    if not ours.relays:
        return RelayVerdict.MISSING if all(readings) else RelayVerdict.NONE
    for relays in readings:
        if len(relays) == len(ours.relays) and all(
            same((one,), (other,)) for one, other in zip(ours.relays, relays, strict=True)
        ):
            return RelayVerdict.RIGHT
    return RelayVerdict.WRONG
