"""Quotations: which cue each belongs to, which continue a speaker, which only quote a word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vedette.extract.speech.announced import find_announced
from vedette.extract.speech.around_quotes import (
    Group,
    cue_after,
    cue_before,
    groups,
    is_astray,
    noun_after,
    noun_before,
    opens_block,
)
from vedette.extract.speech.labels import named_before, signed, tone
from vedette.extract.speech.scan import FINITE, Found, Range, Scan, closing_width
from vedette.extract.speech.verbs import cue_tokens, pair_marks, verb_lemma
from vedette.model import Abstention, Act

STAGE = "attribution"
_CLOSING = "’'”\"»›“‘ \xa0"  # marks of inner quotations at the end of an outer one
_LEAST = 3  # tokens of a quotation that stands for a sentence
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
    taken = frozenset(k for one in state.found for k in one.cue)
    lists, abstained = find_announced(scan, taken)
    return [*state.found, *lists], [*state.abstained, *abstained]


def _attach(scan: Scan, group: Group, state: _State) -> None:
    last = scan.quotations[group.last]
    if is_astray(scan, last):
        _abstain(scan, group, state, "a quotation mark that is never closed")
        return
    mark = scan.reading.text[last.start : last.end].rstrip(_CLOSING)[-1:]
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
        if any(c.isalnum() for c in text[start:end]):
            ranges.append((start, end))
    return ranges


def _add(scan: Scan, group: Group, state: _State, verb: int, *, behind: bool) -> None:
    speaker = _speaker(scan, verb, group)
    source = _source(scan, group, speaker, verb)
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


def _source(scan: Scan, group: Group, speaker: int | None, verb: int) -> tuple[Range, ...]:
    """Return the speaker's phrase, without the end of the quotation that it may be glued to."""
    if speaker is None:
        return ()
    start, end = scan.phrase(speaker, away_from=verb)
    quoted = scan.quotations[group.last]
    if start < quoted.end < end:
        start = quoted.end + closing_width(scan.reading.text, quoted.end)
        start += len(scan.reading.text[start:end]) - len(scan.reading.text[start:end].lstrip(" ,"))
    return ((start, end),) if start < end else ()


def _rest_of_sentence(scan: Scan, group: Group, verb: int) -> Range | None:
    """Return the clause behind “On these grounds,” he said, Poland would shut the border."""
    quotation = scan.quotations[group.last]
    inner = scan.reading.tokens_between(quotation.start, quotation.end)
    tail = [k for k in group.after if k > verb]
    if any(t.tag in FINITE for t in inner) or not tail or scan.tokens[tail[0]].lower != ",":
        return None
    if len(tail) < 2:
        return None
    lead = scan.tokens[tail[0] + 1]
    if lead.lower in ("but", "while", "though", "who", "which") or lead.tag == "VBG":
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
    if not lead or scan.tokens[lead[-1]].text == ":" or (len(lead) < 2 and not first.islower()):
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
    sentence = len(inner) >= _LEAST and (mark in ".!?…" or not last.closed)
    found = named_before(scan, group) or signed(scan, group)
    if found is None and sentence:
        found = tone(scan, group)
    content = tuple(_ranges(scan, group))
    if found is not None and content:
        state.blocks[last.block] = len(state.found)
        state.found.append(replace(found, content=content))
        return
    lead = [k for k in group.before if scan.tokens[k].pos != "PUNCT"]
    tail = [k for k in group.after if scan.tokens[k].pos not in ("PUNCT", "SPACE")]
    if not sentence or first.single:
        return
    if lead or tail:
        if lead and scan.tokens[group.before[-1]].text == ":":
            _abstain(scan, group, state, "a quotation behind a colon, and nobody who says it")
        return
    block = first.block
    if block in state.blocks:
        _same_paragraph(scan, group, state, state.blocks[block])
    elif opens_block(scan, first):
        _next_paragraph(scan, group, state)
    else:
        _abstain(scan, group, state, "a quotation without a cue beside it")


def _abstain(scan: Scan, group: Group, state: _State, reason: str) -> None:
    first, last = scan.quotations[group.first], scan.quotations[group.last]
    state.abstained.append(Abstention(STAGE, scan.reading.span(first.start, last.end), reason))


def _asks(scan: Scan, one: Found) -> bool:
    """Tell “Will it sail?” asked X, whom somebody else answers in the next paragraph."""
    start, end = one.content[-1]
    question = scan.reading.text[start:end].rstrip(_CLOSING).endswith("?")
    return one.act is Act.ASKS and bool(one.cue) and question


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
    if number is not None and _asks(scan, state.found[number]):
        # The answer is another's, and who gives it is not told.
        content = tuple(_ranges(scan, group))
        state.found.append(Found(-1, (), Act.STATES, (), content, True))
        _abstain(scan, group, state, "a quotation behind a question, and nobody who answers")
        return
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
