"""Decide how reports stand to a sentence, and say why.

A sentence is split into its statements, each judged by itself against the words nearest to it.
All supported make it supported; one that is contradicted makes it contradicted, one that is
disputed disputed; else it is partly carried, and the reason says which part is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from vedette.brief.check import entail
from vedette.brief.check.align import Alignment, Pool, align
from vedette.brief.check.asked import Ask, question
from vedette.brief.check.judge import NOTHING, RELATED, Bar, doubts, is_full, judge
from vedette.brief.check.passages import Passage
from vedette.brief.check.reckoned import reckoned
from vedette.brief.check.reported import told_together, untold
from vedette.brief.check.rest import left_over
from vedette.brief.check.statements import statements
from vedette.brief.check.sure import sure_of
from vedette.model import Checked, CheckedPart, Finding, Proof

# Measured on texts whose documents the weights had not seen: at even odds too many wrong summaries
# pass, but where all words are found and tied as they are here, more is not to be asked.
EVEN, SURE_ENOUGH = 0.5, 0.55
ALL = 0.999  # share of a sentence that is found, as sums of fractions go
# A document that the text was made from, and many reports, most of them on something else.
NEAR_BAR = Bar(0.7, verb=False, sure=SURE_ENOUGH, strict=False, considered=4)
FAR_BAR = Bar(0.8, verb=True, sure=0.0)


def check(
    said: Sequence[Passage], pool: Pool, searched: str, bar: Bar = NEAR_BAR, ask: Ask | None = None
) -> Iterator[Checked]:
    """Check sentences against the passages of reports; `searched` says in words what these are.

    `ask` asks a language model of sentences that the rules let pass; without it none is asked.
    """
    for passage in said:
        yield check_one(passage, pool, searched, bar, ask)


def check_one(
    said: Passage, pool: Pool, searched: str, bar: Bar = NEAR_BAR, ask: Ask | None = None
) -> Checked:
    """Check one sentence: what speaks for each of its statements, what against it."""
    if (one := reckoned(said, pool)) is not None:
        sure = sure_of(one.finding, EVEN, many=bar.strict)
        return Checked(said.span, one.finding, one.reason, _proofs((one,)), sure, False, (one,))
    if (
        told := told_together(said, pool, partial(check_one, searched=searched, bar=bar, ask=ask))
    ) is not None:
        return told
    stated = statements(said)
    parts = tuple(judge(one, pool, bar) for one in stated or (said,))
    whole = next(iter(align(said, pool)), None)
    sure = entail.sure([whole])[0] if whole and whole.cover_wide >= RELATED else 0.0
    finding = _together(parts)
    reason = _reason(parts, finding)
    if finding is Finding.SUPPORTED and bar.strict:
        missing = untold(said, pool) or (left_over(said, stated, parts, pool) if stated else None)
        finding, reason = (Finding.PARTLY, missing) if missing else (finding, reason)
    if finding is Finding.NOT_FOUND:
        reason = (
            f"{reason} in {searched}" if reason == NOTHING else f"{reason}; searched {searched}"
        )
    said_only = [one for one in parts if one.as_said]
    others = (one for one in parts if not one.as_said)
    as_said = bool(said_only) and all(one.finding is Finding.SUPPORTED for one in others)
    passes = finding is Finding.SUPPORTED or as_said
    if passes and ask and whole and not (bar.strict or whole.is_verbatim):
        sure = entail.sure_with(whole, ask(question(said, pool)))
    if passes and (doubt := _doubt(whole, sure, bar)):
        finding, reason, as_said = Finding.PARTLY, doubt, False
    carried = Finding.SUPPORTED if as_said and not bar.strict else finding
    surely = sure_of(carried, sure, many=bar.strict)
    return Checked(said.span, finding, reason, _proofs(parts), surely, as_said, parts)


def _doubt(whole: Alignment | None, sure: float, bar: Bar) -> str | None:
    """Return what speaks against a sentence as a whole though all its statements are found."""
    if bar.strict or whole is None or whole.is_verbatim:
        return None
    if not is_full(whole, bar):
        return doubts(whole)
    asked = min(bar.sure, asked_of(entail.known(whole)))
    return "put together otherwise" if sure < asked else None


def asked_of(counts: Mapping[str, float]) -> float:
    """Return how likely it must be that a sentence with these counts is carried."""
    return EVEN if counts["cover"] >= ALL and not counts["arcs_broken"] else SURE_ENOUGH


def _together(parts: Sequence[CheckedPart]) -> Finding:
    """Return the finding of a sentence from those of its statements."""
    found = {one.finding for one in parts}
    if len(found) == 1:
        return found.pop()
    for weighty in (Finding.CONTRADICTED, Finding.DISPUTED):
        if weighty in found:
            return weighty
    return Finding.PARTLY


def _reason(parts: Sequence[CheckedPart], finding: Finding) -> str:
    """Say why, with the words of the part that decides where there are several."""
    if finding is Finding.SUPPORTED:
        return parts[0].reason
    open_parts = [one for one in parts if one.finding is not Finding.SUPPORTED]
    decisive = [one for one in open_parts if one.finding is finding] or open_parts
    reasons = dict.fromkeys(one.reason for one in open_parts)
    if len(parts) == 1 or (len(reasons) == 1 and len(open_parts) == len(parts)):
        return parts[0].reason
    if finding is Finding.PARTLY:
        decisive = open_parts
    told = [f"{one.reason}: “{' '.join(one.span.quote.split())}”" for one in decisive]
    return "; ".join(dict.fromkeys(told))


def _proofs(parts: Sequence[CheckedPart]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(proof for one in parts for proof in one.evidence))
