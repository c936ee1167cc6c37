"""The gate: the one way out of this room. Nothing leaves it that its own words do not carry.

A draft passes when each clause is found supported by the words it cites, each frame is what the
store gives, all else is from the closed list, and every quotation stands letter by letter in the
cited words. What fails is tried in plainer words, and at last told as refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vedette.brief import naming
from vedette.brief.draft import Day, Draft, Frame, Glue, Name, Piece, Words
from vedette.brief.frames import write
from vedette.brief.lexicon import acts_of, glue, heading
from vedette.brief.material import Material, Reader
from vedette.brief.texts import plain, straight
from vedette.brief.voice import Proposal, Voice
from vedette.model import (
    Attribution,
    Brief,
    BriefSentence,
    Carried,
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
        desk.voice.begin()
        sentences = tuple(_each(proposals, desk))
        if sentences:
            sections.append(Section(heading(name), sentences))
    return Brief(
        subject=material.subject,
        headline=headline,
        deck=deck,
        sections=tuple(sections),
        since=material.since or _since(sections, material),
        as_of=material.as_of,
        refused=tuple(dict.fromkeys(desk.refused)),
    )


def _since(sections: Sequence[Section], material: Material) -> str | None:
    """Return the day that news counts from where nobody asked for one and some is told."""
    told = any(one.heading == heading("changed") for one in sections)
    return str(material.since_day) if told and material.since_day else None


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


def fails(draft: Draft, material: Material, reader: Reader) -> bool:
    """Tell whether a draft would not be let out; for choosing, before anything is."""
    return _wrong(draft, _Desk(material, reader)) is not None


def _pass(proposal: Proposal, desk: _Desk) -> BriefSentence | None:
    """Return the first draft of a proposal that holds; keep the reason where none does."""
    failed: Refused | None = None
    for draft in proposal.drafts(desk.voice):
        wrong = _wrong(draft, desk)
        if wrong is None:
            desk.voice.remember(draft, proposal.day)
            return BriefSentence(
                draft.text,
                draft.claims,
                draft.evidence,
                draft.searched,
                carried=_carried(draft, desk),
            )
        failed = failed or Refused(draft.text, *wrong)
    if failed is not None:
        desk.refused.append(failed)
    return None


def _carried(draft: Draft, desk: _Desk) -> tuple[Carried, ...]:
    """Return the clauses of a draft in the wording that was found to hold."""
    found = (_held(draft, n, desk) for n in range(len(draft.clauses)))
    return tuple(one for one in found if one is not None)


def _held(draft: Draft, n: int, desk: _Desk) -> Carried | None:
    evidence = draft.clauses[n].evidence
    ways, speaker = _ways(draft, n, desk)
    for text, by in _wordings(draft, n, ways, said_by=speaker):
        if holds(text, evidence, desk.reader, said_by=by) is None:
            return Carried(text, evidence, by)
    return None


def _wrong(draft: Draft, desk: _Desk) -> tuple[str, str] | None:
    """Return finding and reason why a draft does not hold, None where it does."""
    if not draft.evidence and not draft.searched:
        return str(Finding.NOT_FOUND), "it cites no words"
    wrong = [found for piece in draft.pieces if (found := _wrong_piece(piece, draft, desk))]
    if wrong:
        return wrong[0]
    astray = _astray(draft.evidence, desk.material)
    if astray is not None:
        return str(Finding.NOT_FOUND), astray
    clauses = (_wrong_clause(draft, n, desk) for n in range(len(draft.clauses)))
    return next((found for found in clauses if found), None)


def _wrong_piece(piece: Piece, draft: Draft, desk: _Desk) -> tuple[str, str] | None:
    """Check what no clause holds: connectives, frames, days."""
    if isinstance(piece, Glue):
        known = piece.text in glue()
        return None if known else (str(Finding.NOT_FOUND), f"“{piece.text}” is no connective")
    if isinstance(piece, Frame):
        same = write(piece.told, piece.of, desk.material) == piece.text
        reason = f"the store does not give “{piece.text}”"
        return None if same else (str(Finding.CONTRADICTED), reason)
    if not 0 <= piece.clause < len(draft.clauses):
        return str(Finding.NOT_FOUND), f"“{piece.text}” cites no words"
    if isinstance(piece, Day) and not _is_day(piece, draft, desk.material):
        return str(Finding.CONTRADICTED), f"“{piece.written}” is not “{piece.text}”"
    return None


def _is_day(piece: Day, draft: Draft, material: Material) -> bool:
    """Tell whether a time as written is the day that is printed for it, by the store."""
    report_id, start, end = piece.of
    analysis = material.analyses.get(report_id)
    times = analysis.times if analysis else ()
    for one in times:
        if (one.span.start, one.span.end) == (start, end):
            there = any(
                cited.report_id == report_id and cited.span.covers(one.span)
                for cited in draft.clauses[piece.clause].evidence
            )
            day = naming.dated_words(one.span.quote, one.when, material.day)
            return there and bool(day) and piece.written == one.span.quote and piece.text == day
    return False


def _wrong_clause(draft: Draft, n: int, desk: _Desk) -> tuple[str, str] | None:
    """Check one clause: who speaks by what the store resolved, all else against the words."""
    evidence = draft.clauses[n].evidence
    names = _names(draft, n)
    if not names:
        return _each_way(draft, n, ("",), desk)
    by = _speaking(names, evidence, desk.material)
    if by is None:
        return str(Finding.CONTRADICTED), f"“{names[0].text}” does not speak there"
    cues = (p for p in draft.pieces if isinstance(p, Words) and p.clause == n and p.is_cue)
    cue = plain(" ".join(one.checked for one in cues)).strip(" :,")
    if cue and not _may_say(cue, by, evidence):
        return str(Finding.CONTRADICTED), f"“{cue}” says more than the report"
    ways, speaker = _ways(draft, n, desk)
    return _each_way(draft, n, ways, desk, said_by=speaker)


def _ways(draft: Draft, n: int, desk: _Desk) -> tuple[tuple[str | None, ...], str]:
    """Return how who speaks in a clause may be called there, and his name; nobody: ""."""
    names, evidence = _names(draft, n), draft.clauses[n].evidence
    by = _speaking(names, evidence, desk.material) if names else None
    if by is None:
        return ("",), ""
    speaker = by.speaker.name if by.speaker else ""
    return tuple(dict.fromkeys((speaker, _called(by, evidence), None))), speaker


def _each_way(
    draft: Draft, n: int, ways: Sequence[str | None], desk: _Desk, *, said_by: str = ""
) -> tuple[str, str] | None:
    """Check a clause with its speaker called in each of some ways, and days in two.

    Who speaks, and which day is meant, the store has decided; one wording that holds is enough.
    """
    evidence = draft.clauses[n].evidence
    first: tuple[str, str] | None = None
    for text, by in _wordings(draft, n, ways, said_by=said_by):
        wrong = holds(text, evidence, desk.reader, said_by=by)
        if wrong is None:
            return None
        first = first or wrong
    return first


def _wordings(
    draft: Draft, n: int, ways: Sequence[str | None], *, said_by: str
) -> Iterator[tuple[str, str]]:
    """Yield the wordings of a clause, each with who is to say it where it does not name him."""
    dated = any(isinstance(p, Day) and p.clause == n for p in draft.pieces)
    for called in ways:
        for printed in (False, True) if dated else (False,):
            text = draft.clause_text(n, called, printed=printed)
            yield text, said_by if called is None else ""


def _names(draft: Draft, n: int) -> tuple[Name, ...]:
    """Return who speaks in a clause; who is not named is the one of the clause before."""
    names = draft.names(n)
    if all(name.text for name in names):
        return names
    before = _names(draft, n - 1) if n else ()
    return tuple(Name(before[0].text, n, name.of) if before else name for name in names)


def _speaking(
    names: Sequence[Name], evidence: Sequence[Evidence], material: Material
) -> Attribution | None:
    """Return the attribution in which who is named speaks in the cited words; None for others."""
    if len({name.of for name in names}) != 1:
        return None
    report_id, own = names[0].of
    by = material.attribution(report_id, own)
    if by is None or by.speaker is None:
        return None
    spans = [one.span for one in evidence if one.report_id == report_id]
    there = any(part.overlaps(span) for part in (*by.content, *by.cue) for span in spans)
    known = {naming.speaker_name(by.speaker), naming.short_name(by.speaker)}
    return by if there and all(name.text in known for name in names) else None


def _may_say(verb: str, by: Attribution, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a speech verb fits: one of the report's, a plain one, or that of the act."""
    if any(verb in plain(one.span.quote) for one in evidence):
        return True
    acts = acts_of(verb)
    return acts is not None and (not acts or str(by.modality.act) in acts)


