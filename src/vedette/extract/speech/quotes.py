"""Quotations: which cue each belongs to, which continue a speaker, which only quote a word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vedette.extract.speech.around_quotes import (
    Group,
    cue_after,
    cue_before,
    groups,
    noun_after,
    noun_before,
    opens_block,
    top_of,
)
from vedette.extract.speech.scan import FINITE, Found, Range, Scan
from vedette.extract.speech.verbs import cue_tokens, pair_marks, verb_lemma
from vedette.model import Abstention, Act

STAGE = "attribution"
_NOT_OF_LABELS = frozenset({"from", "on", "about", "with", "to", "for", "after", "against", "by"})
_LEADS = frozenset({"but", "and", "so", "then", "yet", "still", "also"})


@dataclass(slots=True)
class _State:
    """Collect what is found while walking through the quotations in order."""

    found: list[Found]
    abstained: list[Abstention]
    cues: dict[int, int]  # cue verb -> number of its attribution
    blocks: dict[int, int]  # block -> number of the last attribution whose quotation is in it


def find_quoted(scan: Scan) -> tuple[list[Found], list[Abstention]]:
    """Return the attributions of quotations in text order, and what could not be attributed."""
    state = _State([], [], {}, {})
    for group in groups(scan):
        _attach(scan, group, state)
    return state.found, state.abstained


def _attach(scan: Scan, group: Group, state: _State) -> None:
    last = scan.quotations[group.last]
    words = scan.reading.text[last.start : last.end].rstrip()
    mark = words[-1:]
    behind = scan.reading.text[last.end : last.end + 3].lstrip("'’”\"»`")[:1]
    comma = mark in ",-–—" or (mark not in ".!?…" and behind == ",")
    before = cue_before(scan, group)
    after = None if mark == "." else cue_after(scan, group)
    if mark in "!?…" or not comma:
        verb = before if before is not None else (after if mark in "!?…" else None)
    else:
        verb = after if after is not None else before
    if verb is not None and verb == before and verb in state.cues:
        _append(scan, group, state, state.cues[verb])
    elif verb is not None:
        _add(scan, group, state, verb, behind=verb == after and verb != before)
    else:
        _without_cue(scan, group, state, mark)


def _ranges(scan: Scan, group: Group) -> list[Range]:
    """Return the offsets of a group's quotations, without the comma that hands over to the cue."""
    ranges: list[Range] = []
    text = scan.reading.text
    for quotation in scan.quotations[group.first : group.last + 1]:
        start, end = quotation.start, quotation.end
        while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            ranges.append((start, end))
    return ranges


def _add(scan: Scan, group: Group, state: _State, verb: int, *, behind: bool) -> None:
    speaker = _speaker(scan, verb, group)
    source = (scan.phrase(speaker, away_from=verb),) if speaker is not None else ()
    content = _ranges(scan, group)
    quotes = True
    if behind and content:
        start = _sentence_start(scan, group, state)
        if start is not None:
            content[0] = pair_marks(scan, start, content[0][1])
            quotes = False
        rest = _rest_of_sentence(scan, group, verb)
        if rest is not None:
            content.append(rest)
            quotes = False
    if not content:
        return
    act = next(
        (s.act for s in scan.lexicon.verbs[verb_lemma(scan, verb) or ""] if "quote" in s.frames),
        Act.STATES,
    )
    number = len(state.found)
    found = Found(
        verb, cue_tokens(scan, verb), act, source, tuple(content), quotes,
        -1 if speaker is None else speaker,
    )  # fmt: skip
    state.found.append(found)
    state.cues[verb] = number
    state.blocks[scan.quotations[group.last].block] = number


def _rest_of_sentence(scan: Scan, group: Group, verb: int) -> Range | None:
    """Return the clause behind “On these grounds,” he said, Poland would shut the border."""
    quotation = scan.quotations[group.last]
    inner = scan.reading.tokens_between(quotation.start, quotation.end)
    tail = [k for k in group.after if k > verb]
    if any(t.tag in FINITE for t in inner) or not tail or scan.tokens[tail[0]].lower != ",":
        return None
    lead = scan.tokens[tail[0] + 1].lower if len(tail) > 1 else ""
    if lead in ("but", "while", "though", "who", "which") or scan.tokens[tail[0] + 1].tag == "VBG":
        return None
    if not any(scan.tokens[k].tag in FINITE for k in tail):
        return None
    last = tail[-1] - (scan.tokens[tail[-1]].pos == "PUNCT")
    start, end = scan.tokens[tail[0] + 1].start, scan.tokens[last].end
    return pair_marks(scan, start, end)


def _sentence_start(scan: Scan, group: Group, state: _State) -> int | None:
    """Return where the sentence of a half-quoted content begins, None if the quotation opens it."""
    lead = list(group.before)
    while lead and (scan.tokens[lead[0]].lower in _LEADS or scan.tokens[lead[0]].pos == "PUNCT"):
        lead = lead[1:]
    first = scan.reading.text[scan.quotations[group.first].start]
    if not lead or (len(lead) < 2 and not first.islower()):
        return None
    if any(k in state.cues for k in lead):
        return None
    return scan.tokens[lead[0]].start


