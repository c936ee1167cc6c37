"""Who says what only helps out: a word put together from somebody's speech is that speaker's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.brief.check.align import GOOD, Alignment, lemma_likeness
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.voices import Gap, another, is_heard, speech_gap, told_of, unsaid
from vedette.model import Attribution


def gap_beside(a: Alignment) -> Gap | None:
    """Return what is wrong with who says what only a passage beside the best one carries.

    Nobody says by himself what is put together of one report's words and another's speech.
    """
    for passage in a.beside:
        acts = _acts(a, passage)
        here = replace(a, best=passage, beside=(), matches=(None,) * len(a.matches))
        gap = _gap(here, told_of(a.said), acts) if acts else None
        if gap is not None:
            return gap
    return None


def _gap(a: Alignment, told: Sequence[Attribution], acts: tuple[Attribution, ...]) -> Gap | None:
    if not told:
        return unsaid(a, acts)
    speakers = [act.speaker for act in told if act.speaker]
    others = [one for one in speakers if not is_heard(a, one, acts)]
    if others and any(act.speaker for act in acts):
        return another(a, others[0], acts)
    reason = speech_gap(told[0], acts, a.said)
    return Gap(reason) if reason and not others else None


def _acts(a: Alignment, passage: Passage) -> tuple[Attribution, ...]:
    """Return the acts of speech around all that a passage adds, the innermost first.

    What a thing is called says nothing that could be somebody's: "the joint drills Heron-2025".
    """
    added = list(_added(a, passage))
    if all(unit.kind is Kind.NAME or unit.token.dep == "amod" for unit, _ in added):
        return ()
    rows = [passage.carriers_of(other.token) for _, other in added]
    return rows[0] if all(rows) else ()


def _added(a: Alignment, passage: Passage) -> Iterator[tuple[Unit, Unit]]:
    """Yield the words that the best passage lacks, with those of a passage that carry them."""
    for unit, match, value in zip(a.said.units, a.matches, a.wide, strict=True):
        if value < GOOD or (match is not None and match.likeness >= GOOD):
            continue
        for lemma in a.pool.relatives(unit):
            if lemma_likeness(unit, lemma) >= GOOD:
                yield from ((unit, other) for other in passage.by_lemma.get(lemma, ()))
