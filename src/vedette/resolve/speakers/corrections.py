"""Correction notes: what an earlier version of a report said is taken back by its outlet."""

from __future__ import annotations

from dataclasses import replace

from vedette.model import Anonymity, Attribution, Commitment, EntityKind, Speaker, Zone
from vedette.resolve.speakers.scene import Scene, words


def corrected(scene: Scene, one: Attribution) -> Attribution:
    """Return an attribution as the outlet's own withdrawal, where a correction note cites itself.

    "An earlier version of this report said that 32 states came": nobody says so any more, and
    whoever said so was the outlet.
    """
    if not _cites_itself(scene, one):
        return one
    publisher = scene.reading.report.publisher
    written = one.source[0].quote
    speaker = Speaker(publisher, EntityKind.PUBLISHER, as_written=written) if publisher else None
    return replace(
        one,
        speaker=speaker,
        anonymity=Anonymity.ORGANISATION if speaker else Anonymity.UNSTATED,
        chain=(publisher,) if publisher else (),
        modality=replace(one.modality, commitment=Commitment.REJECTS),
    )


def _cites_itself(scene: Scene, one: Attribution) -> bool:
    if not one.source or one.source[0].zone is not Zone.CORRECTION:
        return False
    said = set(one.source[0].quote.lower().split())
    versions = words(scene.language, "corrections", "versions")
    return bool(said & versions and said & words(scene.language, "corrections", "earlier"))
