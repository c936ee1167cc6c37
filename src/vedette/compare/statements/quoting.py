"""How near a rendering stands to what was said: its rank, and what of it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vedette.compare.origins import QUOTED as QUOTED_PASSAGE
from vedette.compare.renderings import (
    HEADLINED,
    OWN_PUBLICATION,
    PARAPHRASED,
    QUOTED,
    RANKS,
    RETOLD,
    TRANSLATED,
)
from vedette.compare.rows import outlet_name
from vedette.compare.statements.words import Word, WordKind
from vedette.model import (
    Attribution,
    EntityKind,
    Report,
    Span,
    Speaker,
    SpeechKind,
    Zone,
)

_TELLING = frozenset({WordKind.NAME, WordKind.NUMBER, WordKind.CONTENT})
FEWEST_TELLING = 2  # "deterrence" is everybody's, "a big mistake" somebody's
_OPENING = re.compile(r"[“„«\"‘']\s*$")
_CLOSING = re.compile(r"^\s*[”»\"’']")


def rank_of(
    report: Report, spans: Iterable[Span], attribution: Attribution | None, speaker: Speaker
) -> int:
    """Return the place of a rendering in the order in which readings are chosen."""
    first = next(iter(spans))
    if report.zone_at(first.start) in {Zone.HEADLINE, Zone.DECK}:
        return HEADLINED
    own = {name.casefold() for name in (speaker.name, speaker.body) if name}
    publishes = outlet_name(report.publisher).casefold() in own
    if speaker.kind is not EntityKind.PUBLISHER and (publishes or attribution is None):
        return OWN_PUBLICATION
    if attribution is None:
        return RETOLD
    rank = RANKS[attribution.rendering]
    if rank == QUOTED and attribution.kind is SpeechKind.INDIRECT:
        return PARAPHRASED
    if rank == PARAPHRASED and attribution.kind is not SpeechKind.INDIRECT:
        return TRANSLATED  # part of it stands between quotation marks
    return rank


def is_quoted(report: Report, spans: tuple[Span, ...], attribution: Attribution | None) -> bool:
    """Tell whether all words stand between quotation marks."""
    if attribution is None:
        return False
    if attribution.kind is SpeechKind.DIRECT:
        return True
    text = report.text
    return all(
        _OPENING.search(text[max(0, span.start - 3) : span.start])
        and _CLOSING.search(text[span.end : span.end + 3])
        for span in spans
    )


def quotes_in(
    report: Report,
    spans: tuple[Span, ...],
    words: tuple[Word, ...],
    attribution: Attribution | None,
) -> tuple[tuple[str, ...], ...]:
    """Return the words between quotation marks of a paraphrase, where they say anything."""
    if attribution is None or attribution.kind is not SpeechKind.MIXED:
        return ()
    found = []
    for span in spans:
        # The marks may stand just outside the words.
        first, last = max(0, span.start - 1), min(len(report.text), span.end + 1)
        for match in QUOTED_PASSAGE.finditer(report.text, first, last):
            inside = [w for w in words if match.start() < w.start < match.end()]
            if sum(w.kind in _TELLING for w in inside) >= FEWEST_TELLING:
                found.append(tuple(w.folded for w in inside if w.kind is not WordKind.ELLIPSIS))
    return tuple(found)
