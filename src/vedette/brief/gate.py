"""The gate: the one way out of this room. Nothing leaves it that its own words do not carry.

A draft passes when each clause is found supported by the words it cites, each frame is what the
store gives, all else is from the closed list, and every quotation stands letter by letter in the
cited words. What fails is tried in plainer words, and at last told as refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import check
from vedette.brief.draft import Draft, Frame, Glue, Words
from vedette.brief.frames import write
from vedette.brief.lexicon import glue, heading
from vedette.brief.material import Material, Reader
from vedette.brief.texts import plain
from vedette.brief.voice import Proposal, Voice
from vedette.model import (
    Brief,
    BriefSentence,
    Evidence,
    Finding,
    Refused,
    Section,
)

_QUOTED = re.compile(r"“([^“”]+)”")
_EDGE = ".,;:!? "


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what a brief is to tell: proposals for each part, in reading order."""

    headline: tuple[Proposal, ...]
    deck: tuple[Proposal, ...]
    sections: tuple[tuple[str, tuple[Proposal, ...]], ...]


@dataclass(slots=True)
class _Desk:
    """What has been let out so far, and what was not."""

    material: Material
    reader: Reader
    voice: Voice = field(default_factory=Voice)
    refused: list[Refused] = field(default_factory=list)


def let_out(plan: Plan, material: Material, reader: Reader) -> Brief:
    """Return the brief of a plan: the sentences that hold, and what was refused."""
    desk = _Desk(material, reader)
    headline = next(_first(plan.headline, desk), None) or _bare_headline(material)
    deck = tuple(_each(plan.deck, desk))
    desk.voice = Voice()  # headline and deck introduce nobody
    sections = []
    for name, proposals in plan.sections:
        desk.voice.begin(name)
        sentences = tuple(_each(proposals, desk))
        if sentences:
            sections.append(Section(heading(name), sentences))
    return Brief(
        subject=material.subject,
        headline=headline,
        deck=deck,
        sections=tuple(sections),
        since=material.since,
        as_of=material.as_of,
        refused=tuple(dict.fromkeys(desk.refused)),
    )


def _bare_headline(material: Material) -> BriefSentence:
    """Name the subject: it says nothing that could be wrong."""
    return BriefSentence(material.subject, (), (), searched=material.searched)


def _first(proposals: Iterable[Proposal], desk: _Desk) -> Iterator[BriefSentence]:
    for proposal in proposals:
        sentence = _pass(proposal, desk)
        if sentence is not None:
            yield sentence
            return


def _each(proposals: Iterable[Proposal], desk: _Desk) -> Iterator[BriefSentence]:
    for proposal in proposals:
        sentence = _pass(proposal, desk)
        if sentence is not None:
            yield sentence


def _pass(proposal: Proposal, desk: _Desk) -> BriefSentence | None:
    """Return the first draft of a proposal that holds; keep the reason where none does."""
    failed: Refused | None = None
    for draft in proposal.drafts(desk.voice):
        wrong = _wrong(draft, desk)
        if wrong is None:
            desk.voice.remember(draft, proposal.day)
            return BriefSentence(draft.text, draft.claims, draft.evidence, draft.searched)
        failed = failed or Refused(draft.text, *wrong)
    if failed is not None:
        desk.refused.append(failed)
    return None


def _wrong(draft: Draft, desk: _Desk) -> tuple[str, str] | None:
    """Return finding and reason why a draft does not hold, None where it does."""
    if not draft.evidence and not draft.searched:
        return str(Finding.NOT_FOUND), "it cites no words"
    for piece in draft.pieces:
        if isinstance(piece, Glue) and piece.text not in glue():
            return str(Finding.NOT_FOUND), f"“{piece.text}” is no connective"
        if isinstance(piece, Frame) and write(piece.told, piece.of, desk.material) != piece.text:
            return str(Finding.CONTRADICTED), f"the store does not give “{piece.text}”"
        if isinstance(piece, Words) and not 0 <= piece.clause < len(draft.clauses):
            return str(Finding.NOT_FOUND), f"“{piece.text}” cites no words"
    astray = _astray(draft.evidence, desk.material)
    if astray is not None:
        return str(Finding.NOT_FOUND), astray
    for n, clause in enumerate(draft.clauses):
        text = draft.clause_text(n)
        found = holds(text, clause.evidence, desk.reader)
        if found is not None:
            return found
    return None


def _astray(evidence: Sequence[Evidence], material: Material) -> str | None:
    """Return what is wrong with cited words: each stands in its report as quoted."""
    for one in evidence:
        report = material.reports.get(one.report_id)
        if report is None or not one.span.holds_in(report.text):
            return f"“{one.span.quote}” does not stand in the report"
    return None


def holds(text: str, evidence: Sequence[Evidence], reader: Reader) -> tuple[str, str] | None:
    """Return finding and reason where words do not carry a text, None where they do."""
    cited = [passage for one in evidence for passage in reader.cited(one)]
    for quoted in _QUOTED.findall(text):
        if not any(_bare(quoted) in _bare(one.span.quote) for one in evidence):
            return str(Finding.NOT_FOUND), f"“{quoted}” is not quoted exactly"
    said = reader.composed(text)
    if not said:
        return str(Finding.NOT_FOUND), "it says nothing that can be checked"
    for found in check(said, Pool(cited), "the cited words"):
        if found.finding is not Finding.SUPPORTED:
            return str(found.finding), found.reason
    return None


def _bare(text: str) -> str:
    return plain(text).strip(_EDGE)