def _speaker(scan: Scan, verb: int, group: Group) -> int | None:
    """Return who speaks; the parse may err beside quotation marks, so words beside the cue help."""
    own = scan.child(verb, "nsubj")
    if own is not None and scan.inside[own] != scan.inside[verb]:
        own = None
    if own is not None:
        return scan.subject(verb)
    if verb in group.after:
        after = noun_after(scan, verb)
        thing = scan.child(verb, "dobj", "dative")
        if after is not None and thing in (None, after):
            return after
        before = noun_before(scan, verb, list(group.after))
        if before is not None:
            return before[1]
    if scan.passive(verb):
        by = scan.child(verb, "agent")
        return scan.child(by, "pobj") if by is not None else None
    subject = scan.subject(verb)
    if subject is not None and scan.inside[subject] == scan.inside[verb]:
        return subject
    return None


def _append(scan: Scan, group: Group, state: _State, number: int) -> None:
    old = state.found[number]
    content = tuple(sorted({*old.content, *_ranges(scan, group)}))
    state.found[number] = replace(old, content=content)
    state.blocks[scan.quotations[group.last].block] = number


def _without_cue(scan: Scan, group: Group, state: _State, mark: str) -> None:
    first, last = scan.quotations[group.first], scan.quotations[group.last]
    inner = scan.reading.tokens_between(first.start, last.end)
    lead = [k for k in group.before if scan.tokens[k].pos != "PUNCT"]
    if lead:
        _named_before_colon(scan, group, state)
        return
    tail = [k for k in group.after if scan.tokens[k].pos not in ("PUNCT", "SPACE")]
    whole = len(inner) >= 3 and (mark in ".!?…" or not last.closed) and not tail
    if not whole or first.single:
        return
    block = first.block
    if block in state.blocks:
        _same_paragraph(scan, group, state, state.blocks[block])
    elif opens_block(scan, first):
        _next_paragraph(scan, group, state)


def _named_before_colon(scan: Scan, group: Group, state: _State) -> None:
    """Read "Revenko: “...”" as it stands in interviews and captions."""
    gap = list(group.before)
    if len(gap) < 2 or len(gap) > 12 or scan.tokens[gap[-1]].text != ":":
        return
    head = top_of(scan, gap[-2], gap[-1])
    if head is None or any(scan.tokens[k].tag in FINITE | {"TO"} for k in gap):
        return
    if any(scan.tokens[k].pos == "ADJ" and scan.tokens[k + 1].pos == "ADP" for k in gap):
        return  # "Bloc ready for talks: “...”" leaves out its "is"
    if scan.tokens[head].ent not in ("PERSON", "ORG", "GPE", "NORP"):
        return
    if any(scan.tokens[k].lower in _NOT_OF_LABELS for k in gap if k < head):
        return  # "A lesson from Anna Beck: “...”" is a title
    content = tuple(_ranges(scan, group))
    if content:
        source = scan.trim(gap[0], gap[-2])
        state.blocks[scan.quotations[group.last].block] = len(state.found)
        state.found.append(Found(gap[-1], (gap[-1],), Act.STATES, (source,), content, True, head))


def _same_paragraph(scan: Scan, group: Group, state: _State, number: int) -> None:
    """Go on with a split quotation, or with its speaker after a sentence of the reporter's own."""
    previous = state.found[number]
    start = scan.quotations[group.first].start
    if previous.cue:
        sentence = scan.tokens[previous.head].sentence
        between = [
            t for t in scan.reading.tokens_between(previous.content[-1][1], start)
            if t.sentence > sentence and scan.inside[t.i] < 0 and t.pos not in ("PUNCT", "SPACE")
        ]  # fmt: skip
    else:
        between = []
    if not between and previous.quotes:
        _append(scan, group, state, number)
    else:
        _continue(scan, group, state, number)


def _next_paragraph(scan: Scan, group: Group, state: _State) -> None:
    block = scan.quotations[group.first].block
    blocks = scan.reading.report.blocks
    before = block - 1
    while before >= 0 and blocks[before].zone.is_furniture:
        before -= 1
    number = state.blocks.get(before)
    if number is not None:
        _continue(scan, group, state, number)
        return
    # A paragraph of indirect speech before it is joined later; here its block is remembered.
    content = tuple(_ranges(scan, group))
    if content:
        state.blocks[block] = len(state.found)
        state.found.append(Found(-1, (), Act.STATES, (), content, True, follows=-1))


def _continue(scan: Scan, group: Group, state: _State, number: int) -> None:
    content = tuple(_ranges(scan, group))
    if content:
        state.blocks[scan.quotations[group.last].block] = len(state.found)
        state.found.append(Found(-1, (), Act.STATES, (), content, True, follows=number))
