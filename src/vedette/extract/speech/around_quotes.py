"""The words around quotations: gaps before and behind them, and the cue that stands there."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.extract.speech.scan import FINITE, MARKS, Scan, mark_width
from vedette.extract.speech.tags import find_tag
from vedette.extract.speech.verbs import verb_lemma
from vedette.model import Quotation

_FINAL = frozenset({".", "!", "?", "…", "..."})
_AFTER = 32  # tokens behind a quotation in which its cue may stand
_BULLETS = " \t\n\xa0•▪◦‣·*–—-\u200b\u202a\u202b"  # what may open a paragraph before a mark
_BEFORE = 45  # tokens before it


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the quotations of one run of speech over paragraphs, and the gaps around it."""

    first: int
    last: int
    before: tuple[int, ...]
    after: tuple[int, ...]


def groups(scan: Scan) -> list[Group]:
    """Return the outer quotations in text order, those of one run of speech together."""
    groups: list[Group] = []
    quotations = scan.quotations
    k = 0
    while k < len(quotations):
        last = k
        while (
            not quotations[last].closed
            and last + 1 < len(quotations)
            and quotations[last + 1].block - quotations[last].block in (1, 2)
            and opens_block(scan, quotations[last + 1])
            and not is_astray(scan, quotations[last])
        ):
            last += 1
        groups += _parted(scan, Group(k, last, _before(scan, k), _behind(scan, last)))
        k = last + 1
    return groups


def _parted(scan: Scan, group: Group) -> list[Group]:
    """Part the last paragraph from those before it where both have a cue of their own."""
    if group.first == group.last or cue_before(scan, group) is None:
        return [group]
    last = Group(group.last, group.last, (), group.after)
    if cue_after(scan, last) is None:
        return [group]
    return [Group(group.first, group.last - 1, group.before, ()), last]


def is_astray(scan: Scan, quotation: Quotation) -> bool:
    """Tell a mark that was never closed: a cue hangs on a sentence behind it, “It is late, X said.

    What the paragraph says behind it is then no quotation.
    """
    if quotation.closed:
        return False
    return any(
        scan.reports(t.i) and t.tag in FINITE and find_tag(scan, t.i) is not None
        for t in scan.reading.tokens_between(quotation.start, quotation.end)
    )


def opens_block(scan: Scan, quotation: Quotation) -> bool:
    """Tell whether a quotation begins its paragraph."""
    block = scan.reading.report.blocks[quotation.block]
    opened = quotation.start - mark_width(scan.reading.text, quotation.start)
    return not scan.reading.text[block.start : opened].strip(_BULLETS)


def _index(scan: Scan, offset: int) -> int:
    between = scan.reading.tokens_between(offset, offset + 200)
    return between[0].i if between else len(scan.tokens)


def _behind(scan: Scan, number: int) -> tuple[int, ...]:
    """Return the tokens between a quotation and the end of its sentence or the next one."""
    quotation = scan.quotations[number]
    block = scan.reading.report.blocks[quotation.block]
    found: list[int] = []
    for k in range(
        _index(scan, quotation.end), min(len(scan.tokens), _index(scan, quotation.end) + _AFTER)
    ):
        token = scan.tokens[k]
        if token.start >= block.end or scan.inside[k] >= 0:
            break
        found.append(k)
        if token.text in _FINAL and token.start > quotation.end + 2:
            break
    return tuple(found)


def _before(scan: Scan, number: int) -> tuple[int, ...]:
    """Return the tokens between the sentence's start, or the quotation before, and this one.

    A paragraph that ends with a colon stands before the quotation of the next one.
    """
    quotation = scan.quotations[number]
    block = scan.reading.report.blocks[quotation.block]
    found: list[int] = []
    opened = quotation.start - mark_width(scan.reading.text, quotation.start)
    k = _index(scan, max(block.start, opened)) - 1
    floor = block.start
    if k >= 0 and scan.tokens[k].text == ":" and opens_block(scan, quotation):
        above = scan.reading.sentence_of(scan.tokens[k])
        floor = above.start if above.zone is block.zone else floor
    while k >= 0 and len(found) < _BEFORE:
        token = scan.tokens[k]
        if token.start < floor or scan.inside[k] >= 0:
            break
        if token.text in _FINAL and token.dep == "punct":
            break
        found.append(k)
        k -= 1
    return tuple(k for k in reversed(found) if scan.tokens[k].text not in MARKS)


def cue_after(scan: Scan, group: Group) -> int | None:
    """Return the verb of “...,” X said and “...,” said X."""
    gap = [k for k in group.after if scan.tokens[k].text not in MARKS]
    while gap and scan.tokens[gap[0]].text in (",", "–", "—", "-", "--"):
        gap = gap[1:]
    if not gap:
        return None
    for k in gap:
        if not _quotes(scan, k):
            if (
                scan.tokens[k].lower in ("but", "and")
                and scan.tokens[k].dep == "cc"
                and k == gap[0]
            ):
                return None
            continue
        start = _group_start(scan, k, gap)
        if start is None:
            return None
        lead = [n for n in gap if n < start]
        if all(scan.tokens[n].pos in ("ADV", "PUNCT") for n in lead) and len(lead) <= 2:
            return k
        return None
    return None