def _called(by: Attribution, evidence: Sequence[Evidence]) -> str | None:
    """Return what the cited words call who speaks, None where they do not name him."""
    spans = [one.span for one in evidence]
    if not by.source or not any(span.covers(part) for span in spans for part in by.source):
        return None
    return plain(" ".join(part.quote for part in by.source))


def _astray(evidence: Sequence[Evidence], material: Material) -> str | None:
    """Return what is wrong with cited words: each stands in its report as quoted."""
    for one in evidence:
        report = material.reports.get(one.report_id) or material.older.get(one.report_id)
        if report is None or not one.span.holds_in(report.text):
            return f"“{one.span.quote}” does not stand in the report"
    return None


def holds(
    text: str, evidence: Sequence[Evidence], reader: Reader, *, said_by: str = ""
) -> tuple[str, str] | None:
    """Return finding and reason where words do not carry a text, None where they do.

    `said_by` names whose words these are: what only he says is carried then.
    """
    for quoted in _QUOTED.findall(text):
        if not any(_is_quoted(quoted, one.span.quote) for one in evidence):
            return str(Finding.NOT_FOUND), f"“{quoted}” is not quoted exactly"
    checked = reader.check(text, evidence)
    if not checked:
        return str(Finding.NOT_FOUND), "it says nothing that can be checked"
    for found in checked:
        own = found.as_said and said_by and found.reason.endswith(f" {said_by}")
        if found.finding is not Finding.SUPPORTED and not own:
            return str(found.finding), found.reason
    return None


def _is_quoted(quoted: str, words: str) -> bool:
    """Tell whether words are quoted letter by letter; the first may be a capital there."""
    inside, there = _bare(quoted), _bare(words)
    return inside in there or f"{inside[:1].upper()}{inside[1:]}" in there


def _bare(text: str) -> str:
    return plain(straight(text)).strip(_EDGE)
