"""What of a sentence belongs to none of its statements: names, numbers and times by the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.brief.check.align import GOOD, Pool, lemma_likeness
from vedette.brief.check.framing import framed_words
from vedette.brief.check.moments import is_day_of, names
from vedette.brief.check.passages import Kind, Passage
from vedette.brief.check.statements import Statement
from vedette.model import CheckedPart

_FIRM = (Kind.NAME, Kind.NUMBER)


def left_over(
    said: Passage, stated: Sequence[Statement], parts: Sequence[CheckedPart], pool: Pool
) -> str | None:
    """Return what the words that carry the statements lack of the rest, None for nothing."""
    covered = {i for one in stated for i in (one.words | one.borrowed) - one.framing}
    shown = {(p.report_id, p.span.start) for one in parts for p in one.evidence}
    there = [p for p in pool.passages if (p.report_id, p.span.start) in shown]
    missing = [*_names(said, covered, there), *_times(said, stated, covered, there)]
    return f"not found: “{missing[0]}”" if missing else None


def _names(said: Passage, covered: set[int], there: Sequence[Passage]) -> Iterator[str]:
    for unit in said.units:
        if unit.kind not in _FIRM or unit.token.i in covered:
            continue
        keys = {key for passage in there for key in passage.by_lemma}
        keys |= {word for passage in there for word in framed_words(passage)}
        keys |= {w for p in there for w in (p.reading.report.publisher or "").lower().split()}
        if unit.token.lower in keys:  # "Channel Six" is no number
            continue
        if not any(lemma_likeness(unit, key) >= GOOD for key in keys):
            yield unit.token.text


def _times(
    said: Passage, stated: Sequence[Statement], covered: set[int], there: Sequence[Passage]
) -> Iterator[str]:
    told = [time for passage in there for time in passage.moments]
    for time in said.moments:
        inside = {t.i for t in said.tokens if time.span.start <= t.start < time.span.end}
        framed = any(inside & one.framing for one in stated)  # a day of speech is judged there
        printed = any(is_day_of(p.reading.report.published, time) for p in there)
        if inside & covered or framed or printed or any(names(other, time) for other in told):
            continue
        yield time.span.quote