def _quotes(scan: Scan, k: int) -> bool:
    lemma = verb_lemma(scan, k)
    if lemma is None:
        return False
    senses = [s for s in scan.lexicon.verbs[lemma] if "quote" in s.frames]
    if all(s.document for s in senses):
        subject = scan.child(k, "nsubj")
        paper = subject is not None and scan.tokens[subject].lemma.lower() in scan.lexicon.documents
        return bool(senses) and paper
    return True


def _group_start(scan: Scan, verb: int, gap: list[int]) -> int | None:
    """Return the first token of subject, auxiliaries and verb behind a quotation."""
    subject = scan.child(verb, "nsubj", "nsubjpass")
    parts = [verb]
    parts += [
        c
        for c in scan.children(verb)
        if c < verb and c in gap and scan.tokens[c].dep in ("aux", "neg", "advmod")
    ]
    if subject is not None and subject in gap and subject < verb:
        parts.append(max(gap[0], scan.tokens[subject].left))
        parts.append(subject)
    elif subject is None or subject not in gap:
        if noun_after(scan, verb) is not None and verb == gap[0]:
            return verb
        left = noun_before(scan, verb, gap)
        if left is not None:
            return gap[0] if left[0] <= gap[0] + 1 else left[0]
        return None
    return min(parts)


def noun_after(scan: Scan, verb: int) -> int | None:
    """Return the head of the noun phrase that directly follows ("said X")."""
    k = verb + 1
    if k >= len(scan.tokens) or scan.tokens[k].pos not in (
        "DET",
        "ADJ",
        "NOUN",
        "PROPN",
        "PRON",
        "NUM",
    ):
        return None
    return top_of(scan, k, verb)


def top_of(scan: Scan, k: int, verb: int) -> int | None:
    """Climb from a token to the head of its noun phrase, staying on its side of the verb."""
    head = k
    while True:
        above = scan.tokens[head].head
        if above in (head, verb) or (above < verb) != (k < verb):
            break
        if scan.tokens[above].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            break
        head = above
    return head if scan.tokens[head].pos in ("NOUN", "PROPN", "PRON") else None


def noun_before(scan: Scan, verb: int, gap: list[int]) -> tuple[int, int] | None:
    """Return first token and head of a noun phrase that fills the gap before the verb."""
    lead = [
        n for n in gap if n < verb and scan.tokens[n].pos not in ("PUNCT", "AUX", "ADV", "PART")
    ]
    if not lead or any(scan.tokens[n].tag in FINITE for n in lead):
        return None
    head = top_of(scan, lead[-1], verb)
    return None if head is None else (lead[0], head)


def cue_before(scan: Scan, group: Group) -> int | None:  # noqa: PLR0911
    """Return the verb of X said: “...”, and of X said in a statement that “...”."""
    gap = list(group.before)
    first = scan.quotations[group.first]
    for k in reversed(gap):
        token = scan.tokens[k]
        if token.tag in FINITE | {"VBG", "VBN", "VB"} and not _quotes(scan, k):
            if token.dep in ("aux", "auxpass") or token.dep == "acl":
                continue
            return None
        if not _quotes(scan, k):
            continue
        between = [n for n in gap if n > k]
        if any(
            scan.tokens[n].dep == "cc" and scan.tokens[n].lower in ("but", "and") for n in between
        ):
            return None
        if len(between) > 16 or _runs_on(scan, k, group):
            return None
        if any(
            scan.tokens[n].dep in ("nsubj", "nsubjpass") and n > k for n in between
        ) and not _inverted(scan, k):
            return None
        if first.start < scan.tokens[k].start:
            return None
        return k
    return None


def _inverted(scan: Scan, verb: int) -> bool:
    subject = scan.child(verb, "nsubj")
    return subject is not None and subject > verb


def _runs_on(scan: Scan, verb: int, group: Group) -> bool:
    """Tell a quoted fragment inside a longer indirect clause from a quotation."""
    quotation = scan.quotations[group.last]
    words = scan.reading.text[quotation.start : quotation.end].rstrip()
    if words[-1:] in ",.?!…":
        return False
    inner = scan.reading.tokens_between(quotation.start, quotation.end)
    if any(t.tag in FINITE for t in inner):
        return False
    for c in scan.children(verb):
        if scan.tokens[c].dep in ("ccomp", "xcomp", "dobj", "oprd") and c > verb:
            end = scan.tokens[scan.tokens[c].right].start
            if end > quotation.end + 3:
                return True
    return False
