"""Who says it: an allegation does not carry a fact, and one speaker's words are not another's."""

from __future__ import annotations

from vedette.brief.check.align import Alignment
from vedette.brief.check.passages import Passage
from vedette.model import Act, Attribution, Polarity, Speaker, Token

_MOSTLY = 0.6
_FEWEST = 2


def only_as_said(a: Alignment) -> Attribution | None:
    """Return who alone says it in the best passage, None where the outlet itself or both do."""
    matches = tuple(a.by_token.values())
    if len(matches) < _FEWEST or _is_told(a.said):
        return None
    there = [a.best.carrier_of(m.other.token) for m in matches]
    said_there = [c for c in there if c]
    if len(said_there) < _MOSTLY * len(matches):
        return None
    return max(said_there, key=said_there.count)


def name_of(carrier: Attribution) -> str:
    """Return who speaks, in words."""
    return carrier.speaker.name if carrier.speaker else "an unnamed speaker"


def is_denial(carrier: Attribution) -> bool:
    """Tell whether somebody denies what he speaks of."""
    modality = carrier.modality
    return modality.act is Act.DENIES and modality.polarity is Polarity.DENIED


def _is_told(passage: Passage) -> bool:
    """Tell whether the sentence itself says that somebody says it ("according to ...")."""
    return bool(passage.carriers)


def other_speaker(a: Alignment) -> tuple[str, str] | None:
    """Return who says it here and who says it there, where these are two."""
    said = _speakers(a.said, [m.unit.token for m in a.by_token.values()])
    found = _speakers(a.best, [m.other.token for m in a.by_token.values()])
    if not said or not found:
        return None
    first, second = said[0], found[0]
    # Persons without an entry have ids of their own report: names decide too.
    same = (first.id is not None and first.id == second.id) or bool(_words(first) & _words(second))
    return None if same else (first.name, second.name)


def _speakers(passage: Passage, tokens: list[Token]) -> list[Speaker]:
    found: dict[str, Attribution] = {}
    for token in tokens:
        carrier = passage.carrier_of(token)
        if carrier and carrier.speaker and _is_named(carrier.speaker):
            found.setdefault(carrier.id, carrier)
    return [carrier.speaker for carrier in found.values() if carrier.speaker]


def _is_named(speaker: Speaker) -> bool:
    return speaker.name[:1].isupper()


def _words(speaker: Speaker) -> set[str]:
    names = (speaker.name, speaker.as_written or "", speaker.body or "", speaker.role or "")
    return {
        word.lower().strip(".,’'") for name in names for word in name.split() if word[:1].isupper()
    }
